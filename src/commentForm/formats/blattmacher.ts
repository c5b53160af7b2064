import type { CommentForm, FormOccasion } from '../commentForm.ts';

/** UTF-16 units; the receiver takes no more. */
export const longestComment = 10_000;

/** Our own receiver (`src/comments/receiver`): it knows the site and where to lead readers. */
export function blattmacherForm({ endpoint, article }: FormOccasion): CommentForm {
  return {
    action: endpoint,
    attributes: [],
    hidden: [{ name: 'article', value: article.path }],
    names: {
      text: 'text',
      name: 'name',
      email: 'email',
      url: 'url',
      parent: 'parent',
      consent: 'consent',
      honeypot: 'fax',
      started: 'started',
      proof: 'altcha',
    },
    noParent: '',
    longestText: longestComment,
    isReadable: true,
  };
}
