/**
 * The plane that columns, lines and areas are drawn in. Across it counts in percent of the page's width,
 * down in pixels: so a chart fills its column on every screen, and its words keep their size.
 */
import { scaleLinear } from 'd3-scale';
import type { ChartKind } from '../../textModel.ts';
import { axisLabels } from './axisLabels.ts';
import type { Chart } from './chart.ts';
import { labelPositions } from './labelPositions.ts';
import { element, percent, words } from './svg.ts';
import { longest, narrow, textWidth, wide, widthShare } from './textWidth.ts';

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
export function hasRoom(labels: readonly string[], { middles }: Plane, width: number): boolean {
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
