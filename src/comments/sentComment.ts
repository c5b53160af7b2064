import type { UrlPath } from '../model.ts';

/** A comment as a reader sends it: the neutral model of every form. */
export interface SentComment {
  /** Address of the article inside the site. */
  readonly article: UrlPath;
  /** Id of the comment that this one answers. */
  readonly parent?: string;
  readonly name: string;
  readonly email?: string;
  /** http or https. */
  readonly url?: string;
  /** Markdown of the reader. */
  readonly text: string;
}

/** A sent comment that waits for the editor. */
export interface PendingComment extends SentComment {
  /** See `commentId`. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly received: string;
  /** Doubts of the checks, in German. */
  readonly remarks: readonly string[];
  /** Only of what is kept apart: the trap that it fell into. */
  readonly trap?: Trap;
}

/**
 * Traps catch machines, and now and then a person: a hidden field that was filled in, or a form sent too
 * soon.
 */
export const traps = ['honeypot', 'time'] as const;
export type Trap = (typeof traps)[number];
