/** Sitemaps of all pages and of the news. */
import { archiveUrl, correctionsUrl, glossaryUrl, homeUrl } from '../../collections/addresses.ts';
import type { Collections } from '../../collections/collections.ts';
import type { SiteUrl, Settings } from '../../config/settings.ts';
import type { Article, UrlPath } from '../../core/model.ts';
import type { RenderContext } from '../../views/bodyViews.ts';
import { lastChange } from '../../collections/articleDates.ts';
import type { SitemapView, FeedMoment, SitemapIndexView, SitemapLinkView } from '../../views/feedViews.ts';
import { absoluteHref } from '../../views/hrefs.ts';
import type { Listing } from '../lists/listingPages.ts';
import { findMedia, type MediaLibrary, mediaUrl } from '../../views/mediaLibrary.ts';
import type { Page } from '../../views/page.ts';
import { calendarDay } from '../../core/time.ts';
import { plainText } from '../../core/html.ts';

/** `/sitemap.xml` and its parts: articles, first pages of lists, static pages. */
export function sitemapPages(
  collections: Collections,
  lists: readonly Listing[],
  { site, media }: Pick<RenderContext, 'site' | 'media'>,
): readonly Page[] {
  const corrections = collections.articles
    .flatMap((article) => article.corrections)
    .toSorted((a, b) => b.date.instant - a.date.instant);
  const entries: SitemapEntry[] = [
    listEntry(homeUrl, collections.articles, site),
    listEntry(archiveUrl, collections.articles, site),
    ...lists
      .filter(({ articles }) => articles.length > 0)
      .map(({ url, articles }) => listEntry(url, articles, site)),
    ...collections.articles.map((article) => ({
      kind: 'article' as const,
      url: absoluteHref(site, article.url),
      published: article.date,
      updated: lastChange(article),
    })),
    ...(corrections.length > 0 ? [listEntry(correctionsUrl, corrections, site)] : []),
    ...(collections.glossary.length > 0 ? [listEntry(glossaryUrl, [], site)] : []),
    ...[...collections.pages, ...collections.glossary].map(({ url, updated }) => ({
      kind: 'page' as const,
      url: absoluteHref(site, url),
      ...(updated && { updated }),
    })),
  ];
  const imagesOf = imageIndex(collections.articles, site, media);
  return planSitemaps(entries, site.origin + site.base).map(({ kind, path, view }): Page => {
    const shared = { url: path as UrlPath, source: 'Sitemap' };
    return kind === 'index'
      ? { ...shared, content: { kind: 'sitemap-index', view: () => view } }
      : { ...shared, content: { kind: 'sitemap', view: () => withImages(view, imagesOf()) } };
  });
}

type Images = ReadonlyMap<string, string>;

/** The pictures above the texts by the addresses of their articles; looked for when the first sitemap is made. */
function imageIndex(articles: readonly Article[], site: SiteUrl, media: MediaLibrary): () => Images {
  let images: Images | undefined;
  const collect = (): Images =>
    new Map(
      articles.flatMap(({ url, image, file }) => {
        const found = image && findMedia(media, image.src, file);
        return found?.isPicture
          ? [[absoluteHref(site, url), absoluteHref(site, mediaUrl(found))] as const]
          : [];
      }),
    );
  return () => (images ??= collect());
}

function withImages({ pages }: SitemapView, images: Images): SitemapView {
  return {
    pages: pages.map((page) => {
      const image = images.get(page.url);
      return image === undefined ? page : { ...page, image };
    }),
  };
}

/** A list changes when something joins it: with the newest of it, which comes first. */
function listEntry(url: UrlPath, [first]: readonly Pick<Article, 'date'>[], site: SiteUrl): SitemapEntry {
  return { kind: 'list', url: absoluteHref(site, url), ...(first && { updated: first.date }) };
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

/** `2023`, or the kind in German, since the name is part of an address. */
function groupName(entry: SitemapEntry): string {
  switch (entry.kind) {
    case 'article':
      return String(calendarDay({ ...entry.published, dayOnly: false }).year).padStart(4, '0');
    case 'list':
      return 'listen';
    case 'page':
      return 'seiten';
  }
}

/** Oldest first: a new article comes last and moves no other to the next file. */
function compareEntries(a: SitemapEntry, b: SitemapEntry): number {
  const instants = publication(a) - publication(b);
  if (instants !== 0) return instants;
  if (a.url === b.url) return 0;
  return a.url < b.url ? -1 : 1;
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
    path: index === 0 ? `/sitemap-${name}.xml` : `/sitemap-${name}-${index + 1}.xml`,
    view: { pages: pages.map(({ url, updated }) => withUpdated(url, updated)) },
  }));
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
function byteBound({ kind, url }: SitemapEntry): number {
  return kind === 'article' ? url.length * 12 + 500 : url.length * 6 + 100;
}

function newest(pages: readonly SitemapLinkView[]): FeedMoment | undefined {
  return pages
    .map(({ updated }) => updated)
    .reduce(
      (latest, updated) => (updated && (!latest || updated.instant > latest.instant) ? updated : latest),
      undefined,
    );
}

function withUpdated(url: string, updated: FeedMoment | undefined): SitemapLinkView {
  return updated ? { url, updated: { instant: updated.instant, offset: updated.offset } } : { url };
}

export const newsSitemapUrl = '/news-sitemap.xml' as UrlPath;

/** `/news-sitemap.xml`: always there, so that its address can be given to Google once and for all. */
export function newsSitemapPage({ news }: Collections, { url: site, title, language }: Settings): Page {
  const view = () => ({
    name: plainText(title),
    // Google wants the language alone, ISO 639.
    language: language.slice(0, 2),
    articles: news.map((article) => ({
      url: absoluteHref(site, article.url),
      title: plainText(article.title),
      published: article.date,
    })),
  });
  return {
    url: newsSitemapUrl,
    source: 'News-Sitemap',
    content: { kind: 'news-sitemap', view },
  };
}
