/** One template → a function that renders it, with the places of its tags. */
import { EtaParseError, type TemplateFunction } from 'eta/core';
import { digestOf } from '../../core/digestOf.ts';
import type { Checked, SourcePath } from '../../core/model.ts';
import { type CodePlaces, codePlaces, type TemplateReferences } from './templateTags.ts';
import type { PrebuiltTemplates } from '../prebuiltTemplates.ts';
import { codeFault, parseFault } from './templateFaults.ts';
import { templateFunction } from './templateFunction.ts';
import { translateTemplate } from './translateTemplate.ts';

export interface TemplateSource {
  readonly file: SourcePath;
  readonly text: string;
}

export interface CompiledTemplate extends TemplateSource {
  readonly run: TemplateFunction;
  readonly places: CodePlaces;
  readonly references: TemplateReferences;
}

/** Compiles one template; `script` is what stack traces shall call it. A wrong template is an error at its line. */
export function compileTemplate(
  script: string,
  source: TemplateSource,
  prebuilt: PrebuiltTemplates,
): Checked<CompiledTemplate> {
  const text = withLineFeeds(source.text);
  const known = prebuilt.get(digestOf(text));
  if (known) {
    const { code, references } = known;
    const value = { ...source, run: compiledWhenCalled(code, script), places: placesIn(code), references };
    return { value, diagnostics: [] };
  }
  const translated = translateTemplate(text);
  if (translated instanceof EtaParseError) return { diagnostics: [parseFault(source.file, translated)] };
  const { code, references, tags } = translated;
  const places = placesIn(code);
  const run = templateFunction(code, script);
  if (typeof run !== 'function') return { diagnostics: [codeFault(source.file, run, places, tags)] };
  return { value: { ...source, run, places, references }, diagnostics: [] };
}

/** The text that is translated. */
export function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** Only faults ask for places. */
function placesIn(code: string): CodePlaces {
  return (generated) => codePlaces(code)(generated);
}

/** For code that was compiled before, so that it has no faults: most sites need only some of the templates. */
function compiledWhenCalled(code: string, script: string): TemplateFunction {
  let compiled: ReturnType<typeof templateFunction> | undefined;
  return function run(it, options) {
    compiled ??= templateFunction(code, script);
    if (typeof compiled !== 'function') throw new SyntaxError(compiled.reason);
    return compiled.call(this, it, options);
  };
}
