/** A processor and its conductors. */
import {
  disc,
  halftone,
  ink,
  line,
  mirrored,
  mist,
  night,
  ochre,
  paper,
  pick,
  rect,
  red,
  repeat,
  sand,
  sky,
  steel,
} from './shapes.ts';

const copper = '#7fa39a';
const side = (index: number): string => {
  const [y, spread, end] = [290 + index * 40, (index - 4) * 52, ((index * 97) % 230) - 20];
  const bend = 330 + Math.abs(index - 4) * 46;
  const course = `M580 ${y}H${bend}L${bend - Math.abs(spread)} ${y + spread}H${end}`;
  return `${line(course, index % 4 === 1 ? ochre : copper, 10)}${disc(end, y + spread, 13, paper)}`;
};
const upward = (index: number): string => {
  const [x, rank] = [660 + index * 40, Math.abs(index - 3.5)];
  return line(`M${x} 230V${100 + rank * 26}L${x + (index - 3.5) * 40} ${100 - rank * 14}V-20`, copper, 10);
};
const cell = (index: number): string =>
  rect(
    688 + (index % 4) * 58,
    338 + Math.floor(index / 4) * 58,
    48,
    48,
    pick([steel, mist, steel, ochre, red], index + 40),
  );
const pins = repeat(
  10,
  (index) => `${rect(560, 262 + index * 40, 480, 18, sand)}${rect(612 + index * 40, 210, 18, 480, sand)}`,
);

export const chip = `${sky('#2c5a55')}${halftone(480, 0, '#274f4b')}${mirrored(repeat(9, side))}
  ${repeat(8, upward)}<g transform="translate(0 900) scale(1 -1)">${repeat(8, upward)}</g>
  ${pins}<rect x="590" y="240" width="420" height="420" rx="18" fill="${ink}"/>${rect(664, 314, 272, 272, night)}${repeat(16, cell)}${disc(626, 276, 12, paper)}`;
