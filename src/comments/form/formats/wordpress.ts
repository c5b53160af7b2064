import type { CommentForm, FormOccasion } from '../commentForm.ts';

/**
 * `wp-comments-post.php` of WordPress. Its answers are pages that scripts of another site cannot read. The
 * article's number there is unknown here: its slug stands in for it, for the endpoint to look up.
 */
export function wordpressForm({ endpoint, article, successUrl }: FormOccasion): CommentForm {
  return {
    action: endpoint,
    attributes: [],
    hidden: [
      { name: 'comment_post_ID', value: article.slug },
      { name: 'redirect_to', value: successUrl, isRedirect: true },
    ],
    names: {
      text: 'comment',
      name: 'author',
      email: 'email',
      url: 'url',
      parent: 'comment_parent',
      consent: 'consent',
      honeypot: 'fax',
    },
    noParent: '0',
    longestText: 65_525,
    isReadable: false,
  };
}
