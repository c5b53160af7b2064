/**
 * Most blocks of a news article hold hardly a mark of Markdown, yet the tokenizer, which looks at every
 * character several times, would take most of a build's time to find that out. Runs of such blocks are
 * therefore taken out before parsing, one placeholder paragraph is left in their place, and right after parsing a node
 * that holds what they become is put there; it is handed through by remark-rehype. Between empty lines and without
 * indentation they belong to the document itself, whatever stands around them. The tree of HTML is the same but for
 * the end of the whole document (a test holds both against each other).
 */
import type { Element } from 'hast';
import type { Nodes, Root, RootContent } from 'mdast';
import type { Options } from 'remark-rehype';
import type { Processor } from 'unified';
import type { Node } from 'unist';
import { mayHoldLiteralLink } from '../gfm.ts';
import { parseSimpleBlock, beginsItem } from './parseSimpleBlock.ts';
import { breaksOf } from './parseSimpleInlines.ts';

export interface SimpleRun extends Node {
  type: 'simpleRun';
  blocks: readonly Element[];
}

declare module 'mdast' {
  interface RootContentMap {
    simpleRun: SimpleRun;
  }
}

/** unified plugin, after the parser's. */
export function simpleBlocks(this: Processor, syntax: SimpleSyntax): void {
  const { parser: parse } = this;
  if (!parse) throw new Error('There is no parser to help');
  this.parser = (document, file) => {
    const { markdown, runs, shifts } = takeOutSimpleBlocks(document, syntax);
    const [only] = runs;
    if (only && markdown.replaceAll('\n', '') === standIn) return treeOf(only);
    const tree = parse(markdown, file) as Root;
    if (runs.length > 0) {
      putBack(tree, markdown, runs);
      shiftOffsets(tree, shifts);
    }
    return tree;
  };
}

/** For remark-rehype. */
export const simpleHandlers: NonNullable<Options['handlers']> = {
  simpleRun: (_state, { blocks }: SimpleRun) => [...blocks],
};

function treeOf(blocks: readonly Element[]): Root {
  return { type: 'root', children: [{ type: 'simpleRun', blocks }] };
}

/**
 * Placeholders are recognised by their position in the reduced text: a character reference to the same sign
 * is written differently there.
 */
function putBack(tree: Root, markdown: string, runs: readonly (readonly Element[])[]): void {
  let next = 0;
  tree.children = tree.children.map((node) => {
    const blocks = isPlaceholder(node, markdown) ? runs[next++] : undefined;
    return blocks ? { type: 'simpleRun', blocks } : node;
  });
}

function isPlaceholder({ type, position }: RootContent, markdown: string): boolean {
  if (type !== 'paragraph' || position?.start.offset === undefined) return false;
  return markdown.slice(position.start.offset, position.end.offset) === standIn;
}

function shiftOffsets(node: Nodes, shifts: readonly number[]): void {
  const { position } = node;
  if (position?.start.offset !== undefined) position.start.offset += shifts[position.start.line] ?? 0;
  if (position?.end.offset !== undefined) position.end.offset += shifts[position.end.line] ?? 0;
  if ('children' in node) for (const child of node.children) shiftOffsets(child, shifts);
}

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
const standIn = '\ue000';

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
