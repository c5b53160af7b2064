/** The page of the search, and the records of its index. */
import { archiveUrl, searchIndexUrl, searchUrl } from '../../collections/addresses.ts';
import type { Collections } from '../../collections/collections.ts';
import type { SiteUrl } from '../../config/settings.ts';
import type { UrlPath, Article, SourcePath, StaticPage } from '../../core/model.ts';
import { plainText } from '../../core/html.ts';
import { siteTexts } from '../../core/siteTexts.ts';
import type { Layout } from '../../views/layout.ts';
import { hrefOf } from '../../views/hrefs.ts';
import type { Page } from '../../views/page.ts';
import type { SearchFilterView, SearchView } from '../../views/views.ts';
import type { Group } from '../../collections/groups.ts';
import { calendarDay, dateView } from '../../core/time.ts';
import { type RenderContext, type ContentOf, feedHtml } from '../../views/bodyViews.ts';

const texts = siteTexts.search;

/** The page that readers search on. `script`: empty where there is nothing to search in. */
export function searchPage(
  collections: Collections,
  layout: Layout,
  site: SiteUrl,
  script: UrlPath | '',
): Page {
  const { title, description } = texts;
  const view = (): SearchView => ({
    ...layout({ url: searchUrl, title, description, searches: true }),
    ...(script !== '' && { index: { url: hrefOf(site, searchIndexUrl), scriptUrl: hrefOf(site, script) } }),
    filters: filterViews(collections),
    browse: [...collections.sections, { name: siteTexts.archive, url: archiveUrl }].map(({ name, url }) => ({
      name,
      url: hrefOf(site, url),
    })),
  });
  return { url: searchUrl, source: title, content: { kind: 'search', view } };
}

/** The names are those of the records' filters. */
function filterViews({ sections, authors, years }: Collections): readonly SearchFilterView[] {
  const differentNames = (groups: readonly { readonly name: string }[]): readonly string[] => [
    ...new Set(groups.map(({ name }) => plainText(name))),
  ];
  return [
    { name: 'ressort', label: texts.section, values: differentNames(sections) },
    {
      name: 'autor',
      label: texts.author,
      values: differentNames(authors.filter(({ articles }) => articles.length > 0)),
    },
    { name: 'jahr', label: texts.year, values: years.map(({ year }) => String(year)) },
  ].filter(({ values }) => values.length > 1);
}

// Records of the search index: one for each article and static page. As a page is a function of its view, the
// index is a function of its records.

/** As Pagefind takes it. */
export interface SearchRecord {
  readonly url: string;
  readonly content: string;
  /** Searched as well, and shown with a result: `templates/scripts/searchResults.js`. */
  readonly meta: Readonly<Record<string, string>>;
  readonly filters: Readonly<Record<string, readonly string[]>>;
  readonly sort: Readonly<Record<string, string>>;
}

export interface SearchEntry {
  /** The source from whose content the record is made. */
  readonly file: SourcePath;
  readonly record: (contentOf: ContentOf) => SearchRecord;
}

/** Entries for everything that readers see, in the order of the collections. */
export function searchEntries(
  collections: Collections,
  renderContext: RenderContext,
): readonly SearchEntry[] {
  const names = {
    sections: namesOf(collections.sections),
    authors: namesOf(collections.authors),
    tags: namesOf(collections.tags),
  };
  const articles = collections.articles.map((article) => ({
    file: article.file,
    record: (contentOf: ContentOf) => articleRecord(article, contentOf, renderContext, names),
  }));
  const pages = [...collections.pages, ...collections.glossary].map((page) => ({
    file: page.file,
    record: (contentOf: ContentOf) => pageRecord(page, contentOf, renderContext),
  }));
  return [...articles, ...pages];
}

/** The spelling of each key that lists use. */
type Names = ReadonlyMap<string, string>;

function namesOf(groups: readonly Pick<Group, 'key' | 'name'>[]): Names {
  return new Map(groups.map(({ key, name }) => [key, plainText(name)]));
}

function articleRecord(
  article: Article,
  contentOf: ContentOf,
  renderContext: RenderContext,
  names: Readonly<Record<'sections' | 'authors' | 'tags', Names>>,
): SearchRecord {
  const { file, url, title, kicker, description, keyPoints = [], section, tags, date, label } = article;
  const text = searchText(feedHtml(contentOf(file), file, url, renderContext));
  const others = [...keyPoints, ...article.corrections.map((correction) => correction.text)];
  const sectionName = section && names.sections.get(section.key);
  const authors = article.authors.flatMap(({ key }) => names.authors.get(key) ?? []);
  const tagNames = tags.flatMap(({ key }) => names.tags.get(key) ?? []);
  const { iso, day } = dateView(date);
  return {
    url: hrefOf(renderContext.site, url),
    content: [plainText(description ?? ''), text, ...others.map(plainText)].join(' ').trim(),
    meta: {
      title: plainText(title),
      ...(kicker !== undefined && { kicker: plainText(kicker) }),
      ...(label && { label: siteTexts.labels[label] }),
      ...(sectionName !== undefined && { section: sectionName }),
      ...(authors.length > 0 && { authors: authors.join(', ') }),
      ...(tagNames.length > 0 && { tags: tagNames.join(', ') }),
      day,
      iso,
    },
    filters: {
      jahr: [String(calendarDay(date).year)],
      ...(sectionName !== undefined && { ressort: [sectionName] }),
      ...(authors.length > 0 && { autor: authors }),
    },
    sort: { date: new Date(date.instant).toISOString() },
  };
}

function pageRecord(
  { file, url, title }: StaticPage,
  contentOf: ContentOf,
  renderContext: RenderContext,
): SearchRecord {
  return {
    url: hrefOf(renderContext.site, url),
    content: searchText(feedHtml(contentOf(file), file, url, renderContext)),
    meta: { title: plainText(title) },
    filters: {},
    sort: {},
  };
}

/** A tag as `writeHtml.ts` writes it; an attribute value may hold a `>`. */
const tag = /<\/?([a-z][a-z0-9]*)(?:"[^"]*"|[^>"])*>/g;
/** Their text belongs to the word around it. */
const inline = new Set(
  'a abbr b bdi cite code del dfn em i ins kbd mark q s samp small span strong sub time u var wbr'.split(' '),
);
const footnoteMark = /<sup><a [^>]*data-footnote-ref[^>]*>[^<]*<\/a><\/sup>/g;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** The words of a content for the search: `html` as for a feed (`feedHtml`). */
export function searchText(html: string): string {
  const text = html
    .replace(footnoteMark, '')
    .replace(tag, (_, name: string) => (inline.has(name) ? '' : ' '))
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot));/gi, (entity, hex, decimal, name) => {
      if (name !== undefined) return named[name] ?? entity;
      return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
    });
  return plainText(text).replace(/\s+/g, ' ').trim();
}
