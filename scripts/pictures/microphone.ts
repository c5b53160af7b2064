/** A microphone that speaks over the roofs of a city. */
import {
  halftone,
  ink,
  line,
  mirrored,
  ochre,
  paper,
  rect,
  red,
  repeat,
  scatter,
  sky,
  steel,
} from './shapes.ts';

const brick = '#8f2d1c';
const house = (index: number): string => {
  const [x, top] = [index * 84 - 10, 750 - Math.round(scatter(index + 3) * 260)];
  const windows = repeat(Math.floor((880 - top) / 40), (row) =>
    rect(x + 14 + ((row + index) % 3) * 17, top + 22 + row * 40, 10, 16, red),
  );
  return `${index % 4 === 2 ? rect(x + 33, top - 60, 6, 60, brick) : ''}${rect(x, top, 72, 900 - top, brick)}${windows}`;
};
const wave = (index: number): string =>
  line(
    `M${560 - index * 75} ${260 - index * 40}Q${470 - index * 95} 400 ${560 - index * 75} ${540 + index * 40}`,
    paper,
    12 - index * 2,
  );

export const microphone = `${sky(red)}${halftone(620, 0, '#b53c26')}${repeat(20, house)}${mirrored(repeat(4, wave))}
  ${rect(772, 640, 56, 260, ink)}${line('M640 470V500Q640 660 800 660Q960 660 960 500V470', ink, 30)}
  <rect x="690" y="150" width="220" height="440" rx="110" fill="${ink}"/>
  ${repeat(7, (index) => line(`M706 ${255 + index * 42}H894`, steel, 8))}${repeat(3, (index) => line(`M${746 + index * 54} 200V560`, steel, 6))}
  ${rect(690, 360, 220, 34, ochre)}`;
