/**
 * What a site's configuration adds to it: its functions are asked once, in the main thread, and what they answer is plain
 * data, from which every thread makes the same pages.
 */
import * as v from 'valibot';
import type { Collections } from '../../collections/collections.ts';
import { type ConfigPath, type ConfigRunner, nameOf, plainCopy, settled } from '../../config/configRunner.ts';
import type { ArticleFacts, DateText, Entry as EntryFacts, Occasion } from '../../config/define.ts';
import type { OpenConfig, OwnCollection, OwnList } from '../../config/openConfig.ts';
import type { Settings } from '../../config/settings.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import { nearest } from '../../core/diagnostics/suggester.ts';
import type {
  Article,
  Checked,
  Diagnostic,
  Entry,
  Moment,
  Plain,
  SourcePath,
  UrlPath,
} from '../../core/model.ts';
import { parseUrlPath } from '../../core/paths.ts';
import { createZone, dateView, startOfDay } from '../../core/time.ts';
import type { OpeningOf } from '../../views/cards.ts';
import { absoluteHref, hrefOf } from '../../views/hrefs.ts';
import type { JsonLdNode } from '../../views/jsonLd.ts';

/** Plain data, so that it can go to a worker. */
export interface OwnSite {
  /** `it.data` of all templates. */
  readonly data: Readonly<Record<string, Plain>>;
  readonly entries: ReadonlyMap<SourcePath, OwnEntry>;
  readonly lists: readonly AnsweredList[];
  readonly pages: readonly AnsweredPage[];
}

export interface OwnEntry {
  readonly facts: EntryFacts;
  readonly template: string;
  readonly jsonLd?: JsonLdNode;
}

export interface AnsweredList {
  readonly url: UrlPath;
  readonly title: string;
  readonly description: string;
  readonly template: string;
  readonly collection: string;
  readonly perPage: number;
  readonly hasFeeds: boolean;
  readonly files: readonly SourcePath[];
  /** The file that asks for the address. */
  readonly config: SourcePath;
}

export interface AnsweredPage {
  readonly url: UrlPath;
  readonly title: string;
  readonly description: string;
  readonly template?: string;
  readonly view: Plain;
  readonly text?: string;
  readonly jsonLd?: JsonLdNode;
  readonly config: SourcePath;
}

export const emptyOwnSite: OwnSite = { data: {}, entries: new Map(), lists: [], pages: [] };

export interface OwnAnswers extends Checked<OwnSite> {
  readonly value: OwnSite;
  /** The next midnight, ms, if some function has asked for the day. */
  readonly until?: number;
}

export interface Questioned {
  readonly settings: Settings;
  readonly collections: Collections;
  readonly openingOf: OpeningOf;
  readonly data: Readonly<Record<string, Plain>>;
  /** Names of all templates; undefined where the theme itself is broken. */
  readonly templates: ReadonlySet<string> | undefined;
  readonly now: number;
}

/** Asks all functions of a configuration. */
export function askConfig(config: OpenConfig, questioned: Questioned): OwnAnswers {
  const { settings, collections, data, now } = questioned;
  const zone = createZone(settings.timezone);
  const midnight = startOfDay(now, zone);
  const today = Object.freeze(dateText(midnight));
  const answered = { depends: false };
  const occasion = Object.freeze({
    get today(): DateText {
      answered.depends = true;
      return today;
    },
    data,
  });
  const asked: Asked = { ...questioned, config, occasion, diagnostics: [] };
  const facts = new Map(
    collections.entries.shown.map((entry) => [entry.file, entryFacts(entry, questioned)]),
  );
  const factsOf = (name: string): readonly EntryFacts[] =>
    (collections.entries.ofCollection.get(name) ?? []).flatMap(({ file }) => facts.get(file) ?? []);
  const entries = config.collections.flatMap((collection) => askEntries(collection, factsOf, asked));
  const lists = config.collections.flatMap((collection) => askLists(collection, factsOf, asked));
  const pages = askPages(factsOf, asked);
  const day = 86_400_000;
  // Two hours more, for the day on which summer time ends.
  const until = startOfDay(midnight.instant + day + 7_200_000, zone).instant;
  return {
    value: { data, entries: new Map(entries), lists, pages },
    diagnostics: asked.diagnostics,
    ...(answered.depends && { until }),
  };
}

interface Asked extends Questioned {
  readonly config: OpenConfig;
  readonly occasion: Occasion;
  readonly diagnostics: Diagnostic[];
}

function dateText(moment: Moment): DateText {
  return { instant: moment.instant, ...dateView(moment) };
}

