/** All collections of a site: what is published, in which order, and in which lists. */
import type {
  Article,
  ArticleMeta,
  Diagnostic,
  PageMeta,
  Slug,
  SourcePath,
  StaticPage,
  TermMention,
  UrlPath,
} from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { articleUrl, explanationUrl, staticPageUrl } from './addresses.ts';
import {
  type ArchiveYear,
  renewArchive,
  type ArticleChange,
  renewList,
  type Group,
  renewGroups,
  newsArticles,
} from './groups.ts';
import { type AuthorGroup, type AuthorSource, createAuthorFinder, renewAuthors } from './authors.ts';
import { compareText, compareWords } from './collation.ts';
import { dateNotes, type Change, nextChange, plannedChanges } from './articleDates.ts';
import { collectDossiers, type Dossier, type DossierSource } from './dossiers.ts';
import { type ArticleSource, collectShown, type ShownArticles, type Hidden } from './shownArticles.ts';
import type { ClosingRules } from './comments.ts';
import type { CollectionPlan } from '../config/openConfig.ts';
import { collectEntries, isCalled, type Entries, type EntrySource } from './entries.ts';

export interface Collections {
  /** Articles that are shown: date ↓, slug ↑, file ↑. In a preview, hidden articles are among them. */
  readonly articles: readonly Article[];
  /** In a preview: why readers do not see an article yet. */
  readonly hidden: ReadonlyMap<Article, Hidden>;
  readonly sections: readonly Group[];
  readonly tags: readonly Group[];
  readonly authors: readonly AuthorGroup[];
  readonly series: readonly Group[];
  /** By the keys of their tags. */
  readonly dossiers: ReadonlyMap<Slug, Dossier>;
  readonly years: readonly ArchiveYear[];
  /** By title. */
  readonly pages: readonly StaticPage[];
  /** One page for each term, sorted by term. */
  readonly glossary: readonly StaticPage[];
  readonly entries: Entries;
  /** Address of every source that has a page of its own; undefined for one that is not shown. */
  readonly addresses: ReadonlyMap<SourcePath, UrlPath | undefined>;
  /** Articles whose time has not come; their addresses must be free when it does. */
  readonly scheduled: readonly Article[];
  /** Those that every page announces, newest first. */
  readonly breaking: readonly Article[];
  /** The article that the editor puts first on the front page: of several the newest. */
  readonly lead?: Article;
  /** Drafts are shown as well. */
  readonly previewsDrafts: boolean;
  /** Articles of the news sitemap. */
  readonly news: readonly Article[];
  /** Next moment at which the visible site changes by itself, as far as the front matter tells. */
  readonly nextChange?: Change;
  readonly diagnostics: readonly Diagnostic[];
  /** Inputs from which the articles were made. */
  readonly origin: ArticleOrigin;
}

/** Articles of the same origin are the same and may be reused. */
export interface ArticleOrigin {
  readonly permalink: string;
  readonly authors: readonly AuthorSource[];
  readonly shown: ShownArticles;
  readonly writers: readonly Group[];
}

export interface PageSource {
  readonly file: SourcePath;
  readonly meta: PageMeta;
}

export interface CollectionOptions {
  /** See `Settings.permalink`. */
  readonly permalink: string;
  /** The moment of publication, ms. */
  readonly now: number;
  /** Show drafts, scheduled and expired articles as well. */
  readonly preview: boolean;
  /** The site's own collections. */
  readonly plans?: readonly CollectionPlan[];
  /** When articles close to comments; they never do by themselves without. */
  readonly closing?: ClosingRules;
}

export interface CollectionSources {
  readonly articles: readonly ArticleSource[];
  readonly pages: readonly PageSource[];
  readonly authors: readonly AuthorSource[];
  readonly dossiers: readonly DossierSource[];
  readonly glossary: readonly PageSource[];
  readonly entries?: readonly EntrySource[];
}

/**
 * Builds everything without `last`. With the collections before, each list that shows the same articles is
 * reused: the result is the same, only faster. Metadata is compared by identity.
 */
