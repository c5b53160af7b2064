/** The front matter of what comes from WordPress: our keys, with texts as an author would type them. */
import { slugify } from '../../core/slug.ts';
import { localTime, momentAt, type Zone } from '../../core/time.ts';
import type { Head, HeadValue } from '../model.ts';
import { modifiedOf } from './inference.ts';
import { isNoCategory, type PlannedText, sectionOf } from './plan.ts';
import type { SurveyedItem, WordPressSurvey } from './survey.ts';
import { plainWords, termName } from './words.ts';
import type { WxrItem } from './wxr.ts';

export interface HeadParts {
  readonly survey: WordPressSurvey;
  readonly zone: Zone;
  /** By login. */
  readonly authors: ReadonlyMap<string, string>;
}

export interface HeadMedia {
  /** What `image: src` names. */
  readonly image?: string;
  readonly audio?: { readonly src: string; readonly duration?: string };
}

/** The front matter of a text. */
export function headOf(item: WxrItem, text: PlannedText, parts: HeadParts, media: HeadMedia): Head {
  const title = titleOf(item);
  const { description, seo } = descriptionsOf(item, title, parts.survey);
  const common = {
    ...(text.slug === slugify(text.kind === 'article' ? title : stemOf(text)) ? {} : { slug: text.slug }),
    ...(text.alias !== undefined && { aliases: [text.alias] }),
    ...(text.isHidden && { draft: true }),
    ...(foreignLanguageOf(item) !== undefined && { lang: foreignLanguageOf(item) }),
  };
  const updated = updatedOf(item, text, parts.zone);
  if (text.kind === 'page') return { title, description, seo, ...updated, ...common };
  const { image } = media;
  if (text.kind === 'entry') {
    const tags = tagsOf(item, undefined, parts.survey);
    return { title, date: dateText(text), ...updated, description, tags, image, ...common };
  }
  const section = sectionNameOf(item, parts.survey);
  return {
    title,
    date: dateText(text),
    ...updated,
    ...(item.isSticky && { lead: true }),
    description,
    seo,
    section,
    tags: tagsOf(item, section, parts.survey),
    authors: authorsOf(parts.survey.items.get(item.id) ?? { authors: [], creator: item.creator }, parts),
    image,
    audio: media.audio,
    ...common,
    ...commentsOf(item),
  };
}

function stemOf({ file }: PlannedText): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.md$/, '');
}

export function titleOf({ title, id }: Pick<WxrItem, 'title' | 'id'>): string {
  const plain = plainWords(title);
  return plain === '' ? `Ohne Titel (${id})` : plain;
}

/** `2019-05-13 14:30` by the clock of the blog. */
function dateText({ date }: Pick<PlannedText, 'date'>): string {
  const local = localTime(date);
  return date.dayOnly ? local.slice(0, 10) : local.slice(0, 16).replace('T', ' ');
}

/** WordPress notes every saving; what was changed on the day of publication is no update. */
function updatedOf(item: WxrItem, { date }: PlannedText, zone: Zone): { readonly updated?: string } {
  const instant = modifiedOf(item, zone);
  if (instant === undefined || instant <= date.instant) return {};
  const moment = momentAt(instant, zone);
  return localTime(moment).slice(0, 10) === localTime(date).slice(0, 10)
    ? {}
    : { updated: dateText({ date: moment }) };
}

function sectionNameOf(item: WxrItem, survey: WordPressSurvey): string | undefined {
  return sectionOf({ category: survey.items.get(item.id)?.category ?? '' }, survey)?.name;
}

/** The other categories, then the tags, each once. */
function tagsOf(item: WxrItem, section: string | undefined, { terms }: WordPressSurvey): readonly string[] {
  const tags = new Map<string, string>();
  for (const taxonomy of ['category', 'post_tag']) {
    for (const term of item.terms) {
      const name = terms.get(taxonomy)?.get(term.slug)?.name ?? termName(term.name);
      const key = slugify(name, '');
      const isOther = term.taxonomy === taxonomy && !(taxonomy === 'category' && isNoCategory(term.slug));
      const isSection = taxonomy === 'category' && section !== undefined && key === slugify(section);
      if (isOther && !isSection && key !== '' && !tags.has(key)) tags.set(key, name);
    }
  }
  return [...tags.values()];
}

