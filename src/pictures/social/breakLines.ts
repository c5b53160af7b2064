/** Breaks a headline into as few lines as it needs, all about equally long. */
import type { Piece } from './headlinePieces.ts';

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