export function buildCollections(
  sources: CollectionSources,
  options: CollectionOptions,
  last?: Collections,
): Collections {
  const { permalink, now, preview, closing, plans = [] } = options;
  const before = last && isSameOrigin(last.origin, options, sources) ? last : undefined;
  const findAuthors = createAuthorFinder(sources.authors);
  const makeArticle = ({ file, meta }: ArticleSource): Article => {
    return { ...meta, authors: findAuthors(meta.authors), file, url: articleUrl(permalink, meta) };
  };
  const { shown, change, hidden, scheduled } = collectShown(
    sources.articles,
    before?.origin.shown ?? new Map<ArticleMeta, Article>(),
    { now, preview, makeArticle },
  );
  const terms = renewTerms(before, change);
  const authors = renewAuthors(before?.origin.writers ?? [], change, sources.authors);
  const articles = renewList(before?.articles ?? [], change);
  const pages = collectPages(sources.pages, preview, staticPageUrl);
  const glossary = collectPages(sources.glossary, preview, explanationUrl);
  const drafted = sources.dossiers.filter(({ meta }) => preview || !meta.draft);
  const dossiers = collectDossiers(drafted, sources.articles, { articles, tags: terms.tags });
  const entries = collectEntries(sources.entries ?? [], plans, {
    now,
    preview,
    isArticle: (name) => sources.articles.some(({ file, meta }) => isCalled({ file, slug: meta.slug }, name)),
  });
  const placed = [...pages, ...glossary, ...entries.shown, ...dossiers.byTag.values(), ...authors.groups];
  const metas = sources.articles.map(({ meta }) => meta);
  return {
    articles,
    hidden,
    scheduled,
    previewsDrafts: preview,
    ...terms,
    authors: authors.groups,
    dossiers: dossiers.byTag,
    years: renewArchive(before?.years ?? [], change),
    pages,
    glossary,
    entries,
    addresses: collectAddresses(sources, shown, placed),
    news: newsArticles(articles, now),
    breaking: articles.filter((one) => one.breaking && one.breaking.instant > now && !hidden.has(one)),
    lead: articles.find(({ lead }) => lead && (lead.until?.instant ?? Infinity) > now),
    nextChange: nextChange([...entries.changes, ...plannedChanges(metas, closing)], now),
    diagnostics: [
      ...Object.values(terms).flatMap((groups) => groups.flatMap(({ diagnostics }) => diagnostics)),
      ...authors.diagnostics,
      ...dossiers.diagnostics,
      ...sameTitles(pages),
      ...entries.diagnostics,
      ...dateNotes(articles, { hidden, scheduled }, now),
    ],
    origin: { permalink, authors: sources.authors, shown, writers: authors.writers },
  };
}

function isSameOrigin(
  { permalink, authors }: ArticleOrigin,
  options: CollectionOptions,
  sources: CollectionSources,
): boolean {
  return (
    permalink === options.permalink &&
    authors.length === sources.authors.length &&
    authors.every(({ file, meta }, index) => {
      const source = sources.authors[index];
      return source?.file === file && source.meta === meta;
    })
  );
}

function renewTerms(
  before: Collections | undefined,
  change: ArticleChange,
): Pick<Collections, 'sections' | 'tags' | 'series'> {
  const alone = (term: TermMention | undefined): readonly TermMention[] => (term ? [term] : []);
  return {
    sections: renewGroups('section', before?.sections ?? [], change, ({ section }) => alone(section)),
    tags: renewGroups('tag', before?.tags ?? [], change, ({ tags }) => tags),
    series: renewGroups('series', before?.series ?? [], change, ({ series }) => alone(series)),
  };
}

/** Every source has an entry; only what is shown has an address. */
function collectAddresses(
  { articles, pages, authors, dossiers, glossary, entries = [] }: CollectionSources,
  shown: ShownArticles,
  others: readonly { readonly file?: SourcePath; readonly url: UrlPath }[],
): Collections['addresses'] {
  const addresses = new Map<SourcePath, UrlPath | undefined>();
  for (const { file, meta } of articles) addresses.set(file, shown.get(meta)?.url);
  for (const { file } of [...pages, ...authors, ...dossiers, ...glossary, ...entries])
    addresses.set(file, undefined);
  for (const { file, url } of others) if (file) addresses.set(file, url);
  return addresses;
}

/** Such pages are copies that somebody or some program left; copies have the longer names. */
function sameTitles(pages: readonly StaticPage[]): readonly Diagnostic[] {
  const byTitle = Map.groupBy(pages, ({ title }) => title.toLowerCase());
  return [...byTitle.values()].flatMap((namesakes) => {
    const [first, ...others] = namesakes.toSorted((a, b) => a.file.length - b.file.length);
    return others.map(({ title, file }) =>
      diagnose('catalogue/same-title', { title, other: first?.file ?? '' }, { file }),
    );
  });
}

function collectPages(
  sources: readonly PageSource[],
  preview: boolean,
  urlOf: (slug: Slug) => UrlPath,
): readonly StaticPage[] {
  return sources
    .filter(({ meta }) => preview || !meta.draft)
    .map(({ file, meta }) => ({ ...meta, file, url: urlOf(meta.slug) }))
    .toSorted((a, b) => compareWords(a.title, b.title) || compareText(a.url, b.url));
}
