import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { acquireLock } from '../../src/emit/lock.ts';
import { openOutput } from '../../src/emit/openOutput.ts';
import { build, codesOf, filesIn, open, temporarySite } from './temporarySite.ts';

const locksIn = (folder: string) => readdirSync(folder).filter((name) => name.includes('.lock'));

function lockedFolder(...targets: readonly string[]) {
  const site = temporarySite();
  mkdirSync(site.folder);
  targets.forEach((target, index) =>
    symlinkSync(target, join(site.folder, `.blattmacher.lock-${index + 1}`)),
  );
  return site;
}

/** The number of a process that has ended. */
async function endedProcess(): Promise<number | undefined> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid;
}

test('a second build is told about the first, and may come when that has ended', () => {
  const site = temporarySite();
  const first = open(site);
  const { value, diagnostics } = openOutput(site);
  expect(value).toBeUndefined();
  expect(diagnostics).toMatchObject([{ code: 'output/folder-locked', severity: 'error' }]);
  expect(diagnostics[0]?.message).toContain(`Prozess ${process.pid} auf schreibtisch`);
  first.abandon();
  expect(build(site, { a: 'A' }).diagnostics).toEqual([]);
});

test('the refused build leaves the first one’s work alone', () => {
  const site = temporarySite();
  build(site, { a: 'A' });
  const first = open(site);
  first.stage({ path: 'b' as Parameters<typeof first.keep>[0], phase: 'page', content: 'B' });
  const before = filesIn(site.folder);
  openOutput(site);
  expect(filesIn(site.folder)).toEqual(before);
  first.commit();
  expect(filesIn(site.folder)).toMatchObject({ b: 'B' });
});

test('the lock of a process that has ended is taken over', async () => {
  const site = lockedFolder(
    `${await endedProcess()}@schreibtisch:1`,
    `${await endedProcess()}@schreibtisch:`,
  );
  const output = open(site);
  expect(locksIn(site.folder)).toEqual(['.blattmacher.lock-3']);
  output.abandon();
  expect(locksIn(site.folder)).toEqual([]);
});

test('a process that has the number of an ended one does not keep its lock', () => {
  const site = lockedFolder();
  const { value } = openOutput(site);
  const target = readlinkSync(join(site.folder, '.blattmacher.lock-1'));
  value?.abandon();
  const knowsStart = /:\d+$/.test(target);
  symlinkSync(target.replace(/:\d*$/, ':1'), join(site.folder, '.blattmacher.lock-1'));
  expect(codesOf(openOutput(site).diagnostics)).toEqual(knowsStart ? [] : ['output/folder-locked']);
});

test('the lock of another machine is believed', async () => {
  const site = lockedFolder(`${await endedProcess()}@server:1`);
  const { diagnostics } = openOutput(site);
  expect(diagnostics).toMatchObject([
    { code: 'output/folder-locked', hint: expect.stringContaining('.blattmacher.lock-1') },
  ]);
});

test.each(['unsinn', '0@schreibtisch:1', '99999999999@schreibtisch:1'])(
  'a lock that names no process (%j) is believed',
  (target) => {
    const { diagnostics } = openOutput(lockedFolder(target));
    expect(codesOf(diagnostics)).toEqual(['output/folder-locked-unknown']);
  },
);

test('a lock may be a file, and even a folder', () => {
  const site = lockedFolder();
  writeFileSync(join(site.folder, '.blattmacher.lock-1'), `${process.pid}@schreibtisch:`);
  expect(codesOf(openOutput(site).diagnostics)).toEqual(['output/folder-locked']);
  const other = lockedFolder();
  mkdirSync(join(other.folder, '.blattmacher.lock-1'));
  expect(codesOf(openOutput(other).diagnostics)).toEqual(['output/folder-locked-unknown']);
});

test.each([1, 2, 3, 4, 5])(
  'of many processes that take over a dead lock at once exactly one wins, attempt %i',
  async () => {
    const { folder } = lockedFolder(`${await endedProcess()}@schreibtisch:1`);
    const racers = Array.from({ length: 4 }, () => startRacer(folder));
    const outcomes = Promise.all(racers.map(async ({ stdout }) => text(stdout)));
    await Promise.all(racers.map(async ({ stdout }) => once(stdout, 'readable')));
    for (const racer of racers) racer.stdin.write('los');
    await expect
      .poll(() => racers.filter(({ exitCode }) => exitCode === 0).length, { timeout: 250_000 })
      .toBe(3);
    expect(locksIn(folder)).toEqual(['.blattmacher.lock-2']);
    for (const racer of racers) racer.kill('SIGKILL');
    expect((await outcomes).toSorted()).toEqual([
      'bereit held',
      'bereit taken',
      'bereit taken',
      'bereit taken',
    ]);
  },
);

/** A process that tries for the lock when it is told to, and keeps it until it is killed. */
function startRacer(folder: string) {
  const script = fileURLToPath(new URL('./lockRacer.ts', import.meta.url));
  const racer = spawn(process.execPath, [script, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void racer.kill('SIGKILL'));
  return racer;
}

test('the lock is free again after its release', () => {
  const { folder, owner } = lockedFolder();
  for (let round = 0; round < 3; round += 1) {
    const locking = acquireLock(folder, owner);
    expect(locking.kind).toBe('held');
    if (locking.kind === 'held') locking.release();
  }
  expect(locksIn(folder)).toEqual([]);
});
