import { EtaNameResolutionError } from 'eta/core';
import type { Diagnostic } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import type { SourceLocation } from '../report/message.ts';
import { nearest } from '../report/nearest.ts';
import { NotPrintable } from './printable.ts';
import { hiddenNames } from './templateFunction.ts';

/** The diagnostic of an error thrown while rendering, at the place in the template where it was thrown; `names` are the templates that exist. */
export function renderFault(error: unknown, place: SourceLocation, names: readonly string[]): Diagnostic {
  if (error instanceof NotPrintable) return diagnose('template/not-printable', { value: error.value }, place);
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof EtaNameResolutionError) {
    const name = /'(.*)'/.exec(text)?.[1] ?? text;
    return diagnose('template/unknown-template', { name, suggestion: nearest(name, names) }, place);
  }
  if (error instanceof RangeError && text.includes('call stack'))
    return diagnose('template/endless', undefined, place);
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
