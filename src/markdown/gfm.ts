/**
 * GFM's tables, strikethrough, footnotes and task lists from their micromark extensions. Literal links
 * come from the syntax tree's transform instead of the tokenizer, which would double the time of parsing.
 */
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import type { Root } from 'mdast';
import type { Processor } from 'unified';

/** Tables look at every line of every paragraph, a third of the time of parsing; most articles have none. */
export function mayHoldTable(markdown: string): boolean {
  return markdown.includes('|') || markdown.includes(':-') || markdown.includes('-:');
}

/** Whether there may be addresses in running text, outside of links and angle brackets. */
export function mayHoldLiteralLink(markdown: string): boolean {
  return /(?<!\]\(|<)https?:|www\.|@/i.test(markdown);
}

/** unified plugin; strikethrough's marks are read with those of emphasis, in `german/syntax/attention.ts`; tables only where they are asked for. */
export function gfm(this: Processor, { tables }: { readonly tables: boolean }): void {
  const data = this.data();
  const syntax = (data.micromarkExtensions ??= []);
  const tree = (data.fromMarkdownExtensions ??= []);
  syntax.push(gfmFootnote(), gfmTaskListItem());
  tree.push(gfmStrikethroughFromMarkdown(), gfmFootnoteFromMarkdown(), gfmTaskListItemFromMarkdown());
  if (!tables) return;
  syntax.push(gfmTable());
  tree.push(gfmTableFromMarkdown());
}

/** remark plugin: addresses in running text become links. */
export function literalLinks() {
  const transforms = gfmAutolinkLiteralFromMarkdown().transforms ?? [];
  return (tree: Root): void => {
    for (const transform of transforms) transform(tree);
  };
}
