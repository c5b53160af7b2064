/** Bars that rise and fall once before bank towers. */
import {
  area,
  disc,
  halftone,
  ink,
  line,
  moved,
  night,
  ochre,
  paper,
  rect,
  red,
  repeat,
  sand,
  sky,
  steel,
  width,
} from './shapes.ts';

const heights = [30, 80, 150, 200, 250, 300, 340, 370, 400, 430, 400];
const bar = (tall: number, index: number): string =>
  rect(190 + index * 112, 760 - tall, 78, tall, index === 10 ? red : index % 2 ? steel : night);
const storey = (y: number): string => line(`M1128 ${y}L1196 ${y - 30}M1228 ${y + 26}L1304 ${y - 4}`, sand, 6);
const euro = 'M30 -30Q0 -52 -20 0Q0 52 30 30M-42 -12H14M-42 12H10';

export const rates = `${sky(sand)}${halftone(640, 0, '#d9bf88')}${area('M1120 760V160L1200 120V760Z', '#cdb47f')}${area('M1220 760V190L1310 150V760Z', '#d6bf8c')}
  ${repeat(11, (index) => storey(220 + index * 50))}${repeat(5, (index) => line(`M150 ${320 + index * 110}H1450`, paper, 4))}
  ${heights.map(bar).join('')}${line('M150 760H1450', ink, 10)}
  ${line(heights.map((tall, index) => `${index ? 'L' : 'M'}${229 + index * 112} ${700 - tall}`).join(''), red, 12)}
  ${disc(300, 300, 84, ochre)}${disc(300, 300, 66, '#e8b257')}${moved(300, 300, 1, line(euro, ink, 10))}${rect(0, 810, width, 90, paper)}`;
