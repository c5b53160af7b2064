import { gap, protectGaps, type Rule } from '../edit.ts';

/** `§ 5 Abs. 2 Nr. 3`, `S. 5`: the number stays with its word. */
const reference = new RegExp(
  String.raw`(?:§|(?<![\p{L}\p{N}])(?:Abb|Abs|Abschn|Anm|Art|Aufl|Bd|Bde|Fn|Hs|Jg|Kap|Lfg|Lit|Nr|Nrn|Rdnr|Rn|Rz|S|Tab|Ziff)\.)${gap}(?=\p{N}|[IVX]+(?![\p{L}\p{N}]))`,
  'gu',
);

export const references: Rule = (text) => (/[.§]\s[\dIVX]/.test(text) ? protectGaps(text, reference) : []);
