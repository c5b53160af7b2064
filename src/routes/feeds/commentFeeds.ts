/**
 * Feeds of comments: of the whole site, and of each article. RSS alone, because every feed reader knows it.
 */
import { hash } from 'node:crypto';
import { homeUrl } from '../../collections/addresses.ts';
import { compareComments, type CommentsOf } from '../../collections/comments.ts';
import type { Settings, SiteUrl } from '../../config/settings.ts';
import type { Article, Comment, UrlPath } from '../../core/model.ts';
import { plainText } from '../../core/html.ts';
import { siteTexts } from '../../core/siteTexts.ts';
import { commentAnchor, commentFeedUrl, absoluteHref } from '../../views/hrefs.ts';
import type { FeedItemView, FeedView } from '../../views/feedViews.ts';
import type { Page } from '../../views/page.ts';

/** One for each article that has comments, and one for the site when there is any. */
export function commentFeeds(
  articles: readonly Article[],
  commentsOf: CommentsOf,
  settings: Settings,
): readonly Page[] {
  const commented = articles.filter((article) => commentsOf(article).comments.length > 0);
  const feed = (url: UrlPath, title: string, shown: readonly Article[]): Page => ({
    url: commentFeedUrl(url),
    source: `Feed „${title}“`,
    content: { kind: 'rss', view: () => feedView(url, title, newest(shown, commentsOf, settings), settings) },
  });
  const ofArticles = commented.map((article) =>
    feed(article.url, siteTexts.commentsOn(article.title), [article]),
  );
  if (commented.length === 0) return [];
  return [...ofArticles, feed(homeUrl, `${siteTexts.comments} – ${settings.title}`, commented)];
}

interface ArticleComment {
  readonly article: Article;
  readonly comment: Comment;
}

/** At most as many comments of each article as the feed can show. */
function newest(
  articles: readonly Article[],
  commentsOf: CommentsOf,
  { feedItems }: Settings,
): readonly ArticleComment[] {
  return articles
    .flatMap((article) =>
      commentsOf(article)
        .comments.slice(-feedItems)
        .map((comment) => ({ article, comment })),
    )
    .toSorted((a, b) => compareComments(b.comment, a.comment) || (a.article.file < b.article.file ? -1 : 1))
    .slice(0, feedItems);
}

function feedView(
  page: UrlPath,
  title: string,
  comments: readonly ArticleComment[],
  settings: Settings,
): FeedView {
  const self = absoluteHref(settings.url, commentFeedUrl(page));
  const host = new URL(settings.url.origin).hostname;
  return {
    title: plainText(title),
    description: '',
    language: settings.language,
    homeUrl: absoluteHref(settings.url, page),
    selfUrls: { rss: self, atom: self, json: self },
    publisher: { name: plainText(settings.title), url: absoluteHref(settings.url, homeUrl) },
    updated: comments[0]?.comment.date ?? { instant: 0, offset: 0 },
    items: comments.map((comment) => feedItem(comment, settings.url, host)),
  };
}

function feedItem({ article, comment }: ArticleComment, site: SiteUrl, host: string): FeedItemView {
  return {
    id: feedId(article, comment, host),
    url: `${absoluteHref(site, article.url)}#${commentAnchor(comment)}`,
    title: plainText(siteTexts.commentBy(comment.name, article.title)),
    teaser: '',
    contentHtml: comment.html,
    published: comment.date,
    authors: [{ name: comment.name }],
    tags: [],
  };
}

/** Stays whatever becomes of the article's address, as those of articles do. */
function feedId({ file }: Article, { id }: Comment, host: string): string {
  return `tag:${host},2000:${hash('sha256', `${file}#${id}`, 'hex').slice(0, 24)}`;
}
