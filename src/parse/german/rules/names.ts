import { gap, protectGaps, type Rule } from '../edit.ts';

/** `Dr. Müller`, `Prof. Dr. med. Müller`, `St. Gallen` */
const title = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:Dr|Prof|PD|Mag|Ing|Dipl\.-Ing|Hr|Fr|Frl|St|Msgr)\.${gap}(?=\p{L})`,
  'gu',
);
/** `Karl V.`, `Johannes Paul II.` */
const numbered = new RegExp(String.raw`(?<=\p{Lu}\p{Ll}{2,20})${gap}(?=[IVX]{1,6}\.(?![\p{L}\p{N}]))`, 'gu');

/** A cheap look before the exact one. */
const anyTitle = /(?=[DFHIMPS])(?:Dr|Prof|PD|Mag|Ing|Hr|Fr|Frl|St|Msgr)\./;

/** A title stays with its name, a ruler's number with the name before it. */
export const names: Rule = (text) => [
  ...(anyTitle.test(text) ? protectGaps(text, title) : []),
  ...(/[IVX]\./.test(text) ? protectGaps(text, numbered) : []),
];
