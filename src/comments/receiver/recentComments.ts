import { digestOf } from '../../digestOf.ts';
import type { SentComment } from '../sentComment.ts';
import { createShortMemory } from '../shortMemory.ts';

/** What was sent within a day, so that nothing is taken twice. Only digests are kept. */
export interface RecentComments {
  /** Whether it is new; then it is remembered as of `moment` (ms). */
  readonly add: (comment: SentComment, moment: number) => boolean;
  /** For one that could not be stored. */
  readonly forget: (comment: SentComment) => void;
}

const day = 24 * 3_600_000;
const most = 50_000;

export function createRecentComments(): RecentComments {
  const moments = createShortMemory<number>({ lifetime: day, most });
  return {
    add: (comment, moment) => {
      const digest = digestOfWords(comment);
      const earlier = moments.get(digest);
      if (earlier !== undefined && moment - earlier < day) return false;
      moments.set(digest, moment, moment);
      return true;
    },
    forget: (comment) => moments.delete(digestOfWords(comment)),
  };
}

/** The same words below the same article are the same comment, however they are spaced. */
function digestOfWords({ article, text }: SentComment): string {
  return digestOf(`${article}\n${text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()}`);
}
