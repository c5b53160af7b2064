/**
 * How long the catalogue with related articles takes after an edit of one article's tags:
 * `npx node bench/catalogue.ts [articles]`. As `watch` does it: heads are in memory, paths were listed anew, the last
 * catalogue is at hand; asked for are the related articles of the edited page and of those that it shows. Beside it the
 * same from nothing, as `build` does it.
 */
import { buildCollections, type Collections } from '../src/collections/collections.ts';
import { articleNames, createSeeAlso, type SeeAlso } from '../src/collections/related/seeAlso.ts';
import type { ArticleSource } from '../src/collections/shownArticles.ts';
import { germanOptions } from '../src/config/germanOptions.ts';
import type { Slug, SourcePath } from '../src/core/model.ts';
import { createArticleParser } from '../src/content/article.ts';
import { makeCorpus } from './corpus.ts';
import { blattmacherSite } from './sites/blattmacherSite.ts';
import { articlePath, articleSource } from './sites/writeSite.ts';

interface SampleArticles {
  readonly collections: Collections;
  readonly seeAlso: SeeAlso;
}

const count = Number(process.argv[2] ?? 100_000);
const rounds = 9;
const options = { permalink: '/:year/:month/:slug/', now: 4e12, preview: true };

let sources = readMetadata(count);
const fromNothing: number[] = [];
const afterEdit: number[] = [];
for (let round = 0; round < rounds; round++) {
  const place = Math.floor((sources.length * (round + 1)) / (rounds + 2));
  const last = timed(fromNothing, () => makeSite(sources, place));
  sources = listAnew(sources).map((source, index) => (index === place ? withTag(source, round) : source));
  timed(afterEdit, () => makeSite(sources, place, last));
}
console.log(
  `${count} articles, one tag edited: ${describe(afterEdit)}; from nothing: ${describe(fromNothing)}`,
);

function readMetadata(articles: number): readonly ArticleSource[] {
  const parse = createArticleParser({
    timezone: 'Europe/Berlin',
    html: [],
    relatedAfter: 0,
    typography: germanOptions('de'),
    hints: false,
  });
  return [...makeCorpus(articles)].flatMap((article) => {
    const file = articlePath(article) as SourcePath;
    const meta = parse(articleSource(blattmacherSite, { ...article, text: '' }), file).frontMatter.value;
    return meta ? [{ file, meta }] : [];
  });
}

function makeSite(articles: readonly ArticleSource[], place: number, last?: SampleArticles): SampleArticles {
  const collections = buildCollections(
    { articles, pages: [], authors: [], dossiers: [], glossary: [] },
    options,
    last?.collections,
  );
  const names = () => articleNames(articles);
  const seeAlso = createSeeAlso(collections.articles, names, 4, last?.seeAlso);
  const edited = collections.articles.find(({ file }) => file === articles[place]?.file);
  if (!edited) throw new Error('The edited article is not shown');
  for (const shown of seeAlso.relatedTo(edited)) seeAlso.relatedTo(shown);
  return { collections, seeAlso };
}

/** The same heads, with paths that are new strings. */
function listAnew(articles: readonly ArticleSource[]): readonly ArticleSource[] {
  const files = structuredClone(articles.map(({ file }) => file));
  return articles.map(({ file, meta }, index) => ({ file: files[index] ?? file, meta }));
}

function withTag({ file, meta }: ArticleSource, round: number): ArticleSource {
  const tag = { key: `neu-${round}` as Slug, name: `Neu ${round}`, position: { line: 1, column: 1 } };
  return { file, meta: { ...meta, tags: [...meta.tags.slice(1), tag] } };
}

function timed<Value>(times: number[], work: () => Value): Value {
  const start = performance.now();
  const value = work();
  times.push(performance.now() - start);
  return value;
}

function describe(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  return `median ${sorted[rounds >> 1]?.toFixed(0)} ms, least ${sorted[0]?.toFixed(0)} ms (${rounds} rounds)`;
}
