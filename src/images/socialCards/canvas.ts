/**
 * Sets text in a typeface: measures and draws it. Each glyph is rasterised once for each size and subpixel
 * position.
 */
import type { Typeface } from './typeface.ts';
import { type Colour, mix } from '../../config/designSettings.ts';
import type { SvgPathCommand } from 'harfbuzzjs';

export interface Composer {
  /**
   * The text with what the typeface has: a letter without its accent where it has not the letter itself, and no
   * emoji. Undefined when a letter or digit is missing all the same: with holes it would say something else.
   */
  readonly printable: (text: string) => string | undefined;
  /** In units of the type size. */
  readonly measure: (text: string) => number;
  /** `x` where the text begins, `y` its base line, `size` in pixels. Returns where it ends. */
  readonly draw: (canvas: Canvas, text: string, at: TypePlace, ink: Ink) => void;
}

export interface TypePlace {
  readonly x: number;
  readonly y: number;
  /** In pixels. */
  readonly size: number;
}

/** A sign begins at a quarter of a pixel. */
const steps = 4;

/** Replacements of spaces that do not break and have no glyph of their own. */
const otherSpaces = /[\u00a0\u202f\u2009]/g;

export function createComposer({ glyphOf, kerning }: Typeface): Composer {
  const stamps = new Map<string, Stamp>();
  const stampOf = (character: string, size: number, step: number): Stamp | undefined => {
    const key = `${character}${size}/${step}`;
    const found = stamps.get(key);
    const glyph = found ? undefined : glyphOf(character);
    if (!glyph) return found;
    const made = rasterizeOutline(glyph.outline, size / glyph.unitsPerEm, step / steps);
    stamps.set(key, made);
    return made;
  };
  const walk = (text: string, visit: (character: string, at: number) => void): number => {
    let at = 0;
    let before = '';
    for (const character of text) {
      if (before !== '') at += kerning(before, character);
      visit(character, at);
      at += glyphOf(character)?.advance ?? 0;
      before = character;
    }
    return at;
  };
  return {
    printable: (text) => printableWith(glyphOf, text),
    measure: (text) => walk(text, () => {}),
    draw: (canvas, text, { x, y, size }, ink) => {
      walk(text, (character, at) => {
        const place = Math.round((x + at * size) * steps);
        const stamp = stampOf(character, size, place % steps);
        if (stamp) printStamp(canvas, stamp, Math.floor(place / steps), y, ink);
      });
    },
  };
}

function printableWith(glyphOf: Typeface['glyphOf'], text: string): string | undefined {
  let whole = '';
  for (const character of text.normalize('NFC').replace(otherSpaces, '\u00a0')) {
    const [base = ''] = character.normalize('NFD');
    const drawn = [character, base].find((one) => one === '\u00ad' || glyphOf(one));
    if (drawn === undefined && /[\p{L}\p{N}]/u.test(character)) return undefined;
    whole += drawn ?? '';
  }
  return whole.replace(/ {2,}/g, ' ').trim();
}

export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Line by line; 0 is the background. */
  readonly pixels: Uint8Array;
}

/** A colour on a ground, with the shades between them that make edges smooth. */
export interface InkColours {
  readonly colour: Colour;
  readonly ground: Colour;
}

/** The number of an ink's first shade; `fullShade` of them follow each other, the last is the colour itself. */
export type Ink = number;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The colours of some inks, one ink after the other. */
export function shadesOf(inks: readonly InkColours[]): readonly Colour[] {
  return inks.flatMap(({ colour, ground }) =>
    Array.from({ length: fullShade }, (_, index) => mix(colour, ground, (index + 1) / fullShade)),
  );
}

export function emptyCanvas({ width, height }: Pick<Canvas, 'width' | 'height'>): Canvas {
  return { width, height, pixels: new Uint8Array(width * height) };
}

export function drawBox({ pixels, width }: Canvas, box: Box, ink: Ink): void {
  for (let line = box.y; line < box.y + box.height; line++) {
    const start = line * width + box.x;
    pixels.fill(ink + fullShade - 1, start, start + box.width);
  }
}

/** Draws a glyph at a whole pixel; what lies outside of the canvas is lost. */
function printStamp(canvas: Canvas, stamp: Stamp, x: number, y: number, ink: Ink): void {
  const { pixels } = canvas;
  const [left, top] = [x + stamp.left, y + stamp.top];
  const from = Math.max(0, -left);
  const to = Math.min(stamp.width, canvas.width - left);
  for (let line = Math.max(0, -top); line < stamp.height && top + line < canvas.height; line++) {
    const source = line * stamp.width;
    const target = (top + line) * canvas.width + left;
    for (let column = from; column < to; column++) {
      const shade = stamp.shades[source + column] ?? 0;
      if (shade === 0) continue;
      const number = ink + shade - 1;
      const before = pixels[target + column] ?? 0;
      // Where two signs touch, the fuller shade stays.
      const isFainter = before > number && before < ink + fullShade;
      if (!isFainter) pixels[target + column] = number;
    }
  }
}

// The outline of a glyph → how much of each pixel it covers. Every edge adds, per line of pixels, the area to its
// right to a grid of differences; their running sum is the coverage. Outlines that overlap, as those of variable
// fonts do, stay full.

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
