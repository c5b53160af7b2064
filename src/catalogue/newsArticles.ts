import type { Article } from '../model.ts';

/** How long Google takes an article for news: two days, in ms. */
export const newsSpan = 2 * 86_400_000;

/** A news sitemap holds no more. */
const mostNews = 1000;

/**
 * Selects the articles for the news sitemap at `now` (ms) from a list sorted from new to old: no
 * advertisements, nothing from the future.
 */
export function newsArticles(articles: readonly Article[], now: number): readonly Article[] {
  const end = articles.findIndex(({ date }) => date.instant <= now - newsSpan);
  return articles
    .slice(0, end === -1 ? articles.length : end)
    .filter(({ date, label }) => date.instant <= now && label !== 'anzeige')
    .slice(0, mostNews);
}
