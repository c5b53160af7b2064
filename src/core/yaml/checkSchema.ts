/**
 * Holds a YAML tree against a valibot schema. The schema's messages are codes of
 * `core/diagnostics/messages/frontMatterMessages.ts`; places come from the tree, so every fault is reported where its value stands.
 */
import * as v from 'valibot';
import type { Checked, Diagnostic, Position } from '../model.ts';
import { diagnose } from '../diagnostics/diagnostics.ts';
import { nearest } from '../diagnostics/suggester.ts';
import { isSchemaCode } from '../diagnostics/messages/frontMatterMessages.ts';
import { colonInItem, type YamlNode, type YamlPlace } from './yamlTree.ts';

/** A checked value that remembers where its parts stand. */
export interface Reading<Value> extends Checked<Value> {
  /** Position of the value at a path such as `['tags', 1]`; of its nearest parent when it is missing. */
  readonly locate: (path: readonly (string | number)[]) => Position;
}

/**
 * Checks `node` against `schema`; unknown keys are warnings with a suggestion, on every level, on the first
 * one that of `suggest`.
 */
export function checkSchema<Schema extends MappingSchema>(
  node: YamlNode,
  schema: Schema,
  place: YamlPlace,
  suggest: Suggest = (key) => nearest(key, Object.keys(schema.entries)),
): Reading<v.InferOutput<Schema>> {
  const locate = (path: readonly (string | number)[]): Position => nodeAt(node, path).position;
  const { file } = place;
  const unknown = unknownKeys(node, schema, place, suggest);
  if (node.kind !== 'mapping') {
    const problem = diagnose('schema/not-a-mapping', {}, { file, position: node.position });
    return { diagnostics: [problem], locate };
  }
  const result = v.safeParse(schema, toPlain(node));
  if (result.success) return { value: result.output, diagnostics: unknown, locate };
  const faults = result.issues.map((issue) => toDiagnostic(issue, node, schema, place));
  return { diagnostics: [...unknown, ...faults], locate };
}

/** The name that an unknown key was probably meant for; empty without one. */
type Suggest = (key: string) => string;

type Plain = string | readonly Plain[] | { readonly [key: string]: Plain };

/** Keys without a value count as absent. */
function toPlain(node: YamlNode): Plain {
  if (node.kind === 'scalar') return node.text;
  if (node.kind === 'sequence') return node.items.map((item) => (isNull(item) ? '' : toPlain(item)));
  const entries = node.entries.filter(
    ({ value }) => value.kind !== 'scalar' || (value.text.trim() !== '' && !isNull(value)),
  );
  return Object.fromEntries(entries.map(({ key, value }) => [key, toPlain(value)]));
}

/** YAML's words for no value; `Null` is a German number. */
export function isNull(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.quoted !== true && ['null', 'NULL', '~'].includes(node.text);
}

/** What stands at a path, or its nearest parent when it is missing. */
export function nodeAt(node: YamlNode, path: readonly (string | number)[]): YamlNode {
  const [step, ...rest] = path;
  if (step === undefined) return node;
  if (node.kind === 'scalar') return node;
  const child =
    node.kind === 'sequence' ? node.items[Number(step)] : node.entries.find(({ key }) => key === step)?.value;
  return child ? nodeAt(child, rest) : node;
}

/** `path` in the author's words. */
function writtenPath(node: YamlNode, path: readonly (string | number)[]): readonly (string | number)[] {
  const [first, ...rest] = path;
  if (first === undefined || node.kind !== 'mapping') return path;
  return [node.entries.find(({ key }) => key === first)?.written ?? first, ...rest];
}

function toDiagnostic(
  issue: v.BaseIssue<unknown>,
  root: YamlNode,
  schema: MappingSchema,
  { file }: YamlPlace,
): Diagnostic {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  const key = writtenPath(root, path)
    .filter((step) => typeof step === 'string')
    .join('.');
  const missing = issue.received === 'undefined';
  const position = missing && path.length <= 1 ? placeOfMissing(root, path) : nodeAt(root, path).position;
  const value = typeof issue.input === 'string' ? issue.input : '';
  const code = missing ? 'schema/missing' : isSchemaCode(issue.message) ? issue.message : undefined;
  if (!code) throw new Error(`A schema speaks without a code: ${issue.message}`);
  const colon = code === 'schema/list' ? colonInItem(nodeAt(root, path)) : undefined;
  if (colon) {
    return diagnose('schema/colon-in-item', { key, item: colon.text }, { file, position: colon.position });
  }
  const keys = requiredKeys(schema, path);
  return diagnose(code, { key, value, expected: issue.expected ?? '', keys }, { file, position });
}

