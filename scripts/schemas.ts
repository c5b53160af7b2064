/** JSON Schemas of site.yaml, front matter and sidecars, for editors: made of the very schemas that the program checks with. */
import { settingsSchema } from '../src/config/settings.ts';
import { articleSchema } from '../src/content/article.ts';
import { sidecarSchema } from '../src/content/media.ts';
import { authorSchema } from '../src/content/otherSources.ts';
import { createZone } from '../src/core/time.ts';
import { flag } from '../src/core/yaml/fields.ts';
import { authorWords, articleWords, pictureWords, settingsWords } from './schemaWords.ts';

/** What of a valibot schema tells the form of a value. */
interface SchemaNode {
  readonly type: string;
  readonly entries?: Readonly<Record<string, SchemaNode>>;
  readonly item?: SchemaNode;
  readonly wrapped?: SchemaNode;
  readonly value?: SchemaNode;
  readonly default?: unknown;
  readonly options?: readonly (SchemaNode | string)[];
  readonly pipe?: readonly SchemaNode[];
  readonly requirement?: unknown;
  getter?(input: unknown): SchemaNode;
}

/** What of JSON Schema (draft 7) is used. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
}

const dialect = 'http://json-schema.org/draft-07/schema#';

/** File name → JSON Schema. */
export function jsonSchemas(): ReadonlyMap<string, JsonSchema> {
  const article: SchemaNode = articleSchema(createZone('UTC'));
  return new Map([
    ['site.schema.json', whole('site.yaml von Blattmacher', settingsSchema, settingsWords, true)],
    // A head may have keys of other programs, and ours by other names.
    ['article.schema.json', whole('Kopf eines Artikels', article, articleWords, false)],
    ['author.schema.json', whole('Kopf einer Autorenseite', authorSchema, authorWords, false)],
    ['picture.schema.json', whole('Angaben zu einem Bild', sidecarSchema, pictureWords, true)],
  ]);
}

function whole(
  title: string,
  schema: SchemaNode,
  words: Readonly<Record<string, string>>,
  closed: boolean,
): JsonSchema {
  const described = withWords(formOf(schema), '', new Map(Object.entries(words)));
  return { $schema: dialect, title, ...described, ...(!closed && { additionalProperties: true }) };
}

/** Gives each property its words, at any depth: those of `name` in a list under `navigation` are `navigation.name`. */
function withWords(form: JsonSchema, path: string, words: ReadonlyMap<string, string>): JsonSchema {
  const { properties, items, anyOf } = form;
  const described = Object.entries(properties ?? {}).map(([name, property]) => {
    const key = path === '' ? name : `${path}.${name}`;
    const description = words.get(key);
    if (description === undefined) throw new Error(`scripts/schemaWords.ts: no words for ${key}`);
    return [name, { description, ...withWords(property, key, words) }] as const;
  });
  return {
    ...form,
    ...(properties && { properties: Object.fromEntries(described) }),
    ...(items && { items: withWords(items, path, words) }),
    ...(anyOf && { anyOf: anyOf.map((one) => withWords(one, path, words)) }),
  };
}

const yesOrNo = { enum: [true, false, 'ja', 'nein'] };

/** YAML reads `2024` as a number and `true` as a flag; the program reads all scalars as texts. */
function formOf(schema: SchemaNode): JsonSchema {
  if (schema === flag) return yesOrNo;
  if (schema.pipe) return pipeForm(schema.pipe);
  switch (schema.type) {
    case 'optional':
      return schema.wrapped ? formOf(schema.wrapped) : {};
    case 'object':
      return objectForm(schema);
    case 'record':
      return { type: 'object', additionalProperties: schema.value ? formOf(schema.value) : true };
    case 'array':
      return { type: 'array', items: schema.item ? formOf(schema.item) : {} };
    case 'picklist':
      return { enum: choices(schema.options ?? []) };
    case 'union':
      return {
        anyOf: (schema.options ?? []).flatMap((one) => (typeof one === 'string' ? [] : [formOf(one)])),
      };
    case 'lazy':
      return { anyOf: ['', {}].flatMap((input) => (schema.getter ? [formOf(schema.getter(input))] : [])) };
    default:
      return { type: ['string', 'number', 'boolean'] };
  }
}

function objectForm({ entries = {} }: SchemaNode): JsonSchema {
  const names = Object.keys(entries);
  const required = names.filter((name) => entries[name]?.type !== 'optional');
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, formOf(entry)])),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

/** A number with its bounds, else the last choice of words, else a list with the choice of its items, else what it begins with. */
function pipeForm([first, ...rest]: readonly SchemaNode[]): JsonSchema {
  const boundOf = (type: string): unknown => rest.find((step) => step.type === type)?.requirement;
  const minimum = boundOf('min_value');
  if (minimum !== undefined) return { type: 'integer', minimum, maximum: boundOf('max_value') };
  const forms = rest.filter(({ type, pipe }) => pipe || isForm.has(type)).map(formOf);
  const list = forms.findLast((form) => form.type === 'array');
  if (list && first?.type === 'union') return { anyOf: [list, list.items ?? {}] };
  const choice = forms.findLast((form) => form.enum !== undefined);
  return choice ?? list ?? (first ? formOf(first) : {});
}

const isForm: ReadonlySet<string> = new Set(['picklist', 'array', 'union', 'object']);

/** Words in a list; yes and no are flags in YAML. */
function choices(options: readonly unknown[]): readonly unknown[] {
  return options.flatMap((word) => (word === 'true' || word === 'false' ? [word === 'true'] : [word]));
}
