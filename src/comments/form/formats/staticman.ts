import type { CommentForm, FormOccasion } from '../commentForm.ts';

/**
 * Staticman v3. It refuses a field of `fields[…]` that its settings do not list, even a box: only the comment's
 * own parts stand there. It answers scripts of every site, unless it is asked to lead the browser on.
 */
export function staticmanForm({ endpoint, article, successUrl, errorUrl }: FormOccasion): CommentForm {
  return {
    action: endpoint,
    attributes: [],
    hidden: [
      { name: 'options[slug]', value: article.key },
      { name: 'options[redirect]', value: successUrl, isRedirect: true },
      { name: 'options[redirectError]', value: errorUrl, isRedirect: true },
    ],
    names: {
      text: 'fields[message]',
      name: 'fields[name]',
      email: 'fields[email]',
      url: 'fields[url]',
      parent: 'options[parent]',
      honeypot: 'fax',
    },
    noParent: '',
    longestText: 65_525,
    isReadable: true,
  };
}
