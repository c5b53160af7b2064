import type { Checked } from '../../model.ts';
import { diagnose } from '../../report/diagnostics.ts';

/** The one of `ids` that is `wanted` or alone begins with it. */
export function chooseComment(wanted: string, ids: readonly string[]): Checked<string> {
  if (ids.includes(wanted)) return { value: wanted, diagnostics: [] };
  const [first, second] = wanted === '' ? [] : ids.filter((id) => id.startsWith(wanted));
  if (first === undefined) return { diagnostics: [diagnose('moderation/unknown-comment', { id: wanted })] };
  return second === undefined
    ? { value: first, diagnostics: [] }
    : { diagnostics: [diagnose('moderation/ambiguous-comment', { id: wanted, first, second })] };
}