/** The key that stands there without a value, or the beginning of all. */
function placeOfMissing(root: YamlNode, [name]: readonly (string | number)[]): Position {
  const entry = root.kind === 'mapping' ? root.entries.find(({ key }) => key === name) : undefined;
  return entry?.keyPosition ?? root.position;
}

function unknownKeys(
  node: YamlNode,
  schema: MappingSchema,
  place: YamlPlace,
  suggest: Suggest = (key) => nearest(key, Object.keys(schema.entries)),
): readonly Diagnostic[] {
  if (node.kind !== 'mapping') return [];
  return node.entries.flatMap(({ key, keyPosition, value }) => {
    const field = Object.hasOwn(schema.entries, key) ? schema.entries[key] : undefined;
    if (field) return unknownKeysWithin(value, field, place);
    const at = { file: place.file, position: keyPosition };
    const [parent] = fieldsAbove(schema, key);
    if (parent !== undefined)
      return diagnose('schema/belongs-below', { key, parent, ...startOf(node, schema, parent) }, at);
    return diagnose('schema/unknown-key', { key, suggestion: suggest(key) }, at);
  });
}

/** Key for a text alone, `image: zug.webp`, in place of a mapping. */
function startOf(node: YamlNode, schema: MappingSchema, parent: string): { readonly start: string } {
  const [key, ...more] = requiredKeys(schema, [parent]);
  const value = nodeAt(node, [parent]);
  const stands = value.kind === 'scalar' && value.text.trim() !== '' && more.length === 0;
  return { start: key !== undefined && stands ? `${key}: ${value.text}` : '' };
}

function unknownKeysWithin(node: YamlNode, field: unknown, place: YamlPlace): readonly Diagnostic[] {
  const schema = unwrap(field);
  if (isMappingSchema(schema)) return unknownKeys(node, schema, place);
  const named = isRecord(schema) && schema['type'] === 'record' ? schema['value'] : undefined;
  if (named !== undefined && node.kind === 'mapping')
    return node.entries.flatMap(({ value }) => unknownKeysWithin(value, named, place));
  const item = itemOf(schema);
  if (item === undefined || node.kind !== 'sequence') return [];
  return node.items.flatMap((one) => unknownKeysWithin(one, item, place));
}

// What diagnostics need to know of a valibot schema.

export type MappingSchema = v.ObjectSchema<v.ObjectEntries, undefined>;

/** Unwraps `optional` and pipes; of several kinds of value it takes the mapping or the first. */
function unwrap(field: unknown): unknown {
  if (!isRecord(field)) return field;
  if (field['type'] === 'optional') return unwrap(field['wrapped']);
  if (field['type'] === 'lazy' && typeof field['getter'] === 'function') return unwrap(field['getter']({}));
  if (field['type'] === 'union' && Array.isArray(field['options'])) return unwrap(field['options'][0]);
  return field;
}

function isMappingSchema(schema: unknown): schema is MappingSchema {
  return isRecord(schema) && schema['type'] === 'object';
}

/** The schema of a list's items; undefined when `schema` is none of a list. */
function itemOf(schema: unknown): unknown {
  return isRecord(schema) && schema['type'] === 'array' ? schema['item'] : undefined;
}

/** The keys that the mapping at `path` must have, or each mapping of the list there; none where texts stand. */
function requiredKeys(schema: unknown, path: readonly (string | number)[]): readonly string[] {
  const here = unwrap(schema);
  const [step, ...rest] = path;
  if (typeof step === 'number') return requiredKeys(itemOf(here), rest);
  if (step !== undefined) return isMappingSchema(here) ? requiredKeys(here.entries[step], rest) : [];
  const mapping = unwrap(itemOf(here) ?? here);
  if (!isMappingSchema(mapping)) return [];
  return Object.entries(mapping.entries).flatMap(([key, { type }]) => (type === 'optional' ? [] : key));
}

/** The fields of `schema` that are mappings and know `key`. */
function fieldsAbove({ entries }: MappingSchema, key: string): readonly string[] {
  return Object.keys(entries).filter((name) => {
    const field = unwrap(entries[name]);
    return isMappingSchema(field) && Object.hasOwn(field.entries, key);
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
