import * as fc from 'fast-check';
import { parseJsonFeed } from 'feedsmith';
import { describe, expect, test } from 'vitest';
import { renderJsonFeed } from '../../../src/render/feeds/feeds.ts';
import { hostileText } from '../hostileText.ts';
import { bareItem, feedOf, fullItem, sampleFeed } from './sampleFeed.ts';

const expectedFull = {
  id: fullItem.id,
  url: fullItem.url,
  title: 'Analyse: Kim & Putin: „Größer < besser“',
  content_html: fullItem.contentHtml,
  summary: fullItem.teaser,
  image: 'https://example.org/a.jpg',
  date_published: '2023-09-13T14:30:00+02:00',
  date_modified: '2023-11-02T08:05:09+01:00',
  authors: [{ name: 'Anna Müller', url: 'https://example.org/autor/anna-mueller/' }, { name: 'Béla Weiß' }],
  tags: ['Ausland', 'Nordkorea', 'R&D'],
};

describe('JSON Feed 1.1', () => {
  test('says what the view says, and nothing else', () => {
    expect(JSON.parse(renderJsonFeed(sampleFeed()))).toEqual({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Blatt & Co.',
      home_page_url: 'https://example.org/',
      feed_url: 'https://example.org/feed.json',
      description: 'Nachrichten',
      authors: [{ name: 'Blatt', url: 'https://example.org/' }],
      language: 'de',
      items: [
        expectedFull,
        {
          id: bareItem.id,
          url: bareItem.url,
          title: bareItem.title,
          content_text: '',
          date_published: '2019-01-01T00:00:00+00:00',
          tags: [],
        },
      ],
    });
  });

  test('is read whole by a feed reader', () => {
    const feed = parseJsonFeed(renderJsonFeed(sampleFeed({ items: [fullItem] })));
    expect(feed).toMatchObject({ title: 'Blatt & Co.', language: 'de', items: [expectedFull] });
  });

  test('gives the teaser for content in a feed of teasers', () => {
    const feed = sampleFeed({ items: [{ ...fullItem, contentHtml: '' }] });
    const [item] = JSON.parse(renderJsonFeed(feed)).items;
    expect(item.content_text).toBe(fullItem.teaser);
    expect(item).not.toHaveProperty('content_html');
    expect(item).not.toHaveProperty('summary');
  });

  test('has its keys in one order, however the view was built', () => {
    const reversed = Object.fromEntries(Object.entries(sampleFeed()).toReversed());
    expect(renderJsonFeed({ ...sampleFeed(), ...reversed })).toBe(renderJsonFeed(sampleFeed()));
    expect(renderJsonFeed(sampleFeed())).toMatch(/^\{"version":.*\}\n$/);
  });

  test('gives back whatever authors type, with half characters replaced', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const feed = JSON.parse(renderJsonFeed(feedOf(text)));
        const [item] = feed.items;
        const expected = text.toWellFormed();
        expect([feed.title, item.title, item.authors[0].name, item.tags[0]]).toEqual(Array(4).fill(expected));
        expect(item.content_html ?? item.content_text).toBe(expected);
        expect(item.summary ?? '').toBe(expected);
      }),
    );
  });
});
