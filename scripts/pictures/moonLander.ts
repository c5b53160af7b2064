/** A probe on the Moon, the Earth behind it. */
import {
  area,
  disc,
  halftone,
  ink,
  line,
  mirrored,
  mist,
  ochre,
  oval,
  paper,
  rect,
  red,
  repeat,
  sand,
  sky,
  stars,
  steel,
} from './shapes.ts';

const crater = (index: number): string => {
  const [x, y, size] = [90 + index * 185, 750 + ((index * 53) % 120), 30 + ((index * 37) % 50)];
  return `${oval(x, y, size * 1.7, size * 0.42, '#8aa3aa')}${oval(x, y + 5, size * 1.5, size * 0.3, steel)}`;
};
const legs = `${line('M704 580L630 690M736 600L650 660', paper, 13)}${line('M668 696H592', red, 16)}`;
const panel = `${area('M676 440L540 410V540L668 560Z', steel)}${line('M608 425V550M542 474L672 498', ink, 5)}`;

export const moonLander = `${sky(ink)}${halftone(200, 700, '#203148')}${stars(110, 600)}${disc(1240, 240, 130, steel)}
  ${area('M1240 110A130 130 0 0 1 1240 370Q1150 240 1240 110Z', mist)}${line('M1262 170Q1300 190 1290 230T1340 280', paper, 12)}
  ${area('M0 690Q360 610 760 690T1600 640V900H0Z', mist)}${repeat(9, crater)}${oval(800, 712, 250, 14, steel)}${mirrored(legs)}${mirrored(panel)}
  ${area('M690 430H910L936 590H664Z', ochre)}${area('M690 430H800V590H664Z', sand)}${area('M720 430L744 360H856L880 430Z', paper)}
  ${area('M766 592h68l20 44H746Z', steel)}${line('M830 360V290L890 250', paper, 8)}${area('M856 216Q900 216 926 262L850 258Z', paper)}${rect(740, 470, 120, 60, red)}`;
