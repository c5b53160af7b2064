/** The whole paper at a glance: what is published, in which order, and in which lists. */
import type {
  Article,
  ArticleMeta,
  Diagnostic,
  PageMeta,
  SourcePath,
  StaticPage,
  UrlPath,
} from '../model.ts';
import { articleUrl, staticPageUrl } from './addresses.ts';
import { type ArchiveYear, collectArchive } from './archive.ts';
import { type AuthorGroup, type AuthorSource, collectAuthors, createAuthorFinder } from './authors.ts';
import { compareWords } from './collation.ts';
import { type Group, groupByTerm } from './groups.ts';
import { type Change, type Hidden, hiddenBecause, nextChange } from './visibility.ts';

export interface Catalogue {
  /** What is shown: date ↓, slug ↑, file ↑. In a preview, hidden articles are among them. */
  readonly articles: readonly Article[];
  /** Of a preview: why readers do not see an article yet. */
  readonly hidden: ReadonlyMap<Article, Hidden>;
  readonly sections: readonly Group[];
  readonly tags: readonly Group[];
  readonly authors: readonly AuthorGroup[];
  readonly years: readonly ArchiveYear[];
  /** By title. */
  readonly pages: readonly StaticPage[];
  /** Address of every source that has a page of its own; undefined for one that is not shown. */
  readonly addresses: ReadonlyMap<SourcePath, UrlPath | undefined>;
  /** Articles whose time has not come; their addresses must be free when it does. */
  readonly scheduled: readonly Article[];
  /** Drafts are shown as well. */
  readonly previewsDrafts: boolean;
  /** When an article appears or expires next. */
  readonly nextChange?: Change;
  readonly diagnostics: readonly Diagnostic[];
}

/** What the catalogue needs of a parsed article. */
export interface ArticleSource {
  readonly file: SourcePath;
  readonly meta: ArticleMeta;
}

export interface PageSource {
  readonly file: SourcePath;
  readonly meta: PageMeta;
}

export interface CatalogueOptions {
  /** See `Settings.permalink`. */
  readonly permalink: string;
  /** The moment of publication, ms. */
  readonly now: number;
  /** Show drafts, scheduled and expired articles as well. */
  readonly preview: boolean;
}

export interface CatalogueSources {
  readonly articles: readonly ArticleSource[];
  readonly pages: readonly PageSource[];
  readonly authors: readonly AuthorSource[];
}

export function buildCatalogue(sources: CatalogueSources, options: CatalogueOptions): Catalogue {
  const { articles, hidden, scheduled } = collectArticles(sources, options);
  const pages = collectPages(sources.pages, options.preview);
  const sections = groupByTerm('section', articles, ({ section }) => (section ? [section] : []));
  const tags = groupByTerm('tag', articles, (article) => article.tags);
  const authors = collectAuthors(articles, sources.authors);
  const next = nextChange(
    sources.articles.map(({ meta }) => meta),
    options.now,
  );
  return {
    articles,
    hidden,
    scheduled,
    previewsDrafts: options.preview,
    sections: sections.groups,
    tags: tags.groups,
    authors: authors.groups,
    years: collectArchive(articles),
    pages,
    addresses: collectAddresses(sources, [...articles, ...pages, ...authors.groups]),
    ...(next !== undefined && { nextChange: next }),
    diagnostics: [...sections.diagnostics, ...tags.diagnostics, ...authors.diagnostics],
  };
}

function collectArticles(
  sources: CatalogueSources,
  { permalink, now, preview }: CatalogueOptions,
): Pick<Catalogue, 'articles' | 'hidden' | 'scheduled'> {
  const findAuthors = createAuthorFinder(sources.authors);
  const hidden = new Map<Article, Hidden>();
  const articles: Article[] = [];
  const scheduled: Article[] = [];
  for (const { file, meta } of sources.articles) {
    const reason = hiddenBecause(meta, now);
    if (!preview && (reason === 'draft' || reason === 'expired')) continue;
    const url = articleUrl(permalink, meta);
    const article = { ...meta, authors: findAuthors(meta.authors), file, url };
    if (reason && !preview) scheduled.push(article);
    else articles.push(article);
    if (reason) hidden.set(article, reason);
  }
  return { articles: articles.toSorted(compareArticles), hidden, scheduled };
}

/** Every source has an entry; only what is shown has an address. */
function collectAddresses(
  { articles, pages, authors }: CatalogueSources,
  shown: readonly { readonly file?: SourcePath; readonly url: UrlPath }[],
): Catalogue['addresses'] {
  const addresses = new Map<SourcePath, UrlPath | undefined>();
  for (const { file } of [...articles, ...pages, ...authors]) addresses.set(file, undefined);
  for (const { file, url } of shown) if (file) addresses.set(file, url);
  return addresses;
}

function compareArticles(a: Article, b: Article): number {
  return b.date.instant - a.date.instant || compareText(a.slug, b.slug) || compareText(a.file, b.file);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function collectPages(sources: readonly PageSource[], preview: boolean): readonly StaticPage[] {
  return sources
    .filter(({ meta }) => preview || !meta.draft)
    .map(({ file, meta }) => ({ ...meta, file, url: staticPageUrl(meta.slug) }))
    .toSorted((a, b) => compareWords(a.title, b.title) || compareText(a.url, b.url));
}
