/**
 * Holds a YAML tree against a valibot schema. The schema's messages are codes of
 * `report/messages/schema.ts`; places come from the tree, so every fault is reported where its value stands.
 */
import * as v from 'valibot';
import type { Checked, Diagnostic, Position } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import { nearest } from '../report/nearest.ts';
import { isSchemaCode } from '../report/messages/schema.ts';
import type { YamlNode, YamlPlace } from './yamlTree.ts';

/** A checked value that remembers where its parts stand. */
export interface Reading<Value> extends Checked<Value> {
  /** Position of the value at a path such as `['tags', 1]`; of its nearest parent when it is missing. */
  readonly locate: (path: readonly (string | number)[]) => Position;
}

type MappingSchema = v.ObjectSchema<v.ObjectEntries, undefined>;

/**
 * Checks `node` against `schema`; unknown keys are warnings with a suggestion, on every level. Above all
 * others one of `names` is suggested.
 */
export function checkSchema<Schema extends MappingSchema>(
  node: YamlNode,
  schema: Schema,
  place: YamlPlace,
  names: readonly string[] = Object.keys(schema.entries),
): Reading<v.InferOutput<Schema>> {
  const locate = (path: readonly (string | number)[]): Position => nodeAt(node, path).position;
  const { file } = place;
  const unknown = unknownKeys(node, schema, place, names);
  if (node.kind !== 'mapping') {
    const problem = diagnose('schema/not-a-mapping', {}, { file, position: node.position });
    return { diagnostics: [problem], locate };
  }
  const result = v.safeParse(schema, toPlain(node));
  if (result.success) return { value: result.output, diagnostics: unknown, locate };
  const faults = result.issues.map((issue) => toDiagnostic(issue, node, place));
  return { diagnostics: [...unknown, ...faults], locate };
}

type Plain = string | readonly Plain[] | { readonly [key: string]: Plain };

/** Keys without a value count as absent. */
function toPlain(node: YamlNode): Plain {
  if (node.kind === 'scalar') return node.text;
  if (node.kind === 'sequence') return node.items.map(toPlain);
  const entries = node.entries.filter(({ value }) => value.kind !== 'scalar' || value.text.trim() !== '');
  return Object.fromEntries(entries.map(({ key, value }) => [key, toPlain(value)]));
}

function nodeAt(node: YamlNode, path: readonly (string | number)[]): YamlNode {
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

function toDiagnostic(issue: v.BaseIssue<unknown>, root: YamlNode, { file }: YamlPlace): Diagnostic {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  const key = writtenPath(root, path)
    .filter((step) => typeof step === 'string')
    .join('.');
  const missing = issue.received === 'undefined';
  const position = missing ? undefined : nodeAt(root, path).position;
  const value = typeof issue.input === 'string' ? issue.input : '';
  const code = missing ? 'schema/missing' : isSchemaCode(issue.message) ? issue.message : undefined;
  if (!code) throw new Error(`A schema speaks without a code: ${issue.message}`);
  const at = missing && path.length > 1 ? nodeAt(root, path).position : (position ?? root.position);
  return diagnose(code, { key, value, expected: issue.expected ?? '' }, { file, position: at });
}

function unknownKeys(
  node: YamlNode,
  schema: MappingSchema,
  place: YamlPlace,
  names: readonly string[] = Object.keys(schema.entries),
): readonly Diagnostic[] {
  if (node.kind !== 'mapping') return [];
  return node.entries.flatMap(({ key, keyPosition, value }) => {
    const field = Object.hasOwn(schema.entries, key) ? schema.entries[key] : undefined;
    if (field) return unknownKeysWithin(value, field, place);
    const suggestion = nearest(key, names);
    return diagnose('schema/unknown-key', { key, suggestion }, { file: place.file, position: keyPosition });
  });
}

function unknownKeysWithin(node: YamlNode, field: unknown, place: YamlPlace): readonly Diagnostic[] {
  const schema = unwrap(field);
  if (isMappingSchema(schema)) return unknownKeys(node, schema, place);
  if (isRecord(schema) && schema['type'] === 'array' && node.kind === 'sequence') {
    return node.items.flatMap((item) => unknownKeysWithin(item, schema['item'], place));
  }
  return [];
}

/** What stands inside `optional` and at the head of a pipe. */
function unwrap(field: unknown): unknown {
  if (!isRecord(field)) return field;
  if (field['type'] === 'optional') return unwrap(field['wrapped']);
  if (field['type'] === 'lazy' && typeof field['getter'] === 'function') return unwrap(field['getter']({}));
  if (field['type'] === 'union' && Array.isArray(field['options'])) return unwrap(field['options'][0]);
  return field;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isMappingSchema(schema: unknown): schema is MappingSchema {
  return isRecord(schema) && schema['type'] === 'object';
}
