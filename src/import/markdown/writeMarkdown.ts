/** The tree of a text → Markdown of our dialect, as an author would have typed it. */
import type { MarkdownRenderer } from '../../markdown/markdown.ts';
import type { TextTargets, TextTree, WrittenText } from '../model.ts';

export interface WritingOptions {
  /** Of the blog that is written to: decides which signs need a backslash. */
  readonly render: MarkdownRenderer;
  /** The program from which the text comes: `WordPress`. Stands in the comments that say what is left over. */
  readonly source: string;
}

/** Writes any tree; what Markdown cannot say as the tree does is told in remarks. */
export function writeMarkdown(tree: TextTree, targets: TextTargets, options: WritingOptions): WrittenText {
  throw new Error(`Not yet: ${String([tree, targets, options].length)}`);
}
