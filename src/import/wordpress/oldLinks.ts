/** Where the links in a text of WordPress lead in the new blog. */
import { archiveUrl, homeUrl, listUrl, periodUrl } from '../../collections/addresses.ts';
import type { Slug, SourcePath } from '../../core/model.ts';
import { slugify } from '../../core/slug.ts';
import type { KeptMap, MakeMap } from '../diskMap.ts';
import { type BlogHosts, isNoCategory, pathInBlog, type WordPressPlan } from './plan.ts';
import type { SurveyedAttachment, WordPressSurvey } from './survey.ts';

export type LinkGoal =
  /** A text, with what follows it in the address (`#absatz`). */
  | { readonly kind: 'text'; readonly file: SourcePath; readonly fragment: string }
  /** A picture or document of the blog. */
  | { readonly kind: 'media'; readonly attachment: SurveyedAttachment | undefined; readonly address: string }
  /** A page that the new blog makes itself, or an address elsewhere. */
  | { readonly kind: 'address'; readonly address: string }
  /** An address of the blog that leads nowhere, there as here; German, why. */
  | { readonly kind: 'nowhere'; readonly reason: string };

/** Lists that readers see: keys of sections, tags and authors with at least one shown article, and months of such. */
export interface ShownLists {
  readonly section: ReadonlySet<Slug>;
  readonly tag: ReadonlySet<Slug>;
  readonly author: ReadonlySet<Slug>;
  /** `2019` and `2019-05`. */
  readonly periods: ReadonlySet<string>;
  /** Last part of an author's old address → the key. */
  readonly authorSlugs: ReadonlyMap<string, Slug>;
}

/** Follows a whole address. */
export type FollowLink = (href: string) => LinkGoal;

export function createLinks(
  survey: WordPressSurvey,
  plan: WordPressPlan,
  blog: BlogHosts,
  lists: ShownLists,
  makeMap: MakeMap,
): FollowLink {
  const byPath = textsByPath(survey, plan, blog, makeMap);
  const attachmentPages = makeMap<string>();
  for (const { id, link } of survey.attachments.values())
    attachmentPages.set(key(pathInBlog(link, blog)), id);
  return (href) => {
    const url = URL.parse(href);
    if (!url || !/^https?:$/.test(url.protocol) || !blog.hosts.has(url.host.toLowerCase()))
      return { kind: 'address', address: href };
    const file = textAt(url, byPath, plan, blog);
    if (file !== undefined) return { kind: 'text', file, fragment: url.hash };
    const attachment = survey.attachmentAt(href) ?? attachmentOfPage(url, attachmentPages, survey, blog);
    if (attachment || /\/wp-content\/uploads\//.test(url.pathname))
      return { kind: 'media', attachment, address: attachment?.url ?? href };
    const address = listAt(url, survey, blog, lists);
    return address === undefined
      ? { kind: 'nowhere', reason: 'Der Link führt zu einer Adresse des Blogs, die es im Export nicht gibt.' }
      : { kind: 'address', address };
  };
}

function key(path: string | undefined): string {
  return (path ?? '').toLowerCase().replace(/\/+$/, '');
}

type FindText = (path: string) => SourcePath | undefined;

/** By old addresses of texts, also those that WordPress itself redirects. */
function textsByPath(
  survey: WordPressSurvey,
  { texts }: WordPressPlan,
  blog: BlogHosts,
  makeMap: MakeMap,
): FindText {
  const byPath = makeMap<SourcePath>();
  const former = makeMap<SourcePath>();
  for (const { id, file, isGone } of texts.values()) {
    const item = survey.items.get(id);
    const path = key(item && pathInBlog(item.link, blog));
    if (!item || path === '' || isGone) continue;
    if (!byPath.has(path)) byPath.set(path, file);
    for (const slug of item.oldSlugs)
      former.set(path.slice(0, path.lastIndexOf('/') + 1) + slug.toLowerCase(), file);
  }
  return (path) => byPath.get(path) ?? former.get(path);
}

function textAt(url: URL, find: FindText, { texts }: WordPressPlan, blog: BlogHosts): SourcePath | undefined {
  for (const name of ['p', 'page_id']) {
    const id = url.searchParams.get(name);
    const text = id === null ? undefined : texts.get(id);
    if (text) return text.isGone ? undefined : text.file;
  }
  const path = key(pathInBlog(`${url.origin}${url.pathname}`, blog));
  if (path === '') return undefined;
  // The pages of a text are one here, and its comments stand below it.
  return find(path) ?? find(path.replace(/\/(?:\d+|page\/\d+|comment-page-\d+|amp|feed)$/, ''));
}

function attachmentOfPage(
  url: URL,
  pages: KeptMap<string>,
  { attachments }: WordPressSurvey,
  blog: BlogHosts,
): SurveyedAttachment | undefined {
  const id = url.searchParams.get('attachment_id');
  if (id !== null) return attachments.get(id);
  const path = key(pathInBlog(`${url.origin}${url.pathname}`, blog));
  return path === '' ? undefined : attachments.get(pages.get(path) ?? '');
}

/** Pages with several texts, as far as the new blog has them. */
function listAt(
  url: URL,
  { terms }: WordPressSurvey,
  blog: BlogHosts,
  lists: ShownLists,
): string | undefined {
  const path = key(pathInBlog(`${url.origin}${url.pathname}`, blog));
  if (path === '') return homeUrl;
  const segments = path
    .slice(1)
    .replace(/\/(?:page\/\d+|feed(?:\/\w+)?)$/, '')
    .split('/');
  const last = segments.at(-1) ?? '';
  if (/^(?:feed|rss2?|atom)$/.test(last) && segments.length === 1) return '/feed.xml';
  const nameOf = (taxonomy: string): Slug => slugify(terms.get(taxonomy)?.get(last)?.name ?? last, '');
  const folder = segments.length > 1 ? segments.slice(0, -1).join('/') : '';
  if (/(?:^|\/)category(?:\/|$)/.test(folder))
    return isNoCategory(last) ? archiveUrl : listOf('section', nameOf('category'), lists);
  if (/(?:^|\/)tag$/.test(folder)) return listOf('tag', nameOf('post_tag'), lists);
  if (/(?:^|\/)author$/.test(folder))
    return listOf('author', lists.authorSlugs.get(last) ?? slugify(last, ''), lists);
  const [, year, month] = /^(\d{4})(?:\/(\d{2})(?:\/\d{2})?)?$/.exec(segments.join('/')) ?? [];
  if (year === undefined) return undefined;
  if (month !== undefined && lists.periods.has(`${year}-${month}`))
    return periodUrl(Number(year), Number(month));
  return lists.periods.has(year) ? periodUrl(Number(year)) : archiveUrl;
}

/** A category that is no section here may be a tag. */
function listOf(kind: 'section' | 'tag' | 'author', term: Slug, lists: ShownLists): string | undefined {
  if (lists[kind].has(term)) return listUrl(kind, term);
  return kind === 'section' && lists.tag.has(term) ? listUrl('tag', term) : undefined;
}
