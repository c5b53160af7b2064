/** The front matter of an article → `ArticleMeta`, checked. */
import * as v from 'valibot';
import type { ArticleMeta, Checked, Diagnostic, Slug, SourcePath, TermMention } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import type { Zone } from '../time/zone.ts';
import type { Reading } from '../yaml/checkSchema.ts';
import { choice, flag, flagOrMapping, mappings, text, texts, wholeTexts } from '../yaml/fields.ts';
import type { YamlNode } from '../yaml/yamlTree.ts';
import { addressesField, slugField } from './addressFields.ts';
import { checkFrontMatter } from './checkHead.ts';
import { imageField, toImage } from './imageField.ts';
import { momentField } from './momentField.ts';
import { momentWarnings } from './momentWarnings.ts';
import { knownOtherNames, withOurNames } from './otherNames.ts';
import { journalismEntries, toJournalismMeta } from './pressFields.ts';
import { slugify } from './slug.ts';
import { translations } from '../config/translations.ts';

/** Schema of the front matter of an article, in the time zone of the site. */
export function articleSchema(zone: Zone) {
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
export function parseArticleMeta(
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
