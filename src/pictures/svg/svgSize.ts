/** Pixels; missing where a drawing tells none. */
export interface SvgSize {
  readonly width?: number;
  readonly height?: number;
}

/** CSS pixels of a unit (CSS Values 4, 6); `em` and `ex` of the usual type of browsers. */
const units: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 9.6 / 2.54,
  q: 2.4 / 2.54,
  em: 16,
  rem: 16,
  ex: 8,
};

/** Limit above which browsers use the whole. */
const largest = 100_000;

/** The size that a browser gives a drawing (SVG 2, 7.8): its own, or by the proportions of its `viewBox`. */
export function svgSize(root: Readonly<Record<string, string>>): SvgSize {
  const [, , boxWidth = 0, boxHeight = 0] = (root['viewBox'] ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const hasBox = boxWidth > 0 && boxHeight > 0;
  const ownWidth = lengthOf(root['width']);
  const ownHeight = lengthOf(root['height']);
  const width = ownWidth ?? (hasBox ? ((ownHeight ?? boxHeight) * boxWidth) / boxHeight : undefined);
  const height = ownHeight ?? (hasBox ? ((ownWidth ?? boxWidth) * boxHeight) / boxWidth : undefined);
  if (width === undefined || height === undefined) return {};
  return { width: whole(width), height: whole(height) };
}

/** Undefined for none, and for parts of what is around. */
function lengthOf(written = ''): number | undefined {
  const [, number, unit = ''] = /^\+?(\d*\.?\d+(?:e[+-]?\d+)?)([a-z]*)$/i.exec(written.trim()) ?? [];
  const pixels = Number(number) * (units[unit.toLowerCase()] ?? Number.NaN);
  return pixels > 0 ? pixels : undefined;
}

function whole(length: number): number {
  return Math.min(Math.max(Math.round(length), 1), largest);
}
