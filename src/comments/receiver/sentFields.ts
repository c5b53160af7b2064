/** The fields that a form may send, by the names of our own form format, as text and before any check. */
import { articleName, blattmacherNames } from '../form/commentForm.ts';
import type { UrlPath } from '../../core/model.ts';

export const fieldNames = [...Object.values(blattmacherNames), articleName] as const;

export type FieldName = (typeof fieldNames)[number];
export type SentFields = Readonly<Partial<Record<FieldName, string>>>;

export type BodyKind = 'form' | 'json';

/** Undefined for a content type that no form of ours has. */
export function bodyKindOf(contentType: string | undefined): BodyKind | undefined {
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') return 'form';
  return type === 'application/json' ? 'json' : undefined;
}

/** More pairs than that are no form. */
const mostPairs = 100;

/** Undefined for what is not whole: broken UTF-8 or encoding, no object, a field twice or of a wrong type. Fields of other names are passed over. */
export function parseSentFields(bytes: Uint8Array, kind: BodyKind): SentFields | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const fields = kind === 'form' ? formFields(text) : jsonFields(text);
    return fields && Object.values(fields).every((value) => value.isWellFormed()) ? fields : undefined;
  } catch (error) {
    // The decoder throws a TypeError, JSON a SyntaxError, percent-encoding a URIError.
    if (error instanceof TypeError || error instanceof SyntaxError || error instanceof URIError)
      return undefined;
    throw error;
  }
}

/** Unlike `URLSearchParams` it hides no broken encoding. @throws URIError */
function formFields(text: string): SentFields | undefined {
  const pairs = text.split('&', mostPairs + 1);
  if (pairs.length > mostPairs) return undefined;
  const fields: Partial<Record<FieldName, string>> = {};
  for (const pair of pairs) {
    const border = pair.indexOf('=');
    const [name, value] = border < 0 ? [pair, ''] : [pair.slice(0, border), pair.slice(border + 1)];
    const known = fieldNames.find((field) => field === decodePlus(name));
    if (known === undefined) continue;
    if (fields[known] !== undefined) return undefined;
    fields[known] = decodePlus(value);
  }
  return fields;
}

function decodePlus(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

/** @throws SyntaxError */
function jsonFields(text: string): SentFields | undefined {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const sent = new Map<string, unknown>(Object.entries(value));
  const fields: Partial<Record<FieldName, string>> = {};
  for (const name of fieldNames) {
    const given = sent.get(name);
    if (given === undefined || given === null || given === false) continue;
    if (!['string', 'number', 'boolean'].includes(typeof given)) return undefined;
    fields[name] = String(given);
  }
  return fields;
}

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
