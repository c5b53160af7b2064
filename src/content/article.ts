/**
 * One article source → front matter and content. A pure function of the text and the settings that affect it.
 */
import type {
  ArticleMeta,
  Checked,
  SourcePath,
  Diagnostic,
  Slug,
  TermMention,
  Position,
} from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { createZone, type Zone } from '../core/time.ts';
import type { YamlNode } from '../core/yaml/yamlTree.ts';
import { createSourceParser, type SourceParser } from './document.ts';
import { typeset } from '../markdown/german/typeset.ts';
import { emptyContent, type MarkdownOptions } from '../markdown/markdown.ts';
import { typesetArticle, type Typesetting } from './typesetting.ts';
import * as v from 'valibot';
import type { Reading } from '../core/yaml/checkSchema.ts';
import { choice, flag, flagOrMapping, mappings, text, texts, wholeTexts } from '../core/yaml/fields.ts';
import {
  addressesField,
  slugField,
  imageField,
  toImage,
  momentField,
  journalismEntries,
  toJournalismMeta,
  type ReadMoment,
} from './metaFields.ts';
import { checkFrontMatter, knownOtherNames, withOurNames } from './frontMatter.ts';
import { slugify } from '../core/slug.ts';
import { translations } from '../config/settings.ts';

/** The settings that affect parsing, and no others: they are part of every cache key. */
export interface ParseOptions extends MarkdownOptions {
  /** IANA name. */
  readonly timezone: string;
}

const megabyte = 1_000_000;
const maxLength = 8 * megabyte;

