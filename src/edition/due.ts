import type { Catalogue } from '../catalogue/catalogue.ts';
import { type Change, earlier } from '../catalogue/visibility.ts';
import { nextEntry } from '../pages/tickerBody.ts';
import type { Bodies } from './bodies.ts';

/** Makes the answer to when something changes next of what readers see: by the heads, and by the entries and ends of tickers. */
export function createDue(
  { articles, nextChange }: Pick<Catalogue, 'articles' | 'nextChange'>,
  bodies: Bodies,
  now: number,
): () => Change | undefined {
  const tickers = articles.filter(({ ticker }) => ticker);
  return () => {
    let next = nextChange;
    for (const { file, ticker } of tickers) {
      for (const moment of [nextEntry(bodies.factsOf(file).holes, now), ticker?.ends]) {
        if (moment && moment.instant > now)
          next = earlier(next, { instant: moment.instant, kind: 'changes' });
      }
    }
    return next;
  };
}
