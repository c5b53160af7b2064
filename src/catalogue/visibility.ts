import type { ArticleMeta } from '../model.ts';

/** Why readers do not see an article at a moment. */
export type Hidden = 'draft' | 'scheduled' | 'expired';

/** Undefined: readers see it. `now` in ms. */
export function hiddenBecause(
  meta: Pick<ArticleMeta, 'draft' | 'date' | 'expires'>,
  now: number,
): Hidden | undefined {
  if (meta.draft) return 'draft';
  if (meta.expires && meta.expires.instant <= now) return 'expired';
  return meta.date.instant > now ? 'scheduled' : undefined;
}
