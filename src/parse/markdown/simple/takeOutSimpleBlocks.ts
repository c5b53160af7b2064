/** Takes the blocks that need no tokenizer out of a document. */
import type { Element } from 'hast';
import { mayHoldLiteralLink } from '../gfm.ts';
import { parseSimpleBlock } from './parseSimpleBlock.ts';
import { beginsItem } from './parseSimpleList.ts';
import { breaksOf } from './textPlace.ts';

/** Parts of the syntax that are on. */
export interface SimpleSyntax {
  /** Addresses in running text become links, which is the work of a transform of the tokenizer's tree. */
  readonly literalLinks: boolean;
  readonly genderForms: boolean;
}

export interface Reduced {
  readonly markdown: string;
  /** The blocks that each placeholder stands for, in order; with the places that they have in the whole document. */
  readonly runs: readonly (readonly Element[])[];
  /** By line (from 1): how many characters the reduced text is short of before it, where no block was taken out. */
  readonly shifts: readonly number[];
}

/** Stands as a paragraph for blocks that were taken out. */
export const standIn = '\ue000';

/** In code and raw HTML an empty line ends nothing. */
const opaque = /```|~~~|<(?!https?:)[a-z!?/]|\ue000/i;

/** The beginning of a block that might belong to a list before it, or of nothing, behind which such a block may stand. */
const mayContinueList = /^(?:$|\s|[-+*](?:\s|$)|\d{1,9}[.)])/;
/** A block that might leave a list open. */
const mayLeaveList = /^\s|^[ \t]*(?:[-+*](?:\s|$)|\d{1,9}[.)])/m;

export function takeOutSimpleBlocks(markdown: string, syntax: SimpleSyntax): Reduced {
  if (opaque.test(markdown)) return { markdown, runs: [], shifts: [] };
  const runs: Element[][] = [];
  const reduced: string[] = [];
  const shifts = [0];
  let run: Element[] | undefined;
  let missing = 0;
  for (const source of splitBlocks(markdown)) {
    const { text, lead, lines } = source;
    const block = parseBlock(source, syntax);
    let left = text;
    if (block) {
      left = (run ? '' : standIn) + '\n'.repeat(lines - 1);
      if (run) run.push(block);
      else runs.push((run = [block]));
    } else if (text !== '') run = undefined;
    reduced.push(lead + left);
    for (let line = -lead.length; line <= lines; line++) shifts.push(missing);
    missing += text.length - left.length;
  }
  return { markdown: reduced.join('\n\n') + markdown.slice(endOf(markdown)), runs, shifts };
}

interface Source {
  /** A line break before the block, or nothing. */
  readonly lead: string;
  readonly text: string;
  readonly lines: number;
  readonly line: number;
  readonly offset: number;
  /** Nothing before or after it could be of the same list. */
  readonly isAlone: boolean;
}

/**
 * Blocks between empty lines, in order; of several empty lines in a row every second one is an empty block.
 */
function splitBlocks(markdown: string): readonly Source[] {
  const pieces = joinLists(markdown.slice(0, endOf(markdown)).split('\n\n'));
  const blocks: Source[] = [];
  let line = 1;
  let offset = 0;
  let last: string | undefined;
  for (const [index, piece] of pieces.entries()) {
    const lead = piece.startsWith('\n') ? '\n' : '';
    const text = lead === '' ? piece : piece.slice(1);
    const lines = breaksOf(text).length + 1;
    line += lead.length;
    offset += lead.length;
    const isAlone = beginsItem(text) && areApart(last, pieces[index + 1]);
    blocks.push({ lead, text, lines, line, offset, isAlone });
    line += lines + 1;
    offset += text.length + 2;
    if (text !== '') last = text;
  }
  return blocks;
}

/** Items with empty lines between them are one list. */
function joinLists(pieces: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let isAfterItem = false;
  for (const piece of pieces) {
    const isItem = beginsItem(piece);
    if (isItem && isAfterItem) joined.push(`${joined.pop()}\n\n${piece}`);
    else joined.push(piece);
    isAfterItem = isItem;
  }
  return joined;
}

function areApart(before: string | undefined, after: string | undefined): boolean {
  return (
    !(before !== undefined && mayLeaveList.test(before)) &&
    !(after !== undefined && mayContinueList.test(after))
  );
}

function parseBlock(source: Source, { literalLinks, genderForms }: SimpleSyntax): Element | undefined {
  const { text, isAlone } = source;
  if (text === '' || (beginsItem(text) && !isAlone) || (literalLinks && mayHoldLiteralLink(text)))
    return undefined;
  return parseSimpleBlock({ ...source, genderForms });
}

/** Where the line breaks at the end of a text begin. */
function endOf(text: string): number {
  let end = text.length;
  while (text[end - 1] === '\n') end--;
  return end;
}
