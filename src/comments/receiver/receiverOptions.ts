/** What the receiver knows and touches, and the addresses it answers at. */
import type { UrlPath } from '../../core/model.ts';
import type { CommentStore } from '../moderation/commentStore.ts';
import type { ProofOfWork } from './proofOfWork.ts';
import type { PendingComment } from './sentFields.ts';
import type { RateLimit } from './senderLimits.ts';
import type { TrustedProxies } from './senderOf.ts';
import type { SiteUrl } from '../../config/settings.ts';
import { isIPv4 } from 'node:net';

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

/** Facts about the site that the receiver needs. Plain data, because it comes from another thread. */
export interface ReceivingSite {
  readonly url: SiteUrl;
  /** Where the form posts to, as the settings say it. */
  readonly endpoint?: string;
  /** The form has our format, and an endpoint. */
  readonly isFormOurs: boolean;
  readonly email: 'required' | 'optional' | 'off';
  /** The form has a box that must be ticked. */
  readonly asksConsent: boolean;
  readonly proofOfWork: boolean;
  /** By address inside the site, also by those that lead on to an article. */
  readonly articles: ReadonlyMap<UrlPath, ReceivingArticle>;
}

export interface ReceivingArticle {
  readonly url: UrlPath;
  readonly isOpen: boolean;
}

const usualPath = '/comments';

/** A site's own origin, and the one with `www.` or without it, which readers may know as well. */
export function ownOrigins(origin: string): readonly string[] {
  const url = URL.parse(origin);
  if (!url || isIPv4(url.hostname) || !/^[^.[]+\..*[^.]$/.test(url.hostname)) return [origin];
  const twin = url.host.startsWith('www.') ? url.host.slice(4) : `www.${url.host}`;
  return [origin, `${url.protocol}//${twin}`];
}

/**
 * Where comments are received: at the owner's path and at that of the form. A web server in front may change the one
 * into the other, or not.
 */
export function receivingPaths(
  given: string | undefined,
  { endpoint, isFormOurs }: Pick<ReceivingSite, 'endpoint' | 'isFormOurs'>,
): readonly string[] {
  const address = isFormOurs && endpoint !== undefined ? URL.parse(endpoint, 'http://localhost') : undefined;
  const ofForm = address ? plainPath(address.pathname) : undefined;
  const own = given === undefined ? (ofForm ?? usualPath) : plainPath(given);
  return ofForm === undefined ? [own] : [own, ofForm];
}

/** The same for all spellings of a path: with and without a slash at its end, its letters encoded or not. */
export function plainPath(path: string): string {
  const plain = path.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');
  try {
    return decodeURI(plain);
  } catch {
    return plain;
  }
}
