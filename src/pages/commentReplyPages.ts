import { hasEndpoint } from '../commentForm/commentFormOf.ts';
import { errorUrl, successUrl } from '../commentForm/replyUrls.ts';
import type { CommentSettings } from '../config/commentSettings.ts';
import type { UrlPath } from '../model.ts';
import { siteTexts } from '../siteTexts.ts';
import type { Layout } from './frame.ts';
import type { Page } from './page.ts';
import type { CommentReplyView } from './commentViews.ts';
import type { BaseView } from './views.ts';

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
