import type { Article } from '../model.ts';
import type { SeriesViews } from './seriesViews.ts';
import type { ArticleView } from './views.ts';

/** What an article has besides a plain text. */
export function articleForms(
  article: Article,
  seriesOf: SeriesViews,
): Pick<ArticleView, 'keyPoints' | 'series'> {
  const series = seriesOf(article);
  return { keyPoints: article.keyPoints ?? [], ...(series && { series }) };
}
