import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { articleUrl, pageUrl, periodUrl } from '../../src/collections/addresses.ts';
import { buildCollections, type CollectionSources } from '../../src/collections/collections.ts';
import { hiddenBecause } from '../../src/collections/shownArticles.ts';
import type {
  ArticleMeta,
  AuthorMeta,
  Moment,
  SourcePath,
  TermMention,
  UrlPath,
} from '../../src/core/model.ts';
import { slugify } from '../../src/core/slug.ts';
import { createZone } from '../../src/core/time.ts';

const berlin = createZone('Europe/Berlin');
const at = (instant: number): Moment => ({ instant, offset: berlin.offsetAt(instant), dayOnly: false });
const day = (text: string): Moment => at(Date.parse(text));
const term = (name: string): TermMention => ({ key: slugify(name), name, position: { line: 1, column: 1 } });

function meta(title: string, date: Moment, more: Partial<ArticleMeta> = {}): ArticleMeta {
  return {
    title,
    date,
    slug: slugify(title),
    tags: [],
    authors: [],
    aliases: [],
    draft: false,
    related: [],
    corrections: [],
    comments: 'open',
    ...more,
  };
}

const options = { permalink: '/:year/:month/:slug/', now: Date.UTC(2023, 11, 31), preview: false };

/** Collections of articles whose files are named by their number, seen at the end of 2023. */
function collectionsOf(
  metas: readonly ArticleMeta[],
  authors: Readonly<Record<string, AuthorMeta>> = {},
  preview = false,
) {
  const sources: CollectionSources = {
    articles: metas.map((one, index) => ({ file: `content/articles/${index}.md` as SourcePath, meta: one })),
    pages: [],
    dossiers: [],
    glossary: [],
    authors: Object.entries(authors).map(([name, one]) => ({
      file: `content/authors/${name}.md` as SourcePath,
      meta: one,
    })),
  };
  return buildCollections(sources, { ...options, preview });
}

const author = (name: string): AuthorMeta => ({ name, links: [], draft: false });
const namesOf = (groups: readonly { readonly name: string }[]): readonly string[] =>
  groups.map(({ name }) => name);

describe('The articles', () => {
  test('come newest first, then by slug, then by file', () => {
    const { articles } = collectionsOf([
      meta('B', day('2023-01-01')),
      meta('A', day('2023-01-01')),
      meta('C', day('2023-01-02')),
      meta('A', day('2023-01-01'), { kicker: 'später gelesen' }),
    ]);
    expect(articles.map(({ title, file }) => `${title} ${file.slice(-4)}`)).toEqual([
      'C 2.md',
      'A 1.md',
      'A 3.md',
      'B 0.md',
    ]);
  });

  test('are in the same order whatever the order of the files', () => {
    const anyMetas = fc.uniqueArray(fc.tuple(fc.constantFrom('A', 'B', 'C', 'Ä'), fc.nat(5)), {
      selector: String,
      maxLength: 12,
    });
    fc.assert(
      fc.property(anyMetas, (drawn) => {
        const metas = drawn.map(([title, days]) => meta(title, at(days * 86_400_000)));
        const titles = (list: readonly ArticleMeta[]) =>
          collectionsOf(list).articles.map(({ title, date }) => [title, date.instant]);
        const forward = titles(metas);
        const slugs = forward.map(([title]) => slugify(String(title)));
        if (new Set(slugs).size === slugs.length) expect(titles(metas.toReversed())).toEqual(forward);
        expect(forward.map(([, instant]) => instant)).toEqual(
          forward.map(([, instant]) => Number(instant)).toSorted((a, b) => b - a),
        );
      }),
    );
  });

  test('of one title and day come by their files, in whatever order these are read', () => {
    const twins = ['b', 'a', 'c'].map((name) => ({
      file: `content/articles/${name}.md` as SourcePath,
      meta: meta('A', day('2023-01-01')),
    }));
    const { articles } = buildCollections(
      { articles: twins, pages: [], authors: [], dossiers: [], glossary: [] },
      options,
    );
    expect(articles.map(({ file }) => file.slice(-4, -3))).toEqual(['a', 'b', 'c']);
  });

  test('stand in the month in which the site’s clock was', () => {
    const silvester = at(Date.UTC(2022, 11, 31, 23, 30));
    const { articles, years } = collectionsOf([meta('Neujahr', silvester)]);
    expect(articles[0]?.url).toBe('/2023/01/neujahr/');
    expect(years.map(({ url, months }) => [url, months.map((month) => month.url)])).toEqual([
      ['/archiv/2023/', ['/archiv/2023/01/']],
    ]);
  });
});

