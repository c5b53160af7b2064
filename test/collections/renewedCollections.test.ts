import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buildCollections,
  type Collections,
  type CollectionSources,
} from '../../src/collections/collections.ts';
import { articleNames, createSeeAlso, type SeeAlso } from '../../src/collections/related/seeAlso.ts';
import type { ArticleMeta, AuthorMeta, SourcePath, TermMention } from '../../src/core/model.ts';
import { slugify } from '../../src/core/slug.ts';

/**
 * A site as an author changes it: metadata by the names of its files, and everything else on which
 * collections depend.
 */
interface Site {
  readonly articles: Map<string, ArticleMeta>;
  readonly authors: Map<string, AuthorMeta>;
  now: number;
  preview: boolean;
  permalink: string;
}

type Step = (site: Site) => void;

function termOf(name: string): TermMention {
  return { key: slugify(name), name, position: { line: 1, column: 1 } };
}

/** Few words with several spellings, so that terms are shared and change their names. */
const anyTerm = fc
  .constantFrom('Grün', 'Gruen', 'grün', 'Wahl', 'wahl', 'Öl', 'Anna Müller', 'am', 'Anna Müler')
  .map(termOf);
const anyTerms = fc.uniqueArray(anyTerm, { maxLength: 4, selector: ({ key }) => key });

/** Around the end of a month and a year; the clock of the site is an hour ahead. */
const anyInstant = fc
  .integer({ min: -30, max: 30 })
  .map((hours) => Date.UTC(2022, 11, 31, 12) + hours * 3_600_000);
const anyMoment = anyInstant.map((instant) => ({ instant, offset: 60, dayOnly: false }));

const anyMeta: fc.Arbitrary<ArticleMeta> = fc
  .record({
    slug: fc.constantFrom('a', 'b', 'c').map(slugify),
    date: anyMoment,
    expires: fc.option(anyMoment, { freq: 5, nil: undefined }),
    draft: fc.nat(5).map((number) => number === 0),
    section: fc.option(anyTerm, { nil: undefined }),
    tags: anyTerms,
    authors: anyTerms,
    related: fc.subarray(['a', '2.md', 'nichts']),
  })
  .map(({ expires, section, related, ...meta }) => ({
    ...meta,
    ...(expires && { expires }),
    ...(section && { section }),
    related: related.map((target) => ({ target, position: { line: 2, column: 1 } })),
    title: meta.slug,
    aliases: [],
    corrections: [],
    comments: 'open',
  }));

