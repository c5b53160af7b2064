import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Files } from './siteRequest.ts';
import {
  build,
  cleanBuild,
  codesOf,
  copyOf,
  filesIn,
  open,
  siteFiles,
  publishedIn,
  stageAll,
  temporarySite,
} from './temporarySite.ts';

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

test('assets appear before pages, pages before listings, removals come last', () => {
  const site = temporarySite();
  build(site, siteFiles);
  const output = open(site);
  stageAll(output, { 'feed.xml': 'neu', 'index.html': 'neu', 'kim.html': 'neu', 'theme.2b.css': 'neu' });
  rmSync(join(site.folder, '.blattmacher.tmp', 'kim.html'));
  expect(codesOf(output.commit().diagnostics)).toEqual(['output/system', 'output/unfinished']);
  expect(publishedIn(site.folder)).toEqual({ ...siteFiles, 'theme.2b.css': 'neu', 'index.html': 'neu' });
});

const before: Files = { ...siteFiles, wechsel: 'Datei', 'um/kehr.html': 'Ordner' };
const after: Files = {
  ...siteFiles,
  'index.html': 'STARTSEITE',
  'neu/tief/c.html': 'neu',
  'wechsel/index.html': 'Ordner',
  um: 'Datei',
  'z.xml': 'neu',
};

test.each([
  'index.html',
  'neu',
  'wechsel',
  'um',
  'z.xml',
  '.blattmacher.json',
  '.blattmacher.beginning.json',
])(
  'a change that the system stops at %s leaves whole files, and the next build makes it right',
  (missing) => {
    const site = temporarySite();
    build(site, before);
    const output = open(site);
    stageAll(output, after);
    rmSync(join(site.folder, '.blattmacher.tmp', missing), { recursive: true, force: true });
    if (missing.startsWith('.')) mkdirSync(join(site.folder, '.blattmacher.tmp', missing));
    expect(output.commit().value).toBeUndefined();
    const broken = Object.entries(publishedIn(site.folder)).filter(
      ([path, content]) => !path.endsWith('/') && ![before[path], after[path]].includes(content),
    );
    expect(broken).toEqual([]);
    const interrupted = copyOf(site.folder);
    expect(build(site, after).diagnostics).toEqual([]);
    expect(filesIn(site.folder)).toEqual(cleanBuild(after));
    expect(build({ ...site, folder: interrupted }, before).diagnostics).toEqual([]);
    expect(filesIn(interrupted)).toEqual(cleanBuild(before));
  },
);