describe('Sections and tags', () => {
  test('come as in a dictionary: ä as a, ß as ss (DIN 5007-1)', () => {
    const names = ['Zebra', 'Äpfel', 'Apfel', 'Aerosol', 'Müller', 'Muller', 'Straße', 'Strand', 'Ägypten'];
    const { tags, sections } = collectionsOf(
      names.map((name, index) =>
        meta(`T${index}`, day('2023-01-01'), { tags: [term(name)], section: term(name) }),
      ),
    );
    const sorted = ['Aerosol', 'Ägypten', 'Apfel', 'Äpfel', 'Muller', 'Müller', 'Strand', 'Straße', 'Zebra'];
    expect(namesOf(tags)).toEqual(sorted);
    expect(namesOf(sections)).toEqual(sorted);
  });

  test('are one under one address, by their most frequent spelling, with a warning for each other one', () => {
    const { tags, diagnostics } = collectionsOf([
      meta('A', day('2023-01-03'), { tags: [term('Gruen')] }),
      meta('B', day('2023-01-02'), { tags: [term('Grün')] }),
      meta('C', day('2023-01-01'), { tags: [term('Grün')] }),
    ]);
    expect(tags.map(({ name, url, articles }) => [name, url, articles.length])).toEqual([
      ['Grün', '/thema/gruen/', 3],
    ]);
    expect(diagnostics).toMatchObject([{ code: 'catalogue/spelling', file: 'content/articles/0.md' }]);
  });

  test('of equally frequent spellings take the first by code point, whatever the order of the articles', () => {
    const metas = [
      meta('A', day('2023-01-03'), { tags: [term('spd')] }),
      meta('B', day('2023-01-02'), { tags: [term('SPD')] }),
    ];
    expect(namesOf(collectionsOf(metas).tags)).toEqual(['SPD']);
    expect(namesOf(collectionsOf(metas.toReversed()).tags)).toEqual(['SPD']);
  });
});

describe('Static pages', () => {
  test('of one title are reported, because every page would name both', () => {
    const page = (name: string, title: string) => ({
      file: `content/pages/${name}.md` as SourcePath,
      meta: { title, slug: slugify(name), draft: name === 'entwurf', aliases: [] },
    });
    const pages = [
      page('a', 'Impressum'),
      page('a (1)', 'impressum'),
      page('entwurf', 'Impressum'),
      page('b', 'Kontakt'),
    ];
    const { diagnostics } = buildCollections(
      { articles: [], pages, authors: [], dossiers: [], glossary: [] },
      options,
    );
    expect(diagnostics).toMatchObject([
      { code: 'catalogue/same-title', severity: 'warning', file: 'content/pages/a (1).md' },
    ]);
    expect(diagnostics[0]?.message).toContain('content/pages/a.md');
  });
});

