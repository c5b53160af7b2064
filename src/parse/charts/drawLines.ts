import { area, line, stack } from 'd3-shape';
import { type Chart, lookOf } from './chart.ts';
import { mark } from './looks.ts';
import { createPlane, drawGrid, drawLabels, type Plane, planeHeight } from './plane.ts';
import { element } from './svg.ts';

/** More points than these have marks at both ends of their line alone. */
const mostMarks = 16;

/** Where a label's value begins and ends; undefined where nothing is known. */
type Span = readonly [from: number, to: number] | undefined;

/** A line a series. */
export function drawLines(chart: Chart): string {
  const spans = chart.series.map(({ values }) =>
    values.map((value): Span => (value === undefined ? undefined : [0, value])),
  );
  return drawSpans(chart, spans, false);
}

/** Areas one upon the other; what is not known counts as nothing, or as a gap where there is one series alone. */
export function drawAreas(chart: Chart): string {
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
