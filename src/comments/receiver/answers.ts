/** Answers of the receiver: JSON for a script, a redirect to a page of the site for a plain form. */
import { errorUrl, successUrl } from '../../commentForm/replyUrls.ts';
import { absoluteHref } from '../../pages/hrefs.ts';
import { receiverTexts } from '../receiverTexts.ts';
import type { ReceivingSite } from '../receivingSite.ts';
import { type Refusal, refusalStatus } from './refusal.ts';

export type Outcome = { readonly id: string } | { readonly refusal: Refusal };
export type AnswerKind = 'json' | 'page';

/** A script says that it wants JSON, or sends it. */
export function answerKindOf(accept: string | undefined, contentType: string | undefined): AnswerKind {
  return /\bapplication\/json\b/i.test(`${accept} ${contentType}`) ? 'json' : 'page';
}

export function answerOf(outcome: Outcome, kind: AnswerKind, { url }: ReceivingSite): Response {
  if ('id' in outcome) {
    return kind === 'json'
      ? Response.json({ status: 'pending', id: outcome.id }, { status: 201 })
      : leadOn(absoluteHref(url, successUrl));
  }
  const { code, fields, retryAfter } = outcome.refusal;
  const headers = retryAfter === undefined ? undefined : { 'Retry-After': String(retryAfter) };
  if (kind === 'page') {
    // The fragment lets a page without a script show the right sentence.
    const [field, ...others] = Object.keys(fields ?? {});
    const place = field !== undefined && others.length === 0 ? `${code}-${field}` : code;
    return leadOn(`${absoluteHref(url, errorUrl)}?grund=${code}#grund-${place}`, headers);
  }
  const message = receiverTexts.refusals[code];
  const body = { status: 'refused', code, message, ...(fields && { fields }) };
  return Response.json(body, { status: refusalStatus[code], ...(headers && { headers }) });
}

function leadOn(location: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status: 303, headers: { ...headers, Location: location } });
}
