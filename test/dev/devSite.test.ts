/** `watch` after every kind of edit, and its messages to open pages. */
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { builtInTemplate } from '../equivalence/paper.ts';
import { article, minimalSettings, type SiteText, type TestSite } from '../support/testSite.ts';
import { openDevSite } from './openDevSite.ts';

const kimFile = 'content/articles/kim.md';
const kimHead = 'title: Kim reist\nslug: kim\ndate: 2026-09-13\ntags: [Korea]';
const kimPage = '/2026/09/kim/';
const kimEdit = { kind: 'reload', edited: { url: kimPage, near: 'Er ist zurück.' } };
const paktFile = 'content/articles/alt/pakt.md';
const paktHead = 'title: Der Pakt\nslug: pakt\ndate: 2026-08-01\ntags: [Korea]';
const paktPage = '/2026/08/pakt/';

/** Lists show how it begins, so that the rest may change without them. */
function kim(body: string): SiteText {
  return { [kimFile]: article(kimHead, `Es beginnt.\n\n${body}`) };
}

const sampleFiles: SiteText = {
  ...kim('Er ist unterwegs.'),
  [paktFile]: article(paktHead),
};

describe('An edit of a text', () => {
  test('is answered from the files that rang, with the place of the edit', async () => {
    const { devSite, write, at } = await openDevSite(sampleFiles);
    write(kim('Er ist zurück.'));
    expect(devSite.rebuildFast([kimFile])).toEqual(kimEdit);
    expect(at(kimPage)).toContain('Er ist zurück.');
    expect(at(kimPage)).not.toContain('unterwegs');
  });

  test('leaves nothing to be told by the rebuild that follows', async () => {
    const { devSite, write, at } = await openDevSite(sampleFiles);
    write(kim('Er ist zurück.'));
    devSite.rebuildFast([kimFile]);
    expect(await devSite.rebuild()).toBeUndefined();
    expect(at(kimPage)).toContain('Er ist zurück.');
  });

  test('that lists show, too, needs a rebuild', async () => {
    const { devSite, write, at } = await openDevSite(sampleFiles);
    write({ [kimFile]: article(kimHead, 'Es fängt an.\n\nEr ist unterwegs.') });
    expect(devSite.rebuildFast([kimFile])).toBeUndefined();
    expect(await devSite.rebuild()).toMatchObject({ edited: { url: kimPage, near: 'Es fängt an.' } });
    expect(at('/')).toContain('Es fängt an.');
  });

  test('is answered by a rebuild as well, with the same place', async () => {
    const { devSite, write, at } = await openDevSite(sampleFiles);
    write(kim('Er ist zurück.'));
    expect(await devSite.rebuild()).toEqual(kimEdit);
    expect(at(kimPage)).toContain('Er ist zurück.');
  });

  test('names the changed block, not the first', async () => {
    const { devSite, write } = await openDevSite(sampleFiles);
    write(kim('Er ist unterwegs.\n\nUnd *bald* da.'));
    expect(devSite.rebuildFast([kimFile])).toMatchObject({ edited: { near: 'Und bald da.' } });
  });

  test('can be made again and again, and undone', async () => {
    const { devSite, write, at } = await openDevSite(sampleFiles);
    for (const text of ['Eins.', 'Zwei.', 'Drei.', 'Er ist unterwegs.']) {
      write(kim(text));
      expect(devSite.rebuildFast([kimFile])).toMatchObject({ kind: 'reload', edited: { near: text } });
      expect(at(kimPage)).toContain(text);
    }
    expect(await devSite.rebuild()).toBeUndefined();
  });

  test('of one article after another is reported once each', async () => {
    const { devSite, write, at } = await openDevSite(sampleFiles);
    write(kim('Er ist zurück.'));
    expect(devSite.rebuildFast([kimFile])).toEqual(kimEdit);
    write({ [paktFile]: article(paktHead, 'Ein Text.\n\nUnd noch einer.') });
    expect(devSite.rebuildFast([paktFile])).toMatchObject({
      edited: { url: paktPage, near: 'Und noch einer.' },
    });
    expect(at(kimPage)).toContain('Er ist zurück.');
    expect(await devSite.rebuild()).toBeUndefined();
  });

  test('that needs more than a glance leaves everything as it is until the rebuild', async () => {
    const { devSite, write, at } = await openDevSite(sampleFiles);
    write({ ...kim('Er ist zurück.'), 'site.yaml': minimalSettings.replace('Der Bote', 'Die Botin') });
    expect(devSite.rebuildFast([kimFile, 'site.yaml'])).toBeUndefined();
    expect(at(kimPage)).toContain('Er ist unterwegs.');
    expect(await devSite.rebuild()).toEqual({ kind: 'reload', edited: kimEdit.edited });
    expect(at(kimPage)).toContain('Die Botin');
  });
});

