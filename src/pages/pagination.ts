import { pageUrl } from '../catalogue/addresses.ts';
import type { SiteUrl } from '../config/settings.ts';
import type { UrlPath } from '../model.ts';
import { hrefOf } from './hrefs.ts';
import type { PaginationView } from './views.ts';

/** `items` in runs of `size`; one empty run when there is nothing. */
export function splitIntoPages<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const total = Math.max(1, Math.ceil(items.length / size));
  return Array.from({ length: total }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** Page `current` (from 1) of a list of `total` pages. */
export function paginationView(list: UrlPath, current: number, total: number, site: SiteUrl): PaginationView {
  const hrefOfPage = (number: number): string => hrefOf(site, pageUrl(list, number));
  const shown = [1, current - 1, current, current + 1, total].filter((n) => n >= 1 && n <= total);
  const numbers = [...new Set(shown)];
  const pages = numbers.flatMap((number, index) => {
    const view = { number, url: hrefOfPage(number) };
    const follows = index === 0 || numbers[index - 1] === number - 1;
    return follows ? [view] : (['gap', view] as const);
  });
  return {
    current,
    total,
    pages,
    ...(current > 1 && { previousUrl: hrefOfPage(current - 1) }),
    ...(current < total && { nextUrl: hrefOfPage(current + 1) }),
  };
}
