/**
 * Most blocks of a news article hold hardly a mark of Markdown, yet the tokenizer, which looks at every
 * character several times, would take most of a build's time to find that out. Runs of such blocks are
 * therefore taken out before parsing, one stand-in paragraph is left in their place, and they are put
 * back into the tree afterwards, read by `parseSimpleBlock`. Between empty lines and without
 * indentation they belong to the document itself, whatever stands around them. The tree is the same but
 * for the end of the whole document (a test holds both against each other).
 */
import type { Nodes, Root } from 'mdast';
import type { Processor } from 'unified';
import { parseSimpleBlock, type SimpleBlock } from './parseSimpleBlock.ts';

/** In code and raw HTML an empty line ends nothing. */
const opaque = /```|~~~|<[a-z!?/]|\ue000/i;

/** The beginning of a block that might belong to a list before it, or of nothing, behind which such a block may stand. */
const mayContinueList = /^(?:$|\s|[-+*\d])/;

const standIn = '\ue000';

export interface Reduced {
  readonly markdown: string;
  /** The blocks that each stand-in stands for, in order. */
  readonly runs: readonly (readonly SimpleBlock[])[];
}

/** unified plugin, after the parser's. */
export function simpleBlocks(this: Processor): void {
  const { parser: parse } = this;
  if (!parse) throw new Error('There is no parser to help');
  this.parser = (document, file) => {
    const reduced = takeOutSimpleBlocks(document);
    const tree = parse(reduced.markdown, file);
    if (reduced.runs.length > 0) putBack(tree as Root, reduced);
    return tree;
  };
}

export function takeOutSimpleBlocks(markdown: string): Reduced {
  if (opaque.test(markdown)) return { markdown, runs: [] };
  const runs: SimpleBlock[][] = [];
  const reduced: string[] = [];
  const text = withoutLastBreaks(markdown);
  const sources = text.split('\n\n');
  let run: SimpleBlock[] | undefined;
  for (const [index, source] of sources.entries()) {
    const isAfterSimple = index === 0 || (run !== undefined && run.at(-1)?.type !== 'list');
    const mayBeList = isAfterSimple && !mayContinueList.test(sources[index + 1] ?? 'end');
    const block = parseSimpleBlock(source, mayBeList);
    if (!block) {
      run = undefined;
      reduced.push(source);
    } else if (run) {
      run.push(block);
      // Empty lines keep the number of lines.
      reduced.push('\n'.repeat(linesOf(block) - 1));
    } else {
      run = [block];
      runs.push(run);
      reduced.push(standIn + '\n'.repeat(linesOf(block) - 1));
    }
  }
  return { markdown: reduced.join('\n\n') + markdown.slice(text.length), runs };
}

function withoutLastBreaks(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n') end--;
  return text.slice(0, end);
}

/** Puts the blocks back, and moves the offsets of all that follows them to where it was. */
function putBack(tree: Root, { markdown, runs }: Reduced): void {
  const shifts = lineShifts(markdown, runs);
  shiftOffsets(tree, shifts);
  let next = 0;
  tree.children = tree.children.flatMap((node) => {
    const [only] = node.type === 'paragraph' ? node.children : [];
    if (only?.type !== 'text' || only.value !== standIn) return [node];
    let { line = 1, offset = 0 } = node.position?.start ?? {};
    return (runs[next++] ?? []).map((block) => {
      const lines = linesOf(block);
      const length = lengthOf(block);
      move(block, line - 1, offset);
      line += lines + 1;
      offset += length + 2;
      return block;
    });
  });
}

/** By line (from 1): how many characters the reduced text is short of before it. No node begins inside a run. */
function lineShifts(reduced: string, runs: Reduced['runs']): readonly number[] {
  const shifts = [0];
  let missing = 0;
  let nextRun = 0;
  for (const line of reduced.split('\n')) {
    shifts.push(missing);
    if (line !== standIn) continue;
    // The line breaks inside a list are still there.
    for (const block of runs[nextRun++] ?? []) missing += lengthOf(block) - linesOf(block) + 1;
    missing -= standIn.length;
  }
  return shifts;
}

/** Of a block that stands where it was parsed, at the beginning of a text. */
function lengthOf({ position }: SimpleBlock): number {
  return position?.end.offset ?? 0;
}

function linesOf({ position }: SimpleBlock): number {
  return position?.end.line ?? 1;
}

function shiftOffsets(node: Nodes, shifts: readonly number[]): void {
  const { position } = node;
  if (position?.start.offset !== undefined) position.start.offset += shifts[position.start.line] ?? 0;
  if (position?.end.offset !== undefined) position.end.offset += shifts[position.end.line] ?? 0;
  if ('children' in node) for (const child of node.children) shiftOffsets(child, shifts);
}

function move(node: Nodes, lines: number, characters: number): void {
  for (const point of node.position ? [node.position.start, node.position.end] : []) {
    point.line += lines;
    point.offset = (point.offset ?? 0) + characters;
  }
  if ('children' in node) for (const child of node.children) move(child, lines, characters);
}
