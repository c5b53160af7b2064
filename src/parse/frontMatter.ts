/**
 * Front matter through gray-matter, made safe: YAML only (every other engine throws), read by our own
 * tree reader later, and gray-matter's cache by text bypassed, because it forgets errors.
 */
import matter from 'gray-matter';
import type { Checked, SourcePath } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';

export interface FrontMatter {
  /** The YAML between the dashes. It begins with the line break after the opening ones, on line 1 of the file. */
  readonly frontMatter: string;
  readonly content: string;
  /** Line of the file on which the content begins, from 1. */
  readonly contentLine: number;
}

const opening = '---';
const closing = `\n${opening}`;

const refuse = (): never => {
  throw new Error('Front matter is YAML only');
};
const refusing = { parse: refuse };
/** Never reached, because the language is checked first; a second safeguard. */
const engines = {
  // The text is read by `parseYamlTree` below; the engine only has to accept it.
  yaml: { parse: (): object => ({}) },
  json: refusing,
  js: refusing,
  javascript: refusing,
  coffee: refusing,
  cson: refusing,
  toml: refusing,
};

/** Splits a source into front matter and Markdown. `text` has `\n` line ends and no byte-order mark. */
export function splitFrontMatter(text: string, file: SourcePath): Checked<FrontMatter> {
  const start = { file, position: { line: 1, column: 1 } };
  if (!/^---(?!-)/.test(text)) return { diagnostics: [diagnose('front-matter/none', {}, start)] };
  const language = /^---[ \t]*(\S*)/.exec(text)?.[1] ?? '';
  if (language !== '' && language !== 'yaml') {
    return { diagnostics: [diagnose('front-matter/only-yaml', { language }, start)] };
  }
  if (!/\n---(?!-)/.test(text)) return { diagnostics: [diagnose('front-matter/unclosed', {}, start)] };
  // gray-matter copies its input, so it gets the front matter with its dashes only. With options it keeps no
  // cache.
  const end = text.indexOf(closing, opening.length) + closing.length;
  const split = matter(text.slice(0, end), { engines, language: 'yaml' });
  const contentStart = text[end] === '\n' ? end + 1 : end;
  const contentLine = text.slice(0, contentStart).split('\n').length;
  return {
    value: { frontMatter: split.matter, content: text.slice(contentStart), contentLine },
    diagnostics: [],
  };
}
