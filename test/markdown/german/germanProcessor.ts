/** The smallest processor with the German plugins, as `parse/markdown` puts them together. */
import type { Root } from 'hast';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import rehypeRaw from 'rehype-raw';
import rehypeStringify from 'rehype-stringify';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { type Processor, unified } from 'unified';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type { GermanOptions } from '../../../src/config/germanOptions.ts';
import { remarkGerman } from '../../../src/markdown/german/syntax/remarkGerman.ts';
import { rehypeGerman } from '../../../src/markdown/german/tree/textRuns.ts';

function gfm(this: Processor): void {
  const data = this.data();
  (data.micromarkExtensions ??= []).push(
    gfmTable(),
    gfmFootnote(),
    gfmStrikethrough({ singleTilde: false }),
    gfmTaskListItem(),
  );
  (data.fromMarkdownExtensions ??= []).push(
    gfmTableFromMarkdown(),
    gfmStrikethroughFromMarkdown(),
    gfmFootnoteFromMarkdown(),
    gfmTaskListItemFromMarkdown(),
  );
}

/** A browser's parser is needed, and asked, only where there is raw HTML. */
function rehypeRawHtml() {
  const parseRaw = rehypeRaw();
  return (tree: Root, file: VFile): Root => {
    let isRaw = false;
    visit(tree, 'raw', () => void (isRaw = true));
    return isRaw ? parseRaw(tree, file) : tree;
  };
}

/** Markdown → HTML with these rules; without options as unified alone does it. */
export function germanProcessor(options?: GermanOptions): (markdown: string) => string {
  const processor = unified().use(remarkParse).use(gfm);
  if (options) processor.use(remarkGerman, options);
  processor
    .use(remarkRehype, { allowDangerousHtml: true, clobberPrefix: '', footnoteLabel: 'Fußnoten' })
    .use(rehypeRawHtml);
  if (options) processor.use(rehypeGerman, options);
  const frozen = processor.use(rehypeStringify).freeze();
  return (markdown) => String(frozen.processSync(markdown));
}
