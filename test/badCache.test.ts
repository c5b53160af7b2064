/** Whatever becomes of the cache: a build leaves what a clean one would, and at most a note tells of it. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeRandom } from '../bench/corpus/random.ts';
import type { BuildOptions, BuildResult } from '../src/build/build.ts';
import { firstSite } from './equivalence/firstPaper.ts';
import { cut, filesBelow, flip } from './equivalence/mischief.ts';
import { firstDifference, type Tree, treeOf } from './equivalence/tree.ts';
import { programFile } from './support/runProgram.ts';
import { article, createSite, type TestSite } from './support/testSite.ts';

const cacheOf = ({ folder }: TestSite): string => join(folder, '.cache');
const edited = { 'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13', 'Etwas anderes.') };

/** A site that was built once, edited since, and whose cache may now suffer. */
async function siteWithCache(): Promise<TestSite> {
  const site = createSite(firstSite);
  await site.build();
  site.write(edited);
  return site;
}

/** Builds, into a new folder as well, where nothing but the cache can tell of the last time. */
async function expectEqualToClean(
  site: TestSite,
  options: Partial<BuildOptions> = {},
): Promise<readonly string[]> {
  const clean = `${site.out}-clean`;
  const anew = `${site.out}-anew`;
  rmSync(clean, { recursive: true, force: true });
  rmSync(anew, { recursive: true, force: true });
  const expected = await site.build({ ...options, fresh: true, out: clean });
  const first = await site.build({ ...options, out: anew });
  const second = await site.build(options);
  expect(firstDifference(treeOf(anew), treeOf(clean))).toBeUndefined();
  expect(firstDifference(treeOf(site.out), treeOf(clean))).toBeUndefined();
  expect(reportedForSources(first)).toEqual(reportedForSources(expected));
  expect(reportedForSources(second)).toEqual(reportedForSources(expected));
  return notesOf(first);
}

const isOfCache = (code: string): boolean => code.startsWith('cache/');

function reportedForSources({ published, diagnostics }: BuildResult): object {
  return { published, diagnostics: diagnostics.filter(({ code }) => !isOfCache(code)) };
}

/** What was told of the cache; nothing of it is worse than a note. */
function notesOf({ diagnostics }: Pick<BuildResult, 'diagnostics'>): readonly string[] {
  const notes = diagnostics.filter(({ code }) => isOfCache(code));
  expect(notes.filter(({ severity }) => severity !== 'note')).toEqual([]);
  return [...new Set(notes.map(({ code }) => code))];
}

function foldersIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries.map(({ name }) => join(folder, name)).toSorted();
}

interface ProgramRun {
  /** What runs the program: a command that ends before its name. */
  readonly within?: readonly string[];
  readonly program?: string;
  readonly as?: { readonly uid?: number; readonly gid?: number };
  readonly options?: readonly string[];
}

/** Builds by the compiled program; it must succeed. Returns what it told. */
async function runProgram(
  { folder }: TestSite,
  out: string,
  { within = [], program = programFile, as = {}, options = [] }: ProgramRun = {},
): Promise<string> {
  const command = ['build', '--now', '2026-10-01T12:00:00Z', '--out', out, ...options];
  const [file = '', ...parameters] = [...within, process.execPath, program, ...command];
  const child = spawn(file, parameters, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], ...as });
  const ended = once(child, 'exit');
  let reported = '';
  for await (const chunk of child.stderr) reported += String(chunk);
  await ended;
  expect({ code: child.exitCode, faults: reported.match(/.*Fehler.*/) }).toEqual({ code: 0, faults: null });
  return reported;
}

/** What a build without a cache leaves. */
async function cleanProgramTree(site: TestSite): Promise<Tree> {
  const clean = `${site.out}-clean`;
  rmSync(clean, { recursive: true, force: true });
  await runProgram(site, clean, { options: ['--no-cache'] });
  return treeOf(clean);
}

