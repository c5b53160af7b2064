/** The program, killed many times in a row in the same folders: no published file is ever torn, and the next build makes all good. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { makeRandom } from '../bench/corpus/random.ts';
import { firstDifference, type Tree, treeOf } from './equivalence/tree.ts';
import { programFile, runProgram } from './support/runProgram.ts';
import { article, createSite, type TestSite } from './support/testSite.ts';
import { freshSeed, tries } from './support/thorough.ts';

type Version = 0 | 1;
const versions = [0, 1] as const;
const articles = Array.from({ length: 60 }, (_, index) => index);
const command = ['build', '--now', '2026-10-01T12:00:00Z'];

/** Of the two versions most articles differ, some are the same, and some are there in one alone. */
function turnTo(version: Version, site: TestSite): void {
  site.write({ 'templates/styles/print.css': `p { margin: ${version + 1}px }\n` });
  for (const index of articles) {
    const path = `content/articles/a${index}.md`;
    const head = `title: Artikel ${index}\ndate: 2025-01-${10 + (index % 18)}\ntags: [Thema ${index % 7}]`;
    const snapshot = index % 5 === 0 ? 'immer' : `in Fassung ${version}`;
    if (index % 10 === 3 + version) rmSync(join(site.folder, path), { force: true });
    else site.write({ [path]: article(head, `"So" war es ${snapshot} - und **nun**.\n\n`.repeat(8)) });
  }
}

/** Result of a clean build of a version in a new folder. */
function cleanBuild(version: Version, site: TestSite): Tree {
  turnTo(version, site);
  const out = `${site.out}-${version}`;
  expect(runProgram(site.folder, [...command, '--no-cache', '--out', out])).toMatchObject({ code: 0 });
  return treeOf(out);
}

/** Starts a build and kills it after some milliseconds; false when it was done by then. */
async function killAfter(milliseconds: number, site: TestSite): Promise<boolean> {
  const child = spawn(process.execPath, [programFile, ...command, '--out', site.out], {
    cwd: site.folder,
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  await Promise.race([setTimeout(milliseconds), ended]);
  child.kill('SIGKILL');
  // Until it is gone its lock counts.
  await ended;
  return child.signalCode === 'SIGKILL';
}

/** The version of the front page; -1 without one. */
function shownVersion(out: string, wholes: readonly Tree[]): number {
  const shown = treeOf(out).get('index.html');
  return wholes.findIndex((whole) => whole.get('index.html') === shown);
}

/** The published files that are whole in no version. */
function tornFiles(out: string, wholes: readonly Tree[]): readonly string[] {
  return [...treeOf(out)]
    .filter(([path]) => !path.startsWith('.blattmacher') && !path.endsWith('/'))
    .filter(([path, bytes]) => wholes.every((whole) => whole.get(path) !== bytes))
    .map(([path]) => path);
}

/** Of articles that one version has and the other has not. */
function tellsOfAddressesAlone(reported: string): boolean {
  return reported
    .split('\n')
    .every((line) => /^(?:|\d+ Warnungen\.|Warnung: Unter .*|\s+Gibt es .*)$/.test(line));
}

const kills = tries(30, 300);

test(`killed ${kills} times at random moments (seed ${freshSeed}), the program leaves every file whole, and the next build equals a clean one`, async () => {
  const site = createSite({});
  const random = makeRandom(freshSeed);
  const wholes = versions.map((version) => cleanBuild(version, site));
  // How long a build lasts, about: somewhat longer than those that were done before they were killed.
  let length = 2000;
  for (let killed = 0; killed < kills;) {
    const version = shownVersion(site.out, wholes) === 0 ? 1 : 0;
    turnTo(version, site);
    const moment = random.between(1, length);
    if (await killAfter(moment, site)) killed += 1;
    else length = Math.min(length, Math.ceil(moment * 1.3));
    expect(tornFiles(site.out, wholes)).toEqual([]);
    if (killed % 10 !== 0) continue;
    const built = runProgram(site.folder, [...command, '--out', site.out]);
    expect(built).toMatchObject({ code: 0, stderr: expect.toSatisfy(tellsOfAddressesAlone) });
    expect(firstDifference(treeOf(site.out), wholes[version] ?? new Map())).toBeUndefined();
  }
});
