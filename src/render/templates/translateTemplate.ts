/** A template → JavaScript as text, which can be kept in the compiled program. */
import { Eta, EtaParseError } from 'eta/core';
import {
  markTags,
  locateTags,
  type TemplateTag,
  type TemplateTree,
  type TemplateReferences,
  templateReferences,
} from './templateTags.ts';
import { etaSettings } from './templateFunction.ts';

/** A template as JavaScript: made of its text alone, and a value that JSON can say. */
export interface TranslatedTemplate {
  readonly code: string;
  readonly references: TemplateReferences;
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
