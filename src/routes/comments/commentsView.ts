/** Comments and the comment form below an article, and the pages that readers without a script land on. */
import type { ThreadedComment } from '../../collections/comments.ts';
import type { Article, UrlPath } from '../../core/model.ts';
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
import { commentFormOf, errorUrl, hasEndpoint, successUrl } from '../../comments/form/commentForm.ts';
import { plainText } from '../../core/html.ts';
import { commentLoader } from '../../views/contentPolicy.ts';
import { privacyUrl } from '../../views/siteView.ts';
import type { Page } from '../../views/page.ts';
import type { PageParts } from '../pageParts.ts';

export function commentsView(
  article: Article,
  formOf: ReturnType<typeof createCommentForms>,
  { settings, comments }: PageParts,
): CommentsView {
  const { comments: all, roots } = comments.of(article);
  const state = comments.stateOf(article);
  const published = {
    count: siteTexts.commentCount(all.length),
    feedUrl: hrefOf(settings.url, commentFeedUrl(article.url)),
    thread: roots.map(commentView),
  };
  return {
    state,
    form: state === 'open' ? formOf(article) : undefined,
    published: all.length > 0 ? published : undefined,
  };
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
export function createCommentForms({
  settings: { url: site, comments },
  collections,
  theme: { commentScript },
}: PageParts): (article: Article) => CommentFormView | undefined {
  const keys = comments.format === 'staticman' ? createArticleKeys(collections.articles) : undefined;
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
    const key = keys?.keyOf(article) ?? slug;
    const form = commentFormOf(comments, {
      article: { title: plainText(title), slug, path, key },
      ...replies,
    });
    return form && { ...form, ...shared };
  };
}

/** Where readers without a script land: „Danke“ and „Das hat nicht geklappt“. No search engine shall find them. */
export function commentReplyPages({ settings: { comments }, layout }: PageParts): readonly Page[] {
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
  const fields = Object.entries(failure.fields).map(([name, text]) => [`fields-${name}`, text] as const);
  const reasons = [...Object.entries(failure.reasons), ...fields].map(([code, text]) => ({ code, text }));
  return [
    page(successUrl, { ...success, reasons: [] }),
    page(errorUrl, { title: failure.title, text: failure.text, reasons }),
  ];
}
