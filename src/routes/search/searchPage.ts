/** The page of the search, and the records of its index. */
import { archiveUrl, searchIndexUrl, searchUrl } from '../../collections/addresses.ts';
import type { Collections } from '../../collections/collections.ts';
import type { Article, SourcePath, StaticPage } from '../../core/model.ts';
import { plainText } from '../../core/html.ts';
import { siteTexts } from '../../core/siteTexts.ts';
import { hrefOf, linkTo } from '../../views/hrefs.ts';
import type { Page } from '../../views/page.ts';
import type { PageParts } from '../pageParts.ts';
import type { SearchFilterView, SearchView } from '../../views/views.ts';
import type { Group } from '../../collections/groups.ts';
import { calendarDay, dateView } from '../../core/time.ts';
import { type RenderContext, type ContentOf, feedHtml } from '../../views/bodyViews.ts';

const texts = siteTexts.search;

/** The page that readers search on; in a preview there is nothing to search in. */
export function searchPage({ collections, layout, settings, theme, isPreview }: PageParts): Page {
  const { url: site } = settings;
  const script = isPreview ? '' : theme.searchScript;
  const { title, description } = texts;
  const view = (): SearchView => ({
    ...layout({ url: searchUrl, title, description, searches: true }),
    ...(script !== '' && { index: { url: hrefOf(site, searchIndexUrl), scriptUrl: hrefOf(site, script) } }),
    filters: filterViews(collections),
    browse: [...collections.sections, { name: siteTexts.archive, url: archiveUrl }].map((place) =>
      linkTo(place, site),
    ),
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
  const { site } = renderContext;
  const entry = (
    { file, url }: Pick<StaticPage, 'file' | 'url'>,
    record: (text: string) => Omit<SearchRecord, 'url'>,
  ): SearchEntry => ({
    file,
    record: (contentOf) => ({
      url: hrefOf(site, url),
      ...record(searchText(feedHtml(contentOf(file), file, url, renderContext))),
    }),
  });
  return [
    ...collections.articles.map((article) => entry(article, (text) => articleRecord(article, text, names))),
    ...[...collections.pages, ...collections.glossary, ...collections.entries.shown].map((page) =>
      entry(page, (content) => ({ content, meta: { title: plainText(page.title) }, filters: {}, sort: {} })),
    ),
  ];
}

/** The spelling of each key that lists use. */
function namesOf(groups: readonly Group[]): ReadonlyMap<string, string> {
  return new Map(groups.map(({ key, name }) => [key, plainText(name)]));
}

function articleRecord(
  article: Article,
  text: string,
  names: Readonly<Record<'sections' | 'authors' | 'tags', ReadonlyMap<string, string>>>,
): Omit<SearchRecord, 'url'> {
  const { title, kicker, description, keyPoints = [], section, tags, date, label } = article;
  const others = [...keyPoints, ...article.corrections.map((correction) => correction.text)];
  const sectionName = section && names.sections.get(section.key);
  const authors = article.authors.flatMap(({ key }) => names.authors.get(key) ?? []);
  const tagNames = tags.flatMap(({ key }) => names.tags.get(key) ?? []);
  const { iso, day } = dateView(date);
  return {
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

/** A tag as `writeHtml.ts` writes it; an attribute value may hold a `>`. */
const tag = /<\/?([a-z][a-z0-9]*)(?:"[^"]*"|[^>"])*>/g;
/** Their text belongs to the word around it. */
const inline = new Set(
  'a abbr b bdi cite code del dfn em i ins kbd mark q s samp small span strong sub time u var wbr'.split(' '),
);
const footnoteMark = /<sup><a [^>]*data-footnote-ref[^>]*>[^<]*<\/a><\/sup>/g;
/** Of a formula in MathML the words are those that were typed. */
const formula = /<semantics>.*?<annotation[^>]*>([^<]*)<\/annotation><\/semantics>/gs;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** The words of a content for the search: `html` as for a feed (`feedHtml`). */
export function searchText(html: string): string {
  const text = html
    .replace(footnoteMark, '')
    .replace(formula, '$1')
    .replace(tag, (_, name: string) => (inline.has(name) ? '' : ' '))
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot));/gi, (entity, hex, decimal, name) => {
      if (name !== undefined) return named[name] ?? entity;
      return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
    });
  return plainText(text).replace(/\s+/g, ' ').trim();
}
