/** A cathedral with two towers, and visitors. */
import {
  area,
  disc,
  halftone,
  ink,
  line,
  mirrored,
  mist,
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
  turned,
  width,
} from './shapes.ts';

const lancet = (x: number): string => area(`M${x} 460V330Q${x + 22} 286 ${x + 44} 330V460Z`, night);
const portal = (x: number, half: number): string => `
  ${area(`M${x - half} 800V${760 - half}Q${x} ${660 - half * 1.1} ${x + half} ${760 - half}V800Z`, night)}
  ${area(`M${x - half * 0.74} 800V${764 - half}Q${x} ${684 - half * 1.1} ${x + half * 0.74} ${764 - half}V800Z`, red)}`;
const tower = `${rect(440, 240, 220, 560, paper)}${rect(430, 226, 240, 22, sand)}${rect(430, 470, 240, 16, sand)}${lancet(478)}${lancet(578)}${portal(550, 58)}`;
const ray = (index: number): string =>
  turned(index * 30, area('M-11 -30L0 -78L11 -30Z', index % 2 ? red : ochre));
const visitor = (index: number): string =>
  moved(
    90 + index * 170 + (index % 2) * 40,
    802,
    0.9 + (index % 3) * 0.15,
    `${disc(0, -62, 12, ink)}${area('M-16 0V-36Q0 -58 16 -36V0Z', ink)}`,
  );

export const cathedral = `${sky(steel)}${halftone(640, 0, '#3c5a70')}${disc(800, 340, 290, mist)}${area('M782 330L800 40L818 330Z', ink)}${line('M800 44V14M788 26H812', ink, 5)}
  ${area('M640 340L800 250L960 340V500H640Z', night)}${rect(650, 470, 300, 330, paper)}${mirrored(tower)}${rect(640, 470, 320, 16, sand)}
  ${portal(800, 80)}${rect(430, 622, 740, 16, sand)}${disc(800, 560, 88, night)}${moved(800, 560, 1, repeat(12, ray))}${disc(800, 560, 26, ochre)}
  ${rect(0, 796, width, 104, ink)}${repeat(9, visitor)}`;
