import type { UrlPath } from '../../model.ts';
import type { CommentStore } from '../commentStore.ts';
import type { ProofOfWork } from '../proofOfWork.ts';
import type { ReceivingArticle, ReceivingSite } from '../receivingSite.ts';
import type { PendingComment } from '../sentComment.ts';
import type { RateLimit } from './rateLimit.ts';
import type { TrustedProxies } from './senderOf.ts';

/** All of the world that the receiver touches. */
export interface ReceiverOptions {
  /** Where comments are posted to, e.g. `/comments`, as `plainPath` writes it; the challenge is at `/challenge` below it. */
  readonly paths: () => readonly string[];
  readonly site: SiteKnowledge;
  readonly store: CommentStore;
  /** For what fell into a trap. */
  readonly caught: CommentStore;
  readonly rateLimit: RateLimit;
  readonly proofOfWork: ProofOfWork;
  /** Whose word counts about who sent a comment. */
  readonly proxies: TrustedProxies;
  /** Allowed values of the `Host` header. */
  readonly isOwnHost: (host: string | undefined) => boolean;
  /** ms since 1970 */
  readonly clock: () => number;
  readonly random: (bytes: number) => Uint8Array;
  /** Hears of every comment that was stored; must neither throw nor wait. */
  readonly notify: (comment: PendingComment) => void;
  /** Hears, in German and without anything that readers sent, what goes wrong. */
  readonly report: (line: string) => void;
  /** So many pending comments, and no more are taken. */
  readonly mostPending: number;
}

export interface SiteKnowledge {
  /** As it is for those who ask under the name `host`. */
  readonly current: (host?: string) => ReceivingSite;
  /** Finds an article; scans the site again for an unknown one, unless the last scan is recent. */
  readonly find: (address: UrlPath) => Promise<ReceivingArticle | undefined>;
}
