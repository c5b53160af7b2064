/** What Blattmacher has set itself, as ratios of what one run of the benchmark measured. */
import type { ContestantKind } from '../contestants.ts';
import type { SizeResult } from '../measure/measureSize.ts';
import type { Scenario } from '../measure/scenarios.ts';
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
const time: Value = ({ milliseconds }) => milliseconds;
const processor: Value = (summary) => summary.processor;
const memory: Value = ({ peakBytes }) => peakBytes;

type Pick = (size: SizeResult) => Summary | undefined;
const cold = pick('blattmacher', 'cold');
const unchanged = pick('blattmacher', 'unchanged');
const edited = pick('blattmacher', 'edited');
const hugo = pick('hugo', 'cold');
const hugoPlain = pick('hugo-plain', 'cold');
const zola = pick('zola', 'cold');
const eleventy = pick('eleventy', 'cold');

const plain = 'cold : Hugo without related articles';
const plainWork = 'cold, processor : Hugo without related articles';

export const goals: readonly Goal[] = [
  goal('cold, seconds', 10, 0.16, 0.12, seconds(cold)),
  goal(plain, 100, 1.5, 1, ratio(time, cold, hugoPlain)),
  goal(plain, 1000, 1, 0.6, ratio(time, cold, hugoPlain)),
  goal(plain, 10_000, 0.7, 0.4, ratio(time, cold, hugoPlain)),
  goal(plainWork, 1000, 1.05, 0.7, ratio(processor, cold, hugoPlain)),
  goal(plainWork, 10_000, 0.75, 0.5, ratio(processor, cold, hugoPlain)),
  goal('cold : Hugo with related articles', 10_000, 0.2, 0.1, ratio(time, cold, hugo)),
  goal('cold : Zola', 10_000, 0.2, 0.12, ratio(time, cold, zola)),
  goal('cold : Eleventy', 10_000, 0.35, 0.25, ratio(time, cold, eleventy)),
  goal('peak memory : Hugo with related articles', 10_000, 0.5, undefined, ratio(memory, cold, hugo)),
  goal('main thread : all threads, cold', 10_000, 0.2, 0.12, mainShare),
  goal('nothing changed, seconds', 10_000, 0.7, 0.4, seconds(unchanged)),
  goal('one body edited : Hugo with related articles', 10_000, 0.035, undefined, ratio(time, edited, hugo)),
  goal('cold : a tenth of the articles', 10_000, 11, undefined, growth(cold)),
  goal('cold : a tenth of the articles', 100_000, 10, undefined, growth(cold)),
  goal('nothing changed : a tenth of the articles', 100_000, 12, undefined, growth(unchanged)),
  goal('peak memory, GB', 100_000, 1.5, 1, (size) => scaled(cold(size), memory, 1e-9)),
];

function goal(
  name: string,
  articles: number,
  limit: number,
  aim: number | undefined,
  measure: Goal['measure'],
): Goal {
  return { name, articles, limit, measure, ...(aim !== undefined && { aim }) };
}

/** Of one kind the first, which is the newest. */
function pick(kind: ContestantKind, scenario: Scenario): Pick {
  return (size) => {
    const contestant = size.contestants.find((one) => one.kind === kind);
    return contestant && summarize(size, contestant, scenario);
  };
}

function seconds(of: Pick): Goal['measure'] {
  return (size) => scaled(of(size), time, 1e-3);
}

function mainShare(size: SizeResult): number | undefined {
  const summary = cold(size);
  return summary && summary.mainThread / summary.processor;
}

/** Time to time, or peak to peak, at one size. */
function ratio(value: Value, above: Pick, below: Pick): Goal['measure'] {
  return (size) => quotient(above(size), below(size), value);
}

function growth(of: Pick): Goal['measure'] {
  return (size, sizes) => {
    const tenth = sizes.find(({ articles }) => articles * 10 === size.articles);
    return quotient(of(size), tenth && of(tenth), time);
  };
}

function quotient(above: Summary | undefined, below: Summary | undefined, value: Value): number | undefined {
  return above && below && value(below) > 0 ? value(above) / value(below) : undefined;
}

function scaled(summary: Summary | undefined, value: Value, factor: number): number | undefined {
  return summary && value(summary) * factor;
}
