import { existsSync, lstatSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseOutputPath, type OutputPath } from '../../src/write/outputPath.ts';
import {
  build,
  cleanBuild,
  codesOf,
  copyOf,
  filesIn,
  open,
  publishedIn,
  put,
  stageAll,
  temporarySite,
} from './temporarySite.ts';
import type { Files } from './siteRequest.ts';

const paper: Files = {
  'index.html': 'Startseite',
  '2023/09/kim/index.html': 'Kim',
  '2023/10/wahl/index.html': 'Wahl',
  'theme.1a.css': 'body{}',
  'feed.xml': '<rss/>',
};

const pathOf = (text: string): OutputPath => {
  const path = parseOutputPath(text);
  if (!path) throw new Error(text);
  return path;
};

test('the first build makes the folder and everything in it', () => {
  const site = temporarySite();
  const { value, diagnostics } = build(site, paper);
  expect(diagnostics).toEqual([]);
  expect(value).toEqual({ written: Object.keys(paper), unchanged: [], removed: [] });
  expect(publishedIn(site.folder)).toEqual(paper);
});

test('nothing but the files and the manifest is left in the folder', () => {
  const site = temporarySite();
  build(site, paper);
  expect(Object.keys(filesIn(site.folder)).toSorted()).toEqual(
    ['.blattmacher.json', ...Object.keys(paper)].toSorted(),
  );
});

test('two clean builds are equal byte for byte, the manifest too', () => {
  const reversed = Object.fromEntries(Object.entries(paper).toReversed());
  expect(cleanBuild(reversed)).toEqual(cleanBuild(paper));
});

test('the same again touches no file', () => {
  const site = temporarySite();
  build(site, paper);
  const inodes = () =>
    [...Object.keys(paper), '.blattmacher.json'].map((path) => statSync(join(site.folder, path)).ino);
  const before = inodes();
  expect(build(site, paper).value).toEqual({ written: [], unchanged: Object.keys(paper), removed: [] });
  expect(inodes()).toEqual(before);
});

test('only the file that differs is written, also when its size is the same', () => {
  const site = temporarySite();
  build(site, paper);
  const edited = { ...paper, '2023/09/kim/index.html': 'Kam' };
  expect(build(site, edited).value?.written).toEqual(['2023/09/kim/index.html']);
  expect(filesIn(site.folder)).toEqual(cleanBuild(edited));
});

test('what no page claims any more is removed, with the folders that become empty', () => {
  const site = temporarySite();
  build(site, paper);
  const { '2023/09/kim/index.html': _kim, 'theme.1a.css': _css, ...rest } = paper;
  expect(build(site, rest).value?.removed).toEqual(['2023/09/kim/index.html', 'theme.1a.css']);
  expect(filesIn(site.folder)).toEqual(cleanBuild(rest));
  expect(existsSync(join(site.folder, '2023/09'))).toBe(false);
});

test('an empty paper removes everything of ours and keeps what is not', () => {
  const site = temporarySite();
  build(site, paper);
  const foreign = { '.git/HEAD': 'ref', CNAME: 'example.org', '2023/09/notiz.txt': 'meins' };
  put(site.folder, foreign);
  build(site, {});
  expect(publishedIn(site.folder)).toEqual(foreign);
});

test('a file of ours that is missing or cut short is written again', () => {
  const site = temporarySite();
  build(site, paper);
  rmSync(join(site.folder, '2023'), { recursive: true });
  writeFileSync(join(site.folder, 'feed.xml'), '<r');
  expect(build(site, paper).value?.written).toEqual([
    '2023/09/kim/index.html',
    '2023/10/wahl/index.html',
    'feed.xml',
  ]);
  expect(filesIn(site.folder)).toEqual(cleanBuild(paper));
});

test('a file that was changed by hand to the same size is found when bytes are compared', () => {
  const site = temporarySite();
  build(site, paper);
  writeFileSync(join(site.folder, '2023/09/kim/index.html'), 'Kom');
  const output = open({ ...site, compareBytes: true });
  stageAll(output, paper);
  expect(output.commit().value?.written).toEqual(['2023/09/kim/index.html']);
});

test('a page whose view is the same is kept without its bytes', () => {
  const site = temporarySite();
  const first = open(site);
  first.stage({ path: pathOf('a.html'), phase: 'page', bytes: Buffer.from('A'), view: 'v1' });
  first.commit();
  const before = filesIn(site.folder);
  const second = open(site);
  expect(second.keep(pathOf('a.html'), 'v2')).toBe(false);
  expect(second.keep(pathOf('b.html'), 'v1')).toBe(false);
  expect(second.keep(pathOf('a.html'), 'v1')).toBe(true);
  expect(second.commit().value).toEqual({ written: [], unchanged: ['a.html'], removed: [] });
  expect(filesIn(site.folder)).toEqual(before);
});

