/**
 * Which runs of `*`, `_`, `~~` belong together: the algorithm of the CommonMark specification (appendix,
 * „process emphasis“) with its lower bounds for fruitless searches, so that the time is linear. The
 * resolver of micromark-core-commonmark has none: 100 KB of `a* ` take it a quarter of a minute.
 */

export interface Delimiter {
  readonly marker: string;
  readonly length: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
}

/** `use` characters of two delimiters (by index), the inner ones first. */
export interface DelimiterSpan {
  readonly opener: number;
  readonly closer: number;
  readonly use: 1 | 2;
}

/** Deeper nesting is nobody's intention, and recursion over the tree must not overflow. */
const deepest = 100;

/** Spans in the order in which they close. */
export function matchDelimiters(delimiters: readonly Delimiter[]): readonly DelimiterSpan[] {
  const spans: DelimiterSpan[] = [];
  const left = delimiters.map(({ length }) => length);
  const depths = delimiters.map(() => 0);
  const bottoms = new Map<string, number>();
  const openers: number[] = [];
  for (const [closer, delimiter] of delimiters.entries()) {
    while (delimiter.canClose && (left[closer] ?? 0) > 0) {
      const at = findOpener(delimiters, openers, closer, bottoms);
      const opener = openers[at];
      if (opener === undefined) break;
      const use = left[opener] === 1 || left[closer] === 1 ? 1 : 2;
      const depth = openers.splice(at).reduce((most, inner) => Math.max(most, (depths[inner] ?? 0) + 1), 1);
      if (depth > deepest) {
        openers.length = 0;
        break;
      }
      spans.push({ opener, closer, use });
      left[closer] = (left[closer] ?? 0) - use;
      left[opener] = (left[opener] ?? 0) - use;
      if (left[opener] > 0) openers.push(opener);
      const around = openers.at(-1);
      if (around !== undefined) depths[around] = Math.max(depths[around] ?? 0, depth);
    }
    if (delimiter.canOpen && (left[closer] ?? 0) > 0) openers.push(closer);
  }
  return spans;
}

/** Index in `openers` of the nearest one that fits; -1 when there is none, which `bottoms` records. */
function findOpener(
  delimiters: readonly Delimiter[],
  openers: readonly number[],
  closer: number,
  bottoms: Map<string, number>,
): number {
  const closing = delimiters[closer];
  if (!closing) return -1;
  const kind = `${closing.marker}${closing.canOpen}${closing.length % 3}`;
  const bottom = bottoms.get(kind) ?? -1;
  for (let at = openers.length - 1; at >= 0; at--) {
    const index = openers[at] ?? -1;
    if (index <= bottom) break;
    const opening = delimiters[index];
    if (opening && fit(opening, closing)) return at;
  }
  bottoms.set(kind, closer - 1);
  return -1;
}

/** Rules 9 and 10 of the specification („multiple of 3“) for emphasis. */
function fit(opening: Delimiter, closing: Delimiter): boolean {
  if (opening.marker !== closing.marker) return false;
  const isAmbiguous = opening.canClose || closing.canOpen;
  return !(isAmbiguous && closing.length % 3 !== 0 && (opening.length + closing.length) % 3 === 0);
}
