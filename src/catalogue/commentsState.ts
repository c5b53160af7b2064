import type { Article, CommentsState } from '../model.ts';

const day = 86_400_000;

export interface ClosingRules {
  /** The site takes comments. */
  readonly open: boolean;
  /** Days after an article's date. */
  readonly closeAfterDays?: number;
}

/** Whether readers may comment on an article at the moment `now`, ms. Where the site as a whole takes none, only articles that have comments say so. */
export function commentsStateOf(
  { comments, date }: Pick<Article, 'comments' | 'date'>,
  { open, closeAfterDays = Infinity }: ClosingRules,
  now: number,
  hasComments: boolean,
): CommentsState {
  if (comments === 'off' || (!open && !hasComments)) return 'off';
  return open && now < date.instant + closeAfterDays * day ? comments : 'closed';
}
