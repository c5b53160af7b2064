import type { Collections } from '../catalogue/catalogue.ts';
import { type Change, nextChange } from '../catalogue/plannedChanges.ts';
import type { Article } from '../model.ts';
import { nextEntry } from '../pages/tickerBody.ts';
import type { Contents } from './bodies.ts';

/**
 * Returns a function for the next time at which the visible output changes: by front matter, and by the
 * entries and ends of tickers.
 */
export function createDue(
  { articles, nextChange: next }: Pick<Collections, 'articles' | 'nextChange'>,
  contents: Contents,
  now: number,
): () => Change | undefined {
  const tickers = articles.filter(({ ticker }) => ticker);
  const planned = next ? [next] : [];
  const changesOf = ({ file, ticker }: Article): readonly Change[] =>
    [nextEntry(contents.factsOf(file).deferredReferences, now), ticker?.ends].flatMap((moment) =>
      moment ? { instant: moment.instant, kind: 'changes' } : [],
    );
  return () => nextChange([...planned, ...tickers.flatMap(changesOf)], now);
}
