import type { ThreadedComment } from '../catalogue/commentThreads.ts';
import type { Settings } from '../config/settings.ts';
import type { Article, CommentsState } from '../model.ts';
import { siteTexts } from '../siteTexts.ts';
import { commentAnchor, commentFeedUrl } from './commentAddresses.ts';
import type { CommentsOf } from './commentFeeds.ts';
import type { CommentFormOf } from './commentForms.ts';
import { dateView } from './dateView.ts';
import { hrefOf } from './hrefs.ts';
import type { CommentsView, CommentView } from './commentViews.ts';

/** Context for the comments of all articles. */
export interface CommentsContext {
  readonly settings: Pick<Settings, 'url'>;
  readonly stateOf: (article: Article) => CommentsState;
  readonly formOf: CommentFormOf;
  readonly commentsOf: CommentsOf;
}

/** The comments below an article. */
export function commentsView(
  article: Article,
  { settings, stateOf, formOf, commentsOf }: CommentsContext,
): CommentsView {
  const { comments, roots } = commentsOf(article);
  const state = stateOf(article);
  const form = state === 'open' ? formOf(article) : undefined;
  const published = {
    count: siteTexts.commentCount(comments.length),
    feedUrl: hrefOf(settings.url, commentFeedUrl(article.url)),
    thread: roots.map(commentView),
  };
  return { state, ...(form && { form }), ...(comments.length > 0 && { published }) };
}

function commentView({ comment, answered, replies }: ThreadedComment): CommentView {
  const { id, name, url, date, html } = comment;
  return {
    id,
    anchor: commentAnchor(comment),
    name,
    published: dateView(date),
    html,
    replies: replies.map(commentView),
    ...(url !== undefined && { url }),
    ...(answered && { answered: { name: answered.name, url: `#${commentAnchor(answered)}` } }),
  };
}
