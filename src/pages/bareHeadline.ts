import type { Article } from '../model.ts';
import { siteTexts } from '../siteTexts.ts';

/** A headline for places that show no label beside it: nobody may take an advertisement for a report (Pressekodex, Ziffer 7). */
export function bareHeadline({ title, label }: Pick<Article, 'title' | 'label'>): string {
  return label === 'anzeige' ? `${siteTexts.labels.anzeige}: ${title}` : title;
}
