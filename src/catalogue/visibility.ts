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

/** The next instant after `now` at which an article appears or expires; undefined when nothing is planned. */
export function nextChange(
  metas: Iterable<Pick<ArticleMeta, 'draft' | 'date' | 'expires'>>,
  now: number,
): number | undefined {
  let next = Infinity;
  for (const { draft, date, expires } of metas) {
    if (draft || (expires && expires.instant <= now)) continue;
    if (date.instant > now) next = Math.min(next, date.instant);
    else if (expires) next = Math.min(next, expires.instant);
  }
  return next === Infinity ? undefined : next;
}
