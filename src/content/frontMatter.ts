/**
 * Front matter through gray-matter, made safe: YAML only (every other engine throws), read by our own
 * tree reader later, and gray-matter's cache by text bypassed, because it forgets errors.
 */
import matter from 'gray-matter';
import type { Checked, SourcePath, Diagnostic, Position } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type * as v from 'valibot';
import { nearest } from '../core/diagnostics/suggester.ts';
import { checkSchema, type Reading } from '../core/yaml/checkSchema.ts';
import type { YamlEntry, YamlNode } from '../core/yaml/yamlTree.ts';
import type { GermanOptions } from '../config/germanOptions.ts';
import type { Run } from '../markdown/german/tree/textRuns.ts';
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

// The check against a schema is strict about the keys that hide a text: whoever mistypes
// „Sperrfrist“ must not publish at once.

type FrontMatterSchema = v.ObjectSchema<v.ObjectEntries, undefined>;

/** Keys that hide a text, with their German names. */
const hiding: ReadonlyMap<string, string> = new Map([
  ['embargo', 'die Sperrfrist'],
  ['draft', 'den Entwurf'],
  ['expires', 'den Ablauf'],
]);

/** Synonyms that are too different to count as typing mistakes. */
const meanings: ReadonlyMap<string, string> = new Map([
  ['entwurf', 'draft'],
  ['gesperrt', 'sperrfrist'],
  ['ablauf', 'expires'],
]);

/** Checks `frontMatter`; `otherNames` are known as well, and occur only where our own name is taken. */
export function checkFrontMatter<Schema extends FrontMatterSchema>(
  frontMatter: YamlNode,
  schema: Schema,
  file: SourcePath,
  otherNames: readonly string[] = [],
): Reading<v.InferOutput<Schema>> {
  const place = { file, firstLine: 1 };
  if (frontMatter.kind !== 'mapping') return checkSchema(frontMatter, schema, place);
  const names = [...Object.keys(schema.entries), ...otherNames];
  const faults = new Map<YamlEntry, Diagnostic>();
  for (const entry of frontMatter.entries) {
    const fault = faultOf(entry, frontMatter.entries, names, file);
    if (fault) faults.set(entry, fault);
  }
  const entries = frontMatter.entries.filter((entry) => !faults.has(entry));
  const reading = checkSchema({ ...frontMatter, entries }, schema, place, names);
  if (faults.size === 0) return reading;
  return { diagnostics: [...faults.values(), ...reading.diagnostics], locate: reading.locate };
}

function faultOf(
  { key, written = key, keyPosition, value }: YamlEntry,
  entries: readonly YamlEntry[],
  names: readonly string[],
  file: SourcePath,
): Diagnostic | undefined {
  const place = { file, position: keyPosition };
  if (key === 'embargo' && value.kind === 'scalar' && value.text.trim() === '') {
    return diagnose('front-matter/empty-embargo', { key: written }, place);
  }
  const ours = ourNamesOf(key).at(-1) ?? key;
  if (ours !== key) {
    const first = entries.find((entry) => entry.key === ours);
    const what = hiding.get(ours);
    if (!first || what === undefined) return undefined;
    return diagnose(
      'front-matter/hidden-twice',
      { what, first: first.written ?? first.key, second: key },
      place,
    );
  }
  if (names.includes(key)) return undefined;
  const suggestion = meanings.get(key.toLowerCase()) ?? nearest(key, names);
  const isHiding = hiding.has(ourNamesOf(suggestion).at(-1) ?? suggestion);
  if (!isHiding || !names.includes(suggestion)) return undefined;
  return diagnose('front-matter/nearly-hidden', { key, suggestion }, place);
}

// Names of other programs and German ones for our keys.

/** In Hugo the date of publication may stand beside the date of writing; then nothing appears before it. */
const publication = ['date', 'embargo'] as const;

/** To each name ours: the first that is free. */
const otherNames: Readonly<Record<string, string | typeof publication>> = {
  author: 'authors',
  category: 'section',
  categories: 'section',
  lastmod: 'updated',
  modified: 'updated',
  publishDate: publication,
  publishdate: publication,
  pubdate: publication,
  published: publication,
  sperrfrist: 'embargo',
  expiryDate: 'expires',
  expirydate: 'expires',
  unpublishDate: 'expires',
  unpublishdate: 'expires',
  summary: 'description',
};

/** Names that may be written instead of our own. */
export const knownOtherNames: readonly string[] = Object.keys(otherNames);

/** Our names for `key`, the first best; none when it is no name of others. */
function ourNamesOf(key: string): readonly string[] {
  return Object.hasOwn(otherNames, key) ? [otherNames[key] ?? []].flat() : [];
}

/** When several keys have one meaning the first counts; the others keep their names. */
export function withOurNames(frontMatter: YamlNode): YamlNode {
  if (frontMatter.kind !== 'mapping') return frontMatter;
  const taken = new Set(frontMatter.entries.map(({ key }) => key));
  const entries = frontMatter.entries.map((entry): YamlEntry => {
    const name = ourNamesOf(entry.key).find((one) => !taken.has(one));
    if (name === undefined) return entry;
    taken.add(name);
    return { ...entry, key: name, written: entry.key };
  });
  return { ...frontMatter, entries };
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
  return findRunHints([...positions.keys()], options, (run) => {
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
    if (!textKeys.has(key)) return germanTexts(value);
    const texts = value.kind === 'sequence' ? value.items : [value];
    return texts.filter((text) => text.kind === 'scalar');
  });
}