test('a kept page that is missing on disk must be made anew', () => {
  const site = temporarySite();
  const first = open(site);
  first.stage({ path: pathOf('a.html'), phase: 'page', bytes: Buffer.from('A'), view: 'v1' });
  first.commit();
  rmSync(join(site.folder, 'a.html'));
  const second = open(site);
  expect(second.keep(pathOf('a.html'), 'v1')).toBe(false);
  second.abandon();
});

test('a new view of the same bytes is remembered', () => {
  const site = temporarySite();
  for (const view of ['v1', 'v2']) {
    const output = open(site);
    output.stage({ path: pathOf('a.html'), phase: 'page', bytes: Buffer.from('A'), view });
    output.commit();
  }
  const third = open(site);
  expect(third.keep(pathOf('a.html'), 'v2')).toBe(true);
  third.abandon();
});

test('a file becomes a folder and a folder a file', () => {
  const site = temporarySite();
  const before = { a: 'Datei', 'b/c/d.html': 'tief', 'b/e.html': 'flach' };
  const after = { 'a/index.html': 'Seite', b: 'Datei', 'a/x/y.html': 'neu' };
  build(site, before);
  expect(build(site, after).diagnostics).toEqual([]);
  expect(filesIn(site.folder)).toEqual(cleanBuild(after));
  build(site, before);
  expect(filesIn(site.folder)).toEqual(cleanBuild(before));
});

test('a path changes only between upper and lower case', () => {
  const site = temporarySite();
  build(site, { 'Foto/A.html': 'A' });
  build(site, { 'foto/a.html': 'A' });
  expect(publishedIn(site.folder)).toEqual({ 'foto/a.html': 'A' });
});

test('abandoned, the folder is as it was', () => {
  const site = temporarySite();
  build(site, paper);
  const before = filesIn(site.folder);
  const output = open(site);
  stageAll(output, { 'neu/index.html': 'Neu', 'index.html': 'Anders' });
  output.abandon();
  output.abandon();
  expect(filesIn(site.folder)).toEqual(before);
});

test('abandoned, a folder that was made for it is gone with those above it', () => {
  const site = temporarySite();
  const folder = join(site.root, 'weit', 'weg', 'dist');
  const output = open({ ...site, folder });
  stageAll(output, paper);
  output.abandon();
  expect(existsSync(join(site.root, 'weit'))).toBe(false);
  expect(existsSync(site.root)).toBe(true);
});

test('handing a path over twice, or after the end, is a fault of the program', () => {
  const output = open(temporarySite());
  const file = { path: pathOf('a'), phase: 'page', bytes: Buffer.from('A') } as const;
  output.stage(file);
  expect(() => output.stage(file)).toThrow('twice');
  output.commit();
  expect(() => output.stage({ ...file, path: pathOf('b') })).toThrow('too late');
});

test('foreign files in the way are all named, and nothing is written', () => {
  const site = temporarySite();
  build(site, { 'index.html': 'A' });
  const foreign = { 'kim.html': 'von Hand', '2023': 'eine Datei', 'x.css/notiz.txt': 'ein Ordner' };
  put(site.folder, foreign);
  const before = filesIn(site.folder);
  const { value, diagnostics } = build(site, {
    'index.html': 'B',
    'kim.html': 'Kim',
    '2023/09/index.html': 'Archiv',
    '2023/10/index.html': 'Archiv',
    'x.css': 'body{}',
  });
  expect(value).toBeUndefined();
  expect(codesOf(diagnostics)).toEqual(['output/foreign-file', 'output/foreign-file', 'output/foreign-file']);
  expect(diagnostics.map(({ message }) => message.split(' ')[0])).toEqual([
    'kim.html',
    '2023',
    'x.css/notiz.txt',
  ]);
  expect(filesIn(site.folder)).toEqual(before);
});

test('a foreign file that already holds the bytes is taken over', () => {
  const site = temporarySite();
  build(site, {});
  put(site.folder, { 'robots.txt': 'User-agent: *' });
  expect(build(site, { 'robots.txt': 'User-agent: *' }).value?.unchanged).toEqual(['robots.txt']);
  expect(build(site, {}).value?.removed).toEqual(['robots.txt']);
});

test('an empty folder does not stand in the way of a file', () => {
  const site = temporarySite();
  build(site, {});
  put(site.folder, { 'kim.html/x': '' });
  rmSync(join(site.folder, 'kim.html/x'));
  build(site, { 'kim.html': 'Kim' });
  expect(publishedIn(site.folder)).toEqual({ 'kim.html': 'Kim' });
});

