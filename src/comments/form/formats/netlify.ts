import type { CommentForm, FormOccasion } from '../commentForm.ts';

const formName = 'kommentar';

/**
 * Netlify finds the form in the finished pages and takes what is posted to any of them under its name; the
 * page it is posted to is shown then. It is always on the site's own host.
 */
export function netlifyForm({ article, successUrl }: FormOccasion): CommentForm {
  return {
    action: new URL(successUrl).pathname,
    attributes: [
      { name: 'name', value: formName },
      { name: 'data-netlify', value: 'true' },
      { name: 'netlify-honeypot', value: 'fax' },
    ],
    hidden: [
      { name: 'form-name', value: formName },
      { name: 'article', value: article.path },
    ],
    names: {
      text: 'text',
      name: 'name',
      email: 'email',
      url: 'url',
      parent: 'parent',
      consent: 'consent',
      honeypot: 'fax',
    },
    noParent: '',
    longestText: 65_525,
    isReadable: true,
  };
}
