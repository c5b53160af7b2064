/** What an export does not say: permalink pattern, time zone, moments, language. */
import { describe, expect, test } from 'vitest';
import { createZone } from '../../../src/core/time.ts';
import {
  inferPermalink,
  inferZone,
  instantOf,
  languageOf,
  modifiedOf,
} from '../../../src/import/wordpress/inference.ts';
import type { SurveyedItem, SurveyedTerm } from '../../../src/import/wordpress/survey.ts';

interface Post {
  readonly id: string;
  readonly slug: string;
  readonly date: string;
  readonly creator: string;
  readonly category: string;
}

const posts: readonly Post[] = [
  { id: '12', slug: 'hafen', date: '2012-01-05 14:30:46', creator: 'Kim.Weber', category: 'wasser' },
  { id: '31', slug: 'die-werft', date: '2013-11-11 08:11:11', creator: 'jo', category: 'schiffe' },
  { id: '2014', slug: '2014', date: '2014-02-28 09:00:01', creator: 'jo', category: 'wasser' },
  { id: '57', slug: 'größe-und-maß', date: '2019-12-31 23:59:59', creator: 'jo', category: 'wasser' },
];

const term = { taxonomy: 'category', id: '', name: '', description: '' };
const terms = new Map([
  [
    'category',
    new Map<string, SurveyedTerm>([
      ['wasser', { ...term, slug: 'wasser', path: ['wasser'] }],
      ['schiffe', { ...term, slug: 'schiffe', path: ['wasser', 'schiffe'] }],
    ]),
  ],
]);

function surveyOf(addressOf: (post: Post) => string, url = 'https://blog.example', all = posts) {
  const items = all.map((post): readonly [string, SurveyedItem] => [
    post.id,
    {
      ...post,
      type: 'post',
      status: 'publish',
      link: addressOf(post),
      title: '',
      dateGmt: '',
      modified: '',
      parent: '',
      hasPassword: false,
      categories: [post.category],
      tags: [],
      authors: [],
      oldSlugs: [],
      place: { file: 'export.xml', line: 1, column: 1 },
    },
  ]);
  return {
    channel: { title: '', description: '', url, language: 'de-DE', version: '1.2' },
    items: new Map(items),
    terms,
  };
}

const year = ({ date }: Post): string => date.slice(0, 4);
const month = ({ date }: Post): string => date.slice(5, 7);
const day = ({ date }: Post): string => date.slice(8, 10);
const pathOfCategory = ({ category }: Post): string =>
  terms.get('category')?.get(category)?.path.join('/') ?? '';

describe('The pattern of permalinks', () => {
  test.each<[string, string | undefined, (post: Post) => string]>([
    ['/%postname%/', '/:slug/', ({ slug }) => `/${slug}/`],
    [
      '/%year%/%monthnum%/%postname%/',
      '/:year/:month/:slug/',
      (post) => `/${year(post)}/${month(post)}/${post.slug}/`,
    ],
    [
      '/%year%/%monthnum%/%day%/%postname%/',
      '/:year/:month/:day/:slug/',
      (post) => `/${year(post)}/${month(post)}/${day(post)}/${post.slug}/`,
    ],
    ['/%category%/%postname%/', '/:section/:slug/', (post) => `/${pathOfCategory(post)}/${post.slug}/`],
    ['/artikel/%postname%', '/artikel/:slug/', ({ slug }) => `/artikel/${slug}`],
    ['/blog/%year%/%postname%/', '/blog/:year/:slug/', (post) => `/blog/${year(post)}/${post.slug}/`],
    ['/archives/%post_id%', undefined, ({ id }) => `/archives/${id}`],
    ['/%postname%.html', undefined, ({ slug }) => `/${slug}.html`],
    [
      '/%year%/%monthnum%/%post_id%-%postname%.html',
      undefined,
      (post) => `/${year(post)}/${month(post)}/${post.id}-${post.slug}.html`,
    ],
    ['/index.php/%year%/%postname%/', undefined, (post) => `/index.php/${year(post)}/${post.slug}/`],
    [
      '/%author%/%postname%/',
      undefined,
      ({ creator, slug }) => `/${creator.toLowerCase().replace('.', '-')}/${slug}/`,
    ],
    [
      '/%year%-%monthnum%-%day%-%postname%/',
      '/:year-:month-:day-:slug/',
      (post) => `/${post.date.slice(0, 10)}-${post.slug}/`,
    ],
  ])('%s is found, ours is %s', (pattern, permalink, pathOf) => {
    const encoded = (post: Post): string => `https://blog.example${encodeURI(pathOf(post)).toLowerCase()}`;
    expect(inferPermalink(surveyOf(encoded))).toMatchObject({ pattern, permalink, share: 1 });
  });

  test('begins below the folder of the blog', () => {
    const survey = surveyOf(
      (post) => `https://example.org/blog/${year(post)}/${post.slug}/`,
      'https://example.org/blog/',
    );
    expect(inferPermalink(survey)).toMatchObject({ pattern: '/%year%/%postname%/', share: 1 });
  });

  test('is empty for addresses with numbers', () => {
    const found = inferPermalink(surveyOf(({ id }) => `https://blog.example/?p=${id}`));
    expect(found).toMatchObject({ pattern: '', share: 1, permalink: undefined });
  });

  test('is that of most posts, and says of how many', () => {
    const survey = surveyOf((post) => `https://blog.example/${post.id === '12' ? 'alt/12.php' : post.slug}/`);
    expect(inferPermalink(survey)).toMatchObject({ pattern: '/%postname%/', share: 0.75 });
  });

  test('of no posts is none', () => {
    expect(inferPermalink(surveyOf(() => '', '', []))).toMatchObject({ pattern: '', share: 0 });
  });

  test('says where lists stand: behind what all addresses begin with', () => {
    const { bases } = inferPermalink(surveyOf(({ id }) => `https://blog.example/archives/${id}`));
    expect(bases).toEqual({ category: 'archives/category', tag: 'archives/tag', author: 'archives/author' });
  });

  test('is found in addresses that mean nothing, without getting lost', () => {
    const same = { id: '11', slug: '11', date: '2011-11-11 11:11:11', creator: '11', category: '11' };
    const survey = surveyOf(() => `https://blog.example/${'11/'.repeat(10)}`, 'https://blog.example', [same]);
    expect(inferPermalink(survey).share).toBe(0);
  });
});

