/** Heads, settings and data of other generators (YAML, TOML, JSON) as plain values in which every scalar is the text that stands there. */
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import { parse as parseToml, TomlDate } from 'smol-toml';
import type { SourcePath } from '../../core/model.ts';
import { parseYamlTree, type YamlEntry, type YamlNode } from '../../core/yaml/yamlTree.ts';

/** Nothing is the empty text. */
export type Plain = string | readonly Plain[] | PlainMapping;
export type PlainMapping = { readonly [key: string]: Plain };

export interface ForeignHead {
  readonly values: PlainMapping;
  readonly body: string;
  /** Its head could not be read whole: what it says may be missing here, what hides the text too. */
  readonly isDamaged: boolean;
}

const fences: ReadonlyMap<string, 'yaml' | 'toml' | 'json'> = new Map([
  ['---', 'yaml'],
  ['---yaml', 'yaml'],
  ['---json', 'json'],
  ['---toml', 'toml'],
  ['+++', 'toml'],
]);

/** Splits a source; undefined for a text that has no head. */
export function readForeignHead(text: string): ForeignHead | undefined {
  const first = /^\s*(\S[^\n]*)\n/.exec(text);
  if (!first) return undefined;
  const line = (first[1] ?? '').trim().replace(/^(---)\s+(?=\w)/, '$1');
  if (line.startsWith('{')) return jsonHead(text);
  const format = fences.get(line);
  if (format === undefined)
    return line.startsWith('---') && /^---\w/.test(line) ? foreignCode(text) : undefined;
  const start = first[0].length;
  const end = new RegExp(
    String.raw`^${line.startsWith('+') ? String.raw`\+\+\+` : String.raw`(?:---|\.\.\.)`}[ \t]*(?:\n|$)`,
    'm',
  );
  const found = end.exec(text.slice(start));
  if (!found) return undefined;
  const head = text.slice(start, start + found.index);
  const body = text.slice(start + found.index + found[0].length);
  const values = format === 'yaml' ? readYaml(head) : format === 'toml' ? readToml(head) : readJson(head);
  return values ? { values, body, isDamaged: false } : { values: lineByLine(head), body, isDamaged: true };
}

/** `---js`: a program, which is not run. */
function foreignCode(text: string): ForeignHead | undefined {
  const [, head, body = ''] = /^[^\n]*\n([\s\S]*?)\n---[ \t]*(?:\n|$)([\s\S]*)$/.exec(text.trimStart()) ?? [];
  return head === undefined ? undefined : { values: lineByLine(head), body, isDamaged: true };
}

function jsonHead(text: string): ForeignHead | undefined {
  const end = /^\}[ \t]*(?:\n|$)/m.exec(text);
  if (!end) return undefined;
  const length = end.index + end[0].length;
  const values = readJson(text.slice(0, length));
  return values && { values, body: text.slice(length), isDamaged: false };
}

