/**
 * Records of the search index: one for each article and static page. As a page is a function of its view, the
 * index is a function of its records.
 */
import type { Collections } from '../catalogue/catalogue.ts';
import type { Group } from '../catalogue/groups.ts';
import type { Article, SourcePath, StaticPage } from '../model.ts';
import { plainText } from '../parse/german/plainText.ts';
import { siteTexts } from '../siteTexts.ts';
import { calendarDay } from '../time/moment.ts';
import { type RenderContext, type ContentOf, feedHtml } from './bodyViews.ts';
import { dateView } from './dateView.ts';
import { hrefOf } from './hrefs.ts';
import { searchText } from './searchText.ts';

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
