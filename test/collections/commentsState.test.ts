import { expect, test } from 'vitest';
import { commentsStateOf } from '../../src/collections/comments.ts';

const day = 86_400_000;
const date = { instant: 100 * day, offset: 60, dayOnly: false };

test.each([
  ['open', 'open', {}, 0, true],
  ['closed', 'closed', {}, 0, false],
  ['off', 'off', {}, 0, true],
  ['open', 'open', { closeAfterDays: 14 }, 14 * day - 1, false],
  ['open', 'closed', { closeAfterDays: 14 }, 14 * day, false],
  ['off', 'off', { closeAfterDays: 14 }, 14 * day, true],
  ['open', 'closed', { open: false }, 0, true],
  ['open', 'off', { open: false }, 0, false],
] as const)(
  'An article with comments %s is %s at a site with %j',
  (comments, state, rules, after, hasComments) => {
    expect(
      commentsStateOf({ comments, date }, { open: true, ...rules }, date.instant + after, hasComments),
    ).toBe(state);
  },
);
