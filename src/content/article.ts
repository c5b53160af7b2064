/**
 * One article source → front matter and content. A pure function of the text and the settings that affect it.
 */
import type {
  ArticleMeta,
  AudioReference,
  Checked,
  SourcePath,
  Diagnostic,
  Slug,
  TermMention,
  Moment,
  Position,
} from '../core/model.ts';
import { type Complete, withoutUndefined } from '../core/complete.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { calendarDay, createZone, type Zone } from '../core/time.ts';
import type { YamlNode } from '../core/yaml/yamlTree.ts';
import { createSourceParser, type SourceParser } from './document.ts';
import { typeset } from '../markdown/german/typeset.ts';
import { emptyContent, type MarkdownOptions } from '../markdown/markdown.ts';
import {
  foreignLanguage,
  typesetImage,
  typesetSeo,
  typesettingFields,
  type Typesetting,
} from './typesetting.ts';
import * as v from 'valibot';
import type { Reading } from '../core/yaml/checkSchema.ts';
import {
  choice,
  flag,
  flagOrMapping,
  mappings,
  text,
  textOrOne,
  texts,
  wholeTexts,
} from '../core/yaml/fields.ts';
import {
  addressesField,
  audioField,
  slugField,
  imageField,
  seoField,
  leadField,
  toImage,
  momentField,
  citedSource,
  type ReadMoment,
} from './metaFields.ts';
import { checkFrontMatter } from './frontMatter.ts';
import { isNothing } from './keyNames.ts';
import { namingFile } from '../core/paths.ts';
import { slugify } from '../core/slug.ts';
import type { ConfigCode } from '../config/configCode.ts';
import { translations } from '../config/settings.ts';

/** The settings that affect parsing, and no others: they are part of every cache key. */
export interface ParseOptions extends Omit<MarkdownOptions, 'plugins'> {
  /** IANA name. */
  readonly timezone: string;
  /** The site's own configuration. */
  readonly config?: ConfigCode | undefined;
}

/** What parsers of sources are made of. */
export type ParserOptions = MarkdownOptions & Pick<ParseOptions, 'timezone'>;

const megabyte = 1_000_000;
const maxLength = 8 * megabyte;

export function createArticleParser(options: ParserOptions): SourceParser<ArticleMeta> {
  const zone = createZone(options.timezone);
  const schema = articleSchema(zone);
  const setTerm = (name: string): string => typeset(name, options.typography);
  const readFrontMatter = (
    tree: YamlNode,
    file: SourcePath,
    set: Typesetting['text'],
  ): Checked<ArticleMeta> => {
    return parseArticleMeta(tree, file, schema, { set, setTerm });
  };
  const parse = createSourceParser(options, readFrontMatter, ({ title, ticker, date, label }) => ({
    title,
    ...(ticker && { ticker: { start: date, zone } }),
    isAdvertisement: label === 'anzeige',
  }));
  return (source, file) => {
    if (source.length > maxLength) {
      const fault = diagnose('source/too-large', { megabytes: maxLength / megabyte }, { file });
      return { frontMatter: { diagnostics: [fault] }, content: emptyContent, faults: [] };
    }
    const read = parse(source, file);
    if (source.length <= megabyte) return read;
    return { ...read, faults: [...read.faults, diagnose('source/large', {}, { file })] };
  };
}

/** Jekyll's words. */
const commentWords: ReadonlyMap<string, string> = new Map([
  ['true', 'open'],
  ['ja', 'open'],
  ['false', 'off'],
  ['nein', 'off'],
]);

const commentsField = v.pipe(
  v.string('schema/text'),
  v.transform((word) => commentWords.get(word.trim().toLowerCase()) ?? word),
  choice(['open', 'closed', 'off']),
);

