/** The names below columns: none is left out, for a column without a name says nothing. */
import { drawLabels, hasRoom, type Plane, planeHeight } from './plane.ts';
import { element, percent, words } from './svg.ts';
import { longest, narrow, textWidth, wide } from './textWidth.ts';

const lineHeight = 16;
const top = planeHeight - 24;

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
    const place = { x: percent(middles[index] ?? 0), y: top, overflow: 'visible' };
    return element('svg', place, words(label, attributes));
  });
  return { drawing: drawing.join(''), height: Math.ceil(top + textWidth(longest(labels))) };
}
