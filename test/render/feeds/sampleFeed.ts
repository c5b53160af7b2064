import type { FeedItemView, FeedView } from '../../../src/views/feedViews.ts';

/** 13 September 2023, 14:30:00 in Berlin. */
export const published = { instant: Date.UTC(2023, 8, 13, 12, 30), offset: 120 };
/** 2 November 2023, 08:05:09 in Berlin. */
export const updated = { instant: Date.UTC(2023, 10, 2, 7, 5, 9), offset: 60 };

export const fullItem: FeedItemView = {
  id: 'https://example.org/2023/09/kim/',
  url: 'https://example.org/2023/09/kim/',
  title: 'Kim & Putin: „Größer < besser“',
  teaser: 'Ein Besuch – 5 < 6 & mehr.',
  contentHtml: '<p>Über „Köln“ &amp; <a href="https://example.org/a/?b=1&amp;c=2">mehr</a> ]]&gt;</p>',
  published,
  updated,
  authors: [{ name: 'Anna Müller', url: 'https://example.org/autor/anna-mueller/' }, { name: 'Béla Weiß' }],
  section: 'Ausland',
  tags: ['Nordkorea', 'Ausland', 'R&D'],
  label: 'Analyse',
  image: { url: 'https://example.org/a.jpg', type: 'image/jpeg', width: 1200, height: 675 },
};

/** All that an item can do without. */
export const bareItem: FeedItemView = {
  id: 'tag:example.org,2019:bahn',
  url: 'https://example.org/2019/01/bahn/',
  title: 'Die Bahn fährt',
  teaser: '',
  contentHtml: '',
  published: { instant: Date.UTC(2019, 0, 1), offset: 0 },
  authors: [],
  tags: [],
};

export function sampleFeed(changes: Partial<FeedView> = {}): FeedView {
  return {
    title: 'Blatt & Co.',
    description: 'Nachrichten',
    language: 'de',
    homeUrl: 'https://example.org/',
    selfUrls: {
      rss: 'https://example.org/feed.xml',
      atom: 'https://example.org/atom.xml',
      json: 'https://example.org/feed.json',
    },
    publisher: { name: 'Blatt', url: 'https://example.org/' },
    updated,
    items: [fullItem, bareItem],
    ...changes,
  };
}

/** A feed with one text in every place that takes one. */
export function feedOf(text: string): FeedView {
  const item = {
    ...fullItem,
    title: text,
    teaser: text,
    contentHtml: text,
    authors: [{ name: text }],
    section: text,
    tags: [text],
  };
  const { label: _label, ...unlabelled } = item;
  return sampleFeed({ title: text, description: text, publisher: { name: text }, items: [unlabelled] });
}
