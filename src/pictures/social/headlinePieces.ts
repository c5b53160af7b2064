/** Cuts a headline into pieces between which a line may end. */

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
