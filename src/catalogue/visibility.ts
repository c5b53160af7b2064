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
  readonly kind: 'appears' | 'expires' | 'changes';
}

/** The next change after `now`; undefined when nothing is planned. Of two at one instant, that an article appears. */
export function nextChange(
  metas: Iterable<Pick<ArticleMeta, 'draft' | 'date' | 'expires' | 'breaking'>>,
  now: number,
): Change | undefined {
  let next: Change | undefined;
  for (const { draft, date, expires, breaking } of metas) {
    if (draft || (expires && expires.instant <= now)) continue;
    if (date.instant > now) next = earlier(next, { instant: date.instant, kind: 'appears' });
    else {
      if (expires) next = earlier(next, { instant: expires.instant, kind: 'expires' });
      if (breaking && breaking.instant > now) {
        next = earlier(next, { instant: breaking.instant, kind: 'changes' });
      }
    }
  }
  return next;
}

const rank: readonly Change['kind'][] = ['appears', 'expires', 'changes'];

/** Of two at one instant the one that readers notice most. */
export function earlier(one: Change | undefined, other: Change): Change {
  if (!one || other.instant < one.instant) return other;
  return other.instant === one.instant && rank.indexOf(other.kind) < rank.indexOf(one.kind) ? other : one;
}
