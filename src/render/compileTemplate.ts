import { Eta, EtaParseError, type TemplateFunction } from 'eta/core';
import type { Checked, SourcePath } from '../model.ts';
import { type CodePlaces, codePlaces, markTags } from './codePlaces.ts';
import { etaSettings } from './etaSettings.ts';
import { locateTags, type TemplateTag, type TemplateTree } from './locateTags.ts';
import { codeFault, parseFault } from './syntaxFault.ts';
import { templateFunction } from './templateFunction.ts';
import { type TemplateReferences, templateReferences } from './templateReferences.ts';

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
export function compileTemplate(script: string, source: TemplateSource): Checked<CompiledTemplate> {
  const text = source.text.replace(/\r\n?/g, '\n');
  const tree = parseTemplate(text);
  if (tree instanceof EtaParseError) return { diagnostics: [parseFault(source.file, tree)] };
  const tags = locateTags(tree, text);
  const references = templateReferences(tags);
  const code = toCode(text, tags, references);
  const places = codePlaces(code);
  const compiled = templateFunction(code, script);
  if (typeof compiled !== 'function')
    return { diagnostics: [codeFault(source.file, compiled, places, tags)] };
  return { value: { ...source, run: compiled, places, references }, diagnostics: [] };
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
