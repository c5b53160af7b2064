/** Which address everything has. Defaults of the design; all are inside the site, without its sub-path. */
import type { ArticleMeta, EntryMeta, Plain, Slug, UrlPath } from '../core/model.ts';
import { slugify } from '../core/slug.ts';
import { calendarDay } from '../core/time.ts';

export const homeUrl = '/' as UrlPath;
export const archiveUrl = '/archiv/' as UrlPath;
export const correctionsUrl = '/korrekturen/' as UrlPath;
export const searchUrl = '/suche/' as UrlPath;
export const podcastUrl = '/podcast.xml' as UrlPath;
/** The folder of the search index. */
export const searchIndexUrl = '/pagefind/' as UrlPath;

export const glossaryUrl = '/glossar/' as UrlPath;

export type ListKind = 'section' | 'tag' | 'author' | 'series';

const folders: Readonly<Record<ListKind, string>> = {
  section: 'ressort',
  tag: 'thema',
  author: 'autor',
  series: 'serie',
};

export function listUrl(kind: ListKind, key: Slug): UrlPath {
  return `/${folders[kind]}/${key}/` as UrlPath;
}

/** `month` from 1; without it the year's page. */
export function periodUrl(year: number, month?: number): UrlPath {
  const tail = month === undefined ? '' : `${twoDigits(month)}/`;
  return `${archiveUrl}${year}/${tail}` as UrlPath;
}

/** The page with a number of a list; the first one is the list's own address. */
export function pageUrl(list: UrlPath, number: number): UrlPath {
  return number === 1 ? list : (`${list}seite/${number}/` as UrlPath);
}

export function staticPageUrl(slug: Slug): UrlPath {
  return `/${slug}/` as UrlPath;
}

/** Address of a page that explains a term. */
export function explanationUrl(slug: Slug): UrlPath {
  return `${glossaryUrl}${slug}/` as UrlPath;
}

/** An article's address after the site's pattern; an article without a section stands under `artikel` there. */
export function articleUrl(pattern: string, meta: Pick<ArticleMeta, 'date' | 'slug' | 'section'>): UrlPath {
  const { year, month, day } = calendarDay(meta.date);
  return pattern
    .replaceAll(':year', String(year))
    .replaceAll(':month', twoDigits(month))
    .replaceAll(':day', twoDigits(day))
    .replaceAll(':section', meta.section?.key ?? 'artikel')
    .replaceAll(':slug', meta.slug) as UrlPath;
}

/** The address of an entry after the pattern of its collection, or the field that is missing for it. */
export function entryUrl(
  pattern: string,
  { slug, date, data }: Pick<EntryMeta, 'slug' | 'date' | 'data'>,
): { readonly url: UrlPath } | { readonly missing: string } {
  const day = date && calendarDay(date);
  const parts = new Map<string, string | undefined>([
    ['slug', slug],
    ['year', day && String(day.year)],
    ['month', day && twoDigits(day.month)],
    ['day', day && twoDigits(day.day)],
  ]);
  const valueOf = (name: string): string | undefined =>
    parts.has(name) ? parts.get(name) : slugOf(fieldOf(data, name));
  const names = [...pattern.matchAll(/:([\p{L}_][\p{L}\p{N}_]*)/gu)].map(([, name = '']) => name);
  const missing = names.find((name) => valueOf(name) === undefined);
  if (missing !== undefined) return { missing };
  // Longer names first: `:ort` is the beginning of `:ortsteil`.
  const url = names
    .toSorted((one, other) => other.length - one.length)
    .reduce((made, name) => made.replaceAll(`:${name}`, valueOf(name) ?? ''), pattern);
  return { url: url as UrlPath };
}

function fieldOf(data: Plain, name: string): Plain {
  const isMapping = typeof data === 'object' && data !== null && !Array.isArray(data);
  return isMapping ? (Object.entries(data).find(([key]) => key === name)?.[1] ?? undefined) : undefined;
}

/** Undefined for what is no text and no number, or has no letters. */
function slugOf(value: Plain): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return slugify(String(value), '') || undefined;
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
