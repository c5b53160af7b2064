/**
 * How long the catalogue with related articles takes after an edit of one article's tags:
 * `npx node bench/catalogue.ts [articles]`. As `watch` does it: the catalogue is made anew from the heads in memory,
 * and the page's related articles are looked up.
 */
import { buildCatalogue } from '../src/catalogue/catalogue.ts';
import { articleNames, createSeeAlso } from '../src/catalogue/seeAlso.ts';
import { germanOptions } from '../src/config/germanOptions.ts';
import type { ArticleMeta, Slug, SourcePath } from '../src/model.ts';
import { createArticleParser } from '../src/parse/article.ts';
import { makeCorpus } from './corpus.ts';
import { blattmacherSite } from './sites/blattmacherSite.ts';
import { articlePath, articleSource } from './sites/writeSite.ts';

interface Source {
  readonly file: SourcePath;
  readonly meta: ArticleMeta;
}

const count = Number(process.argv[2] ?? 100_000);
const rounds = 9;
const sources = readHeads(count);
const times = Array.from({ length: rounds }, (_, round) => timeOfEdit(sources, round)).toSorted(
  (a, b) => a - b,
);
console.log(
  `${count} articles, one tag edited: median ${times[rounds >> 1]?.toFixed(0)} ms, least ${times[0]?.toFixed(0)} ms (${rounds} rounds)`,
);

function readHeads(articles: number): readonly Source[] {
  const parser = createArticleParser({
    timezone: 'Europe/Berlin',
    html: [],
    relatedAfter: 0,
    typography: germanOptions('de'),
    hints: false,
  });
  return [...makeCorpus(articles)].flatMap((article) => {
    const file = articlePath(article) as SourcePath;
    const meta = parser.head(articleSource(blattmacherSite, { ...article, text: '' }), file).value;
    return meta ? [{ file, meta }] : [];
  });
}

function timeOfEdit(articles: readonly Source[], round: number): number {
  const place = Math.floor((articles.length * (round + 1)) / (rounds + 2));
  const edited = articles.map((source, index) => (index === place ? withTag(source, round) : source));
  const start = performance.now();
  const options = { permalink: '/:year/:month/:slug/', now: 4e12, preview: true };
  const catalogue = buildCatalogue({ articles: edited, pages: [], authors: [] }, options);
  const { relatedTo } = createSeeAlso(catalogue.articles, () => articleNames(edited), 4);
  const article = catalogue.articles[place];
  if (article) relatedTo(article);
  return performance.now() - start;
}

function withTag({ file, meta }: Source, round: number): Source {
  const tag = { key: `neu-${round}` as Slug, name: `Neu ${round}`, position: { line: 1, column: 1 } };
  return { file, meta: { ...meta, tags: [...meta.tags.slice(1), tag] } };
}
