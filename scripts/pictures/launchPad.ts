/** A rocket that leaves its pad. */
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
  paper,
  rect,
  red,
  repeat,
  sand,
  scatter,
  sky,
  stars,
  width,
} from './shapes.ts';

const brace = (y: number): string =>
  line(`M980 ${y}L1060 ${y + 54}M1060 ${y}L980 ${y + 54}M980 ${y}H1060`, ink, 7);
const booster = `${area('M690 690V400Q690 350 716 320Q742 350 742 400V690Z', mist)}${area('M684 690h64l12 44h-88Z', ink)}`;
const cloud = (index: number): string =>
  disc(210 + index * 82, 850 - scatter(index) * 60, 70 + scatter(index + 9) * 60, index % 3 ? paper : sand);

export const launchPad = `${sky(night)}${stars(60, 420)}${halftone(360, 820, '#375772')}
  ${area('M742 720h116l60 180H682Z', ochre)}${area('M770 720h60l26 160H744Z', paper)}
  ${line('M980 230V800M1060 230V800M1020 230V150', ink, 12)}${repeat(10, (index) => brace(250 + index * 54))}${line('M980 330H864M980 520H864', ink, 14)}
  ${area('M742 720V260Q742 150 800 90Q858 150 858 260V720Z', paper)}${area('M800 90Q858 150 858 260V720H812V170Z', sand)}${mirrored(booster)}
  ${rect(742, 420, 116, 26, red)}${rect(742, 300, 116, 12, ink)}${area('M752 720h96l14 40H738Z', ink)}
  ${rect(0, 820, width, 80, ink)}${repeat(15, cloud)}`;
