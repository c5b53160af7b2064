/**
 * Most blocks of a news article hold hardly a mark of Markdown, yet the tokenizer, which looks at every
 * character several times, would take most of a build's time to find that out. Runs of such blocks are
 * therefore taken out before parsing, one stand-in paragraph is left in their place, and what they
 * become is put in after remark-rehype. Between empty lines and without indentation they belong to the
 * document itself, whatever stands around them. The tree of HTML is the same but for the end of the whole
 * document (a test holds both against each other).
 */
import type { Element, ElementContent, Root as HtmlRoot, RootContent } from 'hast';
import type { Nodes, Root } from 'mdast';
import type { Processor } from 'unified';
import type { VFile } from 'vfile';
import { type Reduced, type SimpleSyntax, standIn, takeOutSimpleBlocks } from './takeOutSimpleBlocks.ts';

declare module 'vfile' {
  interface DataMap {
    simpleRuns: Reduced['runs'];
  }
}

/** unified plugin, after the parser's. */
export function simpleBlocks(this: Processor, syntax: SimpleSyntax): void {
  const { parser: parse } = this;
  if (!parse) throw new Error('There is no parser to help');
  this.parser = (document, file) => {
    const { markdown, runs, shifts } = takeOutSimpleBlocks(document, syntax);
    file.data.simpleRuns = runs;
    if (runs.length === 1 && markdown.replaceAll('\n', '') === standIn) return treeOfNothingElse();
    const tree = parse(markdown, file);
    if (runs.length > 0) shiftOffsets(tree as Root, shifts);
    return tree;
  };
}

function treeOfNothingElse(): Root {
  return { type: 'root', children: [{ type: 'paragraph', children: [{ type: 'text', value: standIn }] }] };
}

function shiftOffsets(node: Nodes, shifts: readonly number[]): void {
  const { position } = node;
  if (position?.start.offset !== undefined) position.start.offset += shifts[position.start.line] ?? 0;
  if (position?.end.offset !== undefined) position.end.offset += shifts[position.end.line] ?? 0;
  if ('children' in node) for (const child of node.children) shiftOffsets(child, shifts);
}

type Runs = Iterator<readonly Element[], undefined>;

/** rehype plugin: puts the blocks in the places of their stand-ins. */
export function rehypeSimpleBlocks() {
  return (tree: HtmlRoot, file: VFile): void => {
    const { simpleRuns } = file.data;
    if (!simpleRuns || simpleRuns.length === 0) return;
    const runs = simpleRuns.values();
    tree.children = tree.children.flatMap((node) => putBack(node, runs, true));
  };
}

/** Stand-ins are on the page itself, where line breaks stand between blocks, or in passages, where none do. */
function putBack<Node extends RootContent>(
  node: Node,
  runs: Runs,
  inLines: boolean,
): (Node | ElementContent)[] {
  if (node.type !== 'element') return [node];
  if (node.tagName === 'div') {
    node.children = node.children.flatMap((child) => putBack(child, runs, false));
    return [node];
  }
  const [only] = node.children;
  if (only?.type !== 'text' || only.value !== standIn) return [node];
  const blocks: ElementContent[] = [];
  for (const block of runs.next().value ?? []) {
    if (inLines && blocks.length > 0) blocks.push({ type: 'text', value: '\n' });
    blocks.push(block);
  }
  return blocks;
}