describe('Authors', () => {
  test('come as in a telephone book: ä as ae (DIN 5007-2)', () => {
    const names = ['Mutter', 'Muller', 'Müller', 'Goethe', 'Göbel', 'Gobel'];
    const { authors } = collectionsOf(
      names.map((name, index) => meta(`T${index}`, day('2023-01-01'), { authors: [term(name)] })),
    );
    expect(namesOf(authors)).toEqual(['Gobel', 'Göbel', 'Goethe', 'Müller', 'Muller', 'Mutter']);
  });

  test('are known by the name of their file and by their own, and are one person', () => {
    const { authors, articles, diagnostics } = collectionsOf(
      [
        meta('A', day('2023-01-01'), { authors: [term('am')] }),
        meta('B', day('2023-01-02'), { authors: [term('Anna Müller')] }),
        meta('C', day('2023-01-03'), { authors: [term('am'), term('Anna Müller')] }),
      ],
      { am: author('Anna Müller') },
    );
    expect(authors.map(({ name, url, articles: own }) => [name, url, own.length])).toEqual([
      ['Anna Müller', '/autor/am/', 3],
    ]);
    expect(articles.map((article) => namesOf(article.authors))).toEqual([
      ['Anna Müller'],
      ['Anna Müller'],
      ['Anna Müller'],
    ]);
    expect(diagnostics).toEqual([]);
  });

  test('stay in the order in which the article names them', () => {
    const { articles } = collectionsOf([
      meta('A', day('2023-01-01'), { authors: [term('Zoé'), term('Anna')] }),
    ]);
    expect(articles.map((article) => namesOf(article.authors))).toEqual([['Zoé', 'Anna']]);
  });

  test('with a file have a page before they have an article', () => {
    const { authors } = collectionsOf([], { neu: author('Nina Neu') });
    expect(authors).toMatchObject([{ name: 'Nina Neu', url: '/autor/neu/', articles: [] }]);
  });

  test('whose name nearly fits a file are asked about', () => {
    const { diagnostics } = collectionsOf([meta('A', day('2023-01-01'), { authors: [term('Anna Müler')] })], {
      'anna-mueller': author('Anna Müller'),
    });
    expect(diagnostics).toMatchObject([
      { code: 'catalogue/author-near-miss', hint: 'Meintest du „anna-mueller“?' },
    ]);
  });
});

describe('An article is hidden', () => {
  const now = 1000;
  const date = (instant: number): Moment => at(instant);

  test.each([
    [{ draft: true, date: date(1) }, 'draft'],
    [{ draft: false, date: date(1001) }, 'scheduled'],
    [{ draft: false, date: date(1000) }, undefined],
    [{ draft: false, date: date(1), expires: date(1000) }, 'expired'],
    [{ draft: false, date: date(1), expires: date(1001) }, undefined],
    [{ draft: false, date: date(2000), expires: date(500) }, 'expired'],
  ])('%j: %s', (head, reason) => {
    expect(hiddenBecause(head, now)).toBe(reason);
  });

  test('in a preview shown all the same, with the reason', () => {
    const metas = [
      meta('A', day('2023-01-01'), { draft: true }),
      meta('B', day('2030-01-01')),
      meta('C', day('2023-01-01')),
    ];
    const { articles, hidden } = collectionsOf(metas, {}, true);
    expect(articles.map((article) => [article.title, hidden.get(article)])).toEqual([
      ['B', 'scheduled'],
      ['A', 'draft'],
      ['C', undefined],
    ]);
    expect(namesOf(collectionsOf(metas).articles.map(({ title }) => ({ name: title })))).toEqual(['C']);
  });
});

describe('Addresses', () => {
  test.each([
    ['/:year/:month/:day/:slug/', '/2023/09/05/kim/'],
    ['/:section/:slug/', '/artikel/kim/'],
    ['/:year-:month-:slug/', '/2023-09-kim/'],
  ])('of articles follow the pattern %s', (pattern, url) => {
    expect(articleUrl(pattern, meta('Kim', day('2023-09-05T12:00:00Z')))).toBe(url);
  });

  test('of the pages of a list and of the archive are as the design says', () => {
    expect(pageUrl('/thema/oel/' as UrlPath, 1)).toBe('/thema/oel/');
    expect(pageUrl('/thema/oel/' as UrlPath, 2)).toBe('/thema/oel/seite/2/');
    expect([periodUrl(2023), periodUrl(2023, 9)]).toEqual(['/archiv/2023/', '/archiv/2023/09/']);
  });
});