/** Schema of the front matter of an article, in the time zone of the site. */
export function articleSchema(zone: Zone) {
  const moment = momentField(zone);
  return v.object({
    title: text,
    date: moment,
    updated: v.optional(moment),
    expires: v.optional(moment),
    breaking: v.optional(moment),
    lead: v.optional(leadField(zone)),
    kicker: v.optional(text),
    description: v.optional(text),
    seo: v.optional(seoField),
    keyPoints: v.optional(wholeTexts),
    section: v.optional(texts),
    tags: v.optional(texts),
    authors: v.optional(texts),
    image: v.optional(imageField),
    audio: v.optional(audioField),
    slug: v.optional(slugField),
    aliases: v.optional(addressesField),
    draft: v.optional(flag),
    label: v.optional(choice(['meinung', 'analyse', 'anzeige', 'gastbeitrag', 'agentur', 'eigene-sache'])),
    related: v.optional(wholeTexts),
    corrections: v.optional(mappings({ date: moment, text })),
    embargo: v.optional(moment),
    gegendarstellungen: v.optional(mappings({ date: moment, name: text, text })),
    sources: v.optional(v.array(citedSource, 'schema/list')),
    vgwort: v.optional(choice(['false', 'nein', 'gedicht'])),
    comments: v.optional(commentsField),
    series: v.optional(textOrOne),
    translations: v.optional(v.lazy((input) => (isListOfWords(input) ? languagesAlone : translations))),
    ticker: v.optional(flagOrMapping({ ends: v.optional(moment) })),
    ...typesettingFields,
  });
}

/** As other programs have it, with addresses that they make themselves: nothing to link. */
const languagesAlone = v.pipe(
  v.array(text),
  v.transform((): v.InferOutput<typeof translations> => []),
);

function isListOfWords(input: unknown): boolean {
  return Array.isArray(input) && input.length > 0 && input.every((item) => typeof item === 'string');
}

type ArticleSchema = ReturnType<typeof articleSchema>;
type ArticleFields = v.InferOutput<ArticleSchema>;

/**
 * Reads the front matter of the article in `file`. A file named `2023-09-13-kim.md` gives the date and the
 * slug where the front matter does not.
 */
function parseArticleMeta(
  frontMatter: YamlNode,
  file: SourcePath,
  schema: ArticleSchema,
  setters: Setters,
): Checked<ArticleMeta> {
  const [, day, stem] = datedName.exec(namingFile(file)) ?? [];
  const reading = checkFrontMatter(frontMatter, schema, file, (named) => withDay(named, day));
  if (!reading.value) return { diagnostics: reading.diagnostics };
  const diagnostics = [...reading.diagnostics, ...momentWarnings(reading.value, reading.locate, file)];
  if (reading.value.translations?.length === 0)
    diagnostics.push(
      diagnose('front-matter/languages-alone', {}, { file, position: reading.locate(['translations']) }),
    );
  const tags = mentions(reading, 'tags', file);
  const authors = mentions(reading, 'authors', file);
  const sections = mentions(reading, 'section', file);
  const [section, ...furtherSections] = sections.terms;
  const terms = {
    slug: reading.value.slug ?? slugify(stem ?? reading.value.title),
    tags: unique([...tags.terms, ...furtherSections]),
    authors: authors.terms,
    section,
  };
  return {
    value: withoutUndefined<ArticleMeta>(toMeta(reading.value, reading, terms, setters)),
    diagnostics: [...diagnostics, ...tags.diagnostics, ...authors.diagnostics, ...sections.diagnostics],
  };
}

interface Terms {
  readonly slug: Slug;
  readonly tags: readonly TermMention[];
  readonly authors: readonly TermMention[];
  readonly section: TermMention | undefined;
}

interface Setters {
  /** Typesets a text of the article. */
  readonly set: Typesetting['text'];
  /** Typesets the name of a tag, section or series: these are the site's, whatever the article says about its own texts. */
  readonly setTerm: Typesetting['text'];
}

