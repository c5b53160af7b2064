/** A chart as plain data: what an author's table says, read and checked. */
import type { ChartDescription } from '../../core/model.ts';
import { escapeHtml } from '../../core/html.ts';
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

export interface ChartSeries {
  readonly name: string;
  /** One a label; undefined where nothing is known. */
  readonly values: readonly (number | undefined)[];
  /** The same as readers see them. */
  readonly texts: readonly string[];
}

export interface ChartData {
  /** Heading of the labels: „Jahr“, „Partei“; may be empty. */
  readonly labelName: string;
  readonly labels: readonly string[];
  readonly series: readonly ChartSeries[];
  /** Unit of all numbers: „%“, „Mio.“; may be empty. */
  readonly unit: string;
}

export interface Chart extends ChartDescription, ChartData {}

/** Patterns, dashes and marks tell this many series apart. */
export const mostSeries = 6;

/** The number of a series' look, from 1. */
export function lookOf(index: number): number {
  return (index % mostSeries) + 1;
}

// SVG as text. Colours and type come from the stylesheet, by classes: a content policy forbids `style`.

export type SvgAttributes = Readonly<Record<string, string | number>>;

/** An element; its content is SVG already. */
export function element(name: string, attributes: SvgAttributes, content = ''): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeHtml(typeof value === 'number' ? short(value) : value)}"`)
    .join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** A `<text>` of plain words. */
export function words(text: string, attributes: SvgAttributes): string {
  return element('text', attributes, escapeHtml(text));
}

export function percent(value: number): string {
  return `${short(value)}%`;
}

/** Two digits behind the point are finer than any screen. */
function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Text of a chart is 13 pixels high at every width of the page; charts are drawn for these two. */
export const narrow = 288;
export const wide = 640;

/** About as wide as the text is in a sans of 13 pixels. */
export function textWidth(text: string): number {
  return text.length * 7.2;
}

/** The share of a narrow page that a text takes, in percent. */
export function widthShare(text: string): number {
  return (textWidth(text) / narrow) * 100;
}

export function longest(texts: readonly string[]): string {
  return texts.reduce((most, text) => (text.length > most.length ? text : most), '');
}

// Looks of series besides their colour: patterns in bars, dashes and marks on lines.

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

const thinGroups = /\B(?=(?:\d{3})+$)/g;

/** `-1234.5` → `−1.234,5`, with `decimals` digits behind the comma. Four digits alone are not grouped. */
export function formatGermanNumber(value: number, decimals: number): string {
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.length > 4 ? whole.replace(thinGroups, '.') : whole;
  const digits = fraction === undefined ? grouped : `${grouped},${fraction}`;
  return value < 0 && /[1-9]/.test(digits) ? `−${digits}` : digits;
}
