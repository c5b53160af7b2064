/**
 * Which sitemaps exist. Articles are kept by the year of their publication, so that a new article
 * touches one small file of many; lists and static pages have a part of their own. A part that grows
 * too large goes on in a second file.
 *
 * Limits: sitemaps.org allows 50,000 addresses and 50 MB a file; we stay below both.
 */
import { calendarDay } from '../time/moment.ts';
import type { FeedMoment, SitemapIndexView, SitemapLinkView, SitemapView } from './feedViews.ts';

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
