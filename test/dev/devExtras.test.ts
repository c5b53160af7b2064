/** `watch` with stylesheets, pictures, and articles that readers do not see yet. */
import { describe, expect, test } from 'vitest';
import { siteTexts } from '../../src/core/siteTexts.ts';
import { article, minimalSettings, type SiteText, svgPicture } from '../support/testSite.ts';
import { usualBuild } from '../support/usualBuild.ts';
import { photograph } from '../images/testPictures.ts';
import { openDevSite } from './openDevSite.ts';

const kimPage = '/2026/09/kim/';

function kim(body: string): SiteText {
  return { 'content/articles/kim.md': article('title: Kim reist\nslug: kim\ndate: 2026-09-13', body) };
}

const paktFile = 'content/articles/alt/pakt.md';
const paktHead = 'title: Der Pakt\nslug: pakt\ndate: 2026-08-01';
const paktPage = '/2026/08/pakt/';

const sampleFiles: SiteText = { ...kim('Er ist unterwegs.'), [paktFile]: article(paktHead) };

describe('A stylesheet', () => {
  test('that alone has changed is told by its old and its new address', async () => {
    const { devSite, write, at } = await openDevSite({
      ...sampleFiles,
      'site.yaml': minimalSettings.replace('https://example.org/', 'https://example.org/bote/'),
    });
    const hrefIn = (html: string): string => /href="(\/bote\/[^"]*\.css)"/.exec(html)?.[1] ?? '';
    const from = hrefIn(at('/'));
    write({ 'templates/styles/prose.css': 'body { color: teal }' });
    const change = await devSite.rebuild();
    const to = hrefIn(at('/'));
    expect(change).toEqual({ kind: 'stylesheet', from, to });
    expect(to).not.toBe(from);
    expect(devSite.answer(to.slice('/bote'.length))).toMatchObject({
      status: 200,
      type: 'text/css; charset=utf-8',
    });
  });
});

describe('What readers do not see yet', () => {
  test('is shown and marked', async () => {
    const { at } = await openDevSite({
      ...sampleFiles,
      'content/articles/halb.md': article('title: Halb\nslug: halb\ndate: 2026-09-01\ndraft: true'),
      'content/articles/bald.md': article('title: Bald\nslug: bald\ndate: 2026-10-02 09:05'),
    });
    expect(at('/2026/09/halb/')).toContain(siteTexts.draft);
    expect(at('/2026/10/bald/')).toContain(siteTexts.scheduled('2. Oktober 2026, 09:05 Uhr'));
    expect(at('/')).toContain('Halb');
    expect(at('/')).toContain('Bald');
  });

  test('is due at its moment, and loses the mark with the next rebuild', async () => {
    let now = usualBuild('', '').now;
    const { devSite, at } = await openDevSite(
      {
        ...sampleFiles,
        'content/articles/bald.md': article('title: Bald\nslug: bald\ndate: 2026-10-02 09:05'),
      },
      { now: () => now },
    );
    const mark = siteTexts.scheduled('2. Oktober 2026, 09:05 Uhr');
    expect(devSite.isDue()).toBe(false);
    now = Date.parse('2026-10-02T09:05:00+02:00');
    expect(devSite.isDue()).toBe(true);
    expect(at('/2026/10/bald/')).toContain(mark);
    expect(await devSite.rebuild()).toMatchObject({ kind: 'reload' });
    expect(at('/2026/10/bald/')).not.toContain(mark);
    expect(devSite.isDue()).toBe(false);
  });
});

describe('A picture', () => {
  const sourceIn = (html: string): string => /src="(\/medien\/[^"]*)"/.exec(html)?.[1] ?? '';

  test('that a page shows is there with its bytes and type', async () => {
    const { devSite, at } = await openDevSite({
      ...kim('![Ein Punkt](größe.svg)'),
      'content/media/größe.svg': svgPicture,
    });
    const address = sourceIn(at(kimPage));
    expect(devSite.answer(address)).toMatchObject({ status: 200, type: 'image/svg+xml; charset=utf-8' });
    expect(await new Response(devSite.answer(address)?.body).text()).toBe(svgPicture);
  });

  test('of a camera is shown as it is, whichever of its files the page asks for', async () => {
    const photo = await photograph(900, 700);
    const { devSite, at } = await openDevSite({
      ...kim('![Ein Jet](jet.jpg)'),
      'content/media/jet.jpg': photo,
    });
    const addresses = [...at(kimPage).matchAll(/\/medien\/[^" ,]+/g)].map(([address]) => address);
    expect(new Set(addresses).size).toBe(5);
    for (const address of addresses)
      expect(devSite.answer(address)).toEqual({
        status: 200,
        type: 'image/jpeg',
        body: new Uint8Array(photo),
      });
  });

  test('that an open page has yet to ask for is there after the stylesheet has changed', async () => {
    const { devSite, write, at } = await openDevSite({
      ...sampleFiles,
      [paktFile]: article(paktHead, 'Es beginnt.\n\n![Ein Punkt](punkt.svg)'),
      'content/media/punkt.svg': svgPicture,
    });
    const address = sourceIn(at(paktPage));
    expect(address).not.toBe('');
    write({ 'templates/styles/prose.css': 'body { color: teal }' });
    expect(await devSite.rebuild()).toMatchObject({ kind: 'stylesheet' });
    expect(devSite.answer(address)?.status).toBe(200);
  });

  test('that was drawn anew is shown', async () => {
    const { devSite, write, at } = await openDevSite({
      ...kim('![Ein Punkt](punkt.svg)'),
      'content/media/punkt.svg': svgPicture,
    });
    const before = sourceIn(at(kimPage));
    write({ 'content/media/punkt.svg': svgPicture.replace('M0 0', 'M1 1') });
    expect(await devSite.rebuild()).toMatchObject({ kind: 'reload' });
    const after = sourceIn(at(kimPage));
    expect(after).not.toBe(before);
    expect(await new Response(devSite.answer(after)?.body).text()).toContain('M1 1');
  });
});
