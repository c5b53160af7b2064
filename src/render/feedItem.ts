/** Texts about an article that all three feed formats share. */
import type { FeedItemView } from '../pages/feedViews.ts';

/** „Anzeige: Headline“: most readers show nothing else that could tell an advertisement from a report. */
export function feedHeadline(item: FeedItemView): string {
  return item.label === undefined ? item.title : `${item.label}: ${item.title}`;
}

/** Ressort and tags, each name once, the Ressort first. */
export function feedCategories(item: FeedItemView): readonly string[] {
  return [...new Set(item.section === undefined ? item.tags : [item.section, ...item.tags])];
}
