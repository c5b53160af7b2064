/** The smallest processor with the German plugins, as `parse/markdown` puts them together. */
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import rehypeRaw from 'rehype-raw';
import rehypeStringify from 'rehype-stringify';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { type Processor, unified } from 'unified';
import type { GermanOptions } from '../../../src/parse/german/germanOptions.ts';
import { remarkGerman } from '../../../src/parse/german/syntax/remarkGerman.ts';
import { rehypeGerman } from '../../../src/parse/german/tree/rehypeGerman.ts';

function gfm(this: Processor): void {
  const data = this.data();
  (data.micromarkExtensions ??= []).push(gfmTable(), gfmFootnote(), gfmTaskListItem());
  (data.fromMarkdownExtensions ??= []).push(
    gfmTableFromMarkdown(),
    gfmStrikethroughFromMarkdown(),
    gfmFootnoteFromMarkdown(),
    gfmTaskListItemFromMarkdown(),
  );
}

/** Markdown → HTML with these rules. */
export function germanProcessor(options: GermanOptions): (markdown: string) => string {
  const processor = unified()
    .use(remarkParse)
    .use(gfm)
    .use(remarkGerman, options)
    .use(remarkRehype, { allowDangerousHtml: true, clobberPrefix: '', footnoteLabel: 'Fußnoten' })
    .use(rehypeRaw)
    .use(rehypeGerman, options)
    .use(rehypeStringify)
    .freeze();
  return (markdown) => String(processor.processSync(markdown));
}
