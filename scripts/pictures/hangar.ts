/** A fighter in an open hangar before a red sun. */
import {
  area,
  disc,
  halftone,
  ink,
  line,
  mirrored,
  mist,
  night,
  ochre,
  oval,
  paper,
  rect,
  red,
  repeat,
  sand,
  sky,
  steel,
  width,
} from './shapes.ts';

const rib = (inset: number, color: string): string =>
  line(
    `M${inset - 20} 900V${300 + inset / 2}Q800 ${inset - 150} ${1620 - inset} ${300 + inset / 2}V900`,
    color,
    40,
  );
const wing = `
  ${area('M800 470L700 520L655 535L640 590L700 632L800 640Z', ink)}${area('M660 545L728 540L722 610L682 610L652 585Z', night)}
  ${area('M660 556L250 592V600L665 602Z', ink)}${area('M700 530L616 330H586L640 552Z', ink)}
  ${line('M600 604V690', ink, 16)}${disc(600, 700, 24, ink)}${rect(380, 598, 14, 34, ink)}${area('M340 634h96l-14 16h-68Z', red)}`;

export const hangar = `${sky(sand)}${halftone(560, 0, '#d5b97f')}${disc(800, 560, 250, red)}
  ${area('M0 650L300 600L560 640L900 590L1280 636L1600 600V700H0Z', steel)}${rect(0, 680, width, 220, mist)}
  ${area('M560 900L770 680H830L1040 900Z', paper)}${repeat(5, (index) => rib(index * 62, index % 2 ? night : ink))}
  ${oval(800, 724, 440, 20, steel)}${mirrored(wing)}
  ${area('M800 470Q842 486 846 560Q844 606 800 618Q756 606 754 560Q758 486 800 470Z', steel)}
  ${area('M800 478Q826 492 828 536Q800 548 772 536Q774 492 800 478Z', ochre)}${line('M800 618V700', ink, 12)}${disc(800, 708, 20, ink)}`;
