import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openOutput } from '../../src/emit/openOutput.ts';
import { parseOutputPath, type OutputPath } from '../../src/emit/outputPath.ts';
import {
  build,
  cleanBuild,
  filesIn,
  open,
  siteFiles,
  publishedIn,
  put,
  stageAll,
  temporarySite,
} from './temporarySite.ts';

const pathOf = (text: string): OutputPath => {
  const path = parseOutputPath(text);
  if (!path) throw new Error(text);
  return path;
};

test('the first build makes the folder and everything in it', () => {
  const site = temporarySite();
  const { value, diagnostics } = build(site, siteFiles);
  expect(diagnostics).toEqual([]);
  expect(value).toEqual({ written: Object.keys(siteFiles), unchanged: [], removed: [] });
  expect(publishedIn(site.folder)).toEqual(siteFiles);
});

test('nothing but the files and the manifest is left in the folder', () => {
  const site = temporarySite();
  build(site, siteFiles);
  expect(Object.keys(filesIn(site.folder)).toSorted()).toEqual(
    ['.blattmacher.json', ...Object.keys(siteFiles)].toSorted(),
  );
});

test('two clean builds are equal byte for byte, the manifest too', () => {
  const reversed = Object.fromEntries(Object.entries(siteFiles).toReversed());
  expect(cleanBuild(reversed)).toEqual(cleanBuild(siteFiles));
});

test('the same again touches no file', () => {
  const site = temporarySite();
  build(site, siteFiles);
  const inodes = () =>
    [...Object.keys(siteFiles), '.blattmacher.json'].map((path) => statSync(join(site.folder, path)).ino);
  const before = inodes();
  expect(build(site, siteFiles).value).toEqual({
    written: [],
    unchanged: Object.keys(siteFiles),
    removed: [],
  });
  expect(inodes()).toEqual(before);
});

test('only the file that differs is written, also when its size is the same', () => {
  const site = temporarySite();
  build(site, siteFiles);
  const edited = { ...siteFiles, '2023/09/kim/index.html': 'Kam' };
  expect(build(site, edited).value?.written).toEqual(['2023/09/kim/index.html']);
  expect(filesIn(site.folder)).toEqual(cleanBuild(edited));
});

test('files of pages that no longer exist are removed, with the folders that become empty', () => {
  const site = temporarySite();
  build(site, siteFiles);
  const { '2023/09/kim/index.html': _kim, 'theme.1a.css': _css, ...rest } = siteFiles;
  expect(build(site, rest).value?.removed).toEqual(['2023/09/kim/index.html', 'theme.1a.css']);
  expect(filesIn(site.folder)).toEqual(cleanBuild(rest));
  expect(existsSync(join(site.folder, '2023/09'))).toBe(false);
});

test('an empty paper removes everything of ours and keeps what is not', () => {
  const site = temporarySite();
  build(site, siteFiles);
  const foreign = { '.git/HEAD': 'ref', CNAME: 'example.org', '2023/09/notiz.txt': 'meins' };
  put(site.folder, foreign);
  build(site, {});
  expect(publishedIn(site.folder)).toEqual(foreign);
});

test('a file of ours that is missing or cut short is written again', () => {
  const site = temporarySite();
  build(site, siteFiles);
  rmSync(join(site.folder, '2023'), { recursive: true });
  writeFileSync(join(site.folder, 'feed.xml'), '<r');
  expect(build(site, siteFiles).value?.written).toEqual([
    '2023/09/kim/index.html',
    '2023/10/wahl/index.html',
    'feed.xml',
  ]);
  expect(filesIn(site.folder)).toEqual(cleanBuild(siteFiles));
});

test('a file that was changed by hand to the same size is found when bytes are compared', () => {
  const site = temporarySite();
  build(site, siteFiles);
  writeFileSync(join(site.folder, '2023/09/kim/index.html'), 'Kom');
  const output = open({ ...site, compareBytes: true });
  stageAll(output, siteFiles);
  expect(output.commit().value?.written).toEqual(['2023/09/kim/index.html']);
});

