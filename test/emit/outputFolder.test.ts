import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openOutput, refuseFolder } from '../../src/emit/openOutput.ts';
import { build, codesOf, filesIn, put, temporarySite } from './temporarySite.ts';

const refusal = (request: Parameters<typeof refuseFolder>[0]) => refuseFolder(request)?.code;

test('a missing and an empty folder may be written to', () => {
  const site = temporarySite();
  expect(refusal(site)).toBeUndefined();
  mkdirSync(site.folder);
  expect(refusal(site)).toBeUndefined();
  expect(refusal({ ...site, folder: join(site.root, 'weit', 'weg') })).toBeUndefined();
});

test('a folder that we wrote to may be written to again', () => {
  const site = temporarySite();
  build(site, { 'index.html': 'A' });
  expect(refusal(site)).toBeUndefined();
});

test('a folder with files of somebody else is refused', () => {
  const site = temporarySite();
  put(site.folder, { 'wichtig.txt': 'Diplomarbeit' });
  expect(refusal(site)).toBe('output/folder-not-ours');
});

test('the root, the home folder and what holds it are refused', () => {
  const site = temporarySite();
  const home = join(site.root, 'users', 'anna');
  mkdirSync(home, { recursive: true });
  expect(refusal({ ...site, folder: '/' })).toBe('output/folder-is-root');
  expect(refusal({ ...site, home, folder: home })).toBe('output/folder-is-home');
  expect(refusal({ ...site, home, folder: join(home, '..') })).toBe('output/folder-is-home');
  expect(refusal({ ...site, home, folder: join(home, 'blog', 'dist') })).toBeUndefined();
});

test('the site folder and what holds it are refused', () => {
  const site = temporarySite();
  expect(refusal({ ...site, folder: site.site })).toBe('output/folder-is-site');
  expect(refusal({ ...site, home: '/nowhere', folder: site.root })).toBe('output/folder-is-site');
});

test.each(['content', 'content/articles', 'templates', 'templates/neu', '.git', '.git/hooks', 'dist/.git/x'])(
  '%s of the site is refused, whether it exists or not',
  (name) => {
    const site = temporarySite();
    expect(refusal({ ...site, folder: join(site.site, name) })).toBe('output/folder-is-sources');
  },
);

test('a folder whose name only begins like a source folder is none', () => {
  const site = temporarySite();
  expect(refusal({ ...site, folder: join(site.site, 'content-dist') })).toBeUndefined();
});

test('a link on the way is followed before paths are compared', () => {
  const site = temporarySite();
  symlinkSync(site.site, join(site.root, 'abkuerzung'));
  const through = (...names: readonly string[]) => ({
    ...site,
    folder: join(site.root, 'abkuerzung', ...names),
  });
  expect(refusal(through('content', 'neu'))).toBe('output/folder-is-sources');
  expect(refusal(through('dist'))).toBeUndefined();
  expect(refusal({ ...site, site: join(site.root, 'abkuerzung'), folder: site.site })).toBe(
    'output/folder-is-site',
  );
});

test('sources that a link leads elsewhere are as safe', () => {
  const site = temporarySite();
  mkdirSync(join(site.root, 'themen', 'zeitung'), { recursive: true });
  symlinkSync(join(site.root, 'themen', 'zeitung'), join(site.site, 'templates'));
  expect(refusal({ ...site, folder: join(site.root, 'themen', 'zeitung', 'neu') })).toBe(
    'output/folder-is-sources',
  );
  expect(refusal({ ...site, folder: join(site.root, 'themen') })).toBe('output/folder-is-sources');
});

test('an output folder that is a link or a file is refused', () => {
  const site = temporarySite();
  put(site.root, { datei: 'Text' });
  symlinkSync(join(site.root, 'nirgends'), site.folder);
  expect(refusal(site)).toBe('output/folder-is-link');
  expect(refusal({ ...site, folder: join(site.root, 'datei') })).toBe('output/folder-is-file');
});

test('a refused folder is left exactly as it was', () => {
  const site = temporarySite();
  put(site.root, { 'site/content/a.md': 'Text' });
  const before = filesIn(site.root);
  for (const folder of [
    site.site,
    site.root,
    join(site.site, 'content'),
    join(site.site, 'content', 'neu'),
  ]) {
    const { value, diagnostics } = openOutput({ ...site, folder });
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([{ severity: 'error', hint: expect.stringContaining('--out') }]);
  }
  expect(filesIn(site.root)).toEqual(before);
});

test('a folder below a file is an error, not a crash', () => {
  const site = temporarySite();
  put(site.root, { datei: 'Text' });
  const { diagnostics } = openOutput({ ...site, folder: join(site.root, 'datei', 'dist') });
  expect(codesOf(diagnostics)).toEqual(['output/system']);
});
