/** All diagnostics: their catalogue, and how one is made of a code. */
import type { Diagnostic } from '../model.ts';
import { type Message, type SourceLocation, worded } from './message.ts';
import { MissingPart, nativeParts } from '../nativeParts.ts';
import { checkMessages } from './messages/checkMessages.ts';
import { collectionMessages } from './messages/collectionMessages.ts';
import { commentMessages } from './messages/commentMessages.ts';
import { configMessages } from './messages/configMessages.ts';
import { deployMessages } from './messages/deployMessages.ts';
import { frontMatterMessages } from './messages/frontMatterMessages.ts';
import { importMessages } from './messages/importMessages.ts';
import { outputMessages } from './messages/outputMessages.ts';
import { settingsMessages } from './messages/settingsMessages.ts';
import { sourceMessages } from './messages/sourceMessages.ts';
import { templateMessages } from './messages/templateMessages.ts';
import { textMessages } from './messages/textMessages.ts';

/** Catalogue of all diagnostics. The first word of a code names its area. */
export const catalogue = {
  ...checkMessages,
  ...collectionMessages,
  ...commentMessages,
  ...configMessages,
  ...deployMessages,
  ...frontMatterMessages,
  ...importMessages,
  ...outputMessages,
  ...settingsMessages,
  ...sourceMessages,
  ...templateMessages,
  ...textMessages,
};

type Catalogue = typeof catalogue;
export type DiagnosticCode = keyof Catalogue;
type ParametersOf<Code extends DiagnosticCode> =
  Catalogue[Code] extends Message<infer Parameters> ? Parameters : never;

/** Makes the diagnostic of a code; what it needs to know follows from the code. */
export function diagnose<Code extends DiagnosticCode>(
  code: Code,
  parameters: ParametersOf<Code> & object,
  { file, position }: SourceLocation = {},
): Diagnostic {
  const { severity, text, hint }: Message<never> = catalogue[code];
  return {
    code,
    severity,
    ...(file !== undefined && { file }),
    ...(position && { position }),
    message: worded(text, parameters),
    ...(hint !== undefined && { hint: worded(hint, parameters) }),
  };
}

/** Diagnostic of a failure for lack of a part of the program or a resource of the system; it is the fault of no file. */
export function resourceFault(error: unknown): Diagnostic | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof MissingPart) {
    const { part, system } = error;
    return diagnose('program/part-missing', { part, does: nativeParts[part], system });
  }
  const told = `${'code' in error ? String(error.code) : ''} ${error.message}`;
  if (/\bE[MN]FILE\b/.test(told)) return diagnose('program/too-many-files', {});
  if (/\b(?:ENOSPC|EDQUOT)\b/.test(told)) return diagnose('program/disk-full', {});
  const isMemory = /\bERR_WORKER_OUT_OF_MEMORY\b|\bENOMEM\b/.test(told);
  return isMemory ? diagnose('program/out-of-memory', {}) : undefined;
}

export function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** The warning that a comment is left out because of a fault which anywhere else would be an error: no reader's comment may stop a build. */
export function skippedComment({ message, hint = '', file, position }: Diagnostic): Diagnostic {
  return diagnose('comments/skipped', { reason: message, cure: hint }, { file, position });
}
