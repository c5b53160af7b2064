import { createArticleKeys } from '../catalogue/articleKeys.ts';
import type { Collections } from '../catalogue/catalogue.ts';
import { commentFormOf } from '../commentForm/commentFormOf.ts';
import { errorUrl, successUrl } from '../commentForm/replyUrls.ts';
import type { Settings } from '../config/settings.ts';
import type { Article } from '../model.ts';
import { plainText } from '../parse/german/plainText.ts';
import { commentLoader } from './commentLoader.ts';
import { absoluteHref, hrefOf } from './hrefs.ts';
import { privacyUrl } from './privacyUrl.ts';
import type { ThemeUrls } from './siteView.ts';
import type { CommentFormView } from './commentViews.ts';

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
  const replies = { successUrl: absoluteHref(site, successUrl), errorUrl: absoluteHref(site, errorUrl) };
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
