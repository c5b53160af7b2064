import type { Position } from '../model.ts';

/**
 * Finds line and column of offsets (UTF-16 units) in a text whose first line is line `firstLine` of its file.
 * Building costs one pass over the text, each look-up the logarithm of its lines.
 */
export function lineIndex(text: string, firstLine = 1): (offset: number) => Position {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: firstLine + low, column: offset - (starts[low] ?? 0) + 1 };
  };
}