/** By the taxonomy of plugins for several authors (Co-Authors Plus, PublishPress), else by the login of the one who wrote it. */
export function authorsOf(
  { authors: several, creator }: Pick<SurveyedItem, 'authors' | 'creator'>,
  { authors, survey }: Pick<HeadParts, 'authors' | 'survey'>,
): readonly string[] {
  const names =
    several.length > 0
      ? several.map((slug) => authorName(slug, { authors, survey }))
      : [authors.get(creator) ?? termName(creator)];
  return [...new Set(names)].filter((name) => slugify(name, '') !== '');
}

/** The slugs of that taxonomy are logins, often with `cap-` before them. */
export function authorName(slug: string, { authors, survey }: Pick<HeadParts, 'authors' | 'survey'>): string {
  const name = survey.terms.get('author')?.get(slug)?.name ?? slug;
  return authors.get(slug.replace(/^cap-/, '')) ?? authors.get(name) ?? name;
}

/** BCP 47, by the taxonomy of Polylang; undefined of German texts. */
export function foreignLanguageOf({ terms }: WxrItem): string | undefined {
  const language = terms.find(({ taxonomy }) => taxonomy === 'language')?.slug;
  return language === undefined ||
    /^de(?:$|[-_])/i.test(language) ||
    !/^[a-z]{2}(?:[-_][a-z]{2})?$/i.test(language)
    ? undefined
    : language.replace('_', '-');
}

/** What a blog that never had comments says of them is not worth a line. */
function commentsOf({ commentStatus, comments }: WxrItem): { readonly comments?: 'closed' | 'off' } {
  if (commentStatus !== 'closed') return {};
  return { comments: comments.some(({ approved }) => approved === '1') ? 'closed' : 'off' };
}

const seoKeys = {
  title: [
    '_yoast_wpseo_title',
    'rank_math_title',
    '_aioseo_title',
    '_aioseop_title',
    '_seopress_titles_title',
  ],
  description: [
    '_yoast_wpseo_metadesc',
    'rank_math_description',
    '_aioseo_description',
    '_aioseop_description',
    '_seopress_titles_desc',
  ],
} as const;

function descriptionsOf(
  item: WxrItem,
  title: string,
  survey: WordPressSurvey,
): { readonly description: string | undefined; readonly seo: HeadValue | undefined } {
  const excerpt = plainWords(item.excerpt.replace(/\[\/?[a-z][\w-]*(?:\s[^\]]*)?\]/gi, ''));
  const seoTitle = seoText(item, seoKeys.title, title, survey);
  const seoDescription = seoText(item, seoKeys.description, title, survey);
  const seo = {
    ...(seoTitle !== undefined && seoTitle !== title && { title: seoTitle }),
    ...(seoDescription !== undefined && seoDescription !== excerpt && { description: seoDescription }),
  };
  return {
    description: excerpt === '' ? undefined : excerpt,
    seo: Object.keys(seo).length > 0 ? seo : undefined,
  };
}

/** A text for search engines without the variables of its plugin; undefined where it holds others than those known here. */
function seoText(
  { meta }: WxrItem,
  keys: readonly string[],
  title: string,
  { channel }: WordPressSurvey,
): string | undefined {
  const written = meta.find(([key, value]) => keys.includes(key) && value.trim() !== '')?.[1];
  if (written === undefined) return undefined;
  const filled = plainWords(written)
    .replace(/(?:\s*%{1,2}(?:sep|page|sitename|sitetitle)%{1,2})+$/, '')
    .replace(/%{1,2}(title|sitename|sitetitle|sep|page)%{1,2}/g, (_, name: string) => {
      if (name === 'title') return title;
      return name === 'sep' ? '–' : name === 'page' ? '' : channel.title;
    })
    .replace(/\s+/g, ' ')
    .trim();
  const bare = filled.endsWith(channel.title)
    ? filled.slice(0, -channel.title.length).replace(/\s*[-–—|·•:]\s*$/, '')
    : filled;
  return bare === '' || /%\w+%/.test(bare) ? undefined : bare;
}
