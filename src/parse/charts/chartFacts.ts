/** A chart in words, for those who do not see it. */
import { siteTexts } from '../../siteTexts.ts';
import type { Chart, ChartSeries } from './chart.ts';

interface Point {
  readonly value: number;
  readonly text: string;
  readonly label: string;
}

/** `Liniendiagramm „Arbeitslose“. West: von 3,2 (2005) auf 1,5 (2020), am höchsten 3,4 (2006), …` */
export function chartFacts({ kind, title, labels, series }: Chart): string {
  const { kinds, named, trend, range } = siteTexts.charts;
  const isOverTime = kind === 'line' || kind === 'area' || (kind === 'columns' && labels.every(namesTime));
  const facts = series.flatMap((each) => {
    const points = pointsOf(each, labels);
    const [first, last] = [points[0], points.at(-1)];
    if (!first || !last) return [];
    const least = points.reduce((low, point) => (point.value < low.value ? point : low));
    const most = points.reduce((high, point) => (point.value > high.value ? point : high));
    const name = series.length > 1 ? `${each.name}: ` : '';
    const sentence = isOverTime ? `${trend(first, last)}, ${range(most, least)}` : range(most, least);
    return `${name === '' ? capitalized(sentence) : name + sentence}.`;
  });
  return [named(kinds[kind], title), ...facts].join(' ');
}

function namesTime(label: string): boolean {
  return /\d/.test(label);
}

function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function pointsOf({ values, texts }: ChartSeries, labels: readonly string[]): readonly Point[] {
  return values.flatMap((value, index) =>
    value === undefined ? [] : [{ value, text: texts[index] ?? '', label: labels[index] ?? '' }],
  );
}
