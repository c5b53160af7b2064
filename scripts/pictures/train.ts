/** A fast train below the overhead line. */
import {
  area,
  disc,
  halftone,
  ink,
  line,
  mist,
  moss,
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

const mast = (x: number): string => line(`M${x} 680V210M${x} 240H${x + 100}M${x} 300L${x + 80} 240`, ink, 10);
const window = (index: number): string =>
  `<rect x="${60 + index * 126}" y="440" width="96" height="72" rx="12" fill="${index % 3 === 1 ? ochre : night}"/>`;

export const train = `${sky(sand)}${halftone(480, 0, '#d5b97f')}${disc(1250, 300, 150, paper)}
  ${area('M0 560L220 470L460 540L760 430L1060 530L1340 450L1600 520V720H0Z', steel)}${area('M0 610Q500 560 900 600T1600 560V720H0Z', moss)}
  ${repeat(5, (index) => mast(110 + index * 360))}${line('M0 236Q200 262 400 236T760 236T1120 236T1480 236T1840 236', ink, 5)}
  ${area('M-20 390H1080Q1290 400 1420 560Q1440 600 1400 640H-20Z', paper)}${area('M-20 548H1410Q1436 596 1400 640H-20Z', mist)}
  ${rect(-20, 560, 1432, 22, red)}${repeat(8, window)}${area('M1120 428Q1240 440 1330 528H1150Q1120 528 1120 500Z', night)}
  ${line('M600 390L680 320L610 256M540 256H690M570 390H720', ink, 10)}
  ${rect(0, 640, 1390, 46, night)}${repeat(6, (index) => disc(150 + index * 220, 668, 34, ink))}${rect(0, 702, width, 18, ink)}
  ${rect(0, 720, width, 80, steel)}${repeat(17, (index) => area(`M${index * 100} 736h60l-24 34h-66Z`, ink))}${rect(0, 790, width, 110, ink)}`;
