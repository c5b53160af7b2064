/** A cooling tower and power lines at dusk. */
import {
  area,
  disc,
  halftone,
  ink,
  line,
  mist,
  moved,
  night,
  paper,
  rect,
  red,
  repeat,
  sky,
  steel,
} from './shapes.ts';

const puff = (index: number): string =>
  disc(560 + index * 22 + index ** 2 * 5, 270 - index * 24, 54 + index * 9, index % 2 ? paper : '#eadfc9');
const pylon = (x: number, y: number, scale: number): string =>
  moved(
    x,
    y,
    scale,
    line(
      'M-50 300L0 0L50 300M-34 200L38 226M34 200L-38 226M-20 110H20M-80 60H80M-64 110H64M-80 60L0 20L80 60',
      ink,
      8,
    ),
  );

export const coolingTower = `${sky('#d98b54')}${halftone(620, 0, '#e39d68')}${disc(1260, 560, 170, paper)}${repeat(9, puff)}
  ${area('M0 720Q400 660 800 700T1600 680V900H0Z', night)}${area('M390 760Q470 560 450 300H670Q650 560 730 760Z', mist)}
  ${area('M580 760Q610 560 600 300H670Q650 560 730 760Z', steel)}${area('M450 300Q560 330 670 300Q560 276 450 300Z', ink)}
  ${rect(760, 600, 250, 170, steel)}${area('M830 600A75 75 0 0 1 980 600Z', mist)}
  ${rect(1010, 500, 26, 270, paper)}${rect(1010, 520, 26, 30, red)}${rect(1010, 590, 26, 30, red)}
  ${pylon(1240, 470, 1)}${pylon(1430, 540, 0.7)}${pylon(170, 480, 0.95)}
  ${line('M1160 530Q1290 590 1374 582M1320 530Q1420 590 1486 582M1486 582Q1550 600 1620 570M94 537Q20 560 -20 540M246 537Q360 600 460 560', ink, 4)}
  ${area('M0 770Q500 730 1000 770T1600 750V900H0Z', ink)}`;
