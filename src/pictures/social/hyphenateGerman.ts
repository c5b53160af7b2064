import { createRequire } from 'node:module';

type Hyphenate = (text: string, options: { readonly minWordLength: number }) => string;

/** Letters that at least stand before and behind a hyphen: of shorter pieces readers of headlines make nothing. */
const fewestLetters = 4;

/** Puts soft hyphens where German words may be broken (patterns of the TeX project); slow to load, and rarely needed. */
export function hyphenateGerman(word: string): string {
  const require = createRequire(import.meta.url);
  const { hyphenateSync }: { readonly hyphenateSync: Hyphenate } = require('hyphen/de');
  const syllables = hyphenateSync(word, { minWordLength: 2 * fewestLetters }).split('\u00ad');
  const joined: string[] = [];
  for (const syllable of syllables) {
    const before = joined.at(-1);
    const isShort =
      before !== undefined && (before.length < fewestLetters || syllable.length < fewestLetters);
    if (isShort) joined.splice(-1, 1, before + syllable);
    else joined.push(syllable);
  }
  return joined.join('\u00ad');
}
