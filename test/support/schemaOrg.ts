/**
 * JSON-LD held against schema.org's own vocabulary, as schema.org publishes it (in the package @vocabulary/schema): types,
 * properties, the types that have them, the kinds of value they take.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const namespace = 'http://schema.org/';
const file = createRequire(import.meta.url)
  .resolve('@vocabulary/schema')
  .replace('index.js', 'schema.nq');

/** Predicate → subject → objects, of all statements between two names. */
const statements = new Map<string, Map<string, Set<string>>>();
for (const [, subject = '', predicate = '', object = ''] of readFileSync(file, 'utf8').matchAll(
  /^<([^>]+)> <([^>]+)> <([^>]+)> /gm,
)) {
  const bySubject = statements.get(predicate) ?? new Map<string, Set<string>>();
  statements.set(predicate, bySubject.set(subject, (bySubject.get(subject) ?? new Set()).add(object)));
}

const rdfs = 'http://www.w3.org/2000/01/rdf-schema#';
const kindsOf = statements.get('http://www.w3.org/1999/02/22-rdf-syntax-ns#type') ?? new Map();
const parentsOf = statements.get(`${rdfs}subClassOf`) ?? new Map();
const domainsOf = statements.get(`${namespace}domainIncludes`) ?? new Map();
const rangesOf = statements.get(`${namespace}rangeIncludes`) ?? new Map();

type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** The documents in a page's `<script type="application/ld+json">`. */
export function jsonLdIn(html: string): readonly JsonObject[] {
  return [...html.matchAll(/<script type="application\/ld\+json">([^]*?)<\/script>/g)].map(([, text = '']) =>
    JSON.parse(text),
  );
}

/** Every node with a type, wherever it stands. */
export function nodesIn(value: Json): readonly JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (!isObject(value)) return [];
  return [...('@type' in value ? [value] : []), ...Object.values(value).flatMap(nodesIn)];
}

/** What the vocabulary does not know of. */
export function schemaFaults(document: JsonObject): readonly string[] {
  if (document['@context'] !== 'https://schema.org') return ['another context'];
  const nodes = nodesIn(document);
  const typeAt = new Map(nodes.map((node) => [node['@id'], String(node['@type'])]));
  return nodes.flatMap((node) => nodeFaults(node, (id) => typeAt.get(id)));
}

function nodeFaults(node: JsonObject, typeAt: (id: Json) => string | undefined): readonly string[] {
  const type = String(node['@type']);
  if (!kindsOf.get(namespace + type)?.has(`${rdfs}Class`)) return [`${type} is no type`];
  return Object.entries(node)
    .filter(([name]) => !name.startsWith('@'))
    .flatMap(([name, value]) => {
      const domains = domainsOf.get(namespace + name);
      if (!domains) return [`${name} is no property`];
      if (!isAny(namespace + type, domains)) return [`${type} has no ${name}`];
      return (Array.isArray(value) ? value : [value])
        .filter((each) => !isInRange(each, rangesOf.get(namespace + name) ?? new Set(), typeAt))
        .map((each) => `${type}.${name} is not ${JSON.stringify(each)}`);
    });
}

function isInRange(
  value: Json,
  ranges: ReadonlySet<string>,
  typeAt: (id: Json) => string | undefined,
): boolean {
  if (isObject(value)) {
    const type = typeof value['@type'] === 'string' ? value['@type'] : typeAt(value['@id'] ?? null);
    return type !== undefined && isAny(namespace + type, ranges);
  }
  return literalTypes(value).some((type) => ranges.has(namespace + type));
}

/** The data types that a value of JSON can be. */
function literalTypes(value: Json): readonly string[] {
  if (typeof value === 'boolean') return ['Boolean'];
  if (typeof value === 'number') return Number.isInteger(value) ? ['Integer', 'Number'] : ['Number'];
  if (typeof value !== 'string' || value === '') return [];
  return [
    'Text',
    ...(URL.canParse(value) ? ['URL'] : []),
    ...(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/.test(value) ? ['DateTime'] : []),
  ];
}

/** Whether a type is one of these, or below one. */
function isAny(type: string, these: ReadonlySet<string>): boolean {
  return these.has(type) || [...(parentsOf.get(type) ?? [])].some((parent) => isAny(parent, these));
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