/** `key: value` and `key = value`, as far as lines have them. */
function lineByLine(head: string): PlainMapping {
  const found = head.split('\n').flatMap((line) => {
    const [, key, value = ''] =
      /^\s*"?([\p{L}_][\p{L}\p{N}_-]{0,60})"?\s*[:=]\s*(.*?),?\s*$/u.exec(line) ?? [];
    return key === undefined ? [] : [[key, value.replace(/^(["'])(.*)\1$/, '$2')] as const];
  });
  return mappingOf(found);
}

/** A mapping without prototype: keys are the source's. */
function mappingOf(entries: Iterable<readonly [string, Plain]>): PlainMapping {
  const mapping: Record<string, Plain> = Object.create(null);
  for (const [key, value] of entries) if (!(key in mapping)) mapping[key] = value;
  return mapping;
}

export const emptyMapping: PlainMapping = mappingOf([]);

/** Later ones go before earlier ones. */
export function merged(...mappings: readonly PlainMapping[]): PlainMapping {
  return mappingOf(mappings.toReversed().flatMap((one) => Object.entries(one)));
}

const maxBytes = 2_000_000;

/** A YAML document that is a mapping; undefined for anything else. */
export function readYaml(text: string): PlainMapping | undefined {
  const value = readYamlValue(text);
  if (value === undefined || typeof value === 'string') return value === '' ? emptyMapping : undefined;
  return isMapping(value) ? value : undefined;
}

function readYamlValue(text: string): Plain | undefined {
  const { value } = parseYamlTree(text, { file: 'x' as SourcePath, firstLine: 1, maxBytes });
  if (value) return plainOf(value);
  if (text.length > maxBytes) return undefined;
  try {
    // Texts only; with anchors, which trees of ours have not.
    return plainOfValue(load(text, { schema: FAILSAFE_SCHEMA, json: true }), { left: 100_000 });
  } catch {
    return undefined;
  }
}

function plainOf(node: YamlNode): Plain {
  if (node.kind === 'scalar') return node.quoted || !/^(?:~|null)$/i.test(node.text) ? node.text : '';
  return node.kind === 'sequence'
    ? node.items.map(plainOf)
    : mappingOf(node.entries.map(({ key, value }) => [key, plainOf(value)]));
}

function readToml(text: string): PlainMapping | undefined {
  return readMapping(() => parseToml(text));
}

function readJson(text: string): PlainMapping | undefined {
  return readMapping(() => JSON.parse(text));
}

function readMapping(read: () => unknown): PlainMapping | undefined {
  try {
    const value = plainOfValue(read(), { left: 100_000 });
    return isMapping(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** @throws where it has more parts than `budget`: aliases of YAML can repeat themselves without end. */
function plainOfValue(value: unknown, budget: { left: number }): Plain {
  if (budget.left-- < 0) throw new RangeError('Too many values');
  if (value === null || value === undefined) return '';
  if (value instanceof TomlDate) return value.toISOString();
  if (Array.isArray(value)) return value.map((one) => plainOfValue(one, budget));
  if (typeof value === 'object')
    return mappingOf(Object.entries(value).map(([key, one]) => [key, plainOfValue(one, budget)] as const));
  return typeof value === 'string' ? value : String(value);
}

/** Settings or data, by the ending of their file. */
export function readData(path: string, text: string): PlainMapping | undefined {
  if (/\.ya?ml$/i.test(path)) return readYaml(text);
  return /\.toml$/i.test(path) ? readToml(text) : readJson(text);
}

export function isMapping(value: Plain | undefined): value is PlainMapping {
  return typeof value === 'object' && !Array.isArray(value);
}

export function isList(value: Plain | undefined): value is readonly Plain[] {
  return Array.isArray(value);
}

/** The text of a key, trimmed; empty where there is none. Keys in any case. */
export function textAt(mapping: Plain | undefined, ...path: readonly string[]): string {
  const value = valueAt(mapping, ...path);
  return typeof value === 'string' ? value.trim() : '';
}

export function valueAt(mapping: Plain | undefined, ...path: readonly string[]): Plain | undefined {
  let value = mapping;
  for (const key of path) {
    if (!isMapping(value)) return undefined;
    const own: PlainMapping = value;
    const found = key in own ? key : Object.keys(own).find((one) => one.toLowerCase() === key.toLowerCase());
    value = found === undefined ? undefined : own[found];
  }
  return value;
}

/** Texts of a list, or the one that stands there instead. */
export function textsOf(value: Plain | undefined): readonly string[] {
  if (isList(value))
    return value.flatMap((one) => (typeof one === 'string' && one.trim() !== '' ? [one.trim()] : []));
  return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : [];
}

/** As the readers of heads elsewhere in the program take it. */
export function asEntries(values: PlainMapping): readonly YamlEntry[] {
  const position = { line: 1, column: 1 };
  const nodeOf = (value: Plain): YamlNode => {
    if (typeof value === 'string') return { kind: 'scalar', text: value, position };
    if (isList(value)) return { kind: 'sequence', items: value.map(nodeOf), position };
    return { kind: 'mapping', entries: asEntries(value), position };
  };
  return Object.entries(values).map(([key, value]) => ({ key, keyPosition: position, value: nodeOf(value) }));
}