describe('A rebuild', () => {
  test('tells nothing when nothing has changed', async () => {
    const { devSite } = await openDevSite(sampleFiles);
    expect(await devSite.rebuild()).toBeUndefined();
  });

  test('is needed for a new title and a new tag, and changes the lists', async () => {
    const { devSite, write, at } = await openDevSite(sampleFiles);
    write({ [kimFile]: article(kimHead.replace('Kim reist', 'Kim ruht').replace('Korea', 'Ruhe')) });
    expect(devSite.rebuildFast([kimFile])).toBeUndefined();
    expect(await devSite.rebuild()).toMatchObject({ kind: 'reload', edited: { url: kimPage } });
    expect(at('/')).toContain('Kim ruht');
    expect(at('/')).not.toContain('Kim reist');
    expect(at('/thema/ruhe/')).toContain('Kim ruht');
    expect(at('/thema/korea/')).not.toContain('Kim');
  });

  test('finds what has come and what has gone', async () => {
    const { devSite, write, remove, at } = await openDevSite(sampleFiles);
    remove(kimFile);
    write({ 'content/articles/neu.md': article('title: Neues\nslug: neu\ndate: 2026-09-20') });
    expect(devSite.rebuildFast(['content/articles/neu.md', kimFile])).toBeUndefined();
    expect(await devSite.rebuild()).toEqual({ kind: 'reload' });
    expect(devSite.answer(kimPage)?.status).toBe(404);
    expect(devSite.answer('/2026/09/neu/')?.status).toBe(200);
    expect(at('/')).not.toContain('Kim');
  });

  test('finds that a folder was moved away, and that it is back', async () => {
    const { devSite, rename, at } = await openDevSite(sampleFiles);
    const before = at(paktPage);
    rename('content/articles/alt', 'alt');
    expect(await devSite.rebuild()).toMatchObject({ kind: 'reload' });
    expect(devSite.answer(paktPage)?.status).toBe(404);
    rename('alt', 'content/articles/alt');
    expect(await devSite.rebuild()).toMatchObject({ kind: 'reload' });
    expect(at(paktPage)).toBe(before);
  });

  test('never makes the output folder', async () => {
    const { devSite, folder, out, write } = await openDevSite(sampleFiles);
    write(kim('Er ist zurück.'));
    devSite.rebuildFast([kimFile]);
    await devSite.rebuild();
    expect([out, join(folder, 'dist')].filter((path) => existsSync(path))).toEqual([]);
  });
});

describe('A rebuild that is told which documents have changed', () => {
  const retagged = { [kimFile]: article(kimHead.replace('Korea', 'Ruhe'), 'Es beginnt.\n\nEr ruht.') };
  const always = (): boolean => true;

  test('shows them, and takes all other files for unchanged until they are looked at', async () => {
    const { devSite, write, at } = await openDevSite(sampleFiles);
    write({ ...retagged, [paktFile]: article(paktHead, 'Er ist gebrochen.') });
    expect(await devSite.rebuild([kimFile])).toMatchObject({ kind: 'reload', edited: { url: kimPage } });
    expect(at('/thema/ruhe/')).toContain('Kim reist');
    expect(at('/thema/korea/')).not.toContain('Kim reist');
    expect(at(paktPage)).not.toContain('gebrochen');
    expect(devSite.isDoubtful).toBe(true);
    expect(await devSite.needsRebuild(always)).toBe(true);
    expect(await devSite.rebuild()).toMatchObject({ kind: 'reload', edited: { url: paktPage } });
    expect(devSite.isDoubtful).toBe(false);
    expect(at(paktPage)).toContain('gebrochen');
  });

  test('leaves nothing to be told by the rebuild that follows', async () => {
    const { devSite, write } = await openDevSite(sampleFiles);
    write(retagged);
    await devSite.rebuild([kimFile]);
    expect(await devSite.needsRebuild(always)).toBe(false);
    expect(await devSite.rebuild()).toBeUndefined();
  });

  test('tells nothing when they are as they were', async () => {
    const { devSite, write } = await openDevSite(sampleFiles);
    write({ [paktFile]: article(paktHead, 'Er ist gebrochen.') });
    expect(await devSite.rebuild([kimFile])).toBeUndefined();
    expect(await devSite.needsRebuild(always)).toBe(true);
  });

  test('shows a text that was replaced just before', async () => {
    const { devSite, write, at } = await openDevSite(sampleFiles);
    write({ [paktFile]: article(paktHead, 'Ein Text.\n\nEr ist gebrochen.') });
    devSite.rebuildFast([paktFile]);
    write(retagged);
    await devSite.rebuild([kimFile]);
    expect(at(paktPage)).toContain('gebrochen');
    expect(await devSite.rebuild()).toBeUndefined();
  });

  test.each([
    ['a new file', ['content/articles/neu.md']],
    ['a file that is no document', [kimFile, 'site.yaml']],
    ['a folder', ['content/articles']],
    ['everything', ['']],
    ['so many that all may have changed', [kimFile, ...Array.from({ length: 8 }, () => paktFile)]],
  ])('looks at all files for %s', async (_, named) => {
    const { devSite, write, at } = await openDevSite(sampleFiles);
    write({
      ...retagged,
      [paktFile]: article(paktHead, 'Er ist gebrochen.'),
      'content/articles/neu.md': article('title: Neues\nslug: neu\ndate: 2026-09-20'),
    });
    await devSite.rebuild(named);
    expect(devSite.isDoubtful).toBe(false);
    expect(at(paktPage)).toContain('gebrochen');
  });

  test('looks at all files when one of them is gone, or is a link, and after a fault', async () => {
    const { devSite, folder, write, remove, at } = await openDevSite(sampleFiles);
    remove(kimFile);
    await devSite.rebuild([kimFile]);
    expect(devSite.answer(kimPage)?.status).toBe(404);
    symlinkSync(join(folder, paktFile), join(folder, kimFile));
    await devSite.rebuild([kimFile]);
    expect(devSite.isDoubtful).toBe(false);
    remove(kimFile);
    write({ [paktFile]: 'kein Kopf' });
    await devSite.rebuild([paktFile]);
    expect(devSite.faults()).not.toEqual([]);
    write({ [paktFile]: article(paktHead, 'Er ist gebrochen.') });
    await devSite.rebuild([paktFile]);
    expect(devSite.isDoubtful).toBe(false);
    expect(at(paktPage)).toContain('gebrochen');
  });
});

