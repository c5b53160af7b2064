/** An article for machines: schema.org's NewsArticle or one of its kin. */
import type { Article, ArticleLabel, Comment } from '../../model.ts';
import { plainText } from '../../parse/german/plainText.ts';
import { isoDate } from '../../time/isoDate.ts';
import { calendarDay } from '../../time/moment.ts';
import { commentAnchor } from '../commentAddresses.ts';
import { lastChange } from '../feedPages.ts';
import { absoluteHref } from '../hrefs.ts';
import type { CardView, FigureView, LinkView } from '../views.ts';
import type { JsonLdNode } from './graphJson.ts';
import type { JsonLdSite } from './publisherJsonLd.ts';

/** Facts that the page shows besides the card. */
export interface ArticleFacts {
  readonly tags: readonly LinkView[];
  readonly comments: readonly Comment[];
  /** The picture above the text. */
  readonly lead?: FigureView;
}

const types: Readonly<Partial<Record<ArticleLabel, string>>> = {
  meinung: 'OpinionNewsArticle',
  analyse: 'AnalysisNewsArticle',
  anzeige: 'AdvertiserContentArticle',
};

/** Google takes no smaller picture for an article; width times height, in pixels. */
const smallestPicture = 50_000;

export function articleJsonLd(
  article: Article,
  { teaser, section, authors }: Pick<CardView, 'teaser' | 'section' | 'authors'>,
  { tags, comments, lead }: ArticleFacts,
  site: JsonLdSite,
): JsonLdNode {
  const url = absoluteHref(site.url, article.url);
  const owner = { '@id': site.publisher['@id'] };
  return {
    '@type': (article.label && types[article.label]) ?? 'NewsArticle',
    '@id': url,
    mainEntityOfPage: url,
    headline: plainText(article.title),
    description: plainText(teaser) || undefined,
    image: lead && imageNode(lead, site),
    datePublished: isoDate(article.date),
    dateModified: isoDate(lastChange(article)),
    author: authors.length > 0 ? authors.map((author) => personNode(author, site)) : owner,
    publisher: site.publisher,
    copyrightHolder: owner,
    copyrightYear: calendarDay(article.date).year,
    inLanguage: site.language,
    articleSection: section && plainText(section.name),
    keywords: tags.length > 0 ? tags.map(({ name }) => plainText(name)) : undefined,
    isAccessibleForFree: true,
    correction: article.corrections.length > 0 ? article.corrections.map(correctionNode) : undefined,
    commentCount: comments.length,
    comment: comments.length > 0 ? comments.map((comment) => commentNode(comment, url)) : undefined,
  };
}

export function personNode({ name, url }: LinkView, site: JsonLdSite): JsonLdNode {
  const page = site.url.origin + url;
  return { '@type': 'Person', '@id': `${page}#person`, name: plainText(name), url: page };
}

/** Undefined for drawings and for what is too small. */
function imageNode({ picture, caption, credit }: FigureView, site: JsonLdSite): JsonLdNode | undefined {
  const { url, width = 0, height = 0, sources } = picture;
  if (!sources || width * height < smallestPicture) return undefined;
  return {
    '@type': 'ImageObject',
    url: site.url.origin + url,
    caption: plainText(caption) || undefined,
    creditText: plainText(credit) || undefined,
  };
}

function correctionNode({ date, text }: Article['corrections'][number]): JsonLdNode {
  return { '@type': 'CorrectionComment', text: plainText(text), datePublished: isoDate(date) };
}

function commentNode(comment: Comment, article: string): JsonLdNode {
  const url = `${article}#${commentAnchor(comment)}`;
  return {
    '@type': 'Comment',
    '@id': url,
    url,
    text: comment.text,
    datePublished: isoDate(comment.date),
    author: { '@type': 'Person', name: comment.name },
  };
}
