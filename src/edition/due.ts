import type { Catalogue } from '../catalogue/catalogue.ts';
import { type Change, earlier } from '../catalogue/visibility.ts';
import { nextEntry } from '../pages/tickerBody.ts';
import type { Bodies } from './bodies.ts';

/** Makes the answer to when something changes next of what readers see: by the heads, and by the entries of tickers. */
export function createDue(
  { articles, nextChange }: Pick<Catalogue, 'articles' | 'nextChange'>,
  bodies: Bodies,
  now: number,
): () => Change | undefined {
  const tickers = articles.filter(({ ticker }) => ticker);
  return () => {
    let next = nextChange;
    for (const { file } of tickers) {
      const entry = nextEntry(bodies.factsOf(file).holes, now);
      if (entry) next = earlier(next, { instant: entry.instant, kind: 'changes' });
    }
    return next;
  };
}
