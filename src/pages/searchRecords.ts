/**
 * What the search knows: a record an article and static page. As a page is a function of its view, the
 * search index is one of its records.
 */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Group } from '../catalogue/groups.ts';
import type { Article, SourcePath, StaticPage } from '../model.ts';
import { plainText } from '../parse/german/plainText.ts';
import { siteTexts } from '../siteTexts.ts';
import { calendarDay } from '../time/moment.ts';
import { type BodyContext, type BodyOf, feedHtml } from './bodyViews.ts';
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
  /** The source whose body the record is made from. */
  readonly file: SourcePath;
  readonly record: (bodyOf: BodyOf) => SearchRecord;
}

/** Entries for all that readers see, in the order of the catalogue. */
export function searchEntries(catalogue: Catalogue, bodies: BodyContext): readonly SearchEntry[] {
  const names = {
    sections: namesOf(catalogue.sections),
    authors: namesOf(catalogue.authors),
    tags: namesOf(catalogue.tags),
  };
  const articles = catalogue.articles.map((article) => ({
    file: article.file,
    record: (bodyOf: BodyOf) => articleRecord(article, bodyOf, bodies, names),
  }));
  const pages = [...catalogue.pages, ...catalogue.glossary].map((page) => ({
    file: page.file,
    record: (bodyOf: BodyOf) => pageRecord(page, bodyOf, bodies),
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
  bodyOf: BodyOf,
  bodies: BodyContext,
  names: Readonly<Record<'sections' | 'authors' | 'tags', Names>>,
): SearchRecord {
  const { file, url, title, kicker, description, keyPoints = [], section, tags, date, label } = article;
  const text = searchText(feedHtml(bodyOf(file), file, url, bodies));
  const others = [...keyPoints, ...article.corrections.map((correction) => correction.text)];
  const sectionName = section && names.sections.get(section.key);
  const authors = article.authors.flatMap(({ key }) => names.authors.get(key) ?? []);
  const tagNames = tags.flatMap(({ key }) => names.tags.get(key) ?? []);
  const { iso, day } = dateView(date);
  return {
    url: hrefOf(bodies.site, url),
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

function pageRecord({ file, url, title }: StaticPage, bodyOf: BodyOf, bodies: BodyContext): SearchRecord {
  return {
    url: hrefOf(bodies.site, url),
    content: searchText(feedHtml(bodyOf(file), file, url, bodies)),
    meta: { title: plainText(title) },
    filters: {},
    sort: {},
  };
}
