/** The form for our own receiver, and the names that both know. */
import type { CommentForm, FormFieldNames, FormOccasion } from '../commentForm.ts';

/** UTF-16 units; the receiver takes no more. */
export const longestComment = 10_000;

/** Field names of our receiver. */
export const blattmacherNames = {
  text: 'text',
  name: 'name',
  email: 'email',
  url: 'url',
  parent: 'parent',
  consent: 'consent',
  honeypot: 'fax',
  started: 'started',
  proof: 'altcha',
} as const satisfies FormFieldNames;

/** Its name for the path of the article. */
export const articleName = 'article';

/** Our own receiver (`src/comments/receiver`): it knows the site and where to lead readers. */
export function blattmacherForm({ endpoint, article }: FormOccasion): CommentForm {
  return {
    action: endpoint,
    attributes: [],
    hidden: [{ name: articleName, value: article.path }],
    names: blattmacherNames,
    noParent: '',
    longestText: longestComment,
    isReadable: true,
  };
}
