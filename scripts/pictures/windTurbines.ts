/** Wind turbines on green hills. */
import {
  area,
  disc,
  halftone,
  ink,
  line,
  mist,
  moss,
  moved,
  ochre,
  paper,
  repeat,
  sky,
  steel,
  turned,
} from './shapes.ts';

const blade = area('M-7 0L-16 -60L-2 -300L9 -60L7 0Z', paper);
const turbine = (x: number, y: number, scale: number, turn: number): string => {
  const rotor = repeat(3, (index) => turned(turn + index * 120, blade));
  return moved(x, y, scale, `${area('M-9 0L-20 620H20L9 0Z', paper)}${rotor}${disc(0, 0, 18, ink)}`);
};
const furrow = (index: number): string =>
  line(
    `M${index * 210 - 120} 900Q${index * 190 + 30} 850 ${index * 170 + 130} ${800 - (index % 3) * 4}`,
    moss,
    5,
  );

export const windTurbines = `${sky(mist)}${halftone(560, 0, '#93b2b9')}${disc(1180, 400, 190, ochre)}${area('M0 640Q300 520 700 610T1600 540V900H0Z', steel)}
  ${turbine(1010, 330, 0.55, 20)}${turbine(1330, 290, 0.62, 75)}${area('M0 720Q420 600 900 690T1600 660V900H0Z', moss)}
  ${turbine(400, 330, 0.95, 48)}${turbine(720, 400, 0.72, 100)}${area('M0 800Q500 690 1000 780T1600 760V900H0Z', '#3f5c49')}
  ${repeat(9, furrow)}`;
