/** The head of an article → `ArticleMeta`, checked. */
import * as v from 'valibot';
import type { ArticleMeta, Checked, Diagnostic, Slug, SourcePath, TermMention } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import type { Zone } from '../time/zone.ts';
import type { Reading } from '../yaml/checkSchema.ts';
import { choice, flag, flagOrMapping, mappings, text, texts, wholeTexts } from '../yaml/fields.ts';
import type { YamlNode } from '../yaml/yamlTree.ts';
import { addressesField, slugField } from './addressFields.ts';
import { checkHead } from './checkHead.ts';
import { imageField, toImage } from './imageField.ts';
import { momentField } from './momentField.ts';
import { momentWarnings } from './momentWarnings.ts';
import { knownOtherNames, withOurNames } from './otherNames.ts';
import { pressEntries, toPressMeta } from './pressFields.ts';
import { slugify } from './slug.ts';
import { translations } from '../config/translations.ts';

/** What the front matter of an article may say, in the site's time zone. */
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
    ...pressEntries(moment),
    comments: v.optional(choice(['open', 'closed', 'off'])),
    series: v.optional(text),
    translations: v.optional(translations),
    ticker: v.optional(flagOrMapping({ ends: v.optional(moment) })),
    typography: v.optional(flag),
  });
}

type ArticleSchema = ReturnType<typeof articleSchema>;
type ArticleHead = v.InferOutput<ArticleSchema>;

/**
 * Reads the head of the article in `file`. A file named `2023-09-13-kim.md` gives the date and the
 * slug where the head does not.
 */
export function parseArticleMeta(
  head: YamlNode,
  file: SourcePath,
  schema: ArticleSchema,
): Checked<ArticleMeta> {
  const named = withFileName(withOurNames(head), file);
  const reading = checkHead(named.head, schema, file, knownOtherNames);
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

function toMeta(head: ArticleHead, { locate }: Reading<ArticleHead>, terms: Terms): ArticleMeta {
  const { slug, tags, authors, section } = terms;
  const related = (head.related ?? []).map((target, index) => ({
    target,
    position: locate(['related', index]),
  }));
  const { kicker, description, keyPoints = [], label, ticker } = head;
  return {
    title: head.title,
    ...toPressMeta(head, locate),
    slug,
    tags,
    authors,
    aliases: head.aliases ?? [],
    draft: head.draft ?? false,
    related,
    corrections: (head.corrections ?? []).map(({ date, text: words }) => ({
      date: date.moment,
      text: words,
    })),
    comments: head.comments ?? 'open',
    ...(head.updated && { updated: head.updated.moment }),
    ...(head.expires && { expires: head.expires.moment }),
    ...(head.breaking && { breaking: head.breaking.moment }),
    ...(kicker && { kicker }),
    ...(description && { description }),
    ...(keyPoints.length > 0 && { keyPoints }),
    ...(section && { section }),
    ...(head.image && { image: toImage(head.image, locate(['image'])) }),
    ...(label && { label }),
    ...(head.translations && { translations: head.translations }),
    ...(ticker && { ticker: ticker === true || !ticker.ends ? {} : { ends: ticker.ends.moment } }),
    ...(head.series && {
      series: { key: slugify(head.series), name: head.series, position: locate(['series']) },
    }),
  };
}

/** The terms that a key names, each once, with their places. */
function mentions(
  reading: Reading<ArticleHead>,
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

function withFileName(head: YamlNode, file: SourcePath): { readonly head: YamlNode; readonly stem?: string } {
  const [, day, stem] = datedName.exec(file) ?? [];
  if (day === undefined || stem === undefined) return { head };
  if (head.kind !== 'mapping' || head.entries.some(({ key }) => key === 'date')) return { head, stem };
  const value: YamlNode = { kind: 'scalar', text: day, position: head.position };
  return {
    head: { ...head, entries: [...head.entries, { key: 'date', keyPosition: head.position, value }] },
    stem,
  };
}
