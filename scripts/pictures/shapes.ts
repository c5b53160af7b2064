/** The few words that the sample pictures are drawn in: a palette, and shapes as SVG text. */

export const width = 1600;
export const height = 900;

export const ink = '#17212f';
export const night = '#24384f';
export const steel = '#47687f';
export const mist = '#a9c1c6';
export const paper = '#f5ecd9';
export const sand = '#e4cfa3';
export const red = '#c5452d';
export const ochre = '#dc9a3c';
export const moss = '#5b7d60';

export const rect = (x: number, y: number, w: number, h: number, fill: string): string =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}"/>`;
export const disc = (x: number, y: number, radius: number, fill: string): string =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`;
export const oval = (x: number, y: number, rx: number, ry: number, fill: string): string =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}"/>`;
export const area = (outline: string, fill: string): string => `<path d="${outline}" fill="${fill}"/>`;
export const line = (course: string, color: string, thickness: number): string =>
  `<path d="${course}" fill="none" stroke="${color}" stroke-width="${thickness}" stroke-linecap="round" stroke-linejoin="round"/>`;
export const moved = (x: number, y: number, scale: number, content: string): string =>
  `<g transform="translate(${x} ${y}) scale(${scale})">${content}</g>`;
export const turned = (degrees: number, content: string): string =>
  `<g transform="rotate(${degrees})">${content}</g>`;
/** The content and its reflection at the middle of the picture. */
export const mirrored = (content: string): string =>
  `${content}<g transform="translate(${width} 0) scale(-1 1)">${content}</g>`;
export const repeat = (count: number, draw: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => draw(index)).join('');
/** A number from 0 up to 1 that looks random and is always the same for the same index. */
export const scatter = (index: number): number => Math.abs(Math.sin(index * 127.1 + 11.7) * 43758.5453) % 1;
export const pick = (colors: readonly string[], index: number): string =>
  colors[Math.floor(scatter(index) * colors.length)] ?? ink;

/** Rows of print dots that grow from nothing at height `from` to their full size at height `to`. */
export function halftone(from: number, to: number, color: string): string {
  const step = 20;
  const rows = Math.round(Math.abs(to - from) / step);
  return repeat(rows, (row) => {
    const y = from + Math.sign(to - from) * (row + 0.5) * step;
    const radius = Number((((row + 1) / rows) * 6.5).toFixed(2));
    return repeat(width / step + 1, (column) => disc(column * step + (row % 2) * 10, y, radius, color));
  });
}

export const sky = (color: string): string => rect(0, 0, width, height, color);
export const stars = (count: number, bottom: number): string =>
  repeat(count, (index) => {
    const x = Math.round(scatter(index) * width);
    return disc(x, Math.round(scatter(index + 500) * bottom), 1.5 + (index % 4), paper);
  });
