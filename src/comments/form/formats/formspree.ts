import type { CommentForm, FormOccasion } from '../commentForm.ts';

/** Formspree sends every field to the editor by e-mail; `_replyto` is whom the answer goes to. It has no error page. */
export function formspreeForm({ endpoint, article, successUrl }: FormOccasion): CommentForm {
  return {
    action: endpoint,
    attributes: [],
    hidden: [
      { name: 'article', value: article.path },
      { name: '_subject', value: `Kommentar zu „${article.title}“` },
      { name: '_next', value: successUrl, isRedirect: true },
    ],
    names: {
      text: 'text',
      name: 'name',
      email: '_replyto',
      url: 'url',
      parent: 'parent',
      consent: 'consent',
      honeypot: '_gotcha',
    },
    noParent: '',
    longestText: 65_525,
    isReadable: true,
  };
}