describe('After a text was replaced', () => {
  const always = (): boolean => true;

  test('no rebuild is needed as long as nothing else has changed', async () => {
    const { devSite, write } = await openDevSite(sampleFiles);
    expect(await devSite.needsRebuild(always)).toBe(false);
    write(kim('Er ist zurück.'));
    devSite.rebuildFast([kimFile]);
    expect(await devSite.needsRebuild(always)).toBe(false);
  });

  test.each<[string, (site: TestSite) => void]>([
    [
      'a file that no ring told of',
      ({ write }) => write({ 'site.yaml': `${minimalSettings}feedItems: 3\n` }),
    ],
    ['a new file', ({ write }) => write({ 'templates/own.js': 'a();' })],
    ['a file that is gone', ({ remove }) => remove('content/articles/alt')],
    ['the same text again', ({ write }) => write(kim('Er ist wieder fort.'))],
  ])('%s is found', async (_, change) => {
    const site = await openDevSite(sampleFiles);
    site.write(kim('Er ist zurück.'));
    site.devSite.rebuildFast([kimFile]);
    change(site);
    expect(await site.devSite.needsRebuild(always)).toBe(true);
    await site.devSite.rebuild();
    expect(await site.devSite.needsRebuild(always)).toBe(false);
  });

  test('a rebuild is needed for what is wrong with it, now or before', async () => {
    const { devSite, write } = await openDevSite(sampleFiles);
    const lost = kim('Er ist zurück: [hier](pakt.md#nirgends).');
    write(lost);
    devSite.rebuildFast([kimFile]);
    expect(devSite.diagnostics).not.toEqual([]);
    expect(await devSite.needsRebuild(always)).toBe(true);
    await devSite.rebuild();
    write(kim('Er ist zurück.'));
    devSite.rebuildFast([kimFile]);
    expect(await devSite.needsRebuild(always)).toBe(true);
    await devSite.rebuild();
    expect(devSite.diagnostics).toEqual([]);
  });

  test('the check of the files stops when it is asked to', async () => {
    const { devSite, write } = await openDevSite(sampleFiles);
    write(kim('Er ist zurück.'));
    expect(await devSite.needsRebuild(() => false)).toBe(false);
    expect(await devSite.needsRebuild(always)).toBe(true);
  });
});