/** The same moments by two clocks. */
function clocks(zone: string, instants: readonly string[]) {
  const { offsetAt } = createZone(zone);
  return instants.map((text) => {
    const instant = Date.parse(text);
    const print = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
    return { date: print(instant + offsetAt(instant) * 60_000), dateGmt: print(instant) };
  });
}

const moments = [
  '2009-01-10T11:00:00Z',
  '2012-07-01T22:30:00Z',
  '2015-03-29T00:59:59Z',
  '2015-03-29T01:00:00Z',
  '2020-10-25T01:00:00Z',
];

describe('The time zone', () => {
  test.each([
    ['Europe/Berlin', 'de'],
    ['Europe/Vienna', 'de-AT'],
    ['Europe/Zurich', 'de-CH'],
    ['UTC', 'de'],
    ['Europe/London', 'de'],
    ['America/New_York', 'de'],
    ['Etc/GMT-1', 'de'],
    ['Etc/GMT-2', 'de'],
  ] as const)('%s is found by two clocks', (zone, language) => {
    expect(inferZone(clocks(zone, moments), language)).toEqual({ zone, share: 1 });
  });

  test('of zeros is that of the language', () => {
    const zeros = { date: '2019-05-04 12:00:00', dateGmt: '0000-00-00 00:00:00' };
    expect(inferZone([zeros], 'de-CH')).toEqual({ zone: 'Europe/Zurich', share: 1 });
  });

  test('is that of most dates, where a few are wrong', () => {
    const wrong = { date: '2019-05-04 12:00:00', dateGmt: '2019-05-04 12:00:00' };
    const most = clocks('Europe/Berlin', [...moments, ...moments, ...moments, ...moments]);
    expect(inferZone([wrong, ...most], 'de')).toEqual({ zone: 'Europe/Berlin', share: 20 / 21 });
  });
});

describe('A moment', () => {
  const berlin = createZone('Europe/Berlin');
  const at = (date: string, dateGmt: string): string | undefined => {
    const instant = instantOf({ date, dateGmt }, berlin);
    return instant === undefined ? undefined : new Date(instant).toISOString();
  };

  test('is that of the clock in Greenwich', () => {
    expect(at('2012-01-05 15:30:46', '2012-01-05 14:30:46')).toBe('2012-01-05T14:30:46.000Z');
  });

  test('of a draft is that of the blog’s clock, in summer and in winter', () => {
    expect(at('2012-07-05 15:30:46', '0000-00-00 00:00:00')).toBe('2012-07-05T13:30:46.000Z');
    expect(at('2012-01-05 15:30:46', '')).toBe('2012-01-05T14:30:46.000Z');
  });

  test('is that of the blog’s clock where the other is far off', () => {
    expect(at('2012-07-05 15:30:46', '1970-01-01 00:00:00')).toBe('2012-07-05T13:30:46.000Z');
  });

  test.each([
    '0000-00-00 00:00:00',
    '',
    '2012-13-01 00:00:00',
    '2012-02-30 10:00:00',
    '2012-01-01 25:00:00',
    'gestern',
    '-0001-11-30 00:00:00',
  ])('of „%s“ is none', (date) => {
    expect(at(date, '0000-00-00 00:00:00')).toBeUndefined();
  });

  test('of a change is read alike', () => {
    const instant = modifiedOf({ modified: '2012-07-05 15:30:46', modifiedGmt: '' }, berlin);
    expect(instant).toBe(Date.parse('2012-07-05T13:30:46Z'));
  });
});

test.each([
  ['de-DE', 'de'],
  ['de', 'de'],
  ['de_DE_formal', 'de'],
  ['de-AT', 'de-AT'],
  ['de_CH', 'de-CH'],
  ['de-CH-informal', 'de-CH'],
  ['en-US', 'de'],
  ['', 'de'],
])('the language %s is %s here', (theirs, ours) => {
  expect(languageOf(theirs)).toBe(ours);
});