/** Every key of `ArticleMeta`: the text of a reader goes through `set`, the name of a term through `setTerm`. */
function toMeta(
  frontMatter: ArticleFields,
  { locate }: Reading<ArticleFields>,
  { slug, tags, authors, section }: Terms,
  { set, setTerm }: Setters,
): Complete<ArticleMeta> {
  const { kicker, description, keyPoints = [], related = [], corrections = [] } = frontMatter;
  const { image, series, sources, ticker } = frontMatter;
  const term = (mention: TermMention): TermMention => ({ ...mention, name: setTerm(mention.name) });
  return {
    title: set(frontMatter.title),
    date: publicationOf(frontMatter),
    embargo: frontMatter.embargo && { until: frontMatter.embargo.moment, position: locate(['embargo']) },
    updated: frontMatter.updated?.moment,
    expires: frontMatter.expires?.moment,
    breaking: frontMatter.breaking?.moment,
    lead: leadOf(frontMatter.lead),
    kicker: kicker && set(kicker),
    description: description && set(description),
    seo: frontMatter.seo && typesetSeo(frontMatter.seo, set),
    keyPoints: keyPoints.length > 0 ? keyPoints.map(set) : undefined,
    section: section && term(section),
    tags: tags.map(term),
    authors,
    audio: frontMatter.audio && audioOf(frontMatter.audio, locate(['audio'])),
    image: image && typesetImage(toImage(image, locate(['image'])), set),
    slug,
    aliases: frontMatter.aliases ?? [],
    draft: frontMatter.draft ?? false,
    label: frontMatter.label,
    related: related.map((target, index) => ({ target, position: locate(['related', index]) })),
    corrections: corrections.map(({ date, text: words }) => ({ date: date.moment, text: set(words) })),
    counterstatements: frontMatter.gegendarstellungen?.map((one) => ({ ...one, date: one.date.moment })),
    sources: sources?.map(({ name, url }) => ({ name: set(name), ...(url !== undefined && { url }) })),
    trackingPixel: frontMatter.vgwort && (frontMatter.vgwort === 'gedicht' ? 'poem' : 'none'),
    comments: frontMatter.comments ?? 'open',
    series: series ? term({ key: slugify(series), name: series, position: locate(['series']) }) : undefined,
    translations: frontMatter.translations,
    ticker: ticker ? tickerOf(ticker) : undefined,
    language: undefined,
    ...foreignLanguage(frontMatter.lang),
  };
}

function audioOf({ src, duration }: NonNullable<ArticleFields['audio']>, position: Position): AudioReference {
  return { src, position, ...(duration !== undefined && { duration }) };
}

function leadOf(lead: ArticleFields['lead']): ArticleMeta['lead'] {
  if (typeof lead === 'object') return { until: lead.moment };
  return lead ? {} : undefined;
}

function tickerOf(ticker: NonNullable<ArticleFields['ticker']>): ArticleMeta['ticker'] {
  return typeof ticker === 'boolean' || !ticker.ends ? {} : { ends: ticker.ends.moment };
}

/** Nothing appears before the embargo ends, so the later of the two is the date of publication. */
function publicationOf({ date, embargo }: Pick<ArticleFields, 'date' | 'embargo'>): Moment {
  return embargo && embargo.moment.instant > date.moment.instant ? embargo.moment : date.moment;
}

/** Signs without width that come along when a name is copied; two names that look the same are one. */
const invisible = /[\u200b\u200e\u200f\u2060\ufeff]/g;

/** The terms that a key names, each once, with their places. */
function mentions(
  reading: Reading<ArticleFields>,
  key: 'tags' | 'authors' | 'section',
  file: SourcePath,
): { readonly terms: readonly TermMention[]; readonly diagnostics: readonly Diagnostic[] } {
  const terms = new Map<Slug, TermMention>();
  const diagnostics: Diagnostic[] = [];
  for (const [index, written] of (reading.value?.[key] ?? []).entries()) {
    const name = written.normalize('NFC').replace(invisible, '');
    const position = reading.locate([key, index]);
    const slug = slugify(name, '');
    if (name.trim() === '') continue;
    if (slug === '') diagnostics.push(diagnose('front-matter/empty-term', { name }, { file, position }));
    else if (!terms.has(slug)) terms.set(slug, { key: slug, name, position });
  }
  return { terms: [...terms.values()], diagnostics };
}

const datedName = /(?:^|\/)(\d{4}-\d{2}-\d{2})-([^/]+)\.[^./]+$/;

