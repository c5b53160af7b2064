/** A configuration, evaluated and checked. */
import * as v from 'valibot';
import { diagnose, hasError } from '../core/diagnostics/diagnostics.ts';
import { nearest } from '../core/diagnostics/suggester.ts';
import type { Checked, Diagnostic, UrlPath } from '../core/model.ts';
import { parseUrlPath } from '../core/paths.ts';
import type { ConfigCode } from './configCode.ts';
import { type ConfigPath, type ConfigRunner, createRunner, shortened, writtenPath } from './configRunner.ts';
import type { Schema } from './define.ts';

type AnyFunction = (...given: readonly unknown[]) => unknown;

export interface OwnList {
  readonly url: UrlPath;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly template?: string | undefined;
  readonly sort?: AnyFunction | undefined;
  readonly filter?: AnyFunction | undefined;
  readonly perPage?: number | undefined;
  readonly feed?: boolean | undefined;
}

/** What of a collection is plain data, and decides which entries are shown and where. */
export interface CollectionPlan {
  readonly name: string;
  /** `content/veranstaltungen` */
  readonly folder: string;
  readonly permalink: string;
  readonly isScheduled: boolean;
}

/** The plan of a collection alone, which can go to a worker. */
export function planOf({ name, folder, permalink, isScheduled }: CollectionPlan): CollectionPlan {
  return { name, folder, permalink, isScheduled };
}

export interface OwnCollection extends CollectionPlan {
  readonly template?: string | undefined;
  readonly schema?: Schema | undefined;
  readonly dates: readonly string[];
  readonly jsonLd?: AnyFunction | undefined;
  readonly lists: readonly OwnList[];
}

/** A plugin of unified with its options. */
export interface OwnPlugin {
  readonly name: string;
  readonly path: ConfigPath;
  readonly attach: AnyFunction;
  readonly options: readonly unknown[];
}

export interface OpenConfig {
  readonly code: ConfigCode;
  readonly runner: ConfigRunner;
  readonly collections: readonly OwnCollection[];
  /** Schemas of data files. */
  readonly data: ReadonlyMap<string, Schema>;
  readonly remarkPlugins: readonly OwnPlugin[];
  readonly rehypePlugins: readonly OwnPlugin[];
  readonly pages: readonly AnyFunction[];
}

/**
 * Evaluates a configuration for a new build. One that has failed is not tried again until it changes: `watch` would
 * otherwise wait for the same loop again and again.
 */
export function openConfig(code: ConfigCode, seconds?: number): Checked<OpenConfig> {
  const known = lastOf(code);
  if (known && !known.value) return known;
  const opened = open(code, createRunner(code, seconds));
  last = { digest: code.digest, place: code.place, opened };
  return opened;
}

/** The same configuration within the same build, for everybody who has only its code. */
export function openedConfig(code: ConfigCode): OpenConfig {
  const { value } = lastOf(code) ?? openConfig(code);
  if (!value) throw new Error('The configuration was sound in the main thread');
  return value;
}

function lastOf({ digest, place }: ConfigCode): Checked<OpenConfig> | undefined {
  return last?.digest === digest && last.place === place ? last.opened : undefined;
}

let last:
  | { readonly digest: string; readonly place: string; readonly opened: Checked<OpenConfig> }
  | undefined;

// The shape.

const text = v.pipe(v.string('ein Text'), v.minLength(1, 'ein Text'));
const aFunction = v.custom<AnyFunction>((value) => typeof value === 'function', 'eine Funktion');
const flag = v.boolean('true oder false');
const schema = v.custom<Schema>(isSchema, 'ein Schema nach Standard Schema (Valibot, Zod, ArkType)');
const templateName = v.pipe(text, v.regex(/^[\w-]+(?:\/[\w-]+)*$/, 'der Name einer Vorlage ohne .eta'));

const address = v.pipe(
  text,
  v.check(
    (value) => value.startsWith('/') && value.endsWith('/') && parseUrlPath(value) !== undefined,
    'eine Adresse, die mit „/“ beginnt und endet',
  ),
  v.transform((value) => parseUrlPath(value) ?? ('/' as UrlPath)),
);

const list = v.strictObject(
  {
    url: address,
    title: v.optional(text),
    description: v.optional(text),
    template: v.optional(templateName),
    sort: v.optional(aFunction),
    filter: v.optional(aFunction),
    perPage: v.optional(
      v.pipe(v.number('eine Zahl'), v.integer('eine ganze Zahl'), v.minValue(1, 'mindestens 1')),
    ),
    feed: v.optional(flag),
  },
  'ein Objekt',
);

const collection = v.strictObject(
  {
    folder: v.optional(
      v.pipe(
        text,
        v.regex(/^[\p{L}\p{N}_-]+(?:\/[\p{L}\p{N}_-]+)*$/u, 'der Name eines Ordners unter content/'),
      ),
    ),
    schema: v.optional(schema),
    permalink: v.optional(
      v.pipe(text, v.check(isPermalink, 'eine Adresse mit „:slug“, zum Beispiel /veranstaltungen/:slug/')),
    ),
    template: v.optional(templateName),
    dates: v.optional(v.array(text, 'eine Liste von Feldern')),
    scheduled: v.optional(flag),
    jsonLd: v.optional(aFunction),
    lists: v.optional(v.array(list, 'eine Liste')),
  },
  'ein Objekt',
);

const plugins = v.array(
  v.union(
    [aFunction, v.looseTuple([aFunction], 'ein Plugin oder [Plugin, Optionen]')],
    'ein Plugin oder [Plugin, Optionen]',
  ),
  'eine Liste',
);

