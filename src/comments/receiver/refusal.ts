import type { FieldName } from './sentFields.ts';

/** Why a comment is not taken, with the status of the answer; the names are part of what endpoints promise. */
export const refusalStatus = {
  malformed: 400,
  'foreign-origin': 403,
  'article-closed': 403,
  'article-unknown': 404,
  duplicate: 409,
  'too-large': 413,
  'media-type': 415,
  fields: 422,
  'too-fast': 422,
  'too-many-links': 422,
  'proof-of-work': 422,
  'too-many': 429,
  'not-stored': 503,
} as const;

export type RefusalCode = keyof typeof refusalStatus;

export interface Refusal {
  readonly code: RefusalCode;
  /** Faults of single fields, in German. */
  readonly fields?: FieldFaults;
  /** Seconds after which it is worth trying again. */
  readonly retryAfter?: number;
}

export type FieldFaults = Readonly<Partial<Record<FieldName, string>>>;

/** Result of one check: the comment is refused, or the editor should know something; mostly nothing. */
export interface Finding {
  readonly refusal?: Refusal;
  /** German. */
  readonly remark?: string;
}

export const nothingFound: Finding = {};