describe('A fault', () => {
  test('in front matter is shown with its lines, while the last good page stays', async () => {
    const { devSite, write, at, faultCodes } = await openDevSite(sampleFiles);
    const before = at(kimPage);
    write({ [kimFile]: article(kimHead.replace('2026-09-13', 'bald'), 'Es beginnt.\n\nEr ist zurück.') });
    expect(devSite.rebuildFast([kimFile])).toBeUndefined();
    expect(await devSite.rebuild()).toEqual({ kind: 'faults' });
    expect(devSite.faults()).toMatchObject([
      {
        diagnostic: { file: kimFile, position: { line: 4 } },
        excerpt: [2, 3, 4, 5, 6].map((number) => ({ number })),
      },
    ]);
    expect(devSite.faults()[0]?.excerpt[2]?.text).toBe('date: bald');
    expect(at(kimPage)).toBe(before);
    expect(await devSite.rebuild()).toBeUndefined();
    write(kim('Er ist zurück.'));
    expect(await devSite.rebuild()).toEqual(kimEdit);
    expect(faultCodes()).toEqual([]);
    expect(at(kimPage)).toContain('Er ist zurück.');
  });

  test('that is undone is gone, though the pages are what they were', async () => {
    const { devSite, write, faultCodes } = await openDevSite(sampleFiles);
    write({ [kimFile]: 'kein Kopf' });
    await devSite.rebuild();
    expect(faultCodes()).toEqual(['front-matter/none']);
    write(kim('Er ist unterwegs.'));
    expect(await devSite.rebuild()).toEqual({ kind: 'faults' });
    expect(faultCodes()).toEqual([]);
  });

  test('in the settings keeps every page as it was', async () => {
    const { devSite, write, at, faultCodes } = await openDevSite(sampleFiles);
    const before = [at('/'), at(kimPage)];
    write({ 'site.yaml': 'title: [' });
    expect(await devSite.rebuild()).toEqual({ kind: 'faults' });
    expect(faultCodes().length).toBeGreaterThan(0);
    expect([at('/'), at(kimPage)]).toEqual(before);
    write({ 'site.yaml': minimalSettings });
    expect(await devSite.rebuild()).toEqual({ kind: 'faults' });
    expect(faultCodes()).toEqual([]);
  });

  test('of a link is found at a glance, and gone when the link is', async () => {
    const { devSite, write, faultCodes } = await openDevSite(sampleFiles);
    write(kim('Siehe [dort](nirgends.md).'));
    expect(devSite.rebuildFast([kimFile])).toMatchObject({ kind: 'reload' });
    expect(faultCodes()).toHaveLength(1);
    write(kim('Er ist zurück.'));
    expect(devSite.rebuildFast([kimFile])).toBeUndefined();
    expect(await devSite.rebuild()).toMatchObject({ kind: 'reload' });
    expect(faultCodes()).toEqual([]);
  });

  test('from the beginning leaves nothing to show, until it is repaired', async () => {
    const { devSite, write, at, faultCodes } = await openDevSite({ ...sampleFiles, 'site.yaml': 'titel: x' });
    expect(devSite.answer('/')).toBeUndefined();
    expect(faultCodes().length).toBeGreaterThan(0);
    expect(devSite.faults()[0]?.excerpt[0]).toEqual({ number: 1, text: 'titel: x' });
    write({ 'site.yaml': minimalSettings });
    expect(await devSite.rebuild()).toEqual({ kind: 'reload' });
    expect(at('/')).toContain('Kim reist');
  });

  test('that shows when a template is used is reported with its line, and the last good page stays', async () => {
    const { devSite, write, remove, at, faultCodes } = await openDevSite(sampleFiles);
    const before = at(kimPage);
    const template = builtInTemplate('article.eta');
    write({ 'templates/article.eta': template.replace('it.title', 'it.body.fehlt.title') });
    expect(await devSite.rebuild()).toMatchObject({ kind: 'reload' });
    expect(devSite.faults()).toMatchObject([{ diagnostic: { file: 'templates/article.eta' } }]);
    expect(devSite.faults()[0]?.excerpt.some(({ text }) => text.includes('it.body.fehlt.title'))).toBe(true);
    expect(at(kimPage)).toBe(before);
    remove('templates/article.eta');
    expect(await devSite.rebuild()).toMatchObject({ kind: 'reload' });
    expect(faultCodes()).toEqual([]);
    expect(at(kimPage)).toBe(before);
  });

  test('of a template that shows on one page only stays until it is repaired', async () => {
    const { devSite, write, remove, at, faultCodes } = await openDevSite(sampleFiles);
    write({ 'templates/archive.eta': '<p><%= it.fehlt.ganz %></p>' });
    await devSite.rebuild();
    at('/archiv/');
    expect(faultCodes()).toEqual(['template/failed']);
    expect(await devSite.rebuild()).toBeUndefined();
    expect(faultCodes()).toEqual(['template/failed']);
    remove('templates/archive.eta');
    expect(await devSite.rebuild()).toEqual({ kind: 'reload' });
    expect(faultCodes()).toEqual([]);
  });

  test('of a name that no template knows is reported, too', async () => {
    const { devSite, write, at, faultCodes } = await openDevSite(sampleFiles);
    const before = at(kimPage);
    write({ 'templates/article.eta': '<p><%= unbekannt %></p>' });
    expect(await devSite.rebuild()).toBeDefined();
    expect(faultCodes()).toEqual(['template/unknown-name']);
    expect(at(kimPage)).toBe(before);
  });
});
