/** Cards of articles for lists, and the pages of a list. */
import { type ListKind, listUrl, pageUrl } from '../collections/addresses.ts';
import type { Collections } from '../collections/collections.ts';
import type { Group } from '../collections/groups.ts';
import type { Hidden } from '../collections/shownArticles.ts';
import type { SiteUrl } from '../config/settings.ts';
import type { Article, Moment, SourcePath, TermMention, UrlPath } from '../core/model.ts';
import type { ArticleComments } from '../collections/comments.ts';
import { dateView } from '../core/time.ts';
import { hrefOf, linkTo } from './hrefs.ts';
import { findFigure, type MediaLibrary } from './mediaLibrary.ts';
import { remembered } from '../core/remembered.ts';
import { siteTexts } from '../core/siteTexts.ts';
import type { CardView, LinkView, PaginationView } from './views.ts';

export type OpeningOf = (file: SourcePath) => string;

/** Cards of articles for lists, each made once. */
export interface Cards {
  readonly cardOf: (article: Article) => CardView;
  readonly tagLinks: (article: Article) => readonly LinkView[];
}

export function createCards(
  collections: Collections,
  media: MediaLibrary,
  site: SiteUrl,
  openingOf: OpeningOf,
  commentsOf: ArticleComments['of'],
): Cards {
  const linkToSection = linksTo('section', collections.sections, site);
  const linkToTag = linksTo('tag', collections.tags, site);
  const linkToAuthor = linksTo('author', collections.authors, site);
  const cardOf = remembered((article: Article): CardView => {
    const { title, kicker, description, file, date, label, section, language } = article;
    const picture = findFigure(article, { media, site })?.picture;
    const hidden = collections.hidden.get(article);
    const comments = commentsOf(article).comments.length;
    return {
      url: hrefOf(site, article.url),
      kicker: kicker ?? '',
      title,
      teaser: description ?? openingOf(file),
      authors: article.authors.map(linkToAuthor),
      published: dateView(date),
      ...(language !== undefined && { language }),
      ...(section && { section: linkToSection(section) }),
      ...(picture && { picture }),
      ...(label && { label: { key: label, name: siteTexts.labels[label] } }),
      ...(hidden && { preview: previewText(hidden, article) }),
      ...(comments > 0 && { comments: siteTexts.commentCount(comments) }),
    };
  });
  return { cardOf, tagLinks: (article) => article.tags.map(linkToTag) };
}

/** Links to the lists of one kind, by key, under the spelling and address of the group. */
function linksTo(kind: ListKind, groups: readonly Group[], site: SiteUrl): (term: TermMention) => LinkView {
  const links = new Map(groups.map((group) => [group.key, linkTo(group, site)]));
  return ({ key, name }) => links.get(key) ?? linkTo({ name, url: listUrl(kind, key) }, site);
}

/** Why readers do not see a text. */
export function previewText(
  hidden: Hidden,
  { date, embargo, expires }: Partial<Pick<Article, 'date' | 'embargo' | 'expires'>>,
): string {
  const fullDate = (moment: Moment | undefined): string => (moment ? dateView(moment).full : '');
  if (hidden === 'draft') return siteTexts.draft;
  if (hidden === 'expired') return siteTexts.expired(fullDate(expires));
  const isEmbargoed = embargo !== undefined && embargo.until.instant === date?.instant;
  return (isEmbargoed ? siteTexts.embargoed : siteTexts.scheduled)(fullDate(date));
}

/** `items` in runs of `size`; one empty run when there is nothing. */
export function splitIntoPages<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const total = Math.max(1, Math.ceil(items.length / size));
  return Array.from({ length: total }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** Page `current` (from 1) of a list of `total` pages. */
export function paginationView(list: UrlPath, current: number, total: number, site: SiteUrl): PaginationView {
  const hrefOfPage = (number: number): string => hrefOf(site, pageUrl(list, number));
  const shown = [1, current - 1, current, current + 1, total].filter((n) => n >= 1 && n <= total);
  const numbers = [...new Set(shown)];
  const pages = numbers.flatMap((number, index) => {
    const view = { number, url: hrefOfPage(number) };
    const follows = index === 0 || numbers[index - 1] === number - 1;
    return follows ? [view] : (['gap', view] as const);
  });
  return {
    current,
    total,
    pages,
    ...(current > 1 && { previousUrl: hrefOfPage(current - 1) }),
    ...(current < total && { nextUrl: hrefOfPage(current + 1) }),
  };
}
