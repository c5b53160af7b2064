/** The compiled program away from its dependencies, in a folder of its own. */
import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { programFile } from '../support/runProgram.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { article, createSite, readTree } from '../support/testSite.ts';
import { builtInTemplates } from '../support/usualBuild.ts';

const starter = join(builtInTemplates, '..', 'starter');

/** A copy of the program without what earlier runs left. */
function copyProgram(): string {
  const folder = temporaryFolder();
  const isCode = (path: string): boolean => !path.endsWith('.compiled');
  cpSync(dirname(programFile), join(folder, 'lib'), { recursive: true, filter: isCode });
  cpSync(builtInTemplates, join(folder, 'templates'), { recursive: true });
  return folder;
}

function runCopy(folder: string, args: readonly string[], env: SpawnSyncOptions['env'] = {}) {
  const run = spawnSync(process.execPath, [join(folder, 'lib', 'blattmacher.js'), ...args], {
    env: { HOME: join(folder, 'home'), TMPDIR: join(folder, 'tmp'), ...env },
  });
  return { code: run.status, stderr: String(run.stderr) };
}

const fine = { code: 0, stderr: '' };

test('A plain site is built without a bundler or native code, and nothing in it differs', async () => {
  const site = createSite({ 'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13') });
  await site.build();
  const out = join(temporaryFolder(), 'dist');
  const args = ['build', '--site', site.folder, '--out', out, '--now', '2026-10-01T12:00:00Z'];
  expect(runCopy(copyProgram(), args)).toEqual(fine);
  expect(readTree(out)).toEqual(readTree(site.out));
});

test('A native part is missed where it is needed, in one sentence, and nothing is published', () => {
  const site = createSite({
    'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13', '![Ein Bild](../media/bild.webp)'),
    'content/media/bild.webp': readFileSync(join(starter, 'content/media/willkommen.webp')),
  });
  const { code, stderr } = runCopy(copyProgram(), ['build', '--site', site.folder, '--out', site.out]);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^Fehler: Ein Teil von Blattmacher läuft auf diesem System \(\w+-\w+\) nicht oder fehlt: „sharp“\. Er rechnet Bilder um\.\n {4}Lösche .*\n1 Fehler\.\n$/,
  );
  expect(site.paths()).toEqual([]);
});

describe('What the program compiled is kept', () => {
  const filesIn = (folder: string): number =>
    existsSync(folder) ? readdirSync(folder, { recursive: true }).length : 0;

  test('beside the program, for its user alone, and not where anybody may write', () => {
    const folder = copyProgram();
    const kept = join(folder, 'lib', '.compiled');
    mkdirSync(join(folder, 'tmp'));
    expect(runCopy(folder, ['--help'])).toEqual(fine);
    expect(filesIn(kept)).toBeGreaterThan(1);
    expect(statSync(kept).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
    expect(existsSync(join(folder, 'home'))).toBe(false);
  });

  test("in the user's own folder where there is no place beside it", () => {
    const folder = copyProgram();
    writeFileSync(join(folder, 'lib', '.compiled'), 'in the way');
    expect(runCopy(folder, ['--help'])).toEqual(fine);
    expect(filesIn(join(folder, 'home', '.cache', 'blattmacher', 'compiled'))).toBeGreaterThan(1);
  });

  test('nowhere that others may write to', () => {
    const folder = copyProgram();
    const kept = [
      join(folder, 'lib', '.compiled'),
      join(folder, 'home', '.cache', 'blattmacher', 'compiled'),
    ];
    for (const place of kept) {
      mkdirSync(place, { recursive: true });
      chmodSync(place, 0o777);
    }
    expect(runCopy(folder, ['--help'])).toEqual(fine);
    expect(kept.map(filesIn)).toEqual([0, 0]);
  });

  test('where NODE_COMPILE_CACHE says', () => {
    const folder = copyProgram();
    const elsewhere = join(folder, 'elsewhere');
    expect(runCopy(folder, ['--help'], { NODE_COMPILE_CACHE: elsewhere })).toEqual(fine);
    expect(filesIn(elsewhere)).toBeGreaterThan(1);
  });
});
