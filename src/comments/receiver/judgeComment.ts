/** Everything that is held against a comment before it is stored, from what costs least to what costs most. */
import { receiverTexts } from './receiverTexts.ts';
import { ownOrigins, type ReceiverOptions } from './receiverOptions.ts';
import { checkFields, checkLinks } from './readSubmission.ts';
import type { JudgedComment } from './keepComment.ts';
import { type Refusal, type SentFields, type Finding, nothingFound } from './sentFields.ts';

/** Who sent it, as far as that matters. */
export interface Sender {
  readonly address: string;
  /** The name that was asked for. */
  readonly host: string | undefined;
  /** Headers in which a browser names the page that a request comes from. */
  readonly origin: string | undefined;
  readonly referrer: string | undefined;
  readonly fetchSite: string | undefined;
}

export type Judgement =
  /** Also of what fell into the trap for machines, which must not learn that from the answer. */
  | { readonly kind: 'accepted'; readonly judged: JudgedComment }
  /** It is refused, and kept as long as it is not sent again. */
  | { readonly kind: 'hasty'; readonly judged: JudgedComment; readonly refusal: Refusal }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export async function judgeComment(
  fields: SentFields,
  sender: Sender,
  options: ReceiverOptions,
): Promise<Judgement> {
  const site = options.site.current(sender.host);
  const origin = checkOrigin(sender, ownOrigins(site.url.origin));
  if (origin.refusal) return refused(origin.refusal);
  const checked = checkFields(fields, site);
  if ('refusal' in checked) return refused(checked.refusal);
  const links = checkLinks(checked.comment.text);
  if (links.refusal) return refused(links.refusal);
  const retryAfter = options.rateLimit.take(sender.address, options.clock());
  if (retryAfter > 0) return refused({ code: 'too-many', retryAfter });
  const time = checkTime(fields.started, options.clock());
  const remarks = [origin, time, links].flatMap(({ remark }) => remark ?? []);
  const judged = { comment: checked.comment, remarks };
  if (time.refusal) return judgeArticle({ ...judged, trap: 'time' }, time.refusal, options);
  const isProven = !site.proofOfWork || (await options.proofOfWork.verify(fields.altcha ?? ''));
  if (!isProven) return refused({ code: 'proof-of-work' });
  if ((fields.fax ?? '') === '') return judgeArticle(judged, undefined, options);
  const doubts = [receiverTexts.remarks.honeypot, ...remarks];
  return judgeArticle({ ...judged, remarks: doubts, trap: 'honeypot' }, undefined, options);
}

async function judgeArticle(
  judged: JudgedComment,
  refusal: Refusal | undefined,
  { site }: ReceiverOptions,
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

/**
 * Whether a form of the site itself was sent. Browsers say `Origin` with every POST, but `null` where a page
 * keeps its address to itself; without it `Referer` tells. Who says nothing is taken with a remark, unless
 * `Sec-Fetch-Site` betrays another site: our own pages hide nothing.
 */
function checkOrigin(sender: Sender, own: readonly string[]): Finding {
  const claimed = claimedOrigin(sender);
  if (claimed !== undefined && own.includes(claimed)) return nothingFound;
  const isSilent = claimed === undefined || claimed === '';
  return isSilent && sender.fetchSite !== 'cross-site'
    ? { remark: receiverTexts.remarks.noOrigin }
    : { refusal: { code: 'foreign-origin' } };
}

/** The origin that a request comes from, as it says; `null`, which is that of no site, for what is no address. */
export function claimedOrigin({ origin, referrer }: Pick<Sender, 'origin' | 'referrer'>): string | undefined {
  if (origin !== undefined && origin !== 'null') return origin;
  return referrer && (URL.parse(referrer)?.origin ?? 'null');
}

/** Milliseconds in which nobody writes a comment, and in which everybody is done. */
const fastest = 3000;
const slowest = 24 * 3_600_000;

/** Holds the time at which a form was shown (`started`, ms as text, by the reader's clock) against the clock of the receiver. */
function checkTime(started: string | undefined, now: number): Finding {
  if (started === undefined || started === '') return nothingFound;
  const elapsed = /^\d{1,15}$/.test(started) ? now - Number(started) : Number.NaN;
  // A reader's clock may be fast: who seems to come from the future is not refused.
  if (!(elapsed >= 0)) return { remark: receiverTexts.remarks.clock };
  if (elapsed < fastest) return { refusal: { code: 'too-fast' }, remark: receiverTexts.remarks.hasty };
  return elapsed > slowest ? { remark: receiverTexts.remarks.slow } : nothingFound;
}
