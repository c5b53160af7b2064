import type { Chart } from './chart.ts';
import { type ColumnLabels, columnLabels, hasRoomForNames } from './columnLabels.ts';
import { patternFill, patterns } from './looks.ts';
import { createPlane, drawGrid, type Plane } from './plane.ts';
import { element, percent, words } from './svg.ts';
import { narrow, textWidth } from './textWidth.ts';

/** Upright bars; those of one label stand side by side. */
export function drawColumns(chart: Chart, id: string): ColumnLabels {
  const { series, labels } = chart;
  const plane = planeOf(chart);
  const bars = labels.map((_, label) => drawGroup(chart, id, label, plane)).join('');
  const names = columnLabels(labels, plane);
  const drawing = patterns(id, series.length) + drawGrid(plane) + bars + names.drawing;
  return { drawing, height: names.height };
}

/** Whether a wide page has room for their names side by side. */
export function hasRoomForColumns(chart: Chart): boolean {
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