export function createArticleParser(options: ParseOptions): SourceParser<ArticleMeta> {
  const zone = createZone(options.timezone);
  const schema = articleSchema(zone);
  const setTerm = (name: string): string => typeset(name, options.typography);
  const readFrontMatter = (
    tree: YamlNode,
    file: SourcePath,
    set: Typesetting['text'],
  ): Checked<ArticleMeta> => {
    const { value, diagnostics } = parseArticleMeta(tree, file, schema);
    return value ? { value: typesetArticle(value, set, setTerm), diagnostics } : { diagnostics };
  };
  const parse = createSourceParser(options, readFrontMatter, ({ ticker, date, label }) => ({
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

// The front matter of an article → `ArticleMeta`, checked.

/** Schema of the front matter of an article, in the time zone of the site. */
function articleSchema(zone: Zone) {
  const moment = momentField(zone);
  return v.object({
    title: text,
    date: moment,
    updated: v.optional(moment),
    expires: v.optional(moment),
    breaking: v.optional(moment),
    kicker: v.optional(text),
    description: v.optional(text),
    keyPoints: v.optional(wholeTexts),
    section: v.optional(texts),
    tags: v.optional(texts),
    authors: v.optional(texts),
    image: v.optional(imageField),
    slug: v.optional(slugField),
    aliases: v.optional(addressesField),
    draft: v.optional(flag),
    label: v.optional(choice(['meinung', 'analyse', 'anzeige', 'gastbeitrag', 'agentur', 'eigene-sache'])),
    related: v.optional(wholeTexts),
    corrections: v.optional(mappings({ date: moment, text })),
    ...journalismEntries(moment),
    comments: v.optional(choice(['open', 'closed', 'off'])),
    series: v.optional(text),
    translations: v.optional(translations),
    ticker: v.optional(flagOrMapping({ ends: v.optional(moment) })),
    typography: v.optional(flag),
  });
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
): Checked<ArticleMeta> {
  const named = withFileName(withOurNames(frontMatter), file);
  const reading = checkFrontMatter(named.frontMatter, schema, file, knownOtherNames);
  if (!reading.value) return { diagnostics: reading.diagnostics };
  const diagnostics = [...reading.diagnostics, ...momentWarnings(reading.value, reading.locate, file)];
  const tags = mentions(reading, 'tags', file);
  const authors = mentions(reading, 'authors', file);
  const sections = mentions(reading, 'section', file);
  return {
    value: toMeta(reading.value, reading, {
      slug: reading.value.slug ?? slugify(named.stem ?? reading.value.title),
      tags: tags.terms,
      authors: authors.terms,
      section: sections.terms[0],
    }),
    diagnostics: [...diagnostics, ...tags.diagnostics, ...authors.diagnostics, ...sections.diagnostics],
  };
}

interface Terms {
  readonly slug: Slug;
  readonly tags: readonly TermMention[];
  readonly authors: readonly TermMention[];
  readonly section: TermMention | undefined;
}

function toMeta(frontMatter: ArticleFields, { locate }: Reading<ArticleFields>, terms: Terms): ArticleMeta {
  const { slug, tags, authors, section } = terms;
  const related = (frontMatter.related ?? []).map((target, index) => ({
    target,
    position: locate(['related', index]),
  }));
  const { kicker, description, keyPoints = [], label, ticker } = frontMatter;
  return {
    title: frontMatter.title,
    ...toJournalismMeta(frontMatter, locate),
    slug,
    tags,
    authors,
    aliases: frontMatter.aliases ?? [],
    draft: frontMatter.draft ?? false,
    related,
    corrections: (frontMatter.corrections ?? []).map(({ date, text: words }) => ({
      date: date.moment,
      text: words,
    })),
    comments: frontMatter.comments ?? 'open',
    ...(frontMatter.updated && { updated: frontMatter.updated.moment }),
    ...(frontMatter.expires && { expires: frontMatter.expires.moment }),
    ...(frontMatter.breaking && { breaking: frontMatter.breaking.moment }),
    ...(kicker && { kicker }),
    ...(description && { description }),
    ...(keyPoints.length > 0 && { keyPoints }),
    ...(section && { section }),
    ...(frontMatter.image && { image: toImage(frontMatter.image, locate(['image'])) }),
    ...(label && { label }),
    ...(frontMatter.translations && { translations: frontMatter.translations }),
    ...(ticker && { ticker: ticker === true || !ticker.ends ? {} : { ends: ticker.ends.moment } }),
    ...(frontMatter.series && {
      series: { key: slugify(frontMatter.series), name: frontMatter.series, position: locate(['series']) },
    }),
  };
}

/** The terms that a key names, each once, with their places. */
function mentions(
  reading: Reading<ArticleFields>,
  key: 'tags' | 'authors' | 'section',
  file: SourcePath,
): { readonly terms: readonly TermMention[]; readonly diagnostics: readonly Diagnostic[] } {
  const terms = new Map<Slug, TermMention>();
  const diagnostics: Diagnostic[] = [];
  for (const [index, written] of (reading.value?.[key] ?? []).entries()) {
    const name = written.normalize('NFC');
    const position = reading.locate([key, index]);
    const slug = slugify(name, '');
    if (name.trim() === '') continue;
    if (slug === '') diagnostics.push(diagnose('front-matter/empty-term', { name }, { file, position }));
    else if (!terms.has(slug)) terms.set(slug, { key: slug, name, position });
  }
  return { terms: [...terms.values()], diagnostics };
}

const datedName = /(?:^|\/)(\d{4}-\d{2}-\d{2})-([^/]+)\.[^./]+$/;

function withFileName(
  frontMatter: YamlNode,
  file: SourcePath,
): { readonly frontMatter: YamlNode; readonly stem?: string } {
  const [, day, stem] = datedName.exec(file) ?? [];
  if (day === undefined || stem === undefined) return { frontMatter };
  if (frontMatter.kind !== 'mapping' || frontMatter.entries.some(({ key }) => key === 'date'))
    return { frontMatter, stem };
  const value: YamlNode = { kind: 'scalar', text: day, position: frontMatter.position };
  return {
    frontMatter: {
      ...frontMatter,
      entries: [...frontMatter.entries, { key: 'date', keyPosition: frontMatter.position, value }],
    },
    stem,
  };
}

// Warnings on dates in the front matter of an article that are valid but odd.

type Path = readonly (string | number)[];
type Dated = readonly { readonly date: ReadMoment }[];

interface Dates {
  readonly date: ReadMoment;
  readonly updated?: ReadMoment | undefined;
  readonly embargo?: ReadMoment | undefined;
  readonly expires?: ReadMoment | undefined;
  readonly breaking?: ReadMoment | undefined;
  readonly corrections?: Dated | undefined;
  readonly gegendarstellungen?: Dated | undefined;
}

function momentWarnings(
  { date, updated, embargo, expires, breaking, corrections, gegendarstellungen }: Dates,
  locate: (path: Path) => Position,
  file: SourcePath,
): readonly Diagnostic[] {
  const dates: readonly (readonly [Path, ReadMoment | undefined])[] = [
    [['date'], date],
    [['updated'], updated],
    [['embargo'], embargo],
    [['expires'], expires],
    [['breaking'], breaking],
    ...datesOf('corrections', corrections),
    ...datesOf('gegendarstellungen', gegendarstellungen),
  ];
  const twice = dates.flatMap(([path, read]) =>
    read?.ambiguous === undefined
      ? []
      : diagnose('front-matter/time-twice', { value: read.ambiguous }, { file, position: locate(path) }),
  );
  const appears = Math.max(date.moment.instant, embargo?.moment.instant ?? -Infinity);
  const ends = [
    ['expires', expires, 'front-matter/expires-early'],
    ['breaking', breaking, 'front-matter/breaking-early'],
  ] as const;
  const early = ends.flatMap(([key, end, code]) =>
    end && end.moment.instant <= appears ? diagnose(code, {}, { file, position: locate([key]) }) : [],
  );
  return [...twice, ...early];
}

function datesOf(key: string, list: Dated = []): readonly (readonly [Path, ReadMoment])[] {
  return list.map(({ date }, index) => [[key, index, 'date'], date]);
}
