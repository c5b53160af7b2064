/** Lists of articles, page by page: Ressorts, tags, authors, months, years, and all articles. */
import { pageUrl, archiveUrl } from '../../collections/addresses.ts';
import type { SiteUrl } from '../../config/settings.ts';
import type { Article, SourcePath, UrlPath } from '../../core/model.ts';
import { type ContentOf, frameOrigins, type RenderContext, bodyBlocks } from '../../views/bodyViews.ts';
import { type Cards, paginationView, splitIntoPages } from '../../views/cards.ts';
import type { Layout } from '../../views/layout.ts';
import { hrefOf } from '../../views/hrefs.ts';
import { collectionJsonLd, profileJsonLd, type JsonLdNode, type JsonLdSite } from '../../views/jsonLd.ts';
import type { Page } from '../../views/page.ts';
import { feedLinks } from '../../views/siteView.ts';
import { siteTexts } from '../../core/siteTexts.ts';
import type { ListingView } from '../../views/views.ts';
import type { AuthorGroup } from '../../collections/authors.ts';
import type { Collections } from '../../collections/collections.ts';
import type { Group } from '../../collections/groups.ts';
import { monthNames } from '../../core/time.ts';
import { figureView, findMedia } from '../../views/mediaLibrary.ts';
import type { Dossier } from '../../collections/dossiers.ts';

/** Everything above a list. */
type ListingOpening = Partial<Pick<ListingView, 'intro' | 'links' | 'portrait' | 'lead'>>;

/** A list to be made into pages. */
export interface Listing {
  readonly url: UrlPath;
  readonly kicker: string;
  readonly name: string;
  /** For search engines; without one it is kicker and name. */
  readonly description?: string;
  /** Newest first. */
  readonly articles: readonly Article[];
  /** Articles that the pages show in place of all. */
  readonly shown?: readonly Article[];
  readonly isOldestFirst?: true;
  /** Above the others on the first page. */
  readonly picks?: readonly Article[];
  readonly hasFeeds: boolean;
  /** Role of an author. */
  readonly author?: { readonly role?: string };
  /** The source of the list, if it has one of its own. */
  readonly file?: SourcePath;
  readonly above?: readonly { readonly name: string; readonly url: UrlPath }[];
  /** Everything above the articles of the first page. */
  readonly opening?: (contentOf: ContentOf) => ListingOpening;
}

export interface ListingParts {
  readonly layout: Layout;
  readonly cards: Cards;
  readonly site: SiteUrl;
  readonly articlesPerPage: number;
  readonly machines: JsonLdSite;
}

/** The pages of a list, from `first` (counted from 1) on. */
export function listingPages(listing: Listing, parts: ListingParts, first = 1): readonly Page[] {
  const { url, kicker, name, file, articles, shown = articles, picks = [], opening } = listing;
  const runs = splitIntoPages(shown, parts.articlesPerPage);
  return runs.slice(first - 1).map((run, index): Page => {
    const number = first + index;
    const above = number === 1 ? { picks, opening } : { picks: [] };
    return {
      url: pageUrl(url, number),
      source: `${kicker} ${name}`.trim(),
      ...(file && { file }),
      content: {
        kind: 'listing',
        view: (contentOf) => {
          const cards = { picks: above.picks.map(parts.cards.cardOf), cards: run.map(parts.cards.cardOf) };
          const content = { intro: [], links: [], ...cards, ...above.opening?.(contentOf) };
          return listingView(listing, number, runs.length, content, parts);
        },
      },
    };
  });
}

type ListingContent = Pick<ListingView, 'intro' | 'links' | 'cards' | 'picks'> & ListingOpening;

function listingView(
  listing: Listing,
  number: number,
  total: number,
  content: ListingContent,
  parts: ListingParts,
): ListingView {
  const { url, kicker, name, description, articles, isOldestFirst, hasFeeds, above } = listing;
  const fullName = `${kicker} ${name}`.trim();
  const pageName = siteTexts.pageOf(number, total);
  const here = number === 1 ? [] : [{ name, url }];
  return {
    ...parts.layout({
      url: pageUrl(url, number),
      title: number === 1 ? fullName : `${fullName} – ${pageName}`,
      name: number === 1 ? name : pageName,
      description: description ?? fullName,
      above: [...(above ?? []), ...here],
      origins: { frames: frameOrigins(content.intro) },
      ...(hasFeeds && { feedsOf: { name, url } }),
      ...(number > 1 && { previous: pageUrl(url, number - 1) }),
      ...(number < total && { next: pageUrl(url, number + 1) }),
      jsonLd: [listingNode(listing, number, content, parts)],
    }),
    kicker,
    heading: name,
    ...content,
    ...(number === 1 && listing.author?.role !== undefined && { role: listing.author.role }),
    count: siteTexts.articles(articles.length),
    ...(hasFeeds && { feeds: feedLinks(parts.site, url) }),
    pagination: {
      ...paginationView(url, number, total, parts.site),
      ...(isOldestFirst && { isOldestFirst }),
    },
  };
}

