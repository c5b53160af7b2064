/** Files in source folders are whole under their name, keep what they are, and nothing lies about after a kill. */
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createWholeFile, rewriteFile, writeWholeFile } from '../../src/emit/wholeFile.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const namesIn = (folder: string): readonly string[] => readdirSync(folder).toSorted();
/** Number of a process that has ended. */
const deadPid = spawnSync(process.execPath, ['--version']).pid;

test('what killed processes left of a file goes when it is written next; what others write stays', async () => {
  const folder = temporaryFolder();
  const alive = `.new-a.csv.${process.ppid}`;
  const leftovers = [
    '.new-a.csv',
    `.new-a.csv.${deadPid}`,
    `.new-a.csv.${deadPid}-2`,
    `.new-a.csv.${process.pid}`,
  ];
  for (const name of [...leftovers, alive, `.new-b.csv.${deadPid}`])
    writeFileSync(join(folder, name), 'halb');
  await writeWholeFile(folder, 'a.csv', 'ganz');
  expect(namesIn(folder)).toEqual([alive, `.new-b.csv.${deadPid}`, 'a.csv']);
  expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toBe('ganz');
});

test('many writers of one file at the same moment leave one whole text', async () => {
  const folder = temporaryFolder();
  const texts = Array.from({ length: 20 }, (_, index) => `${index}`.repeat(1000));
  await Promise.all(texts.map((text) => writeWholeFile(folder, 'a', text)));
  expect(namesIn(folder)).toEqual(['a']);
  expect(texts).toContain(readFileSync(join(folder, 'a'), 'utf8'));
});

test('of many that create a file one is right', async () => {
  const folder = temporaryFolder();
  const made = await Promise.all(
    Array.from({ length: 10 }, (_, index) => createWholeFile(folder, 'a', `${index}`)),
  );
  expect(made.filter(Boolean)).toHaveLength(1);
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe(`${made.indexOf(true)}`);
  expect(namesIn(folder)).toEqual(['a']);
});

test('a file that is there keeps its mode, a new one has that of its audience', async () => {
  const folder = temporaryFolder();
  const modeOf = (name: string): number => statSync(join(folder, name)).mode & 0o777;
  await writeWholeFile(folder, 'a', 'neu');
  expect(modeOf('a')).toBe(0o600);
  chmodSync(join(folder, 'a'), 0o664);
  await writeWholeFile(folder, 'a', 'anders', { audience: 'all' });
  expect(modeOf('a')).toBe(0o664);
});

test('a rewritten file stays a link; what the system refuses is told by its code, and leaves nothing', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'ziel'), 'eins');
  symlinkSync('ziel', join(folder, 'a'));
  expect(await rewriteFile(join(folder, 'a'), (before) => `${before} zwei`)).toBeUndefined();
  expect(readFileSync(join(folder, 'ziel'), 'utf8')).toBe('eins zwei');
  expect(await rewriteFile(join(folder, 'ziel', 'b'), () => '')).toBe('ENOTDIR');
  expect(await rewriteFile(folder, () => '')).toBe('EISDIR');
  expect(namesIn(folder)).toEqual(['a', 'ziel']);
});