/** Each term where it stands first. */
function unique(terms: readonly TermMention[]): readonly TermMention[] {
  const known = new Map<Slug, TermMention>();
  for (const term of terms) if (!known.has(term.key)) known.set(term.key, term);
  return [...known.values()];
}

/** `day`: that of the file's name, for front matter without a date. */
function withDay(frontMatter: YamlNode, day: string | undefined): YamlNode {
  if (day === undefined || frontMatter.kind !== 'mapping') return frontMatter;
  const { entries, position } = frontMatter;
  if (entries.some(({ key, value }) => key === 'date' && !isNothing(value))) return frontMatter;
  const value: YamlNode = { kind: 'scalar', text: day, position };
  const others = entries.filter(({ key }) => key !== 'date');
  return { ...frontMatter, entries: [...others, { key: 'date', keyPosition: position, value }] };
}

type Path = readonly (string | number)[];
type Dated = readonly { readonly date: ReadMoment }[];

interface Dates {
  readonly date: ReadMoment;
  readonly updated?: ReadMoment | undefined;
  readonly embargo?: ReadMoment | undefined;
  readonly expires?: ReadMoment | undefined;
  readonly breaking?: ReadMoment | undefined;
  readonly lead?: ReadMoment | boolean | undefined;
  readonly corrections?: Dated | undefined;
  readonly gegendarstellungen?: Dated | undefined;
}

/** Warns of dates that are valid but odd. */
function momentWarnings(
  { date, updated, embargo, expires, breaking, lead, corrections, gegendarstellungen }: Dates,
  locate: (path: Path) => Position,
  file: SourcePath,
): readonly Diagnostic[] {
  const leadEnd = typeof lead === 'object' ? lead : undefined;
  const dates: readonly (readonly [Path, ReadMoment | undefined])[] = [
    [['date'], date],
    [['updated'], updated],
    [['embargo'], embargo],
    [['expires'], expires],
    [['breaking'], breaking],
    [['lead'], leadEnd],
    ...datesOf('corrections', corrections),
    ...datesOf('gegendarstellungen', gegendarstellungen),
  ];
  const odd = dates.flatMap(([path, read]) => {
    const year = read && calendarDay(read.moment).year;
    const isOdd = year !== undefined && (year < 1600 || (year > 2150 && path[0] !== 'expires'));
    return isOdd
      ? diagnose(
          'front-matter/odd-year',
          { year, key: String(path.at(-1)) },
          { file, position: locate(path) },
        )
      : [];
  });
  const isEarly =
    updated && !isSameDay(updated.moment, date.moment) && updated.moment.instant < date.moment.instant;
  const outdated = isEarly
    ? [diagnose('front-matter/updated-early', {}, { file, position: locate(['updated']) })]
    : [];
  const twice = dates.flatMap(([path, read]) =>
    read?.ambiguous === undefined
      ? []
      : diagnose('front-matter/time-twice', { value: read.ambiguous }, { file, position: locate(path) }),
  );
  const appears = Math.max(date.moment.instant, embargo?.moment.instant ?? -Infinity);
  const ends = [
    ['expires', expires, 'front-matter/expires-early'],
    ['breaking', breaking, 'front-matter/breaking-early'],
    ['lead', leadEnd, 'front-matter/lead-early'],
  ] as const;
  const early = ends.flatMap(([key, end, code]) =>
    end && end.moment.instant <= appears ? diagnose(code, {}, { file, position: locate([key]) }) : [],
  );
  return [...twice, ...early, ...odd, ...outdated];
}

/** On the day of publication a day alone says nothing about before and after. */
function isSameDay(one: Moment, other: Moment): boolean {
  const [a, b] = [calendarDay(one), calendarDay(other)];
  return (one.dayOnly || other.dayOnly) && a.year === b.year && a.month === b.month && a.day === b.day;
}

function datesOf(key: string, list: Dated = []): readonly (readonly [Path, ReadMoment])[] {
  return list.map(({ date }, index) => [[key, index, 'date'], date]);
}
