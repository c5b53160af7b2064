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

/** A planned change of what readers see. */
export interface Change {
  /** ms */
  readonly instant: number;
  readonly kind: 'appears' | 'expires';
}

/** The next change after `now`; undefined when nothing is planned. Of two at one instant, that an article appears. */
export function nextChange(
  metas: Iterable<Pick<ArticleMeta, 'draft' | 'date' | 'expires'>>,
  now: number,
): Change | undefined {
  let next: Change | undefined;
  for (const { draft, date, expires } of metas) {
    if (draft || (expires && expires.instant <= now)) continue;
    const appears = date.instant > now;
    const instant = appears ? date.instant : (expires?.instant ?? Infinity);
    const latest = next?.instant ?? Infinity;
    if (instant < latest || (instant === latest && appears)) {
      next = { instant, kind: appears ? 'appears' : 'expires' };
    }
  }
  return next;
}