/** The program with another word for footnotes, which belongs to what is remembered of a text. */
function otherProgram({ out }: TestSite): string {
  const root = join(import.meta.dirname, '..');
  const copy = `${out}-program`;
  for (const name of ['lib', 'templates', 'package.json'])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const path of filesBelow(join(copy, 'lib'))) {
    writeFileSync(path, readFileSync(path, 'utf8').replace(/(\bfootnotes: )"[^"]*"/, '$1"Anmerkungen"'));
  }
  return join(copy, 'lib', 'blattmacher.js');
}

const mount = 'mount -t tmpfs -o size=64k small "$0"';
const succeeds = (file: string, ...parameters: readonly string[]): boolean =>
  spawnSync(file, parameters).status === 0;
const canMount = succeeds('unshare', '-rm', 'sh', '-c', mount, import.meta.dirname);

/** Runs a command where `folder` is a small disk, or where that is forbidden with a limit on the size of a file. */
function smallDisk(folder: string): readonly string[] {
  return canMount
    ? ['unshare', '-rm', 'sh', '-c', `${mount} && exec "$@"`, folder]
    : ['sh', '-c', 'ulimit -f 512 && exec "$@"', folder];
}

describe('In the place of the cache', () => {
  test('a file is left alone', async () => {
    const site = await siteWithCache();
    rmSync(cacheOf(site), { recursive: true });
    writeFileSync(cacheOf(site), 'Fremd');
    expect(await expectEqualToClean(site)).toEqual(['cache/refused']);
    expect(readFileSync(cacheOf(site), 'utf8')).toBe('Fremd');
  });

  test.each(['a folder', 'nothing'])('a link to %s is not followed', async (goal) => {
    const site = await siteWithCache();
    const elsewhere = `${site.out}-elsewhere`;
    renameSync(cacheOf(site), elsewhere);
    if (goal === 'nothing') rmSync(elsewhere, { recursive: true });
    symlinkSync(elsewhere, cacheOf(site));
    const before = treeOf(elsewhere);
    expect(await expectEqualToClean(site)).toEqual(['cache/refused']);
    expect(firstDifference(treeOf(elsewhere), before)).toBeUndefined();
    expect(existsSync(elsewhere)).toBe(goal === 'a folder');
  });

  test('a folder with foreign files is used, and they stay', async () => {
    const site = await siteWithCache();
    const foreign = [
      join(cacheOf(site), 'notiz.txt'),
      ...foldersIn(cacheOf(site)).map((folder) => join(folder, 'x')),
    ];
    for (const path of foreign) writeFileSync(path, 'Fremd');
    await expectEqualToClean(site);
    expect(foreign.map((path) => readFileSync(path, 'utf8'))).toEqual(foreign.map(() => 'Fremd'));
  });
});

