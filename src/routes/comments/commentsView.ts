/** Comments and the comment form below an article, and the pages that readers without a script land on. */
import type { ThreadedComment, CommentsOf } from '../../collections/comments.ts';
import type { Settings } from '../../config/settings.ts';
import type { Article, CommentsState, UrlPath } from '../../core/model.ts';
import { siteTexts } from '../../core/siteTexts.ts';
import { commentAnchor, commentFeedUrl, hrefOf, absoluteHref } from '../../views/hrefs.ts';
import { dateView } from '../../core/time.ts';
import type {
  CommentsView,
  CommentView,
  CommentFormView,
  CommentReplyView,
  BaseView,
} from '../../views/views.ts';
import { createArticleKeys } from '../../collections/shownArticles.ts';
import type { Collections } from '../../collections/collections.ts';
import { commentFormOf, errorUrl, hasEndpoint, successUrl } from '../../comments/form/commentForm.ts';
import { plainText } from '../../core/html.ts';
import { commentLoader } from '../../views/contentPolicy.ts';
import { privacyUrl, type ThemeUrls } from '../../views/siteView.ts';
import type { CommentSettings } from '../../config/commentSettings.ts';
import type { Layout } from '../../views/layout.ts';
import type { Page } from '../../views/page.ts';

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

/** The form below an article that takes comments; undefined when the site has nobody to send them to. */
export type CommentFormOf = (article: Article) => CommentFormView | undefined;

export function createCommentForms(
  { url: site, comments }: Settings,
  collections: Collections,
  { commentScript }: ThemeUrls,
): CommentFormOf {
  const keyOf = createKeyFinder(comments.format === 'staticman' ? collections.articles : []);
  const shared = {
    email: comments.email,
    privacyUrl: privacyUrl({ url: site, comments }, collections),
    challengeUrl: comments.proofOfWork ? `${comments.endpoint?.replace(/\/$/, '')}/challenge` : '',
    scriptUrl: commentScript === '' ? '' : hrefOf(site, commentScript),
    loader: commentLoader,
  };
  const replies = { success: absoluteHref(site, successUrl), error: absoluteHref(site, errorUrl) };
  return (article) => {
    const { title, slug, url: path } = article;
    const occasion = { article: { title: plainText(title), slug, path, key: keyOf(article) }, ...replies };
    const form = commentFormOf(comments, occasion);
    return form && { ...form, ...shared };
  };
}

/** Keys are looked for only where the format asks for them: `articles` are empty else. */
function createKeyFinder(articles: readonly Article[]): (article: Article) => string {
  const keys = articles.length > 0 ? createArticleKeys(articles) : undefined;
  return (article) => keys?.keyOf(article) ?? article.slug;
}

/** Where readers without a script land: „Danke“ and „Das hat nicht geklappt“. No search engine shall find them. */
export function commentReplyPages(comments: CommentSettings, layout: Layout): readonly Page[] {
  if (!comments.open || !hasEndpoint(comments)) return [];
  const { success, failure } = siteTexts.commentReplies;
  const page = (url: UrlPath, words: Omit<CommentReplyView, keyof BaseView>): Page => ({
    url,
    source: words.title,
    content: {
      kind: 'comment-reply',
      view: () => ({ ...layout({ url, title: words.title, description: '', noindex: true }), ...words }),
    },
  });
  const fields = Object.entries(failure.fields).map(([name, text]) => ({ code: `fields-${name}`, text }));
  const reasons = [...Object.entries(failure.reasons).map(([code, text]) => ({ code, text })), ...fields];
  return [
    page(successUrl, { ...success, reasons: [] }),
    page(errorUrl, { title: failure.title, text: failure.text, reasons }),
  ];
}
