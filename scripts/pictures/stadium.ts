/** Ball, goal and a full stand under floodlights. */
import {
  area,
  disc,
  halftone,
  ink,
  line,
  mirrored,
  mist,
  moss,
  moved,
  night,
  oval,
  paper,
  pick,
  rect,
  red,
  repeat,
  sand,
  sky,
  steel,
  turned,
  width,
} from './shapes.ts';

const seat = (index: number): string => {
  const [row, column] = [Math.floor(index / 46), index % 46];
  return disc(
    column * 36 + (row % 2) * 18,
    222 + row * 35,
    12,
    pick([paper, steel, mist, red, steel], index),
  );
};
const mast = `${line('M150 420V60', ink, 16)}${rect(70, 30, 170, 90, ink)}
  ${repeat(8, (index) => disc(98 + (index % 4) * 38, 56 + Math.floor(index / 4) * 38, 13, paper))}`;
const stripe = (index: number): string =>
  area(
    `M${index * 433 - 500} 900L${260 + index * 180} 500H${350 + index * 180}L${index * 433 - 283} 900Z`,
    '#6b8f6d',
  );
const patch = `${area('M0 -70L-26 -92L0 -112L26 -92Z', ink)}${line('M0 -38V-76', ink, 6)}`;
const ball = `${disc(0, 0, 120, paper)}${area('M0 -40L38 -12L24 32H-24L-38 -12Z', ink)}${repeat(5, (index) => turned(index * 72, patch))}`;

export const stadium = `${sky(night)}${halftone(180, 0, '#30506b')}${rect(0, 195, width, 305, ink)}${repeat(46 * 8, seat)}${rect(0, 180, width, 24, sand)}
  ${mirrored(mast)}${rect(0, 500, width, 400, moss)}${repeat(6, stripe)}${rect(0, 490, width, 14, paper)}
  ${line('M330 560L200 700H1400L1270 560Z', paper, 7)}${line('M640 500V400H960V500', paper, 10)}
  ${oval(800, 836, 120, 16, ink)}${moved(800, 720, 1, ball)}`;
