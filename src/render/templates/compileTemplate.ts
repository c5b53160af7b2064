/** One template → a function that renders it, with the places of its tags. */
import { Eta, EtaParseError, type TemplateFunction } from 'eta/core';
import { digestOf } from '../../core/digestOf.ts';
import type { Checked, SourcePath } from '../../core/model.ts';
import {
  locateTags,
  markTags,
  type TemplateReferences,
  templateReferences,
  type TemplateTag,
  type TemplateTree,
} from './templateTags.ts';
import type { PrebuiltTemplates, TranslatedTemplate } from '../prebuiltTemplates.ts';
import { codeFault, parseFault } from './templateFaults.ts';
import { etaSettings, templateFunction } from './templateFunction.ts';

export interface TemplateSource {
  readonly file: SourcePath;
  readonly text: string;
}

export interface CompiledTemplate extends TemplateSource {
  readonly run: TemplateFunction;
  /** What it is translated to. */
  readonly code: string;
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
    return { value: { ...source, run: compiledWhenCalled(code, script), code, references }, diagnostics: [] };
  }
  const translated = translateTemplate(text);
  if (translated instanceof EtaParseError) return { diagnostics: [parseFault(source.file, translated)] };
  const { code, references, tags } = translated;
  const run = templateFunction(code, script);
  if (typeof run !== 'function') return { diagnostics: [codeFault(source.file, run, code, tags)] };
  return { value: { ...source, run, code, references }, diagnostics: [] };
}

/** The text that is translated. */
export function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
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

/** `text` has `\n` line ends. The code may still be none that JavaScript understands. */
export function translateTemplate(
  text: string,
): (TranslatedTemplate & { readonly tags: readonly TemplateTag[] }) | EtaParseError {
  const tree = parseTemplate(text);
  if (tree instanceof EtaParseError) return tree;
  const tags = locateTags(tree, text);
  const references = templateReferences(tags);
  return { code: toCode(text, tags, references), references, tags };
}

function parseTemplate(text: string): TemplateTree | EtaParseError {
  try {
    return new Eta(etaSettings).parse(text);
  } catch (error) {
    if (error instanceof EtaParseError) return error;
    throw error;
  }
}

function toCode(text: string, tags: readonly TemplateTag[], { named }: TemplateReferences): string {
  const start = { line: 1, column: 1 };
  const last = named.find(({ kind }) => kind === 'layout')?.position ?? tags.at(-1)?.position ?? start;
  const processAST = (tree: TemplateTree): TemplateTree => markTags(tree, tags, last);
  return new Eta({ ...etaSettings, plugins: [{ processAST }] }).compileToString(text);
}
