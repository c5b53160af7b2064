/** A table → a chart as SVG in text, with what it says in words. */
import type { Checked, ChartDescription } from '../../core/model.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import {
  type Chart,
  swatch,
  element,
  patternFill,
  patterns,
  percent,
  words,
  longest,
  narrow,
  textWidth,
  widthShare,
  lookOf,
  mark,
  type ChartSeries,
} from './chart.ts';
import { type ChartTable, readChart } from './readChart.ts';
import { siteTexts } from '../../core/siteTexts.ts';
import { escapeHtml } from '../../core/html.ts';
import {
  planeHeight,
  type ColumnLabels,
  columnLabels,
  hasRoomForNames,
  createPlane,
  drawGrid,
  type Plane,
  drawLabels,
} from './plane.ts';
import { scaleLinear } from 'd3-scale';
import { area, line, stack } from 'd3-shape';

/** A chart of a table, with all that is wrong with its data and what readers could not read. */
export function makeChart(description: ChartDescription, table: ChartTable): Checked<Chart> {
  const { value: data, diagnostics } = readChart(table, description.kind);
  if (!data) return { diagnostics };
  const chart = { ...description, ...data };
  const { file, position } = table;
  const isCrowded = description.kind === 'columns' && !hasRoomForColumns(chart);
  return { value: chart, diagnostics: isCrowded ? [diagnose('chart/crowded', {}, { file, position })] : [] };
}

/**
 * A chart as HTML for the inside of its figure: legend, drawing, and the data as a table. `download`: address
 * of the data as a file, ready for an attribute.
 */
export function drawChart(chart: Chart, download = ''): string {
  const id = `diagramm-${chart.number}`;
  const { drawing, height } = draw(chart, id);
  const picture = element(
    'svg',
    {
      class: 'chart-drawing',
      width: '100%',
      height,
      role: 'img',
      'aria-label': chartFacts(chart),
    },
    drawing,
  );
  return `<div class="chart-picture">${legend(chart, id)}${picture}</div>${dataTable(chart, download)}`;
}

function draw(chart: Chart, id: string): { readonly drawing: string; readonly height: number } {
  if (chart.kind === 'bars') return drawBars(chart, id);
  if (chart.kind === 'columns') return drawColumns(chart, id);
  const drawing = chart.kind === 'line' ? drawLines(chart) : drawAreas(chart);
  return { drawing, height: planeHeight };
}

/** Only where there is more than one series to tell apart. */
function legend({ series, kind }: Chart, id: string): string {
  if (series.length < 2) return '';
  const isLine = kind === 'line' || kind === 'area';
  const items = series.map(({ name }, index) => `<li>${swatch(id, index, isLine)}${escapeHtml(name)}</li>`);
  return `<ul class="chart-legend">${items.join('')}</ul>`;
}

