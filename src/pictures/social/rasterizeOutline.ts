/**
 * The outline of a sign → how much of each pixel it covers. Every edge adds, per line of pixels, the area to its
 * right to a sheet of differences; their running sum is the coverage. Outlines that overlap, as those of variable
 * fonts do, stay full.
 */
import type { SvgPathCommand } from 'harfbuzzjs';

/** A sign as pixels, placed against the point where it is printed. */
export interface Stamp {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** How full the pixels are, line by line: 0 to `fullShade`. */
  readonly shades: Uint8Array;
}

/** More shades would make edges no smoother to the eye, and files larger. */
export const fullShade = 15;

type Edges = number[];

/** Straight pieces of a curve; at the sizes of headlines nobody sees more. */
const piecesOfCurve = 6;

/** `scale`: pixels a unit of the outline; `shift`: of the whole to the right, in pixels. */
export function rasterizeOutline(outline: readonly SvgPathCommand[], scale: number, shift: number): Stamp {
  const edges = flatten(outline, scale, shift);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < edges.length; at += 2) {
    const [x = 0, y = 0] = [edges[at], edges[at + 1]];
    left = Math.min(left, Math.floor(x));
    right = Math.max(right, Math.ceil(x));
    top = Math.min(top, Math.floor(y));
    bottom = Math.max(bottom, Math.ceil(y));
  }
  if (edges.length === 0) return { left: 0, top: 0, width: 0, height: 0, shades: new Uint8Array() };
  // One column more takes what an edge at the right end leaves for its neighbour.
  const width = right - left + 2;
  const height = bottom - top;
  const canvas = new Float32Array(width * height + 1);
  for (let at = 0; at < edges.length; at += 4) {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = edges.slice(at, at + 4);
    addEdge(canvas, width, [x0 - left, y0 - top, x1 - left, y1 - top]);
  }
  return { left, top, width, height, shades: summedUp(canvas.subarray(0, width * height)) };
}

/** The outline as edges (x0, y0, x1, y1), downward. */
function flatten(outline: readonly SvgPathCommand[], scale: number, shift: number): Edges {
  const edges: Edges = [];
  let [startX, startY, x, y] = [0, 0, 0, 0];
  const lineTo = (toX: number, toY: number): void => {
    edges.push(x, y, toX, toY);
    [x, y] = [toX, toY];
  };
  for (const { type, values } of outline) {
    const points = values.map((value, index) => (index % 2 === 0 ? value * scale + shift : -value * scale));
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = points;
    const [fromX, fromY] = [x, y];
    if (type === 'M') [startX, startY, x, y] = [a, b, a, b];
    else if (type === 'L') lineTo(a, b);
    else if (type === 'Z') lineTo(startX, startY);
    else if (type === 'Q') {
      // As a cubic curve.
      const first = [fromX + (2 / 3) * (a - fromX), fromY + (2 / 3) * (b - fromY)] as const;
      const second = [c + (2 / 3) * (a - c), d + (2 / 3) * (b - d)] as const;
      curve([fromX, fromY, ...first, ...second, c, d], lineTo);
    } else curve([fromX, fromY, a, b, c, d, e, f], lineTo);
  }
  return edges;
}

type Cubic = readonly [number, number, number, number, number, number, number, number];

function curve([x0, y0, x1, y1, x2, y2, x3, y3]: Cubic, lineTo: (x: number, y: number) => void): void {
  for (let piece = 1; piece <= piecesOfCurve; piece++) {
    const t = piece / piecesOfCurve;
    const u = 1 - t;
    const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
    lineTo(a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3);
  }
}

/** Adds the differences that an edge makes, line of pixels by line of pixels. */
function addEdge(
  canvas: Float32Array,
  width: number,
  [x0, y0, x1, y1]: readonly [number, number, number, number],
): void {
  if (y0 === y1) return;
  const [topX, topY, endX, endY, sign] = y0 < y1 ? [x0, y0, x1, y1, 1] : [x1, y1, x0, y0, -1];
  const slope = (endX - topX) / (endY - topY);
  for (let line = Math.floor(topY); line < endY; line++) {
    const from = Math.max(line, topY);
    const to = Math.min(line + 1, endY);
    const xFrom = topX + (from - topY) * slope;
    const xTo = topX + (to - topY) * slope;
    addSpan(canvas, line * width, Math.min(xFrom, xTo), Math.max(xFrom, xTo), sign * (to - from));
  }
}

/** An edge within one line of pixels, from `left` to `right`: of its `height` every pixel gets the part that lies left of the pixel's own right border. */
function addSpan(canvas: Float32Array, start: number, left: number, right: number, height: number): void {
  const first = Math.floor(left);
  const last = Math.floor(right);
  let before = 0;
  for (let pixel = first; pixel <= last; pixel++) {
    const covered = height * coveredOf(left, right, pixel);
    add(canvas, start + pixel, covered - before);
    before = covered;
  }
  add(canvas, start + last + 1, height - before);
}

/** How much of a pixel lies right of an edge that goes from `left` to `right` through its line. */
function coveredOf(left: number, right: number, pixel: number): number {
  if (right - left < 1e-6) return pixel + 1 - left;
  const areaBefore = (x: number): number => {
    const inside = Math.min(Math.max(x, left), right) - left;
    return (inside * inside) / (2 * (right - left)) + Math.max(0, x - right);
  };
  return areaBefore(pixel + 1) - areaBefore(pixel);
}

function add(canvas: Float32Array, at: number, value: number): void {
  canvas[at] = (canvas[at] ?? 0) + value;
}

function summedUp(differences: Float32Array): Uint8Array {
  let sum = 0;
  return Uint8Array.from(differences, (difference) => {
    sum += difference;
    return Math.round(Math.min(1, Math.abs(sum)) * fullShade);
  });
}
