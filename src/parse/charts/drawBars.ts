import { scaleLinear } from 'd3-scale';
import type { Chart } from './chart.ts';
import { patternFill, patterns } from './looks.ts';
import { element, percent, words } from './svg.ts';
import { longest, narrow, textWidth, widthShare } from './textWidth.ts';

const lineHeight = 17;
const barHeight = 18;
const gap = 14;

export interface BarDrawing {
  readonly drawing: string;
  /** Pixels. */
  readonly height: number;
}

/** Bars from left to right, each label above its own and each number behind its bar: long German words have room on a phone. */
export function drawBars(chart: Chart, id: string): BarDrawing {
  const { labels, series } = chart;
  const x = scaleOf(chart);
  const zero = percent(x(0));
  const rows: string[] = [];
  let y = 0;
  for (const [index, label] of labels.entries()) {
    for (const line of wrap(label)) {
      y += lineHeight;
      rows.push(words(line, { class: 'chart-label', x: '0', y: y - 4 }));
    }
    const top = y;
    for (const each of series.keys()) {
      rows.push(drawBar(chart, id, index, each, x, y));
      y += barHeight;
    }
    rows.push(element('line', { class: 'chart-zero', x1: zero, x2: zero, y1: top - 2, y2: y }));
    y += gap;
  }
  return { height: y - gap, drawing: patterns(id, series.length) + rows.join('') };
}

type Scale = (value: number) => number;

/** Leaves room for the numbers, on the left as well where there are bars below zero. */
function scaleOf({ series }: Chart): Scale {
  const all = series.flatMap(({ values }) => values.flatMap((value) => value ?? []));
  const [least, most] = [Math.min(0, ...all), Math.max(0, ...all)];
  const room = Math.min(40, widthShare(longest(series.flatMap(({ texts }) => texts))) + 3);
  const scale = scaleLinear(
    [least, least === most ? least + 1 : most],
    [least < 0 ? room : 0.3, most > 0 || least === 0 ? 100 - room : 99.7],
  );
  return (value) => scale(value);
}

function drawBar({ series }: Chart, id: string, label: number, index: number, x: Scale, y: number): string {
  const { values, texts } = series[index] ?? { values: [], texts: [] };
  const value = values[label];
  const [zero, end] = [x(0), x(value ?? 0)];
  const isLeft = value !== undefined && value < 0;
  const bar = element('rect', {
    class: 'chart-bar',
    x: percent(Math.min(zero, end)),
    y,
    width: percent(Math.abs(end - zero)),
    height: barHeight - 2,
    fill: patternFill(id, index),
  });
  const number = words(texts[label] ?? '', {
    class: 'chart-number',
    x: percent(end),
    dx: isLeft ? -6 : 6,
    y: y + barHeight - 5,
    'text-anchor': isLeft ? 'end' : 'start',
  });
  return (value === undefined ? '' : bar) + number;
}

/** Lines of words that fit a narrow page. */
function wrap(label: string): readonly string[] {
  const lines: string[] = [];
  for (const word of label.split(/[ \n]+/)) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && textWidth(longer) < narrow) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
