import type { CommentForm, FormOccasion } from '../commentForm.ts';

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
    longestText: 10_000,
    isReadable: true,
  };
}
