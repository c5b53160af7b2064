/** Looks of series besides their colour: patterns in bars, dashes and marks on lines. */
import {
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  type SymbolType,
} from 'd3-shape';
import { lookOf } from './chart.ts';
import { element, percent } from './svg.ts';

/** By look, from 1; what is drawn over the colour, in a tile of 8 pixels. The first is plain. */
const hatches: readonly string[] = [
  '',
  'M-2 2 2 -2M-2 10 10 -2M6 10 10 6',
  'M2 2h2v2h-2zM6 6h2v2h-2z',
  'M0 4H8',
  'M-2 6 2 10M-2 -2 10 10M6 -2 10 2',
  'M4 0V8',
];

const marks: readonly SymbolType[] = [
  symbolCircle,
  symbolSquare,
  symbolTriangle,
  symbolDiamond,
  symbolCross,
  symbolStar,
];

/** Area of a mark in square pixels. */
const markSize = 52;

/** The patterns of a chart's bars; `id` is the chart's own. */
export function patterns(id: string, count: number): string {
  const tiles = Array.from({ length: count }, (_, index) => {
    const look = lookOf(index);
    const ground = element('rect', { width: 8, height: 8, class: `chart-fill-${look}` });
    const hatch = hatches[look - 1] ?? '';
    const lines = hatch === '' ? '' : element('path', { class: 'chart-hatch', d: hatch });
    const attributes = { id: patternId(id, index), width: 8, height: 8, patternUnits: 'userSpaceOnUse' };
    return element('pattern', attributes, ground + lines);
  });
  return element('defs', {}, tiles.join(''));
}

/** The value of `fill` for the bars of a series. */
export function patternFill(id: string, index: number): string {
  return `url(#${patternId(id, index)})`;
}

function patternId(id: string, index: number): string {
  return `${id}-muster-${lookOf(index)}`;
}

/** The mark of a series; `x` in percent, `y` in pixels. */
export function mark(index: number, x: number, y: number): string {
  const look = lookOf(index);
  const d = symbol(marks[look - 1] ?? symbolCircle, markSize)() ?? '';
  const path = element('path', { class: `chart-mark chart-fill-${look}`, d });
  return element('svg', { x: percent(x), y, overflow: 'visible' }, path);
}

/** A small sample of a series for the legend; `isLine`: as lines are drawn, else as bars are. */
export function swatch(id: string, index: number, isLine: boolean): string {
  const look = lookOf(index);
  const line = element('path', { class: `chart-line chart-line-${look}`, d: 'M1 8H33' });
  const drawing = isLine
    ? line + mark(index, 50, 8)
    : element('rect', { width: 34, height: 16, fill: patternFill(id, index) });
  const attributes = { class: 'chart-swatch', width: 34, height: 16, 'aria-hidden': 'true' };
  return element('svg', attributes, drawing);
}
