import { applyEdits } from './edit.ts';
import { findEdits } from './findEdits.ts';
import type { GermanOptions } from '../../config/germanOptions.ts';

/** A plain text (title, teaser, kicker, tag) as a typesetter would set it: glyphs and protected spaces, no word or digit changed. Idempotent, linear. */
export function typeset(text: string, options: GermanOptions): string {
  return applyEdits(text, findEdits(text, options));
}
