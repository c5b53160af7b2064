/**
 * Markdown's tokenizer takes time that grows with the square of the brackets, links and list
 * items in one run of lines, and memory of the call stack for every nested quotation or list. No
 * honest text comes near these limits; beyond them the place is named instead of waited for (`safety.md` 9).
 */

const maxMarks = 3000;
const maxLines = 4000;
const maxDepth = 60;

const marks = /\]\(|\[|</g;
const fence = /^ {0,3}(?:`{3,}|~{3,})/;
/** What opens quotations and lists at the beginning of a line. */
const opener = /[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))/y;

/** Line (from 1) of the first run of lines, between empty ones, that is beyond the limits. */
export function findTooIntricate(markdown: string): number | undefined {
  let marksInRun = 0;
  let linesInRun = 0;
  let openFence: string | undefined;
  for (const [index, line] of markdown.split('\n').entries()) {
    const mark = fence.exec(line)?.[0].trim();
    if (openFence !== undefined) {
      if (mark?.startsWith(openFence)) openFence = undefined;
      continue;
    }
    openFence = mark;
    const isEmpty = line.trim() === '';
    linesInRun = isEmpty ? 0 : linesInRun + 1;
    marksInRun = isEmpty ? 0 : marksInRun + (line.match(marks)?.length ?? 0);
    if (marksInRun > maxMarks || linesInRun > maxLines || depthOf(line) > maxDepth) return index + 1;
  }
  return undefined;
}

function depthOf(line: string): number {
  let depth = 0;
  opener.lastIndex = 0;
  while (depth <= maxDepth && opener.test(line)) depth++;
  return depth;
}
