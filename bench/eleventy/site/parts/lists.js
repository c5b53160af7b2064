import { slug } from './slug.js';

/** Ressorts, tags, authors, months and years as lists of articles, cut into pages. */
const articlesPerPage = 20;
const feedItems = 20;

export function newestFirst(articles) {
  return articles.toSorted((one, other) => other.date - one.date);
}

/** One entry a page of a list: `{ heading, kicker, url, current, total, articles, baseUrl }`. */
export function makeListings(articles) {
  const home = { heading: 'Neueste Artikel', kicker: '', baseUrl: '/', articles };
  return [home, ...terms(articles), ...archive(articles)].flatMap(pagesOf);
}

/** One entry a file: `{ heading, baseUrl, format, articles }`. */
export function makeFeeds(articles) {
  const home = { heading: 'Der Blattmacher-Vergleich', baseUrl: '/', articles };
  return [home, ...terms(articles)].flatMap((list) =>
    ['feed.xml', 'atom.xml', 'feed.json'].map((format) => ({
      heading: list.heading,
      baseUrl: list.baseUrl,
      format,
      articles: list.articles.slice(0, feedItems),
    })),
  );
}

function terms(articles) {
  return [
    ...group(articles, 'Ressort', (data) => [data.section]),
    ...group(articles, 'Thema', (data) => data.topics),
    ...group(articles, 'Autor', (data) => [data.author]),
  ];
}

function group(articles, kicker, namesOf) {
  const groups = Map.groupBy(
    articles.flatMap((article) => namesOf(article.data).map((name) => ({ name, article }))),
    ({ name }) => name,
  );
  return Array.from(groups, ([heading, members]) => ({
    heading,
    kicker,
    baseUrl: `/${kicker.toLowerCase()}/${slug(heading)}/`,
    articles: members.map(({ article }) => article),
  }));
}

function archive(articles) {
  const lengths = [4, 7]; // of `2016` and `2016-01`
  return lengths.flatMap((length) =>
    Array.from(
      Map.groupBy(articles, ({ date }) => date.toISOString().slice(0, length)),
      ([period, members]) => ({
        heading: period,
        kicker: 'Archiv',
        baseUrl: `/archiv/${period.replace('-', '/')}/`,
        articles: members,
      }),
    ),
  );
}

function pagesOf({ heading, kicker, baseUrl, articles }) {
  const total = Math.max(1, Math.ceil(articles.length / articlesPerPage));
  return Array.from({ length: total }, (_, index) => ({
    heading,
    kicker,
    baseUrl,
    url: pageUrl(baseUrl, index + 1),
    current: index + 1,
    total,
    count: articles.length,
    articles: articles.slice(index * articlesPerPage, (index + 1) * articlesPerPage),
  }));
}

export function pageUrl(baseUrl, number) {
  return number === 1 ? baseUrl : `${baseUrl}seite/${number}/`;
}
