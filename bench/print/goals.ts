/** What Blattmacher has set itself, as ratios of what one run of the benchmark measured. */
import type { SizeResult } from '../measure/measureSize.ts';
import { summarize, type Summary } from './summary.ts';

export interface Goal {
  readonly name: string;
  /** The size for which the limit is set. */
  readonly articles: number;
  /** At most. */
  readonly limit: number;
  /** Better still. */
  readonly aim?: number;
  /** Missing when something it needs was not measured. */
  readonly measure: (size: SizeResult, sizes: readonly SizeResult[]) => number | undefined;
}

type Value = (summary: Summary) => number;
const time: Value = ({ least }) => least;
const memory: Value = ({ peakBytes }) => peakBytes;

type Pick = (size: SizeResult) => Summary | undefined;
const cold: Pick = (size) => summarize(size, 'blattmacher', 'cold');
const unchanged: Pick = (size) => summarize(size, 'blattmacher', 'unchanged');
const edited: Pick = (size) => summarize(size, 'blattmacher', 'edited');
const hugo: Pick = (size) => summarize(size, 'hugo', 'cold');
const hugoPlain: Pick = (size) => summarize(size, 'hugo-plain', 'cold');
const eleventy: Pick = (size) => summarize(size, 'eleventy', 'cold');

export const goals: readonly Goal[] = [
  { name: 'cold : Hugo', articles: 10_000, limit: 0.2, aim: 0.1, measure: ratio(time, cold, hugo) },
  {
    name: 'cold : Hugo without related articles',
    articles: 10_000,
    limit: 0.8,
    aim: 0.4,
    measure: ratio(time, cold, hugoPlain),
  },
  { name: 'cold : Eleventy', articles: 10_000, limit: 0.35, measure: ratio(time, cold, eleventy) },
  { name: 'peak memory : Hugo', articles: 10_000, limit: 0.5, measure: ratio(memory, cold, hugo) },
  {
    name: 'nothing changed : Hugo',
    articles: 10_000,
    limit: 0.03,
    aim: 0.01,
    measure: ratio(time, unchanged, hugo),
  },
  { name: 'one body edited : Hugo', articles: 10_000, limit: 0.035, measure: ratio(time, edited, hugo) },
  { name: 'cold : a tenth of the articles', articles: 10_000, limit: 11, measure: growth(cold) },
  { name: 'cold : a tenth of the articles', articles: 100_000, limit: 11, measure: growth(cold) },
  {
    name: 'nothing changed : a tenth of the articles',
    articles: 100_000,
    limit: 12,
    measure: growth(unchanged),
  },
  { name: 'cold, seconds', articles: 10, limit: 0.6, measure: (size) => scaled(cold(size), time, 1e-3) },
  {
    name: 'peak memory, GB',
    articles: 100_000,
    limit: 2.5,
    aim: 1.5,
    measure: (size) => scaled(cold(size), memory, 1e-9),
  },
];

/** Least time to least time, or peak to peak, at one size. */
function ratio(value: Value, above: Pick, below: Pick): Goal['measure'] {
  return (size) => quotient(above(size), below(size), value);
}

function growth(pick: Pick): Goal['measure'] {
  return (size, sizes) => {
    const tenth = sizes.find(({ articles }) => articles * 10 === size.articles);
    return quotient(pick(size), tenth && pick(tenth), time);
  };
}

function quotient(above: Summary | undefined, below: Summary | undefined, value: Value): number | undefined {
  return above && below && value(below) > 0 ? value(above) / value(below) : undefined;
}

function scaled(summary: Summary | undefined, value: Value, factor: number): number | undefined {
  return summary && value(summary) * factor;
}
