/** Lists of articles, page by page: Ressorts, tags, authors, months, years, and all articles. */
import { pageUrl, archiveUrl, homeUrl } from '../../collections/addresses.ts';
import type { Article, SourcePath, UrlPath } from '../../core/model.ts';
import { type ContentOf, frameOrigins, type RenderContext, bodyBlocks } from '../../views/bodyViews.ts';
import { paginationView, splitIntoPages } from '../../views/cards.ts';
import { commentFeedUrl, hrefOf } from '../../views/hrefs.ts';
import { collectionJsonLd, profileJsonLd, publisherJsonLd, type JsonLdNode } from '../../views/jsonLd.ts';
import type { Page } from '../../views/page.ts';
import type { PageParts } from '../pageParts.ts';
import { feedLinks } from '../../views/siteView.ts';
import { siteTexts } from '../../core/siteTexts.ts';
import type { HomeView, ListingView } from '../../views/views.ts';
import type { AuthorGroup } from '../../collections/authors.ts';
import type { Collections } from '../../collections/collections.ts';
import type { Group } from '../../collections/groups.ts';
import { monthNames } from '../../core/time.ts';
import { findFigure } from '../../views/mediaLibrary.ts';
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

/** The pages of a list, from `first` (counted from 1) on. */
export function listingPages(listing: Listing, parts: PageParts, first = 1): readonly Page[] {
  const { url, kicker, name, file, articles, shown = articles, picks = [], opening } = listing;
  const { cardOf } = parts.cards;
  const runs = splitIntoPages(shown, parts.settings.articlesPerPage);
  return runs.slice(first - 1).map((run, index): Page => {
    const number = first + index;
    return {
      url: pageUrl(url, number),
      source: `${kicker} ${name}`.trim(),
      file,
      content: {
        kind: 'listing',
        view: (contentOf) => {
          const content = {
            intro: [],
            links: [],
            picks: number === 1 ? picks.map(cardOf) : [],
            cards: run.map(cardOf),
            ...(number === 1 && opening?.(contentOf)),
          };
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
  parts: PageParts,
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
    ...(hasFeeds && { feeds: feedLinks(parts.settings.url, url) }),
    pagination: {
      ...paginationView(url, number, total, parts.settings.url),
      ...(isOldestFirst && { isOldestFirst }),
    },
  };
}

/** The first page of an author is a profile; all others are collections. */
function listingNode(
  { url, name, kicker, author, picks = [] }: Listing,
  number: number,
  content: ListingContent,
  { settings, machines }: PageParts,
): JsonLdNode {
  if (author && number === 1)
    return profileJsonLd({ name, url: hrefOf(settings.url, url) }, content, author.role, machines);
  const page = { url: pageUrl(url, number), name: `${kicker} ${name}`.trim() };
  const before = number === 1 ? 0 : picks.length + (number - 1) * settings.articlesPerPage;
  return collectionJsonLd(page, [...content.picks, ...content.cards], before + 1, machines);
}

// Lists of articles that the site has.

/** Ressorts, tags, series and authors: the lists that have feeds. */
export function termLists({ collections, renderContext }: PageParts): readonly Listing[] {
  const list = (kicker: string, { url, name, articles }: Group): Listing => ({
    url,
    kicker,
    name,
    articles,
    hasFeeds: true,
  });
  return [
    ...collections.sections.map((group) => list(siteTexts.section, group)),
    ...collections.tags.map((tag) => {
      const dossier = collections.dossiers.get(tag.key);
      return dossier ? dossierList(tag, dossier, renderContext) : list(siteTexts.tag, tag);
    }),
    ...collections.series.map((group) => ({
      ...list(siteTexts.series, group),
      shown: group.articles.toReversed(),
      isOldestFirst: true as const,
    })),
    ...collections.authors.map((author) => ({
      ...list(siteTexts.author, author),
      file: author.file,
      author: { role: author.meta?.role },
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
): ListingOpening {
  if (!file || !meta) return {};
  return {
    intro: bodyBlocks(contentOf(file), file, renderContext),
    links: meta.links,
    portrait: findFigure({ file, image: meta.image }, renderContext),
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
    description,
    hasFeeds: true,
    file,
    picks,
    shown: tag.articles.filter((article) => !picked.has(article)),
    opening: (contentOf) => ({
      intro: bodyBlocks(contentOf(file), file, renderContext),
      lead: findFigure({ file, image }, renderContext),
    }),
  };
}

/** The way into the archive: all years and months. */
export function archivePage({ collections: { years }, layout, settings: { url: site } }: PageParts): Page {
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

// The front page.

const secondaryCount = 4;
const cardsPerSection = 4;

/** The front page, and the further pages of the list of all articles. */
export function homePages(parts: PageParts, hasCommentFeed: boolean): readonly Page[] {
  const { collections, settings } = parts;
  const { articles } = collections;
  const everything = { url: homeUrl, kicker: '', name: siteTexts.everything, articles, hasFeeds: false };
  const front = layOutFrontPage(collections, settings.articlesPerPage);
  const total = splitIntoPages(articles, settings.articlesPerPage).length;
  const home: Page = {
    url: homeUrl,
    source: siteTexts.home,
    content: { kind: 'home', view: () => homeView(front, total, hasCommentFeed, parts) },
  };
  return [home, ...listingPages(everything, parts, 2)];
}

/** Parts of the front page, from top to bottom. */
interface FrontPage {
  readonly lead: Article | undefined;
  readonly secondary: readonly Article[];
  readonly latest: readonly Article[];
  /** Without what already stands at the top. */
  readonly sections: readonly { readonly group: Group; readonly articles: readonly Article[] }[];
}

function layOutFrontPage({ articles, sections }: Collections, articlesPerPage: number): FrontPage {
  const [lead, ...others] = articles.slice(0, articlesPerPage);
  const secondary = others.slice(0, secondaryCount);
  const atTop = new Set([lead, ...secondary]);
  return {
    lead,
    secondary,
    latest: others.slice(secondaryCount),
    sections: sections.flatMap((group) => {
      const own = group.articles
        .slice(0, cardsPerSection + atTop.size)
        .filter((article) => !atTop.has(article));
      return own.length === 0 ? [] : { group, articles: own.slice(0, cardsPerSection) };
    }),
  };
}

function homeView(
  { lead, secondary, latest, sections }: FrontPage,
  total: number,
  hasCommentFeed: boolean,
  { settings, layout, cards, machines }: PageParts,
): HomeView {
  return {
    ...layout({
      url: homeUrl,
      title: siteTexts.home,
      description: settings.description,
      translations: settings.translations,
      jsonLd: publisherJsonLd(settings, machines),
      ...(hasCommentFeed && { commentFeed: { name: siteTexts.comments, url: commentFeedUrl(homeUrl) } }),
    }),
    ...(lead && { lead: cards.cardOf(lead) }),
    secondary: secondary.map(cards.cardOf),
    latest: latest.map(cards.cardOf),
    sections: sections.map(({ group: { name, url }, articles }) => ({
      link: { name, url: hrefOf(settings.url, url) },
      cards: articles.map(cards.cardOf),
    })),
    pagination: paginationView(homeUrl, 1, total, settings.url),
  };
}
