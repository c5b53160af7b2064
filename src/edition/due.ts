import type { Catalogue } from '../catalogue/catalogue.ts';
import { type Change, nextChange } from '../catalogue/plannedChanges.ts';
import type { Article } from '../model.ts';
import { nextEntry } from '../pages/tickerBody.ts';
import type { Bodies } from './bodies.ts';

/** Makes the answer to when something changes next of what readers see: by the heads, and by the entries and ends of tickers. */
export function createDue(
  { articles, nextChange: next }: Pick<Catalogue, 'articles' | 'nextChange'>,
  bodies: Bodies,
  now: number,
): () => Change | undefined {
  const tickers = articles.filter(({ ticker }) => ticker);
  const planned = next ? [next] : [];
  const changesOf = ({ file, ticker }: Article): readonly Change[] =>
    [nextEntry(bodies.factsOf(file).holes, now), ticker?.ends].flatMap((moment) =>
      moment ? { instant: moment.instant, kind: 'changes' } : [],
    );
  return () => nextChange([...planned, ...tickers.flatMap(changesOf)], now);
}
