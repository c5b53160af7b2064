/** Everything that is held against a comment before it is stored, from what costs least to what costs most. */
import { receiverTexts } from '../receiverTexts.ts';
import { ownOrigins } from '../siteNames.ts';
import { checkFields } from './checkFields.ts';
import { checkLinks } from './checkLinks.ts';
import { checkOrigin, type RequestOrigin } from './checkOrigin.ts';
import type { JudgedComment } from './keepComment.ts';
import { checkTime } from './timeTrap.ts';
import type { ReceiverOptions } from './receiverOptions.ts';
import type { Refusal } from './refusal.ts';
import type { SentFields } from './sentFields.ts';

/** Who sent it, as far as that matters. */
export interface Sender extends RequestOrigin {
  readonly address: string;
  /** The name that was asked for. */
  readonly host: string | undefined;
}

export type Judgement =
  /** Also of what fell into the trap for machines, which must not learn that from the answer. */
  | { readonly kind: 'accepted'; readonly judged: JudgedComment }
  /** It is refused, and kept as long as it is not sent again. */
  | { readonly kind: 'hasty'; readonly judged: JudgedComment; readonly refusal: Refusal }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export type JudgeOptions = Pick<ReceiverOptions, 'site' | 'rateLimit' | 'proofOfWork' | 'clock'>;

export async function judgeComment(
  fields: SentFields,
  sender: Sender,
  options: JudgeOptions,
): Promise<Judgement> {
  const site = options.site.current(sender.host);
  const origin = checkOrigin(sender, ownOrigins(site.url.origin));
  if (origin.refusal) return refused(origin.refusal);
  const checked = checkFields(fields, site);
  if ('refusal' in checked) return refused(checked.refusal);
  const links = checkLinks(checked.comment.text);
  const refusal = links.refusal ?? takeTurn(sender, options);
  if (refusal) return refused(refusal);
  const time = checkTime(fields.started, options.clock());
  const remarks = [origin, time, links].flatMap(({ remark }) => remark ?? []);
  const judged = { comment: checked.comment, remarks };
  if (time.refusal) return judgeArticle({ ...judged, trap: 'time' }, time.refusal, options);
  const isProven = !site.proofOfWork || (await options.proofOfWork.verify(fields.altcha ?? ''));
  if (!isProven) return refused({ code: 'proof-of-work' });
  return (fields.fax ?? '') === ''
    ? judgeArticle(judged, undefined, options)
    : judgeArticle(
        { ...judged, remarks: [receiverTexts.remarks.honeypot, ...remarks], trap: 'honeypot' },
        undefined,
        options,
      );
}

function takeTurn({ address }: Sender, { rateLimit, clock }: JudgeOptions): Refusal | undefined {
  const retryAfter = rateLimit.take(address, clock());
  return retryAfter > 0 ? { code: 'too-many', retryAfter } : undefined;
}

async function judgeArticle(
  judged: JudgedComment,
  refusal: Refusal | undefined,
  { site }: JudgeOptions,
): Promise<Judgement> {
  const article = await site.find(judged.comment.article);
  if (!article) return refused({ code: 'article-unknown' });
  if (!article.isOpen) return refused({ code: 'article-closed' });
  const placed = { ...judged, comment: { ...judged.comment, article: article.url } };
  return refusal ? { kind: 'hasty', judged: placed, refusal } : { kind: 'accepted', judged: placed };
}

function refused(refusal: Refusal): Judgement {
  return { kind: 'refused', refusal };
}
