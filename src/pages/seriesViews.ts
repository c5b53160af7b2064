import type { Group } from '../catalogue/groups.ts';
import type { SiteUrl } from '../config/settings.ts';
import type { Article } from '../model.ts';
import { siteTexts } from '../siteTexts.ts';
import { bareHeadline } from './bareHeadline.ts';
import { hrefOf } from './hrefs.ts';
import type { SeriesView } from './newsFormViews.ts';
import type { LinkView } from './views.ts';

/** So many parts before and after an article are named on its page: with all of them a series' pages would grow with its square. */
const partsAround = 5;

export type SeriesViews = (article: Article) => SeriesView | undefined;

/** Tells of every article where it stands in its series; part 1 is the oldest. */
export function createSeriesViews(series: readonly Group[], site: SiteUrl): SeriesViews {
  const places = new Map(
    series.flatMap((group) => {
      const parts = group.articles.toReversed();
      return parts.map((article, index) => [article, { group, parts, index }] as const);
    }),
  );
  return (article) => {
    const place = places.get(article);
    return place && seriesView(place.group, place.parts, place.index, site);
  };
}

function seriesView(
  { name, url }: Group,
  parts: readonly Article[],
  index: number,
  site: SiteUrl,
): SeriesView {
  const linkTo = (part: Article): LinkView => ({ name: bareHeadline(part), url: hrefOf(site, part.url) });
  const start = Math.max(0, index - partsAround);
  const [previous, next] = [parts[index - 1], parts[index + 1]];
  return {
    name,
    url: hrefOf(site, url),
    place: siteTexts.seriesPlace(index + 1, parts.length),
    parts: parts
      .slice(start, index + partsAround + 1)
      .map((part, at) => (start + at === index ? { name: bareHeadline(part) } : linkTo(part))),
    first: start + 1,
    ...(previous && { previous: linkTo(previous) }),
    ...(next && { next: linkTo(next) }),
  };
}
