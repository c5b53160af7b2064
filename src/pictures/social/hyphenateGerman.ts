import { createRequire } from 'node:module';

type Hyphenate = (text: string, options: { readonly minWordLength: number }) => string;

/** Letters that at least stand before and behind a hyphen: of shorter pieces readers of headlines make nothing. */
const fewestLetters = 4;

/** Puts soft hyphens where German words may be broken (patterns of the TeX project); slow to load, and rarely needed. */
export function hyphenateGerman(word: string): string {
  const require = createRequire(import.meta.url);
  const { hyphenateSync }: { readonly hyphenateSync: Hyphenate } = require('hyphen/de');
  const syllables = hyphenateSync(word, { minWordLength: 2 * fewestLetters }).split('\u00ad');
  // A short syllable belongs to what follows (ge-richt), the last one to what precedes it.
  const joined: string[] = [];
  syllables.forEach((syllable, index) => {
    const before = joined.at(-1);
    const isEnd = index === syllables.length - 1 && syllable.length < fewestLetters;
    if (before !== undefined && (before.length < fewestLetters || isEnd))
      joined.splice(-1, 1, before + syllable);
    else joined.push(syllable);
  });
  return joined.join('\u00ad');
}
