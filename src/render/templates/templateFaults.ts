/** Faults of templates in German, at their place. */
import { EtaNameResolutionError, type EtaParseError } from 'eta/core';
import type { Diagnostic, SourcePath, Position } from '../../core/model.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import type { SourceLocation } from '../../core/diagnostics/message.ts';
import { nearest } from '../../core/diagnostics/suggester.ts';
import { NotPrintable, hiddenNames, type CodeFault } from './templateFunction.ts';
import { placeInTemplate, type TemplateTag, maskCode, tagPositions } from './templateTags.ts';

/** The diagnostic of an error thrown while rendering, at the place in the template where it was thrown; `names` are the templates that exist. */
export function renderFault(error: unknown, place: SourceLocation, names: readonly string[]): Diagnostic {
  if (error instanceof NotPrintable) return diagnose('template/not-printable', { value: error.value }, place);
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof EtaNameResolutionError) {
    const name = /'(.*)'/.exec(text)?.[1] ?? text;
    return diagnose('template/unknown-template', { name, suggestion: nearest(name, names) }, place);
  }
  if (error instanceof RangeError && text.includes('call stack'))
    return diagnose('template/endless', {}, place);
  const hidden = hiddenNames.find((name) => usesHidden(text, name));
  if (hidden !== undefined) return diagnose('template/not-constant', { name: hidden }, place);
  const unknown = /^(\S+) is not defined$/.exec(text)?.[1];
  if (unknown !== undefined) return diagnose('template/unknown-name', { name: unknown }, place);
  return diagnose('template/failed', { reason: germanReason(text) }, place);
}

function usesHidden(text: string, name: string): boolean {
  return text === `${name} is not a constructor` || text === `${name} is not a function`;
}

/** V8's commonest complaint in German, anything else as it is. */
function germanReason(text: string): string {
  const read = /^Cannot read properties of (undefined|null) \(reading '(.*)'\)$/.exec(text);
  if (read !== null) return `Was vor „.${read[2]}“ steht, gibt es hier nicht (${read[1]}).`;
  const called = /^(\S+) is not a function$/.exec(text);
  if (called !== null) return `„${called[1]}“ ist keine Funktion.`;
  const walked = /^(\S+) is not iterable$/.exec(text);
  return walked === null ? text : `„${walked[1]}“ ist keine Liste.`;
}

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
  code: string,
  tags: readonly TemplateTag[],
): Diagnostic {
  const position = placeInTemplate(code, generated) ?? { line: 1, column: 1 };
  const open = unclosedBracket(tags);
  if (open === undefined)
    return diagnose('template/syntax', { reason: germanSyntaxReason(reason) }, { file, position });
  return diagnose('template/unclosed-block', { bracket: open.bracket }, { file, position: open.position });
}

/** V8's commonest complaints in German, anything else as it is. */
function germanSyntaxReason(text: string): string {
  const unexpected = /^Unexpected (?:token|identifier|string|number) '(.*)'$/.exec(text)?.[1];
  if (unexpected !== undefined) return `„${unexpected}“ steht hier an falscher Stelle.`;
  const missing = /^missing (\S) /.exec(text)?.[1];
  return missing === undefined ? text : `Es fehlt „${missing}“.`;
}

interface Bracket {
  readonly bracket: string;
  readonly position: Position;
}

const closing: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };

/** The innermost bracket that the tags of a template open and never close: JavaScript itself only notices at the end. */
function unclosedBracket(tags: readonly TemplateTag[]): Bracket | undefined {
  const open: Bracket[] = [];
  for (const tag of tags) {
    const positionAt = tagPositions(tag);
    for (const { 0: bracket, index } of maskCode(tag.code).matchAll(/[{}()[\]]/g)) {
      if (bracket in closing) open.push({ bracket, position: positionAt(index) });
      else if (closing[open.at(-1)?.bracket ?? ''] === bracket) open.pop();
    }
  }
  return open.at(-1);
}
