import type { Contestant } from '../contestants.ts';
import type { SizeResult } from '../measure/measureSize.ts';
import { formatCount } from './numbers.ts';
import { summarize } from './summary.ts';

/** `1,000 articles: 1.4 times as fast as Hugo 0.168 …, 2.1 times as slow as Zola 0.22.1.`; empty when there is no one to compare with. */
export function verdict(size: SizeResult): string {
  const own = size.contestants.find(({ kind }) => kind === 'blattmacher');
  const ownTime = own && timeOf(size, own);
  if (ownTime === undefined) return '';
  const parts = size.contestants.flatMap((other) => {
    const time = other === own ? undefined : timeOf(size, other);
    return time === undefined ? [] : [`${compare(ownTime, time)} ${other.title}`];
  });
  return parts.length === 0 ? '' : `${formatCount(size.articles)} articles: ${parts.join(', ')}.`;
}

/** Median of the cold builds. */
function timeOf(size: SizeResult, contestant: Contestant): number | undefined {
  return summarize(size, contestant, 'cold')?.milliseconds;
}

function compare(own: number, other: number): string {
  const [factor, word] = own < other ? [other / own, 'fast'] : [own / other, 'slow'];
  const digits = factor < 10 ? factor.toFixed(1) : factor.toFixed(0);
  return digits === '1.0' ? 'as fast as' : `${digits} times as ${word} as`;
}
