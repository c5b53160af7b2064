/** Google reads no article above 1 MB and no feed above 2 MB; other readers give up at such sizes, too. */
import type { FeedItemView } from '../pages/feedViews.ts';

const largestItem = 1_000_000;
/** Leaves room for the feed's own head. */
const largestFeed = 1_990_000;

/** The items as texts: one that is too large with its teaser alone, and none of those for which there is no room. */
export function itemsWithinLimits(
  items: readonly FeedItemView[],
  render: (item: FeedItemView) => string,
): readonly string[] {
  const texts: string[] = [];
  let bytes = 0;
  for (const item of items) {
    const whole = render(item);
    const text = Buffer.byteLength(whole) > largestItem ? render({ ...item, contentHtml: '' }) : whole;
    bytes += Buffer.byteLength(text);
    if (bytes > largestFeed) break;
    texts.push(text);
  }
  return texts;
}
