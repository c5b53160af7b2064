/** Everything that is held against a comment before it is stored, from what costs least to what costs most. */
import type { SentComment } from '../sentComment.ts';
import { checkFields } from './checkFields.ts';
import { checkLinks } from './checkLinks.ts';
import { checkOrigin, type RequestOrigin } from './checkOrigin.ts';
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
  | { readonly kind: 'accepted'; readonly comment: SentComment; readonly remarks: readonly string[] }
  /** By a machine that must not learn from the answer. */
  | { readonly kind: 'trapped' }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export type JudgeOptions = Pick<ReceiverOptions, 'site' | 'rateLimit' | 'proofOfWork' | 'clock'>;

export async function judgeComment(
  fields: SentFields,
  sender: Sender,
  options: JudgeOptions,
): Promise<Judgement> {
  const site = options.site.current(sender.host);
  const origin = checkOrigin(sender, site.url.origin);
  if (origin.refusal) return refused(origin.refusal);
  if ((fields.fax ?? '') !== '') return { kind: 'trapped' };
  const checked = checkFields(fields, site);
  if ('refusal' in checked) return refused(checked.refusal);
  const findings = [origin, checkTime(fields.started, options.clock()), checkLinks(checked.comment.text)];
  const refusal =
    findings.find((finding) => finding.refusal)?.refusal ??
    takeTurn(sender, options) ??
    (site.proofOfWork && !(await options.proofOfWork.verify(fields.altcha ?? ''))
      ? { code: 'proof-of-work' as const }
      : undefined);
  if (refusal) return refused(refusal);
  const remarks = findings.flatMap(({ remark }) => remark ?? []);
  return judgeArticle(checked.comment, remarks, options);
}

function takeTurn({ address }: Sender, { rateLimit, clock }: JudgeOptions): Refusal | undefined {
  const retryAfter = rateLimit.take(address, clock());
  return retryAfter > 0 ? { code: 'too-many', retryAfter } : undefined;
}

async function judgeArticle(
  comment: SentComment,
  remarks: readonly string[],
  { site }: JudgeOptions,
): Promise<Judgement> {
  const article = await site.find(comment.article);
  if (!article) return refused({ code: 'article-unknown' });
  if (!article.isOpen) return refused({ code: 'article-closed' });
  return { kind: 'accepted', comment: { ...comment, article: article.url }, remarks };
}

function refused(refusal: Refusal): Judgement {
  return { kind: 'refused', refusal };
}
