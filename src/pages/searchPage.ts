import { archiveUrl, searchIndexUrl, searchUrl } from '../catalogue/addresses.ts';
import type { Collections } from '../catalogue/catalogue.ts';
import type { SiteUrl } from '../config/settings.ts';
import type { UrlPath } from '../model.ts';
import { plainText } from '../parse/german/plainText.ts';
import { siteTexts } from '../siteTexts.ts';
import type { Layout } from './frame.ts';
import { hrefOf } from './hrefs.ts';
import type { Page } from './page.ts';
import type { SearchFilterView, SearchView } from './searchView.ts';

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
  const namesOf = (groups: readonly { readonly name: string }[]): readonly string[] => [
    ...new Set(groups.map(({ name }) => plainText(name))),
  ];
  return [
    { name: 'ressort', label: texts.section, values: namesOf(sections) },
    {
      name: 'autor',
      label: texts.author,
      values: namesOf(authors.filter(({ articles }) => articles.length > 0)),
    },
    { name: 'jahr', label: texts.year, values: years.map(({ year }) => String(year)) },
  ].filter(({ values }) => values.length > 1);
}
