/** What `watch` shows after every kind of edit, and what it tells open pages. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { builtInTemplate } from '../equivalence/paper.ts';
import { article, minimalSettings, type SiteText, type TestSite } from '../support/testSite.ts';
import { openLive } from './openLive.ts';

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

const paper: SiteText = {
  ...kim('Er ist unterwegs.'),
  [paktFile]: article(paktHead),
};

describe('An edit of a text', () => {
  test('is answered from the files that rang, with the place of the edit', async () => {
    const { live, write, at } = await openLive(paper);
    write(kim('Er ist zurück.'));
    expect(live.glance([kimFile])).toEqual(kimEdit);
    expect(at(kimPage)).toContain('Er ist zurück.');
    expect(at(kimPage)).not.toContain('unterwegs');
  });

  test('leaves nothing to be told by the look that follows', async () => {
    const { live, write, at } = await openLive(paper);
    write(kim('Er ist zurück.'));
    live.glance([kimFile]);
    expect(await live.look()).toBeUndefined();
    expect(at(kimPage)).toContain('Er ist zurück.');
  });

  test('that lists show, too, needs a look', async () => {
    const { live, write, at } = await openLive(paper);
    write({ [kimFile]: article(kimHead, 'Es fängt an.\n\nEr ist unterwegs.') });
    expect(live.glance([kimFile])).toBeUndefined();
    expect(await live.look()).toMatchObject({ edited: { url: kimPage, near: 'Es fängt an.' } });
    expect(at('/')).toContain('Es fängt an.');
  });

  test('is answered by a look as well, with the same place', async () => {
    const { live, write, at } = await openLive(paper);
    write(kim('Er ist zurück.'));
    expect(await live.look()).toEqual(kimEdit);
    expect(at(kimPage)).toContain('Er ist zurück.');
  });

  test('names the changed block, not the first', async () => {
    const { live, write } = await openLive(paper);
    write(kim('Er ist unterwegs.\n\nUnd *bald* da.'));
    expect(live.glance([kimFile])).toMatchObject({ edited: { near: 'Und bald da.' } });
  });

  test('can be made again and again, and undone', async () => {
    const { live, write, at } = await openLive(paper);
    for (const text of ['Eins.', 'Zwei.', 'Drei.', 'Er ist unterwegs.']) {
      write(kim(text));
      expect(live.glance([kimFile])).toMatchObject({ kind: 'reload', edited: { near: text } });
      expect(at(kimPage)).toContain(text);
    }
    expect(await live.look()).toBeUndefined();
  });

  test('of one article after another is told once each', async () => {
    const { live, write, at } = await openLive(paper);
    write(kim('Er ist zurück.'));
    expect(live.glance([kimFile])).toEqual(kimEdit);
    write({ [paktFile]: article(paktHead, 'Ein Text.\n\nUnd noch einer.') });
    expect(live.glance([paktFile])).toMatchObject({ edited: { url: paktPage, near: 'Und noch einer.' } });
    expect(at(kimPage)).toContain('Er ist zurück.');
    expect(await live.look()).toBeUndefined();
  });

  test('that needs more than a glance leaves everything as it is until the look', async () => {
    const { live, write, at } = await openLive(paper);
    write({ ...kim('Er ist zurück.'), 'site.yaml': minimalSettings.replace('Der Bote', 'Die Botin') });
    expect(live.glance([kimFile, 'site.yaml'])).toBeUndefined();
    expect(at(kimPage)).toContain('Er ist unterwegs.');
    expect(await live.look()).toEqual({ kind: 'reload', edited: kimEdit.edited });
    expect(at(kimPage)).toContain('Die Botin');
  });
});

describe('A look', () => {
  test('tells nothing when nothing has changed', async () => {
    const { live } = await openLive(paper);
    expect(await live.look()).toBeUndefined();
  });

  test('is needed for a new title and a new tag, and changes the lists', async () => {
    const { live, write, at } = await openLive(paper);
    write({ [kimFile]: article(kimHead.replace('Kim reist', 'Kim ruht').replace('Korea', 'Ruhe')) });
    expect(live.glance([kimFile])).toBeUndefined();
    expect(await live.look()).toMatchObject({ kind: 'reload', edited: { url: kimPage } });
    expect(at('/')).toContain('Kim ruht');
    expect(at('/')).not.toContain('Kim reist');
    expect(at('/thema/ruhe/')).toContain('Kim ruht');
    expect(at('/thema/korea/')).not.toContain('Kim');
  });

  test('finds what has come and what has gone', async () => {
    const { live, write, remove, at } = await openLive(paper);
    remove(kimFile);
    write({ 'content/articles/neu.md': article('title: Neues\nslug: neu\ndate: 2026-09-20') });
    expect(live.glance(['content/articles/neu.md', kimFile])).toBeUndefined();
    expect(await live.look()).toEqual({ kind: 'reload' });
    expect(live.answer(kimPage)?.status).toBe(404);
    expect(live.answer('/2026/09/neu/')?.status).toBe(200);
    expect(at('/')).not.toContain('Kim');
  });

  test('finds that a folder was moved away, and that it is back', async () => {
    const { live, rename, at } = await openLive(paper);
    const before = at(paktPage);
    rename('content/articles/alt', 'alt');
    expect(await live.look()).toMatchObject({ kind: 'reload' });
    expect(live.answer(paktPage)?.status).toBe(404);
    rename('alt', 'content/articles/alt');
    expect(await live.look()).toMatchObject({ kind: 'reload' });
    expect(at(paktPage)).toBe(before);
  });

  test('never makes the output folder', async () => {
    const { live, folder, out, write } = await openLive(paper);
    write(kim('Er ist zurück.'));
    live.glance([kimFile]);
    await live.look();
    expect([out, join(folder, 'dist')].filter((path) => existsSync(path))).toEqual([]);
  });
});

describe('After a text was replaced', () => {
  const always = (): boolean => true;

  test('no look is needed as long as nothing else has changed', async () => {
    const { live, write } = await openLive(paper);
    expect(await live.needsLook(always)).toBe(false);
    write(kim('Er ist zurück.'));
    live.glance([kimFile]);
    expect(await live.needsLook(always)).toBe(false);
  });

  test.each<[string, (site: TestSite) => void]>([
    [
      'a file that no ring told of',
      ({ write }) => write({ 'site.yaml': `${minimalSettings}feedItems: 3\n` }),
    ],
    ['a new file', ({ write }) => write({ 'templates/script.js': 'a();' })],
    ['a file that is gone', ({ remove }) => remove('content/articles/alt')],
    ['the same text again', ({ write }) => write(kim('Er ist wieder fort.'))],
  ])('%s is found', async (_, change) => {
    const site = await openLive(paper);
    site.write(kim('Er ist zurück.'));
    site.live.glance([kimFile]);
    change(site);
    expect(await site.live.needsLook(always)).toBe(true);
    await site.live.look();
    expect(await site.live.needsLook(always)).toBe(false);
  });

  test('a look is needed for what is wrong with it, now or before', async () => {
    const { live, write } = await openLive(paper);
    const lost = kim('Er ist zurück: [hier](pakt.md#nirgends).');
    write(lost);
    live.glance([kimFile]);
    expect(live.diagnostics).not.toEqual([]);
    expect(await live.needsLook(always)).toBe(true);
    await live.look();
    write(kim('Er ist zurück.'));
    live.glance([kimFile]);
    expect(await live.needsLook(always)).toBe(true);
    await live.look();
    expect(live.diagnostics).toEqual([]);
  });

  test('whoever looks gives way when he is asked to', async () => {
    const { live, write } = await openLive(paper);
    write(kim('Er ist zurück.'));
    expect(await live.needsLook(() => false)).toBe(false);
    expect(await live.needsLook(always)).toBe(true);
  });
});

describe('A fault', () => {
  test('in a head is shown with its lines, while the last good page stays', async () => {
    const { live, write, at, faultCodes } = await openLive(paper);
    const before = at(kimPage);
    write({ [kimFile]: article(kimHead.replace('2026-09-13', 'bald'), 'Es beginnt.\n\nEr ist zurück.') });
    expect(live.glance([kimFile])).toBeUndefined();
    expect(await live.look()).toEqual({ kind: 'faults' });
    expect(live.faults()).toMatchObject([
      {
        diagnostic: { file: kimFile, position: { line: 4 } },
        excerpt: [2, 3, 4, 5, 6].map((number) => ({ number })),
      },
    ]);
    expect(live.faults()[0]?.excerpt[2]?.text).toBe('date: bald');
    expect(at(kimPage)).toBe(before);
    expect(await live.look()).toBeUndefined();
    write(kim('Er ist zurück.'));
    expect(await live.look()).toEqual(kimEdit);
    expect(faultCodes()).toEqual([]);
    expect(at(kimPage)).toContain('Er ist zurück.');
  });

  test('that is undone is gone, though the pages are what they were', async () => {
    const { live, write, faultCodes } = await openLive(paper);
    write({ [kimFile]: 'kein Kopf' });
    await live.look();
    expect(faultCodes()).toEqual(['front-matter/none']);
    write(kim('Er ist unterwegs.'));
    expect(await live.look()).toEqual({ kind: 'faults' });
    expect(faultCodes()).toEqual([]);
  });

  test('in the settings keeps every page as it was', async () => {
    const { live, write, at, faultCodes } = await openLive(paper);
    const before = [at('/'), at(kimPage)];
    write({ 'site.yaml': 'title: [' });
    expect(await live.look()).toEqual({ kind: 'faults' });
    expect(faultCodes().length).toBeGreaterThan(0);
    expect([at('/'), at(kimPage)]).toEqual(before);
    write({ 'site.yaml': minimalSettings });
    expect(await live.look()).toEqual({ kind: 'faults' });
    expect(faultCodes()).toEqual([]);
  });

  test('of a link is found at a glance, and gone when the link is', async () => {
    const { live, write, faultCodes } = await openLive(paper);
    write(kim('Siehe [dort](nirgends.md).'));
    expect(live.glance([kimFile])).toMatchObject({ kind: 'reload' });
    expect(faultCodes()).toHaveLength(1);
    write(kim('Er ist zurück.'));
    expect(live.glance([kimFile])).toBeUndefined();
    expect(await live.look()).toMatchObject({ kind: 'reload' });
    expect(faultCodes()).toEqual([]);
  });

  test('from the beginning leaves nothing to show, until it is repaired', async () => {
    const { live, write, at, faultCodes } = await openLive({ ...paper, 'site.yaml': 'titel: x' });
    expect(live.answer('/')).toBeUndefined();
    expect(faultCodes().length).toBeGreaterThan(0);
    expect(live.faults()[0]?.excerpt[0]).toEqual({ number: 1, text: 'titel: x' });
    write({ 'site.yaml': minimalSettings });
    expect(await live.look()).toEqual({ kind: 'reload' });
    expect(at('/')).toContain('Kim reist');
  });

  test('that shows when a template is used is told with its line, and the last good page stays', async () => {
    const { live, write, remove, at, faultCodes } = await openLive(paper);
    const before = at(kimPage);
    const template = builtInTemplate('article.eta');
    write({ 'templates/article.eta': template.replace('it.title', 'it.body.fehlt.title') });
    expect(await live.look()).toMatchObject({ kind: 'reload' });
    expect(live.faults()).toMatchObject([{ diagnostic: { file: 'templates/article.eta' } }]);
    expect(live.faults()[0]?.excerpt.some(({ text }) => text.includes('it.body.fehlt.title'))).toBe(true);
    expect(at(kimPage)).toBe(before);
    remove('templates/article.eta');
    expect(await live.look()).toMatchObject({ kind: 'reload' });
    expect(faultCodes()).toEqual([]);
    expect(at(kimPage)).toBe(before);
  });

  test('of a template that shows on one page only stays until it is repaired', async () => {
    const { live, write, remove, at, faultCodes } = await openLive(paper);
    write({ 'templates/archive.eta': '<p><%= it.fehlt.ganz %></p>' });
    await live.look();
    at('/archiv/');
    expect(faultCodes()).toEqual(['template/failed']);
    expect(await live.look()).toBeUndefined();
    expect(faultCodes()).toEqual(['template/failed']);
    remove('templates/archive.eta');
    expect(await live.look()).toEqual({ kind: 'reload' });
    expect(faultCodes()).toEqual([]);
  });

  test('of a name that no template knows is told, too', async () => {
    const { live, write, at, faultCodes } = await openLive(paper);
    const before = at(kimPage);
    write({ 'templates/article.eta': '<p><%= unbekannt %></p>' });
    expect(await live.look()).toBeDefined();
    expect(faultCodes()).toEqual(['template/unknown-name']);
    expect(at(kimPage)).toBe(before);
  });
});
