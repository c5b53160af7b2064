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
import { type SimpleSyntax, standIn, takeOutSimpleBlocks } from './takeOutSimpleBlocks.ts';

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
