import type { CommentSettings } from '../config/settings.ts';
import type { Article } from '../model.ts';
import type { CommentsView } from './views.ts';

/**
 * The comments below an article. The form speaks the neutral model: `text`, `name`, `email`, `url`,
 * and the article's address inside the site (slugs repeat), so that an endpoint knows what is commented on.
 */
export function commentsView(article: Article, { endpoint, open }: CommentSettings): CommentsView {
  const state = open ? article.comments : 'off';
  if (state !== 'open' || endpoint === undefined) return { state };
  const form = {
    action: endpoint,
    hidden: [{ name: 'article', value: article.url }],
    names: { text: 'text', name: 'name', email: 'email', url: 'url' },
  };
  return { state, form };
}
