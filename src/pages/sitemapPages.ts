import { archiveUrl, correctionsUrl, glossaryUrl, homeUrl } from '../catalogue/addresses.ts';
import type { Collections } from '../catalogue/catalogue.ts';
import type { SiteUrl } from '../config/settings.ts';
import type { Article, UrlPath } from '../model.ts';
import type { RenderContext } from './bodyViews.ts';
import { lastChange } from './feedPages.ts';
import type { SitemapView } from './feedViews.ts';
import { absoluteHref } from './hrefs.ts';
import type { Listing } from './listingPages.ts';
import { findMedia, type MediaLibrary, mediaUrl } from './mediaShelf.ts';
import type { Page } from './page.ts';
import { planSitemaps, type SitemapEntry } from './planSitemaps.ts';

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
function listEntry(url: UrlPath, [newest]: readonly Pick<Article, 'date'>[], site: SiteUrl): SitemapEntry {
  return { kind: 'list', url: absoluteHref(site, url), ...(newest && { updated: newest.date }) };
}
