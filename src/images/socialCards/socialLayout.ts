/** Measures of a social card, and how its headline is broken into lines. */
import { createRequire } from 'node:module';

/** The measures of a social picture, in pixels; 1200 × 630 is what all networks ask for (ogp.me knows no sizes). */
export const socialLayout = {
  width: 1200,
  height: 630,
  margin: 64,
  /** Across the top, as over the masthead. */
  bar: 12,
  /** At the right edge, from top to bottom. */
  photo: { width: 480, height: 630 },
  mostEnlarged: 1.5,
  /** A name that is too long for one line is smaller, on one or two. */
  masthead: {
    size: 40,
    baseline: 96,
    small: { size: 31, lines: 2, leading: 36 },
    logoHeight: 56,
    logoWidth: 480,
  },
  rule: { y: 126, height: 2 },
  kicker: { size: 33, weight: 600, space: 30, label: 12 },
  /** Headlines are as large as they can be; words are broken only where even `smallestWhole` is too large. */
  headline: {
    sizes: [112, 102, 92, 84, 76, 68, 62, 56, 50, 45, 40, 36],
    smallestWhole: 40,
    /** More lines only where the letters are smaller than that. */
    fewLines: { most: 4, from: 56 },
    mostLetters: 400,
    weight: 650,
    leading: 1.13,
    /** Extent of a letter above and below the base line, in units of its size. */
    rise: 0.7,
    fall: 0.22,
  },
  footer: { size: 27, weight: 400, leading: 37, bottom: 50 },
  /** Between the parts. */
  gap: 32,
  jpg: { quality: 84, chromaSubsampling: '4:4:4' },
} as const;

// A headline gets as few lines as it needs, all about equally long.

/** One way to set some pieces. */
interface Setting {
  readonly cost: number;
  /** How many pieces are set when each of its lines ends. */
  readonly ends: readonly number[];
}

/** Cost of a broken word, in the measure of squared empty parts of lines: it must save nearly half a line. */
const brokenWord = 0.2;

/** Bonus of a line that ends where the sentence pauses, in the same measure. */
const pause = 0.12;

/** Undefined when the pieces do not fit in. `width` in units of the type size; no line is wider. */
export function breakLines(
  pieces: readonly Piece[],
  width: number,
  mostLines: number,
): readonly string[] | undefined {
  const known = new Map<number, Setting | undefined>();
  const setFrom = (first: number, lines: number): Setting | undefined => {
    if (first === pieces.length || lines === 0)
      return first === pieces.length && lines === 0 ? { cost: 0, ends: [] } : undefined;
    const key = first * (mostLines + 1) + lines;
    if (!known.has(key)) known.set(key, bestSetting(first, lines));
    return known.get(key);
  };
  const bestSetting = (first: number, lines: number): Setting | undefined => {
    let best: Setting | undefined;
    for (const { cost, end } of linesFrom(pieces, first, width)) {
      const rest = setFrom(end, lines - 1);
      if (rest && cost + rest.cost < (best?.cost ?? Infinity))
        best = { cost: cost + rest.cost, ends: [end, ...rest.ends] };
    }
    return best;
  };
  for (let lines = 1; lines <= mostLines; lines++) {
    const setting = setFrom(0, lines);
    if (setting) return setting.ends.map((end, line) => lineOf(pieces, setting.ends[line - 1] ?? 0, end));
  }
  return undefined;
}

/** The lines that may begin with a piece. */
function linesFrom(
  pieces: readonly Piece[],
  first: number,
  width: number,
): readonly { readonly cost: number; readonly end: number }[] {
  const lines = [];
  let taken = 0;
  for (let at = first; at < pieces.length; at++) {
    const piece = pieces[at];
    if (!piece || taken + piece.width > width) break;
    const empty = 1 - (taken + piece.width + piece.hyphen) / width;
    const isPause = /[:?!]$/.test(piece.text);
    const cost = empty ** 2 + (piece.hyphen > 0 ? brokenWord : 0) - (isPause ? pause : 0);
    if (empty >= 0) lines.push({ cost, end: at + 1 });
    taken += piece.width + piece.space;
  }
  return lines;
}

function lineOf(pieces: readonly Piece[], first: number, end: number): string {
  const text = pieces
    .slice(first, end)
    .map((piece) => piece.text + (piece.space > 0 ? ' ' : ''))
    .join('')
    .trimEnd();
  return (pieces[end - 1]?.hyphen ?? 0) > 0 ? `${text}-` : text;
}

export interface Piece {
  readonly text: string;
  /** In units of the type size, as all lengths here. */
  readonly width: number;
  /** Text after it on the same line: a space or nothing. */
  readonly space: number;
  /** How wide the hyphen is that stands at its end when the line ends there; 0: none is needed. */
  readonly hyphen: number;
}

export interface PieceRules {
  readonly measure: (text: string) => number;
  /** Puts soft hyphens where words may be broken; those of the author hold in any case. */
  readonly hyphenate: (word: string) => string;
  /** A piece that is wider is cut between any two letters. */
  readonly widest: number;
}

const softHyphen = '\u00ad';

export function headlinePieces(text: string, rules: PieceRules): readonly Piece[] {
  const space = rules.measure(' ');
  return text.split(' ').flatMap((word) => {
    const pieces = piecesOfWord(word, rules);
    return pieces.map((piece, index) => (index === pieces.length - 1 ? { ...piece, space } : piece));
  });
}

function piecesOfWord(word: string, { measure, hyphenate, widest }: PieceRules): readonly Piece[] {
  const hyphen = measure('-');
  // After a hyphen or stroke of the author's, between letters, a line may end without more ado.
  const parts = word.split(/(?<=[\p{L}\p{N}][-/])(?=[\p{L}\p{N}])/u);
  return parts.flatMap((part) => {
    const syllables = hyphenate(part).split(softHyphen);
    return syllables.flatMap((syllable, index) => {
      const isBroken = index < syllables.length - 1;
      const whole = { text: syllable, width: measure(syllable), space: 0, hyphen: isBroken ? hyphen : 0 };
      if (whole.width <= widest) return [whole];
      const letters = [...syllable];
      return letters.map((text, at) => {
        const isLast = at === letters.length - 1;
        return { text, width: measure(text), space: 0, hyphen: isLast ? whole.hyphen : hyphen };
      });
    });
  });
}

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
