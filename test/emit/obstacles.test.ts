import { lstatSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { build, codesOf, filesIn, siteFiles, publishedIn, put, temporarySite } from './temporarySite.ts';

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
  build(site, siteFiles);
  const link = join(site.folder, path);
  const elsewhere = join(site.root, 'anderswo');
  if (lstatSync(link).isDirectory()) copyTo(link, elsewhere);
  else writeFileSync(elsewhere, 'fremd');
  rmSync(link, { recursive: true });
  symlinkSync(elsewhere, link);
  const before = [readFileSync(join(site.folder, 'index.html'), 'utf8'), contentOf(elsewhere)];
  const edited = { ...siteFiles, 'index.html': 'anders', '2023/09/kim/index.html': 'anders' };
  const { value, diagnostics } = build(site, edited);
  expect(value).toBeUndefined();
  expect(diagnostics).toMatchObject([{ code: 'output/symbolic-link', severity: 'error' }]);
  expect(diagnostics[0]?.message).toContain(`${path} `);
  expect([readFileSync(join(site.folder, 'index.html'), 'utf8'), contentOf(elsewhere)]).toEqual(before);
});

test('nothing is removed through a link', () => {
  const site = temporarySite();
  build(site, siteFiles);
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
  build(site, siteFiles);
  put(site.root, { 'anderswo/wichtig.txt': 'Text' });
  symlinkSync(join(site.root, 'anderswo'), join(site.folder, '.blattmacher.tmp'));
  expect(build(site, { ...siteFiles, 'index.html': 'B' }).diagnostics).toEqual([]);
  expect(filesIn(join(site.root, 'anderswo'))).toEqual({ 'wichtig.txt': 'Text' });
});

function contentOf(path: string): unknown {
  return lstatSync(path).isDirectory() ? filesIn(path) : readFileSync(path, 'utf8');
}

function copyTo(folder: string, target: string): void {
  put(target, filesIn(folder));
}
