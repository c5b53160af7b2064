import { receiverTexts } from '../receiverTexts.ts';
import { type Finding, nothingFound } from './refusal.ts';

/** Milliseconds in which nobody writes a comment, and in which everybody is done. */
const fastest = 3000;
const slowest = 24 * 3_600_000;

/** Holds the time at which a form was shown (`started`, ms as text, by the reader's clock) against the clock of the receiver. */
export function checkTime(started: string | undefined, now: number): Finding {
  if (started === undefined || started === '') return nothingFound;
  const elapsed = /^\d{1,15}$/.test(started) ? now - Number(started) : Number.NaN;
  // A reader's clock may be fast: who seems to come from the future is not refused.
  if (!(elapsed >= 0)) return { remark: receiverTexts.remarks.clock };
  if (elapsed < fastest) return { refusal: { code: 'too-fast' }, remark: receiverTexts.remarks.hasty };
  return elapsed > slowest ? { remark: receiverTexts.remarks.slow } : nothingFound;
}
