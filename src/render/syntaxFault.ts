import type { EtaParseError } from 'eta/core';
import type { Diagnostic, SourcePath } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import type { CodePlaces } from './codePlaces.ts';
import type { TemplateTag } from './locateTags.ts';
import type { CodeFault } from './templateFunction.ts';
import { unclosedBracket } from './unclosedBracket.ts';

const parseReasons: Readonly<Record<string, string>> = {
  'unclosed tag': '<% ohne %>',
  'unclosed string': 'Ein Anführungszeichen wird nicht geschlossen.',
  'unclosed comment': 'Ein Kommentar /* wird nicht geschlossen.',
};

/** The diagnostic of a tag that Eta could not read: its message is `… at line 3 col 7:` and an excerpt. */
export function parseFault(file: SourcePath, error: EtaParseError): Diagnostic {
  const [, what = '', line, column] = /^(.*) at line (\d+) col (\d+):/.exec(error.message) ?? [];
  const reason = parseReasons[what] ?? error.message;
  const position = { line: Number(line ?? 1), column: Number(column ?? 1) };
  return diagnose('template/syntax', { reason }, { file, position });
}

/** The diagnostic of code in tags that is no JavaScript. */
export function codeFault(
  file: SourcePath,
  { reason, generated }: CodeFault,
  places: CodePlaces,
  tags: readonly TemplateTag[],
): Diagnostic {
  const position = places(generated) ?? { line: 1, column: 1 };
  const open = unclosedBracket(tags);
  if (open === undefined)
    return diagnose('template/syntax', { reason: germanReason(reason) }, { file, position });
  return diagnose('template/unclosed-block', { bracket: open.bracket }, { file, position: open.position });
}

/** V8's commonest complaints in German, anything else as it is. */
function germanReason(text: string): string {
  const unexpected = /^Unexpected (?:token|identifier|string|number) '(.*)'$/.exec(text)?.[1];
  if (unexpected !== undefined) return `„${unexpected}“ steht hier an falscher Stelle.`;
  const missing = /^missing (\S) /.exec(text)?.[1];
  return missing === undefined ? text : `Es fehlt „${missing}“.`;
}