test.each([
  ['a folder on the way', '2023'],
  ['the file itself', '2023/09/kim/index.html'],
])('nothing is written through a link: %s', (_what, path) => {
  const site = temporarySite();
  build(site, paper);
  const link = join(site.folder, path);
  const elsewhere = join(site.root, 'anderswo');
  if (lstatSync(link).isDirectory()) copyTo(link, elsewhere);
  else writeFileSync(elsewhere, 'fremd');
  rmSync(link, { recursive: true });
  symlinkSync(elsewhere, link);
  const before = [readFileSync(join(site.folder, 'index.html'), 'utf8'), contentOf(elsewhere)];
  const edited = { ...paper, 'index.html': 'anders', '2023/09/kim/index.html': 'anders' };
  const { value, diagnostics } = build(site, edited);
  expect(value).toBeUndefined();
  expect(diagnostics).toMatchObject([{ code: 'output/symbolic-link', severity: 'error' }]);
  expect(diagnostics[0]?.message).toContain(`${path} `);
  expect([readFileSync(join(site.folder, 'index.html'), 'utf8'), contentOf(elsewhere)]).toEqual(before);
});

test('nothing is removed through a link', () => {
  const site = temporarySite();
  build(site, paper);
  const elsewhere = join(site.root, 'anderswo');
  copyTo(join(site.folder, '2023'), elsewhere);
  rmSync(join(site.folder, '2023'), { recursive: true });
  symlinkSync(elsewhere, join(site.folder, '2023'));
  const before = contentOf(elsewhere);
  expect(codesOf(build(site, { 'index.html': 'Startseite' }).diagnostics)).toEqual(['output/symbolic-link']);
  expect(contentOf(elsewhere)).toEqual(before);
});

test('a staging folder that is a link is removed as a link', () => {
  const site = temporarySite();
  build(site, paper);
  put(site.root, { 'anderswo/wichtig.txt': 'Text' });
  symlinkSync(join(site.root, 'anderswo'), join(site.folder, '.blattmacher.tmp'));
  expect(build(site, { ...paper, 'index.html': 'B' }).diagnostics).toEqual([]);
  expect(filesIn(join(site.root, 'anderswo'))).toEqual({ 'wichtig.txt': 'Text' });
});

test('what a killed build left is cleared away', () => {
  const site = temporarySite();
  build(site, paper);
  put(site.folder, { '.blattmacher.tmp/2023/halb.html': '<htm', '.blattmacher.tmp/.blattmacher.json': '{' });
  build(site, paper);
  expect(filesIn(site.folder)).toEqual(cleanBuild(paper));
});

test.each([
  '',
  '{"program":"blattmacher","version":99,"files":{}}',
  '{"program":"blattmacher","version":1,"files":{"../site.yaml":null}}',
])(
  'on the word of the damaged manifest %j nothing is removed, and all that is wanted is right again',
  (manifest) => {
    const site = temporarySite();
    build(site, paper);
    put(site.folder, { '.blattmacher.json': manifest });
    put(site.site, { 'site.yaml': 'title: Blog' });
    const edited = { 'index.html': 'B', '2023/10/wahl/index.html': 'Wahl' };
    const output = open(site);
    stageAll(output, edited);
    expect(output.commit().value).toEqual({
      written: ['index.html'],
      unchanged: ['2023/10/wahl/index.html'],
      removed: [],
    });
    expect(publishedIn(site.folder)).toEqual({ ...paper, ...edited });
    expect(readFileSync(join(site.site, 'site.yaml'), 'utf8')).toBe('title: Blog');
    expect(build(site, edited).diagnostics).toEqual([]);
  },
);

test('a damaged manifest is noted', async () => {
  const site = temporarySite();
  build(site, paper);
  put(site.folder, { '.blattmacher.json': '{' });
  const { openOutput } = await import('../../src/write/openOutput.ts');
  const { value, diagnostics } = openOutput(site);
  value?.abandon();
  expect(diagnostics).toMatchObject([{ code: 'output/manifest-damaged', severity: 'note' }]);
});

test('a change that the system stops midway leaves whole files, and the next build finishes it', () => {
  const site = temporarySite();
  build(site, paper);
  const next = { 'a.css': 'neu', 'b.html': 'neu', 'index.html': 'neu', 'neu/tief/c.html': 'neu' };
  const output = open(site);
  stageAll(output, next);
  rmSync(join(site.folder, '.blattmacher.tmp', 'index.html'));
  expect(codesOf(output.commit().diagnostics)).toEqual(['output/system', 'output/unfinished']);
  expect(publishedIn(site.folder)).toEqual({ ...paper, 'a.css': 'neu', 'b.html': 'neu' });
  const interrupted = copyOf(site.folder);
  expect(build(site, next).diagnostics).toEqual([]);
  expect(filesIn(site.folder)).toEqual(cleanBuild(next));
  const back = { ...site, folder: interrupted };
  expect(build(back, paper).diagnostics).toEqual([]);
  expect(filesIn(interrupted)).toEqual(cleanBuild(paper));
});

function contentOf(path: string): unknown {
  return lstatSync(path).isDirectory() ? filesIn(path) : readFileSync(path, 'utf8');
}

function copyTo(folder: string, target: string): void {
  put(target, filesIn(folder));
}