describe('A cache', () => {
  test.each([1, 2, 3, 4])('with a wrong byte in every file is not believed (%i)', async (seed) => {
    const site = await siteWithCache();
    const random = makeRandom(seed);
    for (const path of filesBelow(cacheOf(site))) flip(path, random);
    await expectEqualToClean(site);
  });

  test.each([1, 2, 3, 4])('with every file cut somewhere is not believed (%i)', async (seed) => {
    const site = await siteWithCache();
    const random = makeRandom(seed);
    for (const path of filesBelow(cacheOf(site))) cut(path, random);
    await expectEqualToClean(site);
  });

  test.each([
    ['title', 'Der Bus', 'Der Gus'],
    ['text', 'Noch ein Absatz', 'Doch ein Absatz'],
  ])('in which somebody changed a %s is not believed', async (_what, word, other) => {
    const site = await siteWithCache();
    const holding = filesBelow(cacheOf(site)).filter((path) => readFileSync(path).includes(word));
    expect(holding).not.toEqual([]);
    for (const path of holding) {
      writeFileSync(path, readFileSync(path, 'latin1').replaceAll(word, other), 'latin1');
    }
    await expectEqualToClean(site);
  });

  test('of random bytes is not believed', async () => {
    const site = await siteWithCache();
    const random = makeRandom(1);
    for (const path of filesBelow(cacheOf(site))) {
      writeFileSync(
        path,
        Uint8Array.from({ length: 5000 }, () => random.between(0, 255)),
      );
    }
    await expectEqualToClean(site);
  });

  test('of other settings is not believed, not even under the name of the right one', async () => {
    const site = await siteWithCache();
    const settings = String(firstSite['site.yaml']);
    site.write({ 'site.yaml': settings.replace('typography: true', 'typography: false') });
    await expectEqualToClean(site);
    const [one = '', other = '', ...more] = foldersIn(cacheOf(site)).filter((path) =>
      /[0-9a-f]{32}$/.test(path),
    );
    expect(more).toEqual([]);
    renameSync(one, `${one}-aside`);
    renameSync(other, one);
    renameSync(`${one}-aside`, other);
    await expectEqualToClean(site);
  });

  test('of another program is not believed', async () => {
    const site = await siteWithCache();
    site.write({
      'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13', 'Mit Fußnote.[^1]\n\n[^1]: Hier.'),
    });
    await runProgram(site, site.out);
    expect(site.read('2023/09/kim/index.html')).toContain('Fußnoten');
    const other = otherProgram(site);
    await runProgram(site, site.out, { program: other });
    expect(site.read('2023/09/kim/index.html')).toContain('Anmerkungen');
    await runProgram(site, site.out);
    expect(site.read('2023/09/kim/index.html')).toContain('Fußnoten');
  });
});

describe('The program', () => {
  test('builds with a cache that may only be read, and leaves it as it is', async () => {
    const site = await siteWithCache();
    await runProgram(site, `${site.out}-warm`);
    site.write({ 'content/articles/neu.md': article('title: Neu\ndate: 2024-01-01', 'Noch etwas.') });
    const before = treeOf(cacheOf(site));
    const folders = [cacheOf(site), ...foldersIn(cacheOf(site))];
    const out = `${site.out}-nobody`;
    mkdirSync(out);
    // Nobody is forbidden anything but the system's administrator, so the program runs as nobody.
    chmodSync(out, 0o777);
    chmodSync(join(site.folder, '..'), 0o755);
    for (const folder of folders) chmodSync(folder, 0o555);
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const reported = await runProgram(site, out, { as: nobody });
    for (const folder of folders) chmodSync(folder, 0o755);
    expect(reported).toMatch(/Hinweis: .*\.cache/);
    expect(firstDifference(treeOf(out), await cleanProgramTree(site))).toBeUndefined();
    expect(firstDifference(treeOf(cacheOf(site)), before)).toBeUndefined();
  });

  test('builds with a cache on a full disk', async () => {
    const texts = Array.from({ length: 150 }, (_, index) => [
      `content/articles/a${index}.md`,
      article(`title: Artikel ${index}\ndate: 2024-01-01`, `Satz ${index} steht da.\n\n`.repeat(200)),
    ]);
    const site = createSite({
      'site.yaml': 'title: Der Bote\nurl: https://example.org/\nfeedItems: 3\n',
      ...Object.fromEntries(texts),
    });
    mkdirSync(cacheOf(site));
    const clean = await cleanProgramTree(site);
    const reported = await runProgram(site, site.out, { within: smallDisk(cacheOf(site)) });
    expect(reported).toMatch(/Hinweis: .*\.cache/);
    expect(firstDifference(treeOf(site.out), clean)).toBeUndefined();
    await runProgram(site, site.out, { within: smallDisk(cacheOf(site)) });
    expect(firstDifference(treeOf(site.out), clean)).toBeUndefined();
  });

  test('builds twice at once into two folders on one site', async () => {
    const site = createSite(firstSite);
    const outs = [`${site.out}-1`, `${site.out}-2`];
    for (const round of [1, 2, 3, 4]) {
      site.write({ 'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13', `Runde ${round}.`) });
      await Promise.all(outs.map((out) => runProgram(site, out)));
      const clean = await cleanProgramTree(site);
      for (const out of outs) expect(firstDifference(treeOf(out), clean)).toBeUndefined();
    }
  });
});
