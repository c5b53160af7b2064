import { digestOf } from '../../digestOf.ts';
import { plainAddress } from '../addressHashes.ts';
import type { SentComment } from '../sentComment.ts';
import { createExpiringMap } from '../shortMemory.ts';

/** Digests of the comments of the last day, so that none is taken twice. */
export interface RecentComments {
  /** Whether it is new; then it is recorded as of `moment` (ms). */
  readonly add: (comment: SentComment, moment: number) => boolean;
  /** For one that could not be stored. */
  readonly forget: (comment: SentComment) => void;
}

const day = 24 * 3_600_000;
const most = 50_000;

export function createRecentComments(): RecentComments {
  const moments = createExpiringMap<number>({ lifetime: day, most });
  return {
    add: (comment, moment) => {
      const digest = digestOfComment(comment);
      const earlier = moments.get(digest);
      if (earlier !== undefined && moment - earlier < day) return false;
      moments.set(digest, moment, moment);
      return true;
    },
    forget: (comment) => moments.delete(digestOfComment(comment)),
  };
}

/**
 * The same for the same words of the same person at the same place, however they are spaced. Two people may thank
 * an author in the same words, and one may agree with two comments.
 */
export function digestOfComment({ article, parent = '', name, email = '', text }: SentComment): string {
  return digestOf(JSON.stringify([article, parent, plain(name), plainAddress(email), plain(text)]));
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
