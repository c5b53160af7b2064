/** The folding mirror of a space telescope. */
import {
  area,
  disc,
  halftone,
  ink,
  line,
  mist,
  moved,
  night,
  ochre,
  paper,
  red,
  repeat,
  sky,
  stars,
  steel,
} from './shapes.ts';

/** One corner of a hexagon around the origin. */
const corner = (index: number): string => {
  const angle = (index * Math.PI) / 3;
  return `${index ? 'L' : 'M'}${(80 * Math.cos(angle)).toFixed(1)} ${(80 * Math.sin(angle)).toFixed(1)}`;
};
const hexagon = (x: number, y: number, fill: string): string =>
  moved(x, y, 1, area(`${repeat(6, corner)}Z`, fill));
const column = (place: number): string => {
  const count = 5 - Math.abs(place - 2);
  return repeat(count, (row) => {
    const y = 400 + (row - (count - 1) / 2) * 146;
    const middle = place === 2 && row === 2;
    return hexagon(800 + (place - 2) * 126, y, middle ? ink : (row + place) % 3 ? ochre : '#e8b257');
  });
};
const struts = 'M800 400L540 130M800 400L1060 130M800 400V790';

export const mirrors = `${sky(ink)}${halftone(420, 900, night)}${stars(140, 900)}
  ${area('M180 800L800 700L1420 800L800 880Z', mist)}${area('M180 800L800 745L1420 800L800 880Z', steel)}
  ${repeat(5, column)}${line(struts, ink, 16)}${line(struts, steel, 7)}${disc(800, 400, 44, paper)}${disc(800, 400, 24, red)}`;
