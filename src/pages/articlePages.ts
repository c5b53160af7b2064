import { articleJsonLd } from './articleJsonLd.ts';
import { listUrl } from '../catalogue/addresses.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ShareTarget } from '../config/designSettings.ts';
import type { SiteUrl } from '../config/settings.ts';
import type { Article } from '../model.ts';
import { plainText } from '../parse/german/plainText.ts';
import { type BodyContext, bodyBlocks, type BodyOf } from './bodyViews.ts';
import { cardNeeds, type Cards } from './cards.ts';
import { commentFeedUrl } from './commentAddresses.ts';
import { type CommentsContext, commentsView } from './commentsView.ts';
import { frameOrigins } from './embedView.ts';
import type { Frame, FrameOptions } from './frame.ts';
import { absoluteHref, hrefOf } from './hrefs.ts';
import { bareHeadline } from './bareHeadline.ts';
import { figureView, findMedia } from './mediaShelf.ts';
import type { Page } from './page.ts';
import { type CountingMarkOptions, foreignPictures, pressView } from './pressView.ts';
import { shareView } from './shareView.ts';
import { siteTexts } from '../siteTexts.ts';
import type { ArticleView, CardView, LinkView } from './views.ts';

/** Words a minute of an adult reader of German (Brysbaert 2019, 260 for non-fiction in English, less for longer words). */
const wordsPerMinute = 230;

export interface ArticlePageParts {
  readonly frame: Frame;
  readonly cards: Cards;
  readonly bodies: BodyContext;
  readonly relatedTo: (article: Article) => readonly Article[];
  readonly comments: CommentsContext;
  readonly share: readonly ShareTarget[];
  readonly marks: CountingMarkOptions;
}

/** One page an article. */
export function articlePages(catalogue: Catalogue, parts: ArticlePageParts): readonly Page[] {
  const { articles } = catalogue;
  return articles.map((article, index) => ({
    url: article.url,
    source: article.file,
    file: article.file,
    needs: () => [article.file, ...[article, ...parts.relatedTo(article)].flatMap(cardNeeds)],
    content: {
      kind: 'article',
      view: (bodyOf) =>
        articleView(article, bodyOf, { later: articles[index - 1], earlier: articles[index + 1] }, parts),
    },
  }));
}

interface Neighbours {
  readonly earlier: Article | undefined;
  readonly later: Article | undefined;
}

function articleView(
  article: Article,
  bodyOf: BodyOf,
  neighbours: Neighbours,
  parts: ArticlePageParts,
): ArticleView {
  const { cards, bodies, frame, relatedTo } = parts;
  const { site, media } = bodies;
  const { kicker, title, teaser, section, authors, published, label, preview } = cards.cardOf(article);
  const related = relatedTo(article).map(cards.cardOf);
  const body = bodyOf(article.file);
  const { image } = article;
  const { comments } = parts.comments.commentsOf(article);
  const lead = image && findMedia(media, image.src, article.file);
  const press = pressView(article, parts.marks);
  return {
    ...frame({
      ...frameOptions(article, { title, teaser, section }, comments.length > 0),
      origins: { frames: frameOrigins(body), pictures: foreignPictures(press) },
    }),
    kicker,
    title,
    // A text's own beginning as its teaser would be read twice.
    teaser: article.description ?? '',
    authors,
    published,
    readingMinutes: Math.max(1, Math.round(body.words / wordsPerMinute)),
    body: bodyBlocks(body, article.file, bodies, related[0]),
    tags: cards.tagLinks(article),
    share: shareView(parts.share, plainText(title), absoluteHref(site, article.url)),
    ...press,
    related,
    comments: commentsView(article, parts.comments),
    jsonLd: articleJsonLd(article, authors, comments, site, lead),
    ...(label && { label }),
    ...(preview && { preview }),
    ...(section && { section }),
    ...(image && lead?.isPicture && { lead: figureView(lead, image, site) }),
    ...neighbourLinks(neighbours, site),
  };
}

function neighbourLinks(
  { earlier, later }: Neighbours,
  site: SiteUrl,
): Pick<ArticleView, 'earlier' | 'later'> {
  return {
    ...(earlier && { earlier: linkTo(earlier, site) }),
    ...(later && { later: linkTo(later, site) }),
  };
}

function frameOptions(
  article: Article,
  { title, teaser, section }: Pick<CardView, 'title' | 'teaser'> & { readonly section: LinkView | undefined },
  hasComments: boolean,
): FrameOptions {
  const { url, section: term } = article;
  const feed = { name: siteTexts.commentsOn(plainText(title)), url: commentFeedUrl(url) };
  return {
    url,
    title: bareHeadline(article),
    name: title,
    description: teaser,
    ...(term && section && { above: [{ name: section.name, url: listUrl('section', term.key) }] }),
    ...(hasComments && { commentFeed: feed }),
  };
}

function linkTo(article: Article, site: SiteUrl): LinkView {
  return { name: bareHeadline(article), url: hrefOf(site, article.url) };
}
