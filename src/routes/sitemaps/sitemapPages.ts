/** Sitemaps of all pages and of the news. */
import { archiveUrl, correctionsUrl, glossaryUrl, homeUrl } from '../../collections/addresses.ts';
import { compareText } from '../../collections/collation.ts';
import type { SiteUrl } from '../../config/settings.ts';
import type { Article, UrlPath } from '../../core/model.ts';
import { lastChange } from '../../collections/articleDates.ts';
import type { SitemapView, FeedMoment, SitemapIndexView, SitemapLinkView } from '../../views/feedViews.ts';
import { absoluteHref } from '../../views/hrefs.ts';
import type { Listing } from '../lists/listingPages.ts';
import { findPicture, mediaUrl } from '../../views/mediaLibrary.ts';
import { lazily } from '../../core/remembered.ts';
import type { Page } from '../../views/page.ts';
import type { PageParts } from '../pageParts.ts';
import { calendarDay } from '../../core/time.ts';
import { plainText } from '../../core/html.ts';

/** `/sitemap.xml` and its parts: articles, first pages of lists, static pages. Their entries are made when one of them is rendered. */
export function sitemapPages(lists: readonly Listing[], parts: PageParts): readonly Page[] {
  const { collections, settings, media } = parts;
  const { url: site } = settings;
  const root = site.origin + site.base;
  const articleAt = lazily(
    () => new Map(collections.articles.map((article) => [absoluteHref(site, article.url), article])),
  );
  const planned = lazily(() => planSitemaps(sitemapEntries(lists, parts), root));
  const withImage = (page: SitemapLinkView): SitemapView['pages'][number] => {
    const article = articleAt().get(page.url);
    const found = article && findPicture(article, media);
    return found ? { ...page, image: absoluteHref(site, mediaUrl(found)) } : page;
  };
  const paths = pathsOf(lists, parts) ?? planned().map(({ path }) => path);
  const planAt = (place: number): PlannedSitemap => {
    const plan = planned()[place];
    if (plan && plan.path === paths[place] && planned().length === paths.length) return plan;
    throw new Error(`Other sitemaps than ${paths.join(', ')}`);
  };
  return paths.map((path, place): Page => {
    const shared = { url: path as UrlPath, source: 'Sitemap' };
    if (place === 0) {
      const view = (): SitemapIndexView => {
        const plan = planAt(place);
        return { parts: plan.kind === 'index' ? plan.view.parts : [] };
      };
      return { ...shared, content: { kind: 'sitemap-index', view } };
    }
    const view = (): SitemapView => {
      const plan = planAt(place);
      return { pages: plan.kind === 'part' ? plan.view.pages.map(withImage) : [] };
    };
    return { ...shared, content: { kind: 'sitemap', view } };
  });
}

/** Lists that no other list names. */
const fixedLists: readonly UrlPath[] = [homeUrl, archiveUrl, correctionsUrl, glossaryUrl];

function pathsOf(
  lists: readonly Listing[],
  { collections: { articles, years, pages, glossary, entries }, settings, own }: PageParts,
): readonly string[] | undefined {
  const ofPages = [...pages, ...glossary, ...entries.shown];
  const ofLists = [...lists, ...own.lists, ...own.pages, ...fixedLists.map((url) => ({ url }))];
  const all = [articles, ofPages, ofLists].flat();
  const longest = all.reduce((length, { url }) => Math.max(length, url.length), 0);
  const counts = [
    ...years.map((year) => [yearName(year.year), year.articles.length] as const),
    [partNames.list, ofLists.length] as const,
    [partNames.page, ofPages.length] as const,
  ];
  // Encoded, a UTF-16 unit takes at most nine characters.
  return plainPaths(counts, (settings.url.origin + settings.url.base).length + longest * 9);
}

function sitemapEntries(
  lists: readonly Listing[],
  { collections, settings, own }: PageParts,
): readonly SitemapEntry[] {
  const { url: site } = settings;
  const { articles, glossary } = collections;
  const corrections = articles
    .flatMap((article) => article.corrections)
    .toSorted((a, b) => b.date.instant - a.date.instant);
  return [
    listEntry(homeUrl, articles, site),
    listEntry(archiveUrl, articles, site),
    ...lists
      .filter((list) => list.articles.length > 0)
      .map((list) => listEntry(list.url, list.articles, site)),
    ...articles.map((article) => ({
      kind: 'article' as const,
      url: absoluteHref(site, article.url),
      published: article.date,
      updated: lastChange(article),
    })),
    ...(corrections.length > 0 ? [listEntry(correctionsUrl, corrections, site)] : []),
    ...(glossary.length > 0 ? [listEntry(glossaryUrl, [], site)] : []),
    ...own.lists.map((list) => listEntry(list.url, [], site)),
    ...own.pages.filter(({ url }) => url.endsWith('/')).map(({ url }) => listEntry(url, [], site)),
    ...[...collections.pages, ...glossary, ...collections.entries.shown].map(({ url, updated }) => ({
      kind: 'page' as const,
      url: absoluteHref(site, url),
      updated,
    })),
  ];
}

/** A list changes when something joins it: with the newest of it, which comes first. */
function listEntry(url: UrlPath, [first]: readonly Pick<Article, 'date'>[], site: SiteUrl): SitemapEntry {
  return { kind: 'list', url: absoluteHref(site, url), updated: first?.date };
}

// Which sitemaps exist. Articles are kept by the year of their publication, so that a new article
// touches one small file of many; lists and static pages have a part of their own. A part that grows
// too large goes on in a second file.
//
// Limits: sitemaps.org allows 50,000 addresses and 50 MB a file; we stay below both.