const config = v.strictObject(
  {
    collections: v.optional(v.record(v.string(), collection, 'ein Objekt')),
    data: v.optional(v.record(v.string(), schema, 'ein Objekt')),
    remarkPlugins: v.optional(plugins),
    rehypePlugins: v.optional(plugins),
    pages: v.optional(v.array(aFunction, 'eine Liste von Funktionen')),
  },
  'ein Objekt',
);

function isSchema(value: unknown): boolean {
  const isHolder = (typeof value === 'object' && value !== null) || typeof value === 'function';
  const standard: unknown = isHolder ? Reflect.get(value, '~standard') : undefined;
  return (
    typeof standard === 'object' &&
    standard !== null &&
    typeof Reflect.get(standard, 'validate') === 'function'
  );
}

/** `/feste/:jahr/:slug/` */
function isPermalink(value: string): boolean {
  const sample = value.replace(/:[\p{L}_][\p{L}\p{N}_]*/gu, 'x');
  return value.startsWith('/') && value.includes(':slug') && parseUrlPath(sample) === sample;
}

function open(code: ConfigCode, runner: ConfigRunner): Checked<OpenConfig> {
  const { value, diagnostics } = runner.evaluate();
  if (hasError(diagnostics)) return { diagnostics };
  if (value === undefined) return { diagnostics: [diagnose('config/no-default', {}, { file: code.file })] };
  // Getters and proxies of a configuration are its code as well.
  const checked = runner.run([], () => {
    const { success, output, issues } = v.safeParse(config, value);
    return success ? { output, plugins: toPlugins(output) } : { issues };
  });
  if (!checked.value) return { diagnostics: checked.diagnostics };
  const { output, plugins: attached, issues } = checked.value;
  if (!output) return { diagnostics: issues.map((issue) => wrongOption(issue, runner)) };
  const collections = Object.entries(output.collections ?? {}).map(([name, given]) =>
    toCollection(name, given),
  );
  const faults = [...faultsOfNames(collections, runner), ...faultsOfFolders(collections, runner)];
  if (faults.length > 0) return { diagnostics: faults };
  return {
    value: {
      code,
      runner,
      collections,
      data: new Map(Object.entries(output.data ?? {})),
      ...attached,
      pages: output.pages ?? [],
    },
    diagnostics: [],
  };
}

function toCollection(name: string, given: v.InferOutput<typeof collection>): OwnCollection {
  const { folder = name, permalink = `/${name}/:slug/`, scheduled = false, dates = [], lists = [] } = given;
  const { template, schema: ofFields, jsonLd } = given;
  return {
    name,
    folder: `content/${folder}`,
    permalink,
    isScheduled: scheduled,
    template,
    schema: ofFields,
    dates,
    jsonLd,
    lists,
  };
}

function toPlugins({ remarkPlugins, rehypePlugins }: v.InferOutput<typeof config>) {
  return {
    remarkPlugins: pluginsAt('remarkPlugins', remarkPlugins),
    rehypePlugins: pluginsAt('rehypePlugins', rehypePlugins),
  };
}

function pluginsAt(key: string, given: v.InferOutput<typeof plugins> = []): readonly OwnPlugin[] {
  return given.map((one, index) => {
    const [attach, ...options] = typeof one === 'function' ? [one] : one;
    // A function may call itself anything.
    const name: unknown = attach.name;
    const isNamed = typeof name === 'string' && name !== '';
    return { name: isNamed ? shortened(name) : `${key}[${index}]`, path: [key, index], attach, options };
  });
}

function wrongOption(issue: v.BaseIssue<unknown>, runner: ConfigRunner): Diagnostic {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  const key = writtenPath(path);
  const place = runner.placeOf(path);
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const suggestion = nearest(String(path.at(-1) ?? ''), knownAt(path));
    return diagnose('config/unknown-option', { key, suggestion }, place);
  }
  if (issue.type === 'strict_object' && path.length > 0 && issue.received === 'undefined')
    return diagnose('config/wrong-option', { key, expected: 'angegeben' }, place);
  return diagnose('config/wrong-option', { key, expected: issue.message }, place);
}

/** The options at the place of the last step. */
function knownAt(path: ConfigPath): readonly string[] {
  if (path.length === 1) return Object.keys(config.entries);
  return Object.keys(path.includes('lists') ? list.entries : collection.entries);
}

function faultsOfNames(collections: readonly OwnCollection[], runner: ConfigRunner): readonly Diagnostic[] {
  return collections
    .filter(({ name }) => !/^[\p{Ll}\p{N}][\p{Ll}\p{N}_-]*$/u.test(name))
    .map(({ name }) =>
      diagnose(
        'config/wrong-option',
        { key: `collections.${name}`, expected: 'ein Name aus kleinen Buchstaben, Ziffern und Strichen' },
        runner.placeOf(['collections', name]),
      ),
    );
}

/** Folders of the program's own kinds of sources. */
const takenFolders = 'articles pages authors dossiers glossary comments media'
  .split(' ')
  .map((name) => `content/${name}`);

/** No folder lies in another's. */
function faultsOfFolders(collections: readonly OwnCollection[], runner: ConfigRunner): readonly Diagnostic[] {
  return collections.flatMap(({ name, folder }, index) => {
    const others = [...takenFolders, ...collections.slice(0, index).map((one) => one.folder)];
    const isTaken = others.some(
      (one) => `${folder}/`.startsWith(`${one}/`) || `${one}/`.startsWith(`${folder}/`),
    );
    if (!isTaken) return [];
    const place = runner.placeOf(['collections', name]);
    return [diagnose('config/folder-taken', { folder: folder.slice('content/'.length) }, place)];
  });
}
