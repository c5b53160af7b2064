/**
 * What a developer writes in `blattmacher.config.ts`: the types of the configuration, and `defineConfig`, which gives them to
 * an editor. Functions of a configuration are pure: what they get is frozen, and what they return is plain data.
 */

import type { Plain } from '../core/model.ts';

export type { Plain };

/**
 * A schema by the Standard Schema interface (standardschema.dev), which Valibot, Zod, ArkType and others have; or a plain
 * object that has it. Its validation must not be asynchronous.
 */
export interface Schema<Output = unknown> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
  };
}

export type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] };

export interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** Fields of front matter without a schema. */
export interface Fields {
  readonly [key: string]: Plain;
}

/** What a schema returns; without a schema any fields. */
type DataOf<Data> = unknown extends Data ? Fields : Data;

/** A moment in the time zone of the site, in all words that a page may need. */
export interface DateText {
  /** Milliseconds since 1970, to sort and to compare. */
  readonly instant: number;
  /** `2026-05-13T19:30:00+02:00` */
  readonly iso: string;
  /** `13. Mai 2026` */
  readonly day: string;
  /** `13. Mai 2026, 19:30 Uhr`; the day alone where no time is known. */
  readonly full: string;
}

/** An entry of a collection. */
export interface Entry<Data = Fields> {
  /** The name of its collection. */
  readonly collection: string;
  /** Its source: `content/veranstaltungen/sommerfest.md`. */
  readonly file: string;
  readonly slug: string;
  /** For an attribute, with the sub-path of the site. */
  readonly url: string;
  /** With scheme and host. */
  readonly absoluteUrl: string;
  readonly title: string;
  /** The author's, or the beginning of the text. */
  readonly description: string;
  readonly date?: DateText;
  readonly updated?: DateText;
  /** Names of its tags. */
  readonly tags: readonly string[];
  /** The fields of its front matter, as the schema returns them. */
  readonly data: Data;
  /** The fields that the collection names under `dates`. */
  readonly dates: { readonly [field: string]: DateText };
}

/** An article as functions of a configuration see it. */
export interface ArticleFacts {
  readonly url: string;
  readonly absoluteUrl: string;
  readonly title: string;
  readonly description?: string;
  readonly date: DateText;
  readonly section?: string;
  readonly tags: readonly string[];
  readonly authors: readonly string[];
}

/** What functions may ask besides what they are about. */
export interface Occasion {
  /**
   * The beginning of the day for which the site is made, in its time zone: what follows from it holds until the next
   * midnight. A configuration has no other clock.
   */
  readonly today: DateText;
  /** `data/*.yaml`, `*.json` and `*.csv`, by their names without the ending. */
  readonly data: { readonly [name: string]: Plain };
}

/** The whole site, as far as readers see it. */
export interface SiteFacts<Datas = { readonly [name: string]: Fields }> extends Occasion {
  readonly title: string;
  /** With scheme, host and sub-path, ends with `/`. */
  readonly url: string;
  /** Newest first. */
  readonly articles: readonly ArticleFacts[];
  /** The entries of each collection: the newest first, and then by title. */
  readonly collections: { readonly [Name in keyof Datas]: readonly Entry<DataOf<Datas[Name]>>[] };
}

/** A list of entries. */
export interface List<Data = Fields> {
  /** Address inside the site: `/veranstaltungen/`. */
  readonly url: string;
  /** Heading, and name of the feed; without one the name of the collection. */
  readonly title?: string;
  readonly description?: string;
  /** A template in `templates/` without `.eta`; without one the theme's list. */
  readonly template?: string;
  /** As for `Array.sort`; without it the newest first, and then by title. */
  readonly sort?: (one: Entry<DataOf<Data>>, other: Entry<DataOf<Data>>, occasion: Occasion) => number;
  /** Which entries are in the list; without it all. */
  readonly filter?: (entry: Entry<DataOf<Data>>, occasion: Occasion) => boolean;
  /** Entries on a page; without it all on one. */
  readonly perPage?: number;
  /** RSS, Atom and JSON Feed below the address of the list. */
  readonly feed?: boolean;
}

/** A kind of pages: a folder of Markdown files with fields of its own. */
export interface Collection<Data = unknown> {
  /** Folder below `content/`; without it the name of the collection. */
  readonly folder?: string;
  /** For the fields of the front matter. */
  readonly schema?: Schema<Data>;
  /** Address of an entry: `:slug`, `:year`, `:month`, `:day` (of `date`) and `:field` for any field that is a text; without it `/<name>/:slug/`. */
  readonly permalink?: string;
  /** A template in `templates/` without `.eta`; without one the theme's page. */
  readonly template?: string;
  /** Fields that are moments, in the same words as `date` of an article; they reach the schema as ISO 8601 texts. */
  readonly dates?: readonly string[];
  /** An entry with a `date` in the future stays hidden until then. */
  readonly scheduled?: boolean;
  /** A node of schema.org for the page of an entry, without `@context`. */
  readonly jsonLd?: (entry: Entry<DataOf<Data>>, occasion: Occasion) => Plain;
  readonly lists?: readonly List<Data>[];
}

/** A page at an address of its own, or a file. */
export interface OwnPage {
  /** Inside the site: `/termine/` for a page, `/termine.ics` for a file. */
  readonly url: string;
  /** For a page. */
  readonly title?: string;
  readonly description?: string;
  /** A template in `templates/` without `.eta`; it sees `view` as `it.view`. */
  readonly template?: string;
  readonly view?: Plain;
  /** The whole text, where no template is needed. */
  readonly text?: string;
  /** A node of schema.org, without `@context`. */
  readonly jsonLd?: Plain;
}

/** A plugin of unified, alone or with its options. It must not be asynchronous. */
export type Plugin = PluginFunction | readonly [plugin: PluginFunction, ...options: unknown[]];

type PluginFunction = (...options: never[]) => unknown;

/** `Datas`: what the schema of each collection returns. */
export interface Config<Datas = { readonly [name: string]: unknown }> {
  readonly collections?: { readonly [Name in keyof Datas]: Collection<Datas[Name]> };
  /** Schemas of files in `data/`, by their names without the ending. */
  readonly data?: { readonly [name: string]: Schema };
  /** After the program's own plugins for Markdown, before its tree becomes one of HTML. */
  readonly remarkPlugins?: readonly Plugin[];
  /** After raw HTML was cleaned and German was set, before links and pictures get their addresses. */
  readonly rehypePlugins?: readonly Plugin[];
  /** Each returns one page or several. */
  readonly pages?: readonly ((site: SiteFacts<Datas>) => OwnPage | readonly OwnPage[])[];
}

/** Returns the configuration as it is: editors learn its types from it. */
export function defineConfig<Datas>(config: Config<Datas>): Config<Datas> {
  return config;
}