const maximumPages = 45_000;
const maximumBytes = 45_000_000;

/** A page that search engines may list: no draft, no redirect, nothing marked `noindex`. */
export type SitemapEntry = SitemapLinkView &
  ({ readonly kind: 'article'; readonly published: FeedMoment } | { readonly kind: 'list' | 'page' });

/** A sitemap to write; `path` is an address inside the site, without its sub-path. */
export type PlannedSitemap =
  | { readonly kind: 'index'; readonly path: string; readonly view: SitemapIndexView }
  | { readonly kind: 'part'; readonly path: string; readonly view: SitemapView };

/**
 * The index `/sitemap.xml` first, then its parts; nothing at all for no entries.
 * @param siteUrl absolute address of the site's root, with or without the closing slash.
 */
export function planSitemaps(entries: readonly SitemapEntry[], siteUrl: string): readonly PlannedSitemap[] {
  if (entries.length === 0) return [];
  const groups = Map.groupBy(entries.toSorted(compareEntries), groupName);
  const parts = [...groups.keys()].toSorted().flatMap((name) => planParts(name, groups.get(name) ?? []));
  const root = siteUrl.replace(/\/$/, '');
  const links = parts.map(({ path, view }) => withUpdated(root + path, newest(view.pages)));
  return [{ kind: 'index', path: '/sitemap.xml', view: { parts: links } }, ...parts];
}

/**
 * The paths of the plan, where it is clear without the entries that no part needs a second file.
 * @param counts at most so many entries by the names of the parts; one of none is left out.
 * @param longest at most as long are their addresses.
 */
export function plainPaths(
  counts: readonly (readonly [name: string, count: number])[],
  longest: number,
): readonly string[] | undefined {
  const most = Math.min(
    maximumPages,
    maximumBytes / byteBound({ kind: 'article', url: { length: longest } }),
  );
  if (counts.some(([, count]) => count > most)) return undefined;
  const names = counts.flatMap(([name, count]) => (count > 0 ? name : [])).toSorted();
  return ['/sitemap.xml', ...names.map((name) => sitemapPath(name, 0))];
}

/** In German, since the name is part of an address. */
const partNames = { list: 'listen', page: 'seiten' } as const;

/** The year, or the kind. */
function groupName(entry: SitemapEntry): string {
  if (entry.kind !== 'article') return partNames[entry.kind];
  return yearName(calendarDay({ ...entry.published, dayOnly: false }).year);
}

function yearName(year: number): string {
  return String(year).padStart(4, '0');
}

/** Oldest first: a new article comes last and moves no other to the next file. */
function compareEntries(a: SitemapEntry, b: SitemapEntry): number {
  return publication(a) - publication(b) || compareText(a.url, b.url);
}

function publication(entry: SitemapEntry): number {
  return entry.kind === 'article' ? entry.published.instant : 0;
}

function planParts(
  name: string,
  entries: readonly SitemapEntry[],
): readonly (PlannedSitemap & { kind: 'part' })[] {
  return split(entries).map((pages, index) => ({
    kind: 'part',
    path: sitemapPath(name, index),
    view: { pages: pages.map(({ url, updated }) => withUpdated(url, updated)) },
  }));
}

/** `index`: from 0. */
function sitemapPath(name: string, index: number): string {
  return index === 0 ? `/sitemap-${name}.xml` : `/sitemap-${name}-${index + 1}.xml`;
}

function split(entries: readonly SitemapEntry[]): readonly (readonly SitemapEntry[])[] {
  const starts: number[] = [0];
  let bytes = 0;
  entries.forEach((entry, index) => {
    bytes += byteBound(entry);
    if (bytes > maximumBytes || index - (starts.at(-1) ?? 0) >= maximumPages) {
      starts.push(index);
      bytes = byteBound(entry);
    }
  });
  return starts.map((start, index) => entries.slice(start, starts[index + 1]));
}

/**
 * At least as many bytes as the entry takes: a character of an address becomes at most `&quot;`, the tags and the date
 * fit in 100. An article may show a picture, whose address begins as the article's own.
 */
function byteBound({
  kind,
  url,
}: Pick<SitemapEntry, 'kind'> & { readonly url: Pick<string, 'length'> }): number {
  return kind === 'article' ? url.length * 12 + 500 : url.length * 6 + 100;
}

function newest(pages: readonly SitemapLinkView[]): FeedMoment | undefined {
  let latest: FeedMoment | undefined;
  for (const { updated } of pages)
    if (updated && updated.instant > (latest?.instant ?? -Infinity)) latest = updated;
  return latest;
}

function withUpdated(url: string, updated: FeedMoment | undefined): SitemapLinkView {
  return updated ? { url, updated: { instant: updated.instant, offset: updated.offset } } : { url };
}

export const newsSitemapUrl = '/news-sitemap.xml' as UrlPath;

/** `/news-sitemap.xml`: always there, so that its address can be given to Google once and for all. */
export function newsSitemapPage({ collections: { news }, settings }: PageParts): Page {
  const { url: site, title, language } = settings;
  const view = () => ({
    name: plainText(title),
    articles: news.map((article) => ({
      url: absoluteHref(site, article.url),
      title: plainText(article.title),
      // Google wants the language alone, ISO 639.
      language: (article.language ?? language).replace(/-.*/, ''),
      published: article.date,
    })),
  });
  return { url: newsSitemapUrl, source: 'News-Sitemap', content: { kind: 'news-sitemap', view } };
}