test('a page whose view is the same is kept without its bytes', () => {
  const site = temporarySite();
  const first = open(site);
  first.stage({ path: pathOf('a.html'), phase: 'page', content: 'A', view: 'v1' });
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
  first.stage({ path: pathOf('a.html'), phase: 'page', content: 'A', view: 'v1' });
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
    output.stage({ path: pathOf('a.html'), phase: 'page', content: 'A', view });
    output.commit();
  }
  const third = open(site);
  expect(third.keep(pathOf('a.html'), 'v2')).toBe(true);
  third.abandon();
});

test('abandoned, the folder is as it was', () => {
  const site = temporarySite();
  build(site, siteFiles);
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
  stageAll(output, siteFiles);
  output.abandon();
  expect(existsSync(join(site.root, 'weit'))).toBe(false);
  expect(existsSync(site.root)).toBe(true);
});

test('handing a path over twice, or after the end, is a fault of the program', () => {
  const output = open(temporarySite());
  const file = { path: pathOf('a'), phase: 'page', content: 'A' } as const;
  output.stage(file);
  expect(() => output.stage(file)).toThrow('twice');
  output.commit();
  expect(() => output.stage({ ...file, path: pathOf('b') })).toThrow('too late');
});

test('what a killed build left is cleared away', () => {
  const site = temporarySite();
  build(site, siteFiles);
  put(site.folder, { '.blattmacher.tmp/2023/halb.html': '<htm', '.blattmacher.tmp/.blattmacher.json': '{' });
  build(site, siteFiles);
  expect(filesIn(site.folder)).toEqual(cleanBuild(siteFiles));
});

test.each([
  '',
  '{"program":"blattmacher","version":99,"files":{}}',
  '{"program":"blattmacher","version":1,"files":{"../site.yaml":null}}',
])(
  'on the word of the damaged manifest %j nothing is removed, and all that is wanted is right again',
  (manifest) => {
    const site = temporarySite();
    build(site, siteFiles);
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
    expect(publishedIn(site.folder)).toEqual({ ...siteFiles, ...edited });
    expect(readFileSync(join(site.site, 'site.yaml'), 'utf8')).toBe('title: Blog');
    expect(build(site, edited).diagnostics).toEqual([]);
  },
);

test('a damaged manifest is noted', () => {
  const site = temporarySite();
  build(site, siteFiles);
  put(site.folder, { '.blattmacher.json': '{' });
  const { value, diagnostics } = openOutput(site);
  value?.abandon();
  expect(diagnostics).toMatchObject([{ code: 'output/manifest-damaged', severity: 'note' }]);
});

test('files that one view made together are kept together or not at all', () => {
  const site = temporarySite();
  const both = ['a.idx', 'b.idx'].map(pathOf);
  const first = open(site);
  for (const path of both) first.stage({ path, phase: 'asset', content: path, view: 'v1' });
  first.commit();
  const second = open(site);
  expect(second.keepAll('v2')).toBe(false);
  expect(second.keepAll('v1')).toBe(true);
  expect(second.commit().value).toEqual({ written: [], unchanged: both, removed: [] });
  rmSync(join(site.folder, 'b.idx'));
  const third = open(site);
  expect(third.keepAll('v1')).toBe(false);
  third.stage({ path: pathOf('a.idx'), phase: 'asset', content: 'a.idx', view: 'v1' });
  expect(third.commit().value?.unchanged).toEqual(['a.idx']);
});

test('what a killed build left is not taken for all that a view made', () => {
  const site = temporarySite();
  const first = open(site);
  for (const path of ['a.idx', 'b.idx'])
    first.stage({ path: pathOf(path), phase: 'asset', content: path, view: 'v1' });
  first.commit();
  const manifest = join(site.folder, '.blattmacher.json');
  const text = readFileSync(manifest, 'utf8').replace(/"b\.idx":\{.*\}/, '"b.idx":null');
  writeFileSync(manifest, text);
  const second = open(site);
  expect(second.keepAll('v1')).toBe(false);
  second.abandon();
});
