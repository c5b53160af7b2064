import { listUrl } from '../catalogue/addresses.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { CommentSettings, SiteUrl } from '../config/settings.ts';
import type { Article } from '../model.ts';
import { type BodyContext, bodyBlocks, type BodyOf } from './bodyViews.ts';
import { cardNeeds, type Cards } from './cards.ts';
import { commentsView } from './commentsView.ts';
import { dateView } from './dateView.ts';
import type { Frame } from './frame.ts';
import { hrefOf } from './hrefs.ts';
import { figureView, findMedia } from './mediaShelf.ts';
import type { Page } from './page.ts';
import type { ArticleView, LinkView } from './views.ts';

/** Words a minute of an adult reader of German (Brysbaert 2019, 260 for non-fiction in English, less for longer words). */
const wordsPerMinute = 230;

export interface ArticlePageParts {
  readonly frame: Frame;
  readonly cards: Cards;
  readonly bodies: BodyContext;
  readonly relatedTo: (article: Article) => readonly Article[];
  readonly comments: CommentSettings;
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
  { earlier, later }: Neighbours,
  parts: ArticlePageParts,
): ArticleView {
  const { cards, bodies, frame, relatedTo } = parts;
  const { site, media } = bodies;
  const { kicker, title, teaser, section, authors, published, label, preview } = cards.cardOf(article);
  const related = relatedTo(article).map(cards.cardOf);
  const body = bodyOf(article.file);
  const { image, updated } = article;
  const lead = image && findMedia(media, image.src, article.file);
  const above =
    article.section && section ? [{ name: section.name, url: listUrl('section', article.section.key) }] : [];
  return {
    ...frame({ url: article.url, title, description: teaser, above }),
    kicker,
    title,
    // A text's own beginning as its teaser would be read twice.
    teaser: article.description ?? '',
    authors,
    published,
    readingMinutes: Math.max(1, Math.round(body.words / wordsPerMinute)),
    body: bodyBlocks(body, article.file, bodies, related[0]),
    tags: cards.tagLinks(article),
    corrections: article.corrections.map(({ date, text }) => ({ date: dateView(date), text })),
    related,
    comments: commentsView(article, parts.comments),
    ...(label && { label }),
    ...(preview && { preview }),
    ...(section && { section }),
    ...(updated && { updated: dateView(updated) }),
    ...(image && lead?.isPicture && { lead: figureView(lead, image, site) }),
    ...(earlier && { earlier: linkTo(earlier, site) }),
    ...(later && { later: linkTo(later, site) }),
  };
}

function linkTo({ title, url }: Article, site: SiteUrl): LinkView {
  return { name: title, url: hrefOf(site, url) };
}
