/**
 * Markdown's tokenizer takes time that grows with the square of the brackets, links and list
 * items in one run of lines, and memory of the call stack for every nested quotation or list. No
 * honest text comes near these limits; beyond them the place is named instead of waited for.
 */
const maxMarks = 3000;
const maxLines = 4000;
const maxDepth = 60;

const marks = /\]\(|\[|</g;
/** Opens code; a fence of grave accents has none behind it. */
const fence = /^ {0,3}(`{3,}(?!.*`)|~{3,})/;
/** Markers of quotations and lists at the beginning of a line. */
const opener = /[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))/y;

/** Line (from 1) of the first run of lines, between empty ones, that is beyond the limits. */
export function findTooIntricate(markdown: string): number | undefined {
  const lines = markdown.split('\n');
  let marksInRun = 0;
  let linesInRun = 0;
  let codeUntil = -1;
  for (const [index, line] of lines.entries()) {
    const depth = depthOf(line);
    if (depth > maxDepth) return index + 1;
    if (index <= codeUntil) continue;
    codeUntil = endOfCode(lines, index);
    const isEmpty = line.trim() === '';
    // A list in a list at each line costs as much as so many lines.
    linesInRun = isEmpty ? 0 : linesInRun + Math.max(1, depth);
    marksInRun = isEmpty ? 0 : marksInRun + (line.match(marks)?.length ?? 0);
    if (marksInRun > maxMarks || linesInRun > maxLines) return index + 1;
  }
  return undefined;
}

/** Index of the line that closes the code which `lines[index]` opens, if it opens any that is closed. */
function endOfCode(lines: readonly string[], index: number): number {
  const mark = fence.exec(lines[index] ?? '')?.[1];
  if (mark === undefined) return -1;
  const limit = Math.min(lines.length, index + maxLines);
  for (let end = index + 1; end < limit; end++) {
    const text = (lines[end] ?? '').trim();
    if (text.startsWith(mark) && text === mark.charAt(0).repeat(text.length)) return end;
  }
  return -1;
}

function depthOf(line: string): number {
  let depth = 0;
  opener.lastIndex = 0;
  while (depth <= maxDepth && opener.test(line)) depth++;
  return depth;
}