function dataTable({ title, labelName, labels, series }: Chart, download: string): string {
  const { data, file } = siteTexts.charts;
  const cells = (tag: string, texts: readonly string[]): string =>
    texts.map((text) => `<${tag}>${escapeHtml(text)}</${tag.split(' ')[0]}>`).join('');
  const names = cells(
    'th scope="col"',
    series.map(({ name }) => name),
  );
  // A heading without words front matter nothing.
  const header = `${cells(labelName === '' ? 'td' : 'th scope="col"', [labelName])}${names}`;
  const rows = labels.map(
    (label, index) =>
      `<tr>${cells('th scope="row"', [label])}${cells(
        'td',
        series.map(({ texts }) => texts[index] ?? ''),
      )}</tr>`,
  );
  const table = `<div class="chart-table" role="group" aria-label="${escapeHtml(title)}" tabindex="0"><table><thead><tr>${header}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
  const link = download === '' ? '' : `<p><a href="${escapeHtml(download)}" download>${file}</a></p>`;
  return `<details class="chart-data"><summary>${data}</summary>${table}${link}</details>`;
}

const lineHeight = 17;
const barHeight = 18;
const gap = 14;

export interface BarDrawing {
  readonly drawing: string;
  /** Pixels. */
  readonly height: number;
}

/** Bars from left to right, each label above its own and each number behind its bar: long German words have room on a phone. */
function drawBars(chart: Chart, id: string): BarDrawing {
  const { labels, series } = chart;
  const x = scaleOf(chart);
  const zero = percent(x(0));
  const rows: string[] = [];
  let y = 0;
  for (const [index, label] of labels.entries()) {
    for (const row of wrap(label)) {
      y += lineHeight;
      rows.push(words(row, { class: 'chart-label', x: '0', y: y - 4 }));
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
  const figure = words(texts[label] ?? '', {
    class: 'chart-number',
    x: percent(end),
    dx: isLeft ? -6 : 6,
    y: y + barHeight - 5,
    'text-anchor': isLeft ? 'end' : 'start',
  });
  return (value === undefined ? '' : bar) + figure;
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

/** Upright bars; those of one label stand side by side. */
function drawColumns(chart: Chart, id: string): ColumnLabels {
  const { series, labels } = chart;
  const plane = planeOf(chart);
  const bars = labels.map((_, label) => drawGroup(chart, id, label, plane)).join('');
  const names = columnLabels(labels, plane);
  const drawing = patterns(id, series.length) + drawGrid(plane) + bars + names.drawing;
  return { drawing, height: names.height };
}

/** Whether a wide page has room for their names side by side. */
function hasRoomForColumns(chart: Chart): boolean {
  return hasRoomForNames(chart.labels, planeOf(chart));
}

function planeOf(chart: Chart): Plane {
  const all = chart.series.flatMap(({ values }) => values.flatMap((value) => value ?? []));
  return createPlane(chart, [Math.min(...all), Math.max(...all)]);
}

function drawGroup({ series }: Chart, id: string, label: number, plane: Plane): string {
  const { middles, step, y } = plane;
  const group = step * 0.78;
  const width = group / series.length;
  const left = (middles[label] ?? 0) - group / 2;
  const zero = y(0);
  return series
    .map(({ values, texts }, index) => {
      const value = values[label];
      if (value === undefined) return '';
      const x = left + index * width;
      const end = y(value);
      const bar = element('rect', {
        class: 'chart-bar',
        x: percent(x),
        y: Math.min(zero, end),
        width: percent(width * (series.length === 1 ? 1 : 0.94)),
        height: Math.abs(end - zero),
        fill: patternFill(id, index),
      });
      const text = texts[label] ?? '';
      const isShort = series.length === 1 && textWidth(text) < (step / 100) * narrow;
      return isShort ? bar + number(text, x + width / 2, value < 0 ? end + 14 : end - 5) : bar;
    })
    .join('');
}

function number(text: string, x: number, y: number): string {
  return words(text, { class: 'chart-number', x: percent(x), y, 'text-anchor': 'middle' });
}

/** More points than these have marks at both ends of their line alone. */
const mostMarks = 16;

/** Where a label's value begins and ends; undefined where nothing is known. */
type Span = readonly [from: number, to: number] | undefined;

/** A line a series. */
function drawLines(chart: Chart): string {
  const spans = chart.series.map(({ values }) =>
    values.map((value): Span => (value === undefined ? undefined : [0, value])),
  );
  return drawSpans(chart, spans, false);
}

/** Areas one upon the other; what is not known counts as nothing, or as a gap where there is one series alone. */
function drawAreas(chart: Chart): string {
  const { series, labels } = chart;
  if (series.length === 1) {
    const [{ values } = { values: [] }] = series;
    return drawSpans(chart, [values.map((value) => (value === undefined ? undefined : [0, value]))], true);
  }
  const heap = stack<number, number>()
    .keys(series.keys())
    .value((label, index) => series[index]?.values[label] ?? 0);
  const spans = heap(labels.keys()).map((points) => points.map(([from, to]): Span => [from, to]));
  return drawSpans(chart, spans, true);
}

function drawSpans(chart: Chart, spans: readonly (readonly Span[])[], isFilled: boolean): string {
  const all = spans.flat().flatMap((span) => (span ? [span[1]] : []));
  const plane = createPlane(chart, [Math.min(...all), Math.max(...all)]);
  const shapes = spans.map((points, index) => drawShape(points, index, plane, isFilled)).join('');
  // Lines are stretched to the width of the page, their strokes are not (by the stylesheet).
  const stretched = element(
    'svg',
    {
      width: '100%',
      height: planeHeight,
      viewBox: `0 0 100 ${planeHeight}`,
      preserveAspectRatio: 'none',
    },
    shapes,
  );
  const marks = spans.map((points, index) => drawMarks(points, index, plane)).join('');
  return drawGrid(plane) + stretched + marks + drawLabels(chart.labels, plane);
}

function drawShape(points: readonly Span[], index: number, { middles, y }: Plane, isFilled: boolean): string {
  const look = lookOf(index);
  const known = (span: Span): boolean => span !== undefined;
  const x = (_: Span, label: number): number => middles[label] ?? 0;
  const upper = (span: Span): number => y(span?.[1] ?? 0);
  const edge = line<Span>(x, upper).defined(known).digits(2)(points) ?? '';
  const stroke = element('path', { class: `chart-line chart-line-${look}`, d: edge });
  if (!isFilled) return stroke;
  const lower = (span: Span): number => y(span?.[0] ?? 0);
  const ground = area<Span>(x, lower, upper).defined(known).digits(2)(points) ?? '';
  return element('path', { class: `chart-area chart-fill-${look}`, d: ground }) + stroke;
}

function drawMarks(points: readonly Span[], index: number, { middles, y }: Plane): string {
  const known = points.flatMap((span, label) => (span ? [{ x: middles[label] ?? 0, y: y(span[1]) }] : []));
  const [first, last] = [known[0], known.at(-1)];
  const marked = known.length <= mostMarks ? known : [first, last].filter((point) => point !== undefined);
  return marked.map((point) => mark(index, point.x, point.y)).join('');
}

// The chart in words, for those who do not see it.

interface Point {
  readonly value: number;
  readonly text: string;
  readonly label: string;
}

/** `Liniendiagramm „Arbeitslose“. West: von 3,2 (2005) auf 1,5 (2020), am höchsten 3,4 (2006), …` */
function chartFacts({ kind, title, labels, series }: Chart): string {
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
