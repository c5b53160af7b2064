/** Reads what a form sends: the body within a limit, then its fields. */
import { longestComment } from '../form/commentForm.ts';
import { isInvisible } from '../parse/readerLinks.ts';
import { parseUrlPath } from '../../core/paths.ts';
import { receiverTexts } from './receiverTexts.ts';
import {
  type SentComment,
  type FieldFaults,
  type Refusal,
  type FieldName,
  type SentFields,
  type Finding,
  nothingFound,
} from './sentFields.ts';

/** The bytes of a request's body, counted while they come; undefined when they are more than `limit`. Rejects when the client hangs up. */
export async function readBody(request: Request, limit: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

// From the fields of a form to a comment: what is missing, too long, or not what it should be.

export interface FieldRules {
  readonly email: 'required' | 'optional' | 'off';
  /** The form has a box that must be ticked. */
  readonly asksConsent: boolean;
}

/** UTF-16 units, as `maxlength` counts them. */
const longest = { text: longestComment, name: 245, email: 100, url: 200, article: 500 } as const;

const texts = receiverTexts.fields;

/** Without a comment there is a refusal. */
export function checkFields(
  fields: SentFields,
  rules: FieldRules,
): { readonly comment: SentComment } | { readonly refusal: Refusal } {
  const text = cleanText(fields.text ?? '');
  const name = cleanLine(fields.name ?? '');
  const email = rules.email === 'off' ? '' : cleanLine(fields.email ?? '');
  const url = cleanLine(fields.url ?? '');
  const parent = (fields.parent ?? '').trim();
  const faults = withoutEmpty({
    text: textFault(text),
    name: nameFault(name),
    email: emailFault(email, rules.email === 'required'),
    url: url === '' || isWebAddress(url) ? '' : texts.wrongUrl,
    parent: /^[a-z0-9-]{0,64}$/.test(parent) ? '' : texts.wrongParent,
    consent: rules.asksConsent && (fields.consent ?? '') === '' ? texts.missingConsent : '',
  });
  if (Object.keys(faults).length > 0) return { refusal: { code: 'fields', fields: faults } };
  const { article: address = '' } = fields;
  const article = address.length <= longest.article ? parseUrlPath(address) : undefined;
  if (article === undefined) return { refusal: { code: 'article-unknown' } };
  const comment = {
    article,
    ...(parent !== '' && { parent }),
    name,
    ...(email !== '' && { email }),
    ...(url !== '' && { url: new URL(url).href }),
    text,
  };
  return { comment };
}

function withoutEmpty(faults: Readonly<Partial<Record<FieldName, string>>>): FieldFaults {
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== ''));
}

/** Forms send CRLF; of the other control characters only the tab means anything. What is no character would keep the comment from being read again. */
function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[[\p{Cc}--[\n\t]]\p{Noncharacter_Code_Point}]/gv, '')
    .trim();
}

/** Marks that turn the direction of writing are no part of any name or address. */
function cleanLine(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\p{Noncharacter_Code_Point}]/gu, '')
    .trim();
}

function textFault(text: string): string {
  if (isInvisible(text)) return texts.missingText;
  return text.length > longest.text ? texts.longText(longest.text) : '';
}

function nameFault(name: string): string {
  if (name === '') return texts.missingName;
  if (name.length > longest.name) return texts.longName(longest.name);
  return /[\p{Cc}\u2028\u2029]/u.test(name) || !/[\p{L}\p{N}\p{So}]/u.test(name) ? texts.wrongName : '';
}

function emailFault(email: string, isRequired: boolean): string {
  if (email === '') return isRequired ? texts.missingEmail : '';
  return isPlausibleEmail(email) ? '' : texts.wrongEmail;
}

/** Whether a text can be the e-mail address of a reader. */
export function isPlausibleEmail(email: string): boolean {
  return (
    email.length <= longest.email &&
    /^[^\s\p{Cc}@<>()[\],;:\\"]+@[^\s\p{Cc}@<>()[\],;:\\".]+(?:\.[^\s\p{Cc}@<>()[\],;:\\".]+)+$/u.test(email)
  );
}

function isWebAddress(text: string): boolean {
  if (text.length > longest.url || !/^https?:\/\//i.test(text) || /[\s\p{Cc}]/u.test(text)) return false;
  const url = URL.parse(text);
  return url !== null && url.username === '' && url.password === '';
}

const remarkable = 3;
const most = 10;

/** Counts what is, or in another system would be, a link: web addresses, `www.`, HTML and BBCode. */
export function checkLinks(text: string): Finding {
  const count = [...text.matchAll(/\bhttps?:\/\/|(?<![/\w])www\.|<a\s|\[url\b|\[link\b/gi)].length;
  if (count > most) return { refusal: { code: 'too-many-links' } };
  return count > remarkable ? { remark: receiverTexts.remarks.links(count) } : nothingFound;
}
