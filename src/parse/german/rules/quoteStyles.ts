import type { QuoteStyle } from '../../../config/germanOptions.ts';

export interface QuoteGlyphs {
  readonly open: string;
  readonly close: string;
  readonly innerOpen: string;
  readonly innerClose: string;
}

export const quoteStyles: Readonly<Record<QuoteStyle, QuoteGlyphs>> = {
  '„“': { open: '„', close: '“', innerOpen: '‚', innerClose: '‘' },
  '»«': { open: '»', close: '«', innerOpen: '›', innerClose: '‹' },
  '«»': { open: '«', close: '»', innerOpen: '‹', innerClose: '›' },
};
