import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { parseAtomFeed } from 'feedsmith';
import { RelaxNGValidator } from 'libxml2-wasm';
import { describe, expect, test } from 'vitest';
import type { FeedView } from '../../../src/views/feedViews.ts';
import { renderAtom } from '../../../src/render/feeds/feeds.ts';
import { expectedText, hostileText } from '../hostileText.ts';
import { readXml, textsAt } from './readXml.ts';
import { bareItem, feedOf, fullItem, sampleFeed } from './sampleFeed.ts';

const grammar = readFileSync(new URL('atom.rng', import.meta.url), 'utf8');

function validate(xml: string): void {
  readXml(grammar, (schema) => {
    const validator = RelaxNGValidator.fromDoc(schema);
    try {
      readXml(xml, (document) => validator.validate(document));
    } finally {
      validator.dispose();
    }
  });
}

describe('Atom', () => {
  test.each<[string, FeedView]>([
    ['with everything', sampleFeed()],
    ['of nothing', sampleFeed({ description: '', publisher: { name: 'Blatt' }, items: [] })],
    ['of a bare article', sampleFeed({ items: [bareItem] })],
  ])('obeys the grammar of RFC 4287: a feed %s', (_name, feed) => {
    expect(() => validate(renderAtom(feed))).not.toThrow();
  });

  test('would fail the grammar without an id, or with a date without its offset', () => {
    const xml = renderAtom(sampleFeed());
    expect(() => validate(xml.replace(`<id>${fullItem.id}</id>`, ''))).toThrow(/entry/);
    expect(() => validate(xml.replace('14:30:00+02:00', '14:30:00'))).toThrow(/published/);
  });

  test('is read by a feed reader as the view says', () => {
    const feed = parseAtomFeed(renderAtom(sampleFeed()));
    expect(feed).toMatchObject({
      id: 'https://example.org/atom.xml',
      title: { value: 'Blatt & Co.' },
      subtitle: { value: 'Nachrichten' },
      updated: '2023-11-02T08:05:09+01:00',
      authors: [{ name: 'Blatt', uri: 'https://example.org/' }],
    });
    expect(feed.entries?.[0]).toMatchObject({
      id: fullItem.id,
      title: { value: 'Analyse: Kim & Putin: „Größer < besser“' },
      published: '2023-09-13T14:30:00+02:00',
      updated: '2023-11-02T08:05:09+01:00',
      authors: [
        { name: 'Anna Müller', uri: 'https://example.org/autor/anna-mueller/' },
        { name: 'Béla Weiß' },
      ],
      categories: [{ term: 'Ausland' }, { term: 'Nordkorea' }, { term: 'R&D' }],
      summary: { value: fullItem.teaser },
      content: { type: 'html', value: fullItem.contentHtml },
      links: [
        { rel: 'alternate', href: fullItem.url },
        { rel: 'enclosure', href: 'https://example.org/a.jpg', type: 'image/jpeg' },
      ],
    });
  });

  test('says the language of the feed and of each content', () => {
    const xml = renderAtom(sampleFeed({ language: 'de-AT' }));
    expect(textsAt(xml, '/atom:feed/@xml:lang | //atom:content/@xml:lang')).toEqual(['de-AT', 'de-AT']);
  });

  test('takes the day of publication for the last change of an untouched article', () => {
    const xml = renderAtom(sampleFeed({ items: [bareItem] }));
    expect(textsAt(xml, '//atom:entry/atom:updated')).toEqual(['2019-01-01T00:00:00+00:00']);
  });

  test('stays well-formed whatever authors type', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const xml = renderAtom(feedOf(text));
        const expected = expectedText(text);
        const present = text === '' ? [] : [expected];
        expect(textsAt(xml, '//atom:title')).toEqual([expected, expected]);
        expect(textsAt(xml, '//atom:summary | //atom:content')).toEqual([...present, ...present]);
        expect(textsAt(xml, '//atom:author/atom:name')).toEqual([expected, expected]);
        expect(textsAt(xml, '//atom:category/@term')).toEqual([expected]);
      }),
    );
  });
});
