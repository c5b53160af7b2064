/**
 * The plane that columns, lines and areas are drawn in. Across it counts in percent of the page's width,
 * down in pixels: so a chart fills its column on every screen, and its words keep their size.
 */
import { scaleLinear } from 'd3-scale';
import type { ChartKind } from '../../core/model.ts';
import {
  type Chart,
  element,
  percent,
  words,
  longest,
  narrow,
  textWidth,
  wide,
  widthShare,
  formatGermanNumber,
} from './chart.ts';

export const planeHeight = 320;
const top = 24;
const bottom = planeHeight - 30;

export interface Plane {
  /** Middle of each label, in percent. */
  readonly middles: readonly number[];
  /** Room for each label, in percent. */
  readonly step: number;
  /** Pixels from above. */
  readonly y: (value: number) => number;
  readonly ticks: readonly number[];
  readonly tickLabels: readonly string[];
}

/** `extent`: the least and the greatest value that is drawn. */
export function createPlane(chart: Chart, extent: readonly [number, number]): Plane {
  const [least, most] = withZero(extent, chart.kind);
  const scale = scaleLinear([least, most], [bottom, top]).nice(5);
  const ticks = scale.ticks(5);
  const tickLabels = axisLabels(ticks, chart.unit);
  const start = Math.min(22, 1 + widthShare(longest(tickLabels)));
  const across = placeLabels(chart, start);
  return { ...across, y: (value) => scale(value), ticks, tickLabels };
}

/** Bars and areas begin at zero; lines do where that leaves them more than half of the height. */
function withZero([least, most]: readonly [number, number], kind: ChartKind): readonly [number, number] {
  const isFree = kind === 'line' && (least > 0 ? least > most / 2 : most < 0 && most < least / 2);
  const [low, high] = isFree ? [least, most] : [Math.min(0, least), Math.max(0, most)];
  return low === high ? [low, low + 1] : [low, high];
}

function placeLabels({ kind, labels }: Chart, start: number): Pick<Plane, 'middles' | 'step'> {
  if (kind === 'columns') {
    const step = (99 - start) / labels.length;
    return { step, middles: labels.map((_, index) => start + (index + 0.5) * step) };
  }
  const half = Math.min(14, widthShare(longest(labels)) / 2);
  const [from, to] = [Math.max(start, half), 99 - half];
  const positions = labelPositions(labels);
  const scale = scaleLinear([positions[0] ?? 0, positions.at(-1) ?? 0], [from, to]);
  const middles = labels.length === 1 ? [(from + to) / 2] : positions.map((position) => scale(position));
  return { step: (to - from) / Math.max(1, labels.length - 1), middles };
}

/** Lines across at the ticks, each with its number above it. */
export function drawGrid({ ticks, tickLabels, y }: Plane): string {
  return ticks
    .map((tick, index) => {
      const at = y(tick);
      const line = element('line', {
        class: tick === 0 ? 'chart-zero' : 'chart-grid',
        x1: '0',
        x2: '100%',
        y1: at,
        y2: at,
      });
      return line + words(tickLabels[index] ?? '', { class: 'chart-tick', x: '0', y: at - 5 });
    })
    .join('');
}

/** The labels below, as many as there is room for; those that a narrow page has no room for have a class of their own. */
export function drawLabels(labels: readonly string[], { middles }: Plane): string {
  const shown = pick(labels, middles, wide);
  const always = new Set(pickOf(shown, labels, middles, narrow));
  return shown
    .map((index) =>
      words(labels[index] ?? '', {
        class: always.has(index) ? 'chart-label' : 'chart-label chart-wide',
        x: percent(middles[index] ?? 0),
        y: planeHeight - 8,
        'text-anchor': 'middle',
      }),
    )
    .join('');
}

/** Whether a page of this width has room for all labels on one line. */
function hasRoom(labels: readonly string[], { middles }: Plane, width: number): boolean {
  return pick(labels, middles, width).length === labels.length;
}

function pick(labels: readonly string[], middles: readonly number[], width: number): readonly number[] {
  return pickOf([...labels.keys()], labels, middles, width);
}

/** Selects the labels at `indices` that do not touch the one picked before. */
function pickOf(
  indices: readonly number[],
  labels: readonly string[],
  middles: readonly number[],
  width: number,
): readonly number[] {
  let end = -Infinity;
  return indices.filter((index) => {
    const middle = ((middles[index] ?? 0) / 100) * width;
    const half = textWidth(labels[index] ?? '') / 2;
    if (middle - half < end) return false;
    end = middle + half + 6;
    return true;
  });
}

interface Magnitude {
  readonly from: number;
  readonly name: string;
}

const magnitudes: readonly Magnitude[] = [
  { from: 1e9, name: 'Mrd.' },
  { from: 1e6, name: 'Mio.' },
  { from: 1, name: '' },
];

