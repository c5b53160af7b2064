/**
 * Ressorts, tags, authors, months and years as lists of articles. Eleventy paginates one level only, so
 * lists with several pages each are made here, as its documentation advises.
 */
const articlesPerPage = 20;

/** `{ title, kicker, url, articles }` */
export function makeLists(articles, slugify) {
  return [...makeTermLists(articles, slugify), ...makeArchive(articles)];
}

/** The blog and each Ressort, tag and author: `{ title, url, articles }` */
export function makeFeeds(articles, slugify) {
  return [{ title: 'Der Blattmacher-Vergleich', url: '/', articles }, ...makeTermLists(articles, slugify)];
}

function makeTermLists(articles, slugify) {
  const kinds = [
    ['Ressort', ({ section }) => [section]],
    ['Thema', ({ topics }) => topics],
    ['Autor', ({ author }) => [author]],
  ];
  return kinds.flatMap(([kicker, namesOf]) =>
    Array.from(group(articles, namesOf), ([title, members]) => ({
      title,
      kicker,
      url: `/${slugify(kicker)}/${slugify(title)}/`,
      articles: members,
    })),
  );
}

function group(articles, namesOf) {
  const groups = new Map();
  for (const article of articles) {
    for (const name of namesOf(article.data)) {
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(article);
    }
  }
  return groups;
}

function makeArchive(articles) {
  const lengths = [4, 7]; // of `2016` and `2016-01`
  return lengths.flatMap((length) =>
    Array.from(
      Map.groupBy(articles, ({ date }) => date.toISOString().slice(0, length)),
      ([period, members]) => ({
        title: period,
        kicker: 'Archiv',
        url: `/archiv/${period.replace('-', '/')}/`,
        articles: members,
      }),
    ),
  );
}

/** `{ list, articles, number, total, url, newer, older }` for each page of a list. */
export function pagesOf(list) {
  const total = Math.ceil(list.articles.length / articlesPerPage);
  const urlOf = (number) => (number === 1 ? list.url : `${list.url}seite/${number}/`);
  return Array.from({ length: total }, (_, index) => {
    const number = index + 1;
    return {
      list,
      articles: list.articles.slice(index * articlesPerPage, number * articlesPerPage),
      number,
      total,
      url: urlOf(number),
      newer: number > 1 ? urlOf(number - 1) : undefined,
      older: number < total ? urlOf(number + 1) : undefined,
    };
  });
}
