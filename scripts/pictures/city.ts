/** Golden domes over the roofs of a city. */
import {
  area,
  halftone,
  ink,
  line,
  mirrored,
  moved,
  night,
  ochre,
  paper,
  rect,
  repeat,
  sand,
  scatter,
  sky,
  steel,
  width,
} from './shapes.ts';

const house = (index: number): string => {
  const [x, top] = [index * 64 - 14, 670 - Math.round(scatter(index + 77) * 150)];
  const windows = repeat(3, (row) =>
    scatter(index * 3 + row) > 0.5 ? rect(x + 14 + (row % 2) * 22, top + 20 + row * 34, 10, 16, ochre) : '',
  );
  return `${rect(x, top, 65, 800 - top, index % 2 ? night : ink)}${windows}`;
};
const onion = (x: number, y: number, scale: number): string =>
  moved(
    x,
    y,
    scale,
    `${rect(-34, 0, 68, 260, paper)}${rect(-40, -4, 80, 14, sand)}${rect(-9, 40, 18, 60, steel)}
    ${area('M0 -130Q14 -96 44 -70Q66 -36 34 0H-34Q-66 -36 -44 -70Q-14 -96 0 -130Z', ochre)}${line('M0 -130V-170M-13 -152H13', ochre, 7)}`,
  );

export const city = `${sky(steel)}${halftone(460, 0, '#3c5a70')}${rect(0, 470, width, 430, '#e0ab49')}${halftone(470, 800, '#efca74')}
  ${mirrored(`${onion(560, 480, 0.8)}${onion(680, 420, 1)}`)}${onion(800, 340, 1.3)}${rect(534, 560, 532, 240, paper)}
  ${repeat(26, house)}${rect(0, 790, width, 110, ink)}`;
