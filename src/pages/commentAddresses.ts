import type { Comment, UrlPath } from '../model.ts';

/** The feed of an article's comments; of all comments for the home page. */
export function commentFeedUrl(page: UrlPath): UrlPath {
  return `${page}kommentare.xml` as UrlPath;
}

/** Where a comment stands on its page. */
export function commentAnchor({ id }: Pick<Comment, 'id'>): string {
  return `kommentar-${id}`;
}