/** The first page of an author is a profile; all others are collections. */
function listingNode(
  { url, name, kicker, author, picks = [] }: Listing,
  number: number,
  content: ListingContent,
  { site, articlesPerPage, machines }: ListingParts,
): JsonLdNode {
  if (author && number === 1)
    return profileJsonLd({ name, url: hrefOf(site, url) }, content, author.role, machines);
  const page = { url: pageUrl(url, number), name: `${kicker} ${name}`.trim() };
  const before = number === 1 ? 0 : picks.length + (number - 1) * articlesPerPage;
  return collectionJsonLd(page, [...content.picks, ...content.cards], before + 1, machines);
}

// The lists that a site has.

/** Ressorts, tags, series and authors: the lists that have feeds. */
export function termLists(collections: Collections, renderContext: RenderContext): readonly Listing[] {
  const list =
    (kicker: string) =>
    (group: Group): Listing => ({ ...group, kicker, hasFeeds: true });
  return [
    ...collections.sections.map(list(siteTexts.section)),
    ...collections.tags.map((tag) => {
      const dossier = collections.dossiers.get(tag.key);
      return dossier ? dossierList(tag, dossier, renderContext) : list(siteTexts.tag)(tag);
    }),
    ...collections.series.map((group) => ({
      ...list(siteTexts.series)(group),
      shown: group.articles.toReversed(),
      isOldestFirst: true as const,
    })),
    ...collections.authors.map((author) => ({
      ...list(siteTexts.author)(author),
      ...(author.file && { file: author.file }),
      author: { ...(author.meta?.role && { role: author.meta.role }) },
      opening: (contentOf: ContentOf) => authorOpening(author, renderContext, contentOf),
    })),
  ];
}

/** Years and months. */
export function periodLists(collections: Collections): readonly Listing[] {
  const archive = { name: siteTexts.archive, url: archiveUrl };
  return collections.years.flatMap(({ year, url, months, articles }) => [
    { url, kicker: siteTexts.archive, name: String(year), articles, hasFeeds: false, above: [archive] },
    ...months.map((month) => ({
      url: month.url,
      kicker: siteTexts.archive,
      name: `${monthNames[month.month - 1]} ${year}`,
      articles: month.articles,
      hasFeeds: false,
      above: [archive, { name: String(year), url }],
    })),
  ]);
}

function authorOpening(
  { file, meta }: AuthorGroup,
  renderContext: RenderContext,
  contentOf: ContentOf,
): ReturnType<NonNullable<Listing['opening']>> {
  if (!file || !meta) return { intro: [], links: [] };
  const portrait = meta.image && findMedia(renderContext.media, meta.image.src, file);
  return {
    intro: bodyBlocks(contentOf(file), file, renderContext),
    links: meta.links,
    ...(meta.image &&
      portrait?.isPicture && { portrait: figureView(portrait, meta.image, renderContext.site) }),
  };
}

/** The list of a tag that is a dossier: introduction and picked articles, then all others. */
function dossierList(tag: Group, { file, meta, picks }: Dossier, renderContext: RenderContext): Listing {
  const { title, description, image } = meta;
  const picked = new Set(picks);
  return {
    ...tag,
    kicker: siteTexts.dossier,
    name: title,
    ...(description !== undefined && { description }),
    hasFeeds: true,
    file,
    picks,
    shown: tag.articles.filter((article) => !picked.has(article)),
    opening: (contentOf) => {
      const lead = image && findMedia(renderContext.media, image.src, file);
      return {
        intro: bodyBlocks(contentOf(file), file, renderContext),
        ...(image && lead?.isPicture && { lead: figureView(lead, image, renderContext.site) }),
      };
    },
  };
}

/** The way into the archive: all years and months. */
export function archivePage({ years }: Collections, layout: Layout, site: SiteUrl): Page {
  const view = () => ({
    ...layout({ url: archiveUrl, title: siteTexts.archive, description: siteTexts.archive }),
    heading: siteTexts.archive,
    years: years.map(({ year, url, months, articles }) => ({
      link: { name: String(year), url: hrefOf(site, url) },
      count: siteTexts.articles(articles.length),
      months: months.map((month) => ({
        name: monthNames[month.month - 1] ?? '',
        url: hrefOf(site, month.url),
        count: siteTexts.articles(month.articles.length),
      })),
    })),
  });
  return { url: archiveUrl, source: siteTexts.archive, content: { kind: 'archive', view } };
}