/** The ticks of an axis in German, all with as many decimals as the step between them needs. */
export function axisLabels(ticks: readonly number[], unit: string): readonly string[] {
  const most = Math.max(...ticks.map(Math.abs), 0);
  const magnitude = magnitudes.find(({ from }) => most >= from && (from === 1 || unit === ''));
  const { from = 1, name = '' } = magnitude ?? {};
  const step = Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0)) / from;
  const decimals = decimalsOf(step);
  const behind = [name, unit].filter((part) => part !== '').join(' ');
  return ticks.map((tick) =>
    tick === 0 && name !== ''
      ? '0'
      : `${formatGermanNumber(tick / from, decimals)}${behind === '' ? '' : `\u00a0${behind}`}`,
  );
}

/** Digits behind the comma of a step of 1, 2 or 5 times a power of ten. */
function decimalsOf(step: number): number {
  return step > 0 ? Math.max(0, Math.min(12, -Math.floor(Math.log10(step) + 1e-9))) : 0;
}

// The names below columns: none is left out, for a column without a name says nothing.

const lineHeight = 16;
const topOf = planeHeight - 24;

export interface ColumnLabels {
  readonly drawing: string;
  /** Height of the whole chart with them, in pixels. */
  readonly height: number;
}

/** On one line where a narrow page has room for them, else on several, else upright. Of years and days the neighbours are enough. */
export function columnLabels(labels: readonly string[], plane: Plane): ColumnLabels {
  if (areTimes(labels) || hasRoom(labels, plane, narrow))
    return { drawing: drawLabels(labels, plane), height: planeHeight };
  const width = (plane.step / 100) * narrow;
  const lines = labels.map((label) => wrap(label, width));
  const fits = lines.flat().every((line) => textWidth(line) <= width);
  return fits ? drawLines(lines, plane) : drawUpright(labels, plane);
}

/** Whether a wide page has room for all of them side by side. */
export function hasRoomForNames(labels: readonly string[], plane: Plane): boolean {
  return areTimes(labels) || hasRoom(labels, plane, wide);
}

function areTimes(labels: readonly string[]): boolean {
  return labels.every((label) => /\d/.test(label));
}

/** A word that is wider than the line has one of its own. */
function wrap(label: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of label.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && textWidth(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function drawLines(labels: readonly (readonly string[])[], { middles }: Plane): ColumnLabels {
  const most = Math.max(...labels.map(({ length }) => length));
  const drawing = labels.flatMap((lines, index) =>
    lines.map((line, row) =>
      words(line, {
        class: 'chart-label',
        x: percent(middles[index] ?? 0),
        y: planeHeight - 8 + row * lineHeight,
        'text-anchor': 'middle',
      }),
    ),
  );
  return { drawing: drawing.join(''), height: planeHeight + (most - 1) * lineHeight };
}

/** Read from below, they end at their columns. */
function drawUpright(labels: readonly string[], { middles }: Plane): ColumnLabels {
  const drawing = labels.map((label, index) => {
    const attributes = { class: 'chart-label', y: 4, 'text-anchor': 'end', transform: 'rotate(-90)' };
    const place = { x: percent(middles[index] ?? 0), y: topOf, overflow: 'visible' };
    return element('svg', place, words(label, attributes));
  });
  return { drawing: drawing.join(''), height: Math.ceil(topOf + textWidth(longest(labels))) };
}

// Where labels stand on an axis: years and days at their distance in time, all others side by side.

const dayPattern = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/;
const isoPattern = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/;

/** Rising numbers, one a label: of the time that they name, or of their order. */
function labelPositions(labels: readonly string[]): readonly number[] {
  for (const read of [yearOf, dayOf]) {
    const positions = labels.map(read);
    if (isRising(positions)) return positions;
  }
  return labels.map((_, index) => index);
}

function yearOf(label: string): number | undefined {
  return /^[12]\d{3}$/.test(label) ? Number(label) : undefined;
}

function dayOf(label: string): number | undefined {
  const [, day, month, year] = dayPattern.exec(label.replaceAll('\u00a0', ' ')) ?? [];
  if (year !== undefined) return Date.UTC(Number(year), Number(month) - 1, Number(day));
  const [, isoYear, isoMonth, isoDay = '1'] = isoPattern.exec(label) ?? [];
  return isoYear === undefined ? undefined : Date.UTC(Number(isoYear), Number(isoMonth) - 1, Number(isoDay));
}

function isRising(positions: readonly (number | undefined)[]): positions is readonly number[] {
  return positions.every((position, index) => {
    const before = index === 0 ? -Infinity : positions[index - 1];
    return position !== undefined && before !== undefined && position > before;
  });
}
