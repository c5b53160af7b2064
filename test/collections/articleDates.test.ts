import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commentsStateOf } from '../../src/collections/comments.ts';
import { type Change, nextChange, plannedChanges } from '../../src/collections/articleDates.ts';
import { hiddenBecause } from '../../src/collections/shownArticles.ts';
import type { ArticleMeta, Moment } from '../../src/core/model.ts';

const day = 86_400_000;
const onDay = (count: number): Moment => ({ instant: count * day, offset: 60, dayOnly: false });

type Planned = Pick<ArticleMeta, 'draft' | 'date' | 'expires' | 'label' | 'comments'>;

const article = (more: Partial<Planned> & { readonly date: Moment }): Planned => ({
  draft: false,
  comments: 'open',
  ...more,
});

const open = { open: true, closeAfterDays: 10 };
const next = (metas: readonly Planned[], now: number, rules = open): Change | undefined =>
  nextChange(plannedChanges(metas, rules), now);

const anyMeta: fc.Arbitrary<Planned> = fc
  .record({
    draft: fc.boolean(),
    date: fc.nat(30).map(onDay),
    expires: fc.option(fc.nat(60).map(onDay), { nil: undefined }),
    label: fc.constantFrom<Planned['label']>(undefined, 'anzeige', 'meinung'),
    comments: fc.constantFrom<Planned['comments']>('open', 'closed', 'off'),
  })
  .map(({ draft, date, expires, label, comments }) => ({
    draft,
    date,
    comments,
    ...(expires && { expires }),
    ...(label && { label }),
  }));

/** All that time alone changes: who is seen, who is in the news sitemap, who takes comments. */
function seenAt(metas: readonly Planned[], instant: number): readonly unknown[] {
  return metas.map((one) => {
    if (hiddenBecause(one, instant) !== undefined) return 'hidden';
    const isNews = one.label !== 'anzeige' && one.date.instant > instant - 2 * day;
    return [isNews, commentsStateOf(one, open, instant, false)];
  });
}

describe('The next change', () => {
  test('is when something changes for readers: nothing before it, something at it', () => {
    fc.assert(
      fc.property(fc.array(anyMeta, { maxLength: 6 }), fc.nat(60), (metas, today) => {
        const now = today * day;
        const change = next(metas, now);
        const end = change?.instant ?? 80 * day;
        for (let instant = now; instant < end; instant += day) {
          expect(seenAt(metas, instant)).toEqual(seenAt(metas, now));
        }
        expect(seenAt(metas, end - 1)).toEqual(seenAt(metas, now));
        if (change) {
          expect(change.instant).toBeGreaterThan(now);
          expect(seenAt(metas, change.instant)).not.toEqual(seenAt(metas, now));
        }
      }),
    );
  });

  test('says what it is', () => {
    const kim = article({ date: onDay(1), expires: onDay(20) });
    const kinds = [0, 1, 3, 11, 20].map((today) => next([kim], today * day)?.kind);
    expect(kinds).toEqual(['appears', 'ages', 'closes', 'expires', undefined]);
  });

  test('is of several at one moment that an article appears', () => {
    const both = [article({ date: onDay(1), expires: onDay(5) }), article({ date: onDay(5) })];
    for (const metas of [both, both.toReversed()]) {
      expect(next(metas, 4 * day)).toEqual({ instant: 5 * day, kind: 'appears' });
    }
  });

  test.each([
    ['a draft', article({ date: onDay(9), draft: true }), open],
    ['what expires before it appears', article({ date: onDay(9), expires: onDay(8) }), open],
    ['comments that nobody could write', article({ date: onDay(1), comments: 'closed' }), open],
    ['a site without comments', article({ date: onDay(1) }), { open: false, closeAfterDays: 10 }],
    ['an old advertisement', article({ date: onDay(4), label: 'anzeige', comments: 'off' }), open],
  ])('does not come from %s', (_, meta, rules) => {
    expect(next([meta], 5 * day, rules)).toBeUndefined();
  });
});