const anyFile = fc.nat(9).map((number) => `${number}.md`);
const anyAuthor = fc.constantFrom('am', 'wahl');

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(anyFile, anyMeta).map(([file, meta]) => putArticle(file, meta)) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(anyFile, anyTerms)
      .map(([file, tags]) => editArticle(file, (meta) => ({ ...meta, tags }))),
  },
  {
    weight: 2,
    arbitrary: anyFile.map(
      (file): Step =>
        ({ articles }) =>
          void articles.delete(file),
    ),
  },
  {
    weight: 1,
    arbitrary: anyAuthor.map(
      (name): Step =>
        ({ authors }) =>
          void authors.delete(name),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(anyAuthor, fc.constantFrom('Anna Müller', 'Otto')).map(
      ([file, name]): Step =>
        ({ authors }) =>
          void authors.set(file, { name, links: [], draft: false }),
    ),
  },
  {
    weight: 2,
    arbitrary: anyInstant.map(
      (now): Step =>
        (site) =>
          void (site.now = now),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.boolean().map(
      (preview): Step =>
        (site) =>
          void (site.preview = preview),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('/:slug/', '/:section/:slug/').map(
      (permalink): Step =>
        (site) =>
          void (site.permalink = permalink),
    ),
  },
);

function putArticle(file: string, meta: ArticleMeta): Step {
  return ({ articles }) => void articles.set(file, meta);
}

function editArticle(file: string, edit: (meta: ArticleMeta) => ArticleMeta): Step {
  return ({ articles }) => {
    const meta = articles.get(file);
    if (meta) articles.set(file, edit(meta));
  };
}

function metaWithTag(tag: string): ArticleMeta {
  return {
    title: 'A',
    date: { instant: Date.UTC(2022, 5, 1), offset: 120, dayOnly: false },
    slug: slugify('a'),
    tags: [termOf(tag)],
    authors: [],
    aliases: [],
    draft: false,
    related: [],
    corrections: [],
    comments: 'open',
  };
}

interface SampleArticles {
  readonly collections: Collections;
  readonly seeAlso: SeeAlso;
}

function sourcesOf({ articles, authors }: Site): CollectionSources {
  const list = <Meta>(folder: string, metadata: ReadonlyMap<string, Meta>) =>
    [...metadata]
      .map(([name, meta]) => ({ file: `content/${folder}/${name}` as SourcePath, meta }))
      .toSorted((a, b) => (a.file < b.file ? -1 : 1));
  return {
    articles: list('articles', articles),
    authors: list('authors', authors),
    pages: [],
    dossiers: [],
    glossary: [],
  };
}

function makeSite(site: Site, last?: SampleArticles): SampleArticles {
  const sources = sourcesOf(site);
  const { now, preview, permalink } = site;
  const collections = buildCollections(sources, { now, preview, permalink }, last?.collections);
  const names = () => articleNames(sources.articles);
  return { collections, seeAlso: createSeeAlso(collections.articles, names, 3, last?.seeAlso) };
}

/** Everything in it, with the order of maps, too. */
function contentOf({ collections, seeAlso }: SampleArticles): unknown {
  const { hidden, addresses, origin, ...rest } = collections;
  return {
    ...rest,
    hidden: [...hidden],
    addresses: [...addresses],
    origin: { ...origin, shown: [...origin.shown] },
    seeAlsoDiagnostics: seeAlso.diagnostics,
    terms: Object.values(seeAlso.vocabulary.numbers).map((numbers) => [...numbers]),
    vocabulary: seeAlso.vocabulary,
    related: collections.articles.map((article) => [seeAlso.relatedTo(article), seeAlso.explain(article)]),
  };
}

function emptySite(): Site {
  return {
    articles: new Map(),
    authors: new Map(),
    now: Date.UTC(2023, 0, 1),
    preview: false,
    permalink: '/:slug/',
  };
}

describe('A set of collections that is made from the last one', () => {
  test('is never different from one that is made of nothing, whatever was edited', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { size: 'max', maxLength: 30 }), (steps) => {
        const site = emptySite();
        let last = makeSite(site);
        for (const step of steps) {
          step(site);
          last = makeSite(site, last);
          expect(contentOf(last)).toStrictEqual(contentOf(makeSite(site)));
        }
      }),
      { numRuns: 150 },
    );
  });

  test('is the same after many edits at once', () => {
    const anySteps = fc.array(anyStep, { size: 'max', maxLength: 20 });
    fc.assert(
      fc.property(anySteps, anySteps, (before, after) => {
        const site = emptySite();
        for (const step of before) step(site);
        const last = makeSite(site);
        for (const step of after) step(site);
        expect(contentOf(makeSite(site, last))).toStrictEqual(contentOf(makeSite(site)));
      }),
      { numRuns: 300 },
    );
  });

  test('keeps articles and lists of which nothing has changed', () => {
    const site = emptySite();
    for (const [file, tag] of [
      ['1.md', 'Öl'],
      ['2.md', 'Öl'],
      ['3.md', 'Wahl'],
    ] as const) {
      putArticle(file, metaWithTag(tag))(site);
    }
    const last = makeSite(site);
    putArticle('3.md', metaWithTag('Gas'))(site);
    const { collections } = makeSite(site, last);
    expect(collections.tags.map(({ name }) => name)).toEqual(['Gas', 'Öl']);
    expect(collections.tags[1]).toBe(last.collections.tags[0]);
    expect(collections.articles[0]).toBe(last.collections.articles[0]);
  });
});
