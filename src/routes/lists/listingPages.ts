/** Lists of articles, page by page: Ressorts, tags, authors, months and years. */
import { pageUrl, archiveUrl } from '../../collections/addresses.ts';
import type { Article, SourcePath, UrlPath } from '../../core/model.ts';
import { type ContentOf, frameOrigins, type RenderContext, bodyBlocks } from '../../views/bodyViews.ts';
import { paginationView, splitIntoPages } from '../../views/cards.ts';
import { linkTo, type Place } from '../../views/hrefs.ts';
import { collectionJsonLd, profileJsonLd } from '../../views/jsonLd.ts';
import type { Page } from '../../views/page.ts';
import type { PageParts } from '../pageParts.ts';
import { feedLinks } from '../../views/siteView.ts';
import { siteTexts } from '../../core/siteTexts.ts';
import type { ListingView } from '../../views/views.ts';
import type { AuthorGroup } from '../../collections/authors.ts';
import type { Collections } from '../../collections/collections.ts';
import type { Group } from '../../collections/groups.ts';
import { monthNames } from '../../core/time.ts';
import { findFigure } from '../../views/mediaLibrary.ts';
import type { Dossier } from '../../collections/dossiers.ts';

/** Everything above a list. */
type ListingOpening = Partial<Pick<ListingView, 'intro' | 'introLanguage' | 'links' | 'portrait' | 'lead'>>;

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
  readonly author?: { readonly role?: string };
  /** The source of the list, if it has one of its own. */
  readonly file?: SourcePath;
  readonly above?: readonly Place[];
  /** Everything above the articles of the first page. */
  readonly opening?: (contentOf: ContentOf) => ListingOpening;
}

/** The pages of a list, from `first` (counted from 1) on. */
export function listingPages(listing: Listing, parts: PageParts, first = 1): readonly Page[] {
  const { url, articles, shown = articles, file } = listing;
  const runs = splitIntoPages(shown, parts.settings.articlesPerPage);
  return runs.slice(first - 1).map((run, index): Page => {
    const number = first + index;
    const part = { run, number, total: runs.length };
    const view = (contentOf: ContentOf): ListingView => listingView(listing, part, contentOf, parts);
    return {
      url: pageUrl(url, number),
      source: fullNameOf(listing),
      file,
      content: { kind: 'listing', view },
    };
  });
}

function fullNameOf({ kicker, name }: Listing): string {
  return `${kicker} ${name}`.trim();
}

interface ListingPart {
  readonly run: readonly Article[];
  /** From 1. */
  readonly number: number;
  readonly total: number;
}

function listingView(
  listing: Listing,
  { run, number, total }: ListingPart,
  contentOf: ContentOf,
  { layout, cards, settings, machines }: PageParts,
): ListingView {
  const { url, kicker, name, articles, isOldestFirst, picks = [], hasFeeds, author, above = [] } = listing;
  const { url: site, articlesPerPage } = settings;
  const isFirst = number === 1;
  const fullName = fullNameOf(listing);
  const pageName = siteTexts.pageOf(number, total);
  const content = {
    intro: [],
    links: [],
    picks: isFirst ? picks.map(cards.cardOf) : [],
    cards: run.map(cards.cardOf),
    ...(isFirst && listing.opening?.(contentOf)),
  };
  const before = isFirst ? 0 : picks.length + (number - 1) * articlesPerPage;
  const all = [...content.picks, ...content.cards];
  const page = { url: pageUrl(url, number), name: fullName };
  // The first page of an author is a profile; all others are collections.
  const node =
    author && isFirst
      ? profileJsonLd(linkTo(listing, site), content, author.role, machines)
      : collectionJsonLd(page, all, before + 1, machines);
  return {
    ...layout({
      url: page.url,
      title: isFirst ? fullName : `${fullName} – ${pageName}`,
      name: isFirst ? name : pageName,
      description: listing.description ?? fullName,
      above: [...above, ...(isFirst ? [] : [{ name, url }])],
      origins: { frames: frameOrigins(content.intro) },
      ...(hasFeeds && { feedsOf: { name, url } }),
      ...(!isFirst && { previous: pageUrl(url, number - 1) }),
      ...(number < total && { next: pageUrl(url, number + 1) }),
      jsonLd: [node],
    }),
    kicker,
    heading: name,
    ...content,
    role: isFirst ? author?.role : undefined,
    count: siteTexts.articles(articles.length),
    ...(hasFeeds && { feeds: feedLinks(site, url) }),
    pagination: { ...paginationView(url, number, total, site), isOldestFirst },
  };
}

/** Ressorts, tags, series and authors: the lists that have feeds. */
export function termLists({ collections, renderContext }: PageParts): readonly Listing[] {
  const list = (kicker: string, group: Group): Listing => ({ ...group, kicker, hasFeeds: true });
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
    introLanguage: meta.language,
    links: meta.links,
    portrait: findFigure({ file, image: meta.image }, renderContext),
  };
}

/** The list of a tag that is a dossier: introduction and picked articles, then all others. */
function dossierList(tag: Group, { file, meta, picks }: Dossier, renderContext: RenderContext): Listing {
  const { title, description, image, language } = meta;
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
      introLanguage: language,
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
      link: linkTo({ name: String(year), url }, site),
      count: siteTexts.articles(articles.length),
      months: months.map((month) => ({
        ...linkTo({ name: monthNames[month.month - 1] ?? '', url: month.url }, site),
        count: siteTexts.articles(month.articles.length),
      })),
    })),
  });
  return { url: archiveUrl, source: siteTexts.archive, content: { kind: 'archive', view } };
}
