/**
 * Front matter through gray-matter, made safe: YAML only (every other engine throws), read by our own
 * tree reader later, and gray-matter's cache by text bypassed, because it forgets errors.
 */
import matter from 'gray-matter';
import type { Checked, SourcePath, Diagnostic, Position } from '../core/model.ts';
import { diagnose, hasError } from '../core/diagnostics/diagnostics.ts';
import type * as v from 'valibot';
import { checkSchema, type Reading } from '../core/yaml/checkSchema.ts';
import type { YamlEntry, YamlNode } from '../core/yaml/yamlTree.ts';
import type { GermanOptions } from '../config/germanOptions.ts';
import { readRuns, type Run } from '../markdown/german/tree/textRuns.ts';
import { parseUrlPath } from '../core/paths.ts';
import { isNothing, nearlyHiding, normalName, ourName, suggestedName, withOurNames } from './keyNames.ts';
import { missingHead, unclosedHead } from './foreignHeads.ts';
import { withLists } from './frontMatterValues.ts';
import { findRunHints } from '../markdown/german/tree/germanHints.ts';

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
  if (!/^---(?!-)/.test(text)) return { diagnostics: [missingHead(text, file)] };
  const language = /^---[ \t]*(\S*)/.exec(text)?.[1] ?? '';
  if (language !== '' && language !== 'yaml') {
    return { diagnostics: [diagnose('front-matter/only-yaml', { language }, start)] };
  }
  if (!/\n---(?!-)/.test(text)) return { diagnostics: [unclosedHead(text, file)] };
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

// The check against a schema is strict about the keys that hide a text: whoever mistypes
// „Sperrfrist“ must not publish at once.

type FrontMatterSchema = v.ObjectSchema<v.ObjectEntries, undefined>;

/** Checks `frontMatter` with the keys of `schema` by all their names; `complete` adds what the front matter leaves to others. */
export function checkFrontMatter<Schema extends FrontMatterSchema>(
  frontMatter: YamlNode,
  schema: Schema,
  file: SourcePath,
  complete: (named: YamlNode) => YamlNode = (named) => named,
): Reading<v.InferOutput<Schema>> {
  const ours = Object.keys(schema.entries);
  const place = { file, firstLine: 1 };
  const { frontMatter: named, diagnostics } = withOurNames(frontMatter, ours, file);
  if (named.kind !== 'mapping') return checkSchema(named, schema, place);
  const faults = new Map<YamlEntry, Diagnostic>();
  for (const entry of named.entries) {
    const fault = faultOf(entry, ours, file);
    if (fault) faults.set(entry, fault);
  }
  const entries = named.entries.filter((entry) => !faults.has(entry));
  const { frontMatter: listed, diagnostics: doubts } = withLists({ ...named, entries }, file);
  const whole = complete(listed);
  const reading = checkSchema(whole, schema, place, (key) => suggestedName(key, ours));
  const told = [...diagnostics, ...faults.values(), ...doubts];
  if (told.length === 0) return reading;
  const all = [...told, ...reading.diagnostics];
  return hasError(told) ? { locate: reading.locate, diagnostics: all } : { ...reading, diagnostics: all };
}

function faultOf(entry: YamlEntry, ours: readonly string[], file: SourcePath): Diagnostic | undefined {
  const { key, written = key, keyPosition, value } = entry;
  const place = { file, position: keyPosition };
  if (key === 'embargo' && isNothing(value))
    return diagnose('front-matter/empty-embargo', { key: written }, place);
  if (ours.includes(key)) return undefined;
  if (
    normalName(key) === 'permalink' &&
    value.kind === 'scalar' &&
    parseUrlPath(value.text) &&
    ours.includes('aliases')
  )
    return diagnose('front-matter/permalink', { key, value: value.text }, place);
  return nearlyHiding(entry, ours, file);
}

// Hints on the German texts in front matter, as contents get them.

/** The keys, on any level, whose texts are typeset. */
const textKeys: ReadonlySet<string> = new Set([
  'title',
  'kicker',
  'description',
  'summary',
  'keyPoints',
  'alt',
  'caption',
  'credit',
  'text',
  'role',
]);

/** Statements of others stay as they came. */
const foreignWords = 'gegendarstellungen';

/** Each hint stands where its text begins. */
export function findFrontMatterHints(
  frontMatter: YamlNode,
  options: GermanOptions,
  file: SourcePath,
): readonly Diagnostic[] {
  const positions = new Map<Run, Position>();
  for (const { text, position } of germanTexts(frontMatter))
    positions.set({ text, pieces: [], alone: true }, position);
  return findRunHints(readRuns([...positions.keys()], options.quotes), options, (run) => {
    const position = positions.get(run);
    return position ? { file, position } : { file };
  });
}

type Scalar = Extract<YamlNode, { kind: 'scalar' }>;

function germanTexts(node: YamlNode): readonly Scalar[] {
  if (node.kind === 'scalar') return [];
  if (node.kind === 'sequence') return node.items.flatMap(germanTexts);
  return node.entries.flatMap(({ key, value }) => {
    if (key === foreignWords) return [];
    if (!textKeys.has(ourName(key))) return germanTexts(value);
    const texts = value.kind === 'sequence' ? value.items : [value];
    return texts.filter((text) => text.kind === 'scalar');
  });
}
