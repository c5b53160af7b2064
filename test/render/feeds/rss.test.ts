import * as fc from 'fast-check';
import { parseRssFeed } from 'feedsmith';
import { describe, expect, test } from 'vitest';
import { renderRss } from '../../../src/render/feeds/feeds.ts';
import { expectedText, hostileText } from '../hostileText.ts';
import { textsAt } from './readXml.ts';
import { bareItem, feedOf, fullItem, sampleFeed } from './sampleFeed.ts';

function elementNames(xml = ''): readonly (string | undefined)[] {
  return [...xml.matchAll(/^<([\w:]+)/gm)].map((match) => match[1]);
}

describe('RSS 2.0', () => {
  test('is read by a feed reader as the view says', () => {
    const feed = parseRssFeed(renderRss(sampleFeed()));
    expect(feed).toMatchObject({
      title: 'Blatt & Co.',
      link: 'https://example.org/',
      description: 'Nachrichten',
      language: 'de',
      lastBuildDate: 'Thu, 02 Nov 2023 08:05:09 +0100',
      atom: { links: [{ rel: 'self', type: 'application/rss+xml', href: 'https://example.org/feed.xml' }] },
    });
    expect(feed.items?.[0]).toMatchObject({
      title: 'Analyse: Kim & Putin: „Größer < besser“',
      link: fullItem.url,
      guid: { value: fullItem.id, isPermaLink: true },
      pubDate: 'Wed, 13 Sep 2023 14:30:00 +0200',
      dc: { creators: ['Anna Müller', 'Béla Weiß'] },
      categories: [{ name: 'Ausland' }, { name: 'Nordkorea' }, { name: 'R&D' }],
      content: { encoded: fullItem.contentHtml },
      media: {
        contents: [
          {
            url: 'https://example.org/a.jpg',
            type: 'image/jpeg',
            medium: 'image',
            width: 1200,
            height: 675,
          },
        ],
      },
    });
  });

  test('has exactly the elements that an item needs, the description before the whole text', () => {
    const [, first, second] = renderRss(sampleFeed()).split('<item>');
    expect(elementNames(first)).toEqual([
      'title',
      'link',
      'guid',
      'pubDate',
      'dc:creator',
      'dc:creator',
      'category',
      'category',
      'category',
      'description',
      'content:encoded',
      'media:content',
    ]);
    expect(elementNames(second)).toEqual(['title', 'link', 'guid', 'pubDate']);
  });

  test('keeps the guid when headline and address change', () => {
    const moved = { ...fullItem, title: 'Neu', url: 'https://example.org/2023/09/neu/' };
    const xml = renderRss(sampleFeed({ items: [moved, bareItem] }));
    expect(textsAt(xml, '//item/guid')).toEqual([fullItem.id, bareItem.id]);
    expect(textsAt(xml, '//item/guid/@isPermaLink')).toEqual(['false', 'false']);
  });

  test('shows a sign of less in a teaser as text, since readers take descriptions for HTML', () => {
    expect(textsAt(renderRss(sampleFeed()), '//item/description')).toEqual([
      'Ein Besuch – 5 &lt; 6 &amp; mehr.',
    ]);
  });

  test('has a channel description even where the blog has none', () => {
    const xml = renderRss(sampleFeed({ description: '', items: [] }));
    expect(textsAt(xml, '/rss/channel/description')).toEqual(['Blatt &amp; Co.']);
  });

  test('stays well-formed whatever authors type', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const xml = renderRss(feedOf(text));
        const expected = expectedText(text);
        const html = expected.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
        const present = text === '' ? [] : [expected];
        expect(textsAt(xml, '//channel/title | //item/title')).toEqual([expected, expected]);
        expect(textsAt(xml, '//item/description')).toEqual(text === '' ? [] : [html]);
        expect(textsAt(xml, '//content:encoded')).toEqual(present);
        expect(textsAt(xml, '//dc:creator')).toEqual([expected]);
        expect(textsAt(xml, '//category')).toEqual([expected]);
      }),
    );
  });
});
