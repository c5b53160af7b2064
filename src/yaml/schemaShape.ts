/** Keys of a valibot schema, for diagnostics. */
import type * as v from 'valibot';

export type MappingSchema = v.ObjectSchema<v.ObjectEntries, undefined>;

/** Unwraps `optional` and pipes; of several kinds of value it takes the mapping or the first. */
export function unwrap(field: unknown): unknown {
  if (!isRecord(field)) return field;
  if (field['type'] === 'optional') return unwrap(field['wrapped']);
  if (field['type'] === 'lazy' && typeof field['getter'] === 'function') return unwrap(field['getter']({}));
  if (field['type'] === 'union' && Array.isArray(field['options'])) return unwrap(field['options'][0]);
  return field;
}

export function isMappingSchema(schema: unknown): schema is MappingSchema {
  return isRecord(schema) && schema['type'] === 'object';
}

/** The schema of a list's items; undefined when `schema` is none of a list. */
export function itemOf(schema: unknown): unknown {
  return isRecord(schema) && schema['type'] === 'array' ? schema['item'] : undefined;
}

/** The keys that the mapping at `path` must have, or each mapping of the list there; none where texts stand. */
export function requiredKeys(schema: unknown, path: readonly (string | number)[]): readonly string[] {
  const here = unwrap(schema);
  const [step, ...rest] = path;
  if (typeof step === 'number') return requiredKeys(itemOf(here), rest);
  if (step !== undefined) return isMappingSchema(here) ? requiredKeys(here.entries[step], rest) : [];
  const mapping = unwrap(itemOf(here) ?? here);
  if (!isMappingSchema(mapping)) return [];
  return Object.entries(mapping.entries).flatMap(([key, { type }]) => (type === 'optional' ? [] : key));
}

/** The fields of `schema` that are mappings and know `key`. */
export function fieldsAbove({ entries }: MappingSchema, key: string): readonly string[] {
  return Object.keys(entries).filter((name) => {
    const field = unwrap(entries[name]);
    return isMappingSchema(field) && Object.hasOwn(field.entries, key);
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
