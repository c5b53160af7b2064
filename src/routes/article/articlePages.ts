/** The page of each article, and its place in a series. */
import { listUrl } from '../../collections/addresses.ts';
import type { SiteUrl } from '../../config/settings.ts';
import type { Article } from '../../core/model.ts';
import { plainText } from '../../core/html.ts';
import { bodyBlocks, type ContentOf, frameOrigins } from '../../views/bodyViews.ts';
import { commentFeedUrl, absoluteHref, hrefOf } from '../../views/hrefs.ts';
import { commentsView, createCommentForms } from '../comments/commentsView.ts';
import { shareView } from '../../views/layout.ts';
import { bareHeadline, feedLinks, headlineLink } from '../../views/siteView.ts';
import { articleJsonLd, liveBlogJsonLd } from '../../views/jsonLd.ts';
import { findAudio, findFigure } from '../../views/mediaLibrary.ts';
import type { Page } from '../../views/page.ts';
import type { PageParts } from '../pageParts.ts';
import { foreignPictures, journalismView } from './pressView.ts';
import { siteTexts } from '../../core/siteTexts.ts';
import { tickerEntries, type ShownEntry } from '../../views/tickerBody.ts';
import type { ArticleView, AudioView, SeriesView } from '../../views/views.ts';
import { dateView } from '../../core/time.ts';

/** Words a minute of an adult reader of German (Brysbaert 2019, 260 for non-fiction in English, less for longer words). */
const wordsPerMinute = 230;

export function articlePages(parts: PageParts): readonly Page[] {
  const { articles } = parts.collections;
  const site = parts.settings.url;
  const seriesOf = createSeriesViews(parts);
  const formOf = createCommentForms(parts);
  return articles.map((article, index) => ({
    url: article.url,
    source: article.file,
    file: article.file,
    content: {
      kind: 'article',
      view: (contentOf) => {
        const [later, earlier] = [articles[index - 1], articles[index + 1]];
        return {
          ...articleView(article, contentOf, parts),
          comments: commentsView(article, formOf, parts),
          series: seriesOf(article),
          earlier: earlier && headlineLink(earlier, site),
          later: later && headlineLink(later, site),
        };
      },
    },
  }));
}

function articleView(
  article: Article,
  contentOf: ContentOf,
  parts: PageParts,
): Omit<ArticleView, 'comments' | 'series' | 'earlier' | 'later'> {
  const { cards, renderContext, layout, relatedTo, machines, settings } = parts;
  const { url, file, section: term, seo, ticker, translations, language } = article;
  const card = cards.cardOf(article);
  const related = relatedTo(article).map(cards.cardOf);
  const content = contentOf(file);
  const body = bodyBlocks(content, file, renderContext, related[0]);
  const { comments } = parts.comments.of(article);
  const lead = findFigure(article, renderContext);
  const sound = findAudio(article, renderContext.media);
  const tags = cards.tagLinks(article);
  const journalism = journalismView(article, parts);
  const entries = ticker ? tickerEntries(content, renderContext.clock) : [];
  const node = articleJsonLd(article, card, { tags, comments, lead, ...(sound && { sound }) }, machines);
  const headline = bareHeadline(article);
  const commentFeed = { name: siteTexts.commentsOn(plainText(card.title)), url: commentFeedUrl(url) };
  return {
    ...layout({
      article,
      url,
      title: seo?.title === undefined ? headline : bareHeadline({ ...article, title: seo.title }),
      name: card.title,
      description: seo?.description ?? card.teaser,
      language,
      translations,
      ...(term &&
        card.section && { above: [{ name: card.section.name, url: listUrl('section', term.key) }] }),
      ...(comments.length > 0 && { commentFeed }),
      ...(ticker && { feedsOf: { name: headline, url } }),
      origins: { frames: frameOrigins(body), pictures: foreignPictures(journalism) },
      // For machines nothing but its type tells an advertisement.
      jsonLd: [ticker && article.label !== 'anzeige' ? liveBlogJsonLd(node, article, entries) : node],
    }),
    language,
    kicker: card.kicker,
    title: card.title,
    // A text's own beginning as its teaser would be read twice.
    teaser: article.description ?? '',
    authors: card.authors,
    published: card.published,
    label: card.label,
    preview: card.preview,
    section: card.section,
    readingMinutes: Math.max(1, Math.round(content.words / wordsPerMinute)),
    body,
    tags,
    share: shareView(settings.design.share, plainText(headline), absoluteHref(settings.url, url)),
    ...journalism,
    related,
    keyPoints: article.keyPoints ?? [],
    ...(sound && { audio: audioView(sound, article, settings.url) }),
    ...(ticker && tickerParts(article, entries, parts)),
    lead,
  };
}

function audioView(
  { url, type }: NonNullable<ReturnType<typeof findAudio>>,
  { audio }: Article,
  site: SiteUrl,
): AudioView {
  const duration = audio?.duration;
  return { url: hrefOf(site, url), type, ...(duration !== undefined && { duration: clockOf(duration) }) };
}

/** `1:02:10`, `32:10` */
function clockOf(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const [first, ...rest] = hours > 0 ? [hours, minutes, seconds % 60] : [minutes, seconds % 60];
  return [String(first), ...rest.map((part) => String(part).padStart(2, '0'))].join(':');
}

/** What a live ticker has otherwise; `newest`: of its entries. */
function tickerParts(
  { ticker, url, date, updated = date }: Article,
  [newest]: readonly ShownEntry[],
  { now, settings }: PageParts,
): Partial<ArticleView> {
  const { ends } = ticker ?? {};
  const isOver = ends !== undefined && ends.instant <= now;
  const changed = newest && newest.moment.instant > updated.instant ? newest.moment : updated;
  return {
    readingMinutes: 0,
    ...(changed !== date && { updated: dateView(changed) }),
    ticker: {
      isOver,
      state: isOver ? siteTexts.tickerEnded(dateView(ends).full) : siteTexts.tickerRuns,
      feeds: feedLinks(settings.url, url),
    },
  };
}

/** So many parts before and after an article are named on its page: with all of them a series' pages would grow with its square. */
const partsAround = 5;

/** Tells of every article where it stands in its series; part 1 is the oldest. */
function createSeriesViews({
  collections,
  settings: { url: site },
}: PageParts): (article: Article) => SeriesView | undefined {
  const places = new Map(
    collections.series.flatMap((group) => {
      const parts = group.articles.toReversed();
      return parts.map((article, index) => [article, { group, parts, index }] as const);
    }),
  );
  return (article) => {
    const place = places.get(article);
    if (!place) return undefined;
    const { group, parts, index } = place;
    const start = Math.max(0, index - partsAround);
    const [previous, next] = [parts[index - 1], parts[index + 1]];
    const links = parts.slice(start, index + partsAround + 1).map((part) => headlineLink(part, site));
    return {
      name: group.name,
      url: hrefOf(site, group.url),
      place: siteTexts.seriesPlace(index + 1, parts.length),
      parts: links.map(({ name, url }, at) => (start + at === index ? { name } : { name, url })),
      first: start + 1,
      previous: previous && headlineLink(previous, site),
      next: next && headlineLink(next, site),
    };
  };
}
