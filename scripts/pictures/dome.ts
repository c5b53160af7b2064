/** A parliament with a glass dome. */
import {
  area,
  disc,
  halftone,
  ink,
  line,
  mirrored,
  moss,
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

const column = (index: number): string =>
  `${rect(612 + index * 68, 560, 30, 190, paper)}${rect(606 + index * 68, 552, 42, 14, sand)}`;
const arch = (x: number): string => area(`M${x} 750V630Q${x + 24} 596 ${x + 48} 630V750Z`, night);
const rib = (index: number): string =>
  line(`M${640 + index * 40} 424Q${620 + index * 45} 250 800 170`, paper, 5);
const ring = (index: number): string =>
  line(`M${628 + index ** 2 * 6} ${400 - index * 46}H${972 - index ** 2 * 6}`, paper, 5);
const flag = `${line('M0 140V0', ink, 8)}${rect(4, 0, 120, 24, ink)}${rect(4, 24, 120, 24, red)}${rect(4, 48, 120, 24, '#f9d566')}`;
const wing = `${rect(110, 530, 460, 220, sand)}${rect(110, 470, 90, 280, sand)}${rect(124, 440, 62, 40, sand)}
  ${repeat(5, (index) => arch(222 + index * 70))}`;

export const dome = `${sky(ochre)}${halftone(560, 0, '#c98428')}${disc(800, 420, 330, sand)}${moved(155, 300, 1, flag)}${moved(1445, 300, 1, flag)}
  ${mirrored(wing)}${area('M620 424Q620 170 800 166Q980 170 980 424Z', steel)}${mirrored(repeat(5, rib))}${repeat(5, ring)}
  ${rect(760, 154, 80, 16, ink)}${rect(600, 420, 400, 40, night)}${rect(570, 460, 460, 300, steel)}
  ${area('M560 552L800 450L1040 552Z', paper)}${area('M630 540L800 468L970 540Z', sand)}${repeat(6, column)}
  ${rect(80, 744, 1440, 26, night)}${rect(0, 770, width, 130, moss)}${area('M640 900L750 770H850L960 900Z', sand)}`;