function entryFacts(entry: Entry, { settings: { url: site }, openingOf }: Questioned): EntryFacts {
  const { collection, file, slug, url, title, description, date, updated, tags, data, dates } = entry;
  return Object.freeze({
    collection,
    file,
    slug,
    url: hrefOf(site, url),
    absoluteUrl: absoluteHref(site, url),
    title,
    description: description ?? openingOf(file),
    ...(date && { date: Object.freeze(dateText(date)) }),
    ...(updated && { updated: Object.freeze(dateText(updated)) }),
    tags: Object.freeze(tags.map(({ name }) => name)),
    data: isFields(data) ? data : {},
    dates: Object.freeze(
      Object.fromEntries(
        Object.entries(dates).map(([name, moment]) => [name, Object.freeze(dateText(moment))]),
      ),
    ),
  });
}

function isFields(data: Plain): data is EntryFacts['data'] {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function askEntries(
  { name, template: wanted, jsonLd }: OwnCollection,
  factsOf: (name: string) => readonly EntryFacts[],
  asked: Asked,
): readonly (readonly [SourcePath, OwnEntry])[] {
  const all = factsOf(name);
  const template = templateOf(wanted, 'page', asked);
  const path = ['collections', name, 'jsonLd'];
  // At once: the limit of time costs more than most answers.
  const nodes = jsonLd
    ? askNodes(path, () => all.map((facts) => settled(jsonLd(facts, asked.occasion))), asked)
    : [];
  return all.map((facts, index) => {
    const node = nodes[index];
    return [facts.file as SourcePath, { facts, template, ...(node && { jsonLd: node }) }] as const;
  });
}

/** The nodes in a list of answers; the author is told of an answer that is none. */
function askNodes(
  path: ConfigPath,
  work: () => readonly unknown[],
  { config: { runner }, diagnostics: told }: Asked,
): readonly (JsonLdNode | undefined)[] {
  const { value, diagnostics } = runner.ask(path, work);
  told.push(...diagnostics);
  const answers = [value].flat();
  const nodes = answers.map((answer) => (isNode(answer) ? answer : undefined));
  if (answers.some((answer, index) => answer !== undefined && answer !== null && !nodes[index]))
    told.push(wrongAnswer(path, 'ein Objekt mit „@type“', runner));
  return nodes;
}

function isNode(value: Plain): value is JsonLdNode & { readonly [key: string]: Plain } {
  return (
    typeof value === 'object' && value !== null && '@type' in value && typeof value['@type'] === 'string'
  );
}

function wrongAnswer(path: ConfigPath, expected: string, { placeOf }: ConfigRunner): Diagnostic {
  return diagnose('config/wrong-answer', { what: nameOf(path), expected }, placeOf(path));
}

// Lists.

function askLists(
  collection: OwnCollection,
  factsOf: (name: string) => readonly EntryFacts[],
  asked: Asked,
): readonly AnsweredList[] {
  const { name, lists } = collection;
  const all = factsOf(name);
  // A draft may get its date when it is done.
  const hidden = new Set([...asked.collections.entries.hidden.keys()].map(({ file }) => file));
  return lists.map((list, index): AnsweredList => {
    const path = ['collections', name, 'lists', index];
    const chosen = askOrder(list, all, path, asked);
    const { url, title = capitalised(name), description = '' } = list;
    const template = templateOf(list.template, 'listing', asked);
    const { perPage = Infinity, feed: hasFeeds = false } = list;
    const undated = hasFeeds
      ? chosen.filter(({ file, date }) => !date && !hidden.has(file as SourcePath))
      : [];
    if (undated.length > 0)
      asked.diagnostics.push(
        diagnose(
          'config/undated-feed',
          { url, count: undated.length },
          asked.config.runner.placeOf([...path, 'feed']),
        ),
      );
    const files = chosen.map(({ file }) => file as SourcePath);
    const config = asked.config.code.file;
    return { url, title, description, template, collection: name, perPage, hasFeeds, files, config };
  });
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function askOrder(
  { filter, sort }: OwnList,
  all: readonly EntryFacts[],
  path: ConfigPath,
  { config: { runner }, occasion, diagnostics }: Asked,
): readonly EntryFacts[] {
  const kept =
    filter &&
    runner.run([...path, 'filter'], () => all.filter((entry) => Boolean(settled(filter(entry, occasion)))));
  diagnostics.push(...(kept?.diagnostics ?? []));
  const entries = kept?.value ?? all;
  const sorted =
    sort &&
    runner.run([...path, 'sort'], () =>
      entries.toSorted((one, other) => {
        const order: unknown = settled(sort(one, other, occasion));
        if (typeof order === 'number' && !Number.isNaN(order)) return order;
        throw new TypeError('„sort“ muss eine Zahl zurückgeben.');
      }),
    );
  diagnostics.push(...(sorted?.diagnostics ?? []));
  return sorted?.value ?? entries;
}

// Pages of their own.

const pageShape = v.strictObject({
  url: v.pipe(
    v.string(),
    v.check((url) => url.startsWith('/') && parseUrlPath(url) !== undefined),
  ),
  title: v.optional(v.string()),
  description: v.optional(v.string(), ''),
  template: v.optional(v.string()),
  view: v.optional(v.custom<Plain>(() => true)),
  text: v.optional(v.string()),
  jsonLd: v.optional(v.custom<Plain>(() => true)),
});

function askPages(factsOf: (name: string) => readonly EntryFacts[], asked: Asked): readonly AnsweredPage[] {
  const { config, diagnostics } = asked;
  const facts = siteFacts(factsOf, asked);
  return config.pages.flatMap((makePages, index) => {
    const path = ['pages', index];
    const { value, diagnostics: faults } = config.runner.ask(path, () => makePages(facts));
    diagnostics.push(...faults);
    if (faults.length > 0) return [];
    return [value].flat().flatMap((page) => toPage(page, path, asked));
  });
}

function siteFacts(factsOf: (name: string) => readonly EntryFacts[], asked: Asked): object {
  const { settings, collections, config, occasion, data } = asked;
  let articles: Plain;
  return Object.freeze({
    title: settings.title,
    url: absoluteHref(settings.url, '/' as UrlPath),
    data,
    get today(): DateText {
      return occasion.today;
    },
    get articles(): Plain {
      return (articles ??= plainCopy(collections.articles.map((one) => articleFacts(one, settings))));
    },
    collections: Object.freeze(
      Object.fromEntries(config.collections.map(({ name }) => [name, Object.freeze(factsOf(name))])),
    ),
  });
}

function articleFacts(article: Article, { url: site }: Settings): ArticleFacts {
  const { url, title, description, date, section, tags, authors } = article;
  return {
    url: hrefOf(site, url),
    absoluteUrl: absoluteHref(site, url),
    title,
    ...(description !== undefined && { description }),
    date: dateText(date),
    ...(section && { section: section.name }),
    tags: tags.map(({ name }) => name),
    authors: authors.map(({ name }) => name),
  };
}

function toPage(given: Plain, path: ConfigPath, asked: Asked): readonly AnsweredPage[] {
  const { config, diagnostics } = asked;
  const refuse = (expected: string): readonly AnsweredPage[] => {
    diagnostics.push(wrongAnswer(path, expected, config.runner));
    return [];
  };
  const read = v.safeParse(pageShape, given);
  if (!read.success) {
    const [{ path: at, expected }] = read.issues;
    const key = at?.map((step) => String(step.key)).join('.') ?? '';
    if (key === '') return refuse('eine Seite { url, title, template, view } oder eine Liste davon');
    return refuse(expected === 'never' ? `eine Seite ohne „${key}“` : `eine Seite mit gültigem „${key}“`);
  }
  const { url: written, title, description, template, view, text, jsonLd } = read.output;
  const url = parseUrlPath(written);
  const isFile = !written.endsWith('/');
  if (!url) return refuse('eine Seite mit einer Adresse');
  if ((template === undefined) === (text === undefined))
    return refuse('eine Seite mit „template“ oder mit „text“');
  if (!isFile && title === undefined) return refuse(`eine Seite mit „title“ (bei „${written}“)`);
  if (!isFile && text !== undefined) return refuse(`eine Seite mit „template“ (bei „${written}“)`);
  if (template !== undefined && templateOf(template, '', asked) === '') return [];
  const [node] = jsonLd === undefined ? [] : askNodes(path, () => [jsonLd], asked);
  return [
    {
      url,
      title: title ?? written,
      description,
      view,
      ...(template !== undefined && { template }),
      ...(text !== undefined && { text }),
      ...(node && { jsonLd: node }),
      config: config.code.file,
    },
  ];
}

/** The template of this name; `otherwise` in place of one that there is not, of which the author is told. */
function templateOf(
  name: string | undefined,
  otherwise: string,
  { config: { runner }, templates, diagnostics }: Asked,
): string {
  if (name === undefined || !templates || templates.has(name)) return name ?? otherwise;
  const suggestion = nearest(name, templates);
  diagnostics.push(
    diagnose('config/unknown-template', { name, suggestion }, runner.placeOf(['template', name])),
  );
  return otherwise;
}
