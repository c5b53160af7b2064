import type { Diagnostic } from '../model.ts';
import { diagnose } from './diagnostics.ts';

/** The warning that a comment is left out because of a fault which anywhere else would be an error: no reader's comment may stop a build. */
export function skippedComment({ message, hint = '', file, position }: Diagnostic): Diagnostic {
  const place = { ...(file && { file }), ...(position && { position }) };
  return diagnose('comments/skipped', { reason: message, cure: hint }, place);
}
