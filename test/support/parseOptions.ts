/** Options of parsing as a site has them that sets nothing. */
import { germanOptions } from '../../src/config/germanOptions.ts';
import type { ParseOptions } from '../../src/content/article.ts';

export const usualParseOptions: ParseOptions = {
  timezone: 'Europe/Berlin',
  html: [],
  relatedAfter: 0,
  typography: germanOptions('de'),
  hints: false,
};
