/** What `watch` shows after every kind of edit, and what it tells open pages. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { siteTexts } from '../../src/siteTexts.ts';
import { builtInTemplate } from '../equivalence/paper.ts';
import { article, minimalSettings, type SiteText, svgPicture } from '../support/testSite.ts';
import { usualBuild } from '../support/usualBuild.ts';
import { openLive } from './openLive.ts';

const kimFile = 'content/articles/kim.md';
const kimHead = 'title: Kim reist\nslug: kim\ndate: 2026-09-13\ntags: [Korea]';
const kimPage = '/2026/09/kim/';
const kimEdit = { kind: 'reload', edited: { url: kimPage, near: 'Er ist zurück.' } };
const paktHead = 'title: Der Pakt\nslug: pakt\ndate: 2026-08-01\ntags: [Korea]';
const paktPage = '/2026/08/pakt/';

/** Lists show how it begins, so that the rest may change without them. */
function kim(body: string): SiteText {
  return { [kimFile]: article(kimHead, `Es beginnt.\n\n${body}`) };
}

const paper: SiteText = {
  ...kim('Er ist unterwegs.'),
  'content/articles/alt/pakt.md': article(paktHead),
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

  test('of a name that no template knows is told, too', async () => {
    const { live, write, at, faultCodes } = await openLive(paper);
    const before = at(kimPage);
    write({ 'templates/article.eta': '<p><%= unbekannt %></p>' });
    expect(await live.look()).toBeDefined();
    expect(faultCodes()).toEqual(['template/unknown-name']);
    expect(at(kimPage)).toBe(before);
  });
});

describe('A stylesheet', () => {
  test('that alone has changed is told by its old and its new address', async () => {
    const { live, write, at } = await openLive({
      ...paper,
      'site.yaml': minimalSettings.replace('https://example.org/', 'https://example.org/bote/'),
    });
    const hrefIn = (html: string): string => /href="(\/bote\/[^"]*\.css)"/.exec(html)?.[1] ?? '';
    const from = hrefIn(at('/'));
    write({ 'templates/style.css': 'body { color: teal }' });
    const change = await live.look();
    const to = hrefIn(at('/'));
    expect(change).toEqual({ kind: 'stylesheet', from, to });
    expect(to).not.toBe(from);
    expect(live.answer(to.slice('/bote'.length))).toMatchObject({ status: 200, type: 'text/css; charset=utf-8' });
  });
});

describe('What readers do not see yet', () => {
  test('is shown and marked', async () => {
    const { at } = await openLive({
      ...paper,
      'content/articles/halb.md': article('title: Halb\nslug: halb\ndate: 2026-09-01\ndraft: true'),
      'content/articles/bald.md': article('title: Bald\nslug: bald\ndate: 2026-10-02 09:05'),
    });
    expect(at('/2026/09/halb/')).toContain(siteTexts.draft);
    expect(at('/2026/10/bald/')).toContain(siteTexts.scheduled('2. Oktober 2026, 09:05 Uhr'));
    expect(at('/')).toContain('Halb');
    expect(at('/')).toContain('Bald');
  });

  test('is due at its moment, and loses the mark with the next look', async () => {
    let now = usualBuild('', '').now;
    const { live, at } = await openLive(
      { ...paper, 'content/articles/bald.md': article('title: Bald\nslug: bald\ndate: 2026-10-02 09:05') },
      { now: () => now },
    );
    const mark = siteTexts.scheduled('2. Oktober 2026, 09:05 Uhr');
    expect(live.isDue()).toBe(false);
    now = Date.parse('2026-10-02T09:05:00+02:00');
    expect(live.isDue()).toBe(true);
    expect(at('/2026/10/bald/')).toContain(mark);
    expect(await live.look()).toMatchObject({ kind: 'reload' });
    expect(at('/2026/10/bald/')).not.toContain(mark);
    expect(live.isDue()).toBe(false);
  });
});

describe('A picture', () => {
  const sourceIn = (html: string): string => /src="(\/medien\/[^"]*)"/.exec(html)?.[1] ?? '';

  test('that a page shows is there with its bytes and type', async () => {
    const { live, at } = await openLive({
      ...kim('![Ein Punkt](größe.svg)'),
      'content/media/größe.svg': svgPicture,
    });
    const address = sourceIn(at(kimPage));
    expect(live.answer(address)).toMatchObject({ status: 200, type: 'image/svg+xml; charset=utf-8' });
    expect(Buffer.from(live.answer(address)?.body ?? '').toString()).toBe(svgPicture);
  });

  test('that an open page has yet to ask for is there after the stylesheet has changed', async () => {
    const { live, write, at } = await openLive({
      ...paper,
      'content/articles/alt/pakt.md': article(paktHead, 'Es beginnt.\n\n![Ein Punkt](punkt.svg)'),
      'content/media/punkt.svg': svgPicture,
    });
    const address = sourceIn(at(paktPage));
    expect(address).not.toBe('');
    write({ 'templates/style.css': 'body { color: teal }' });
    expect(await live.look()).toMatchObject({ kind: 'stylesheet' });
    expect(live.answer(address)?.status).toBe(200);
  });

  test('that was drawn anew is shown', async () => {
    const { live, write, at } = await openLive({
      ...kim('![Ein Punkt](punkt.svg)'),
      'content/media/punkt.svg': svgPicture,
    });
    const before = sourceIn(at(kimPage));
    write({ 'content/media/punkt.svg': svgPicture.replace('M0 0', 'M1 1') });
    expect(await live.look()).toMatchObject({ kind: 'reload' });
    const after = sourceIn(at(kimPage));
    expect(after).not.toBe(before);
    expect(Buffer.from(live.answer(after)?.body ?? '').toString()).toContain('M1 1');
  });
});
