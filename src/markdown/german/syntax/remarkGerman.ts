import type { Root } from 'mdast';
import type { Processor } from 'unified';
import type { VFile } from 'vfile';
import type { GermanOptions } from '../../../config/germanOptions.ts';
import { angleQuotes } from './angleQuotes.ts';
import { attention } from './attention.ts';
import { closingBracket } from './closingBracket.ts';
import { restoreDateParagraphs } from './dateParagraphs.ts';
import {
  passageFence,
  passageFenceFromMarkdown,
  placePictures,
  makePassageSpans,
  type Passage,
  wrapPassages,
} from './passages.ts';

declare module 'vfile' {
  interface DataMap {
    unclosedPassages: readonly Passage[];
  }
}

/**
 * remark plugin: Markdown as people who write German expect it, and passages (`::: {lang=en}`,
 * `[words]{lang=en}`). With all rules off CommonMark and passages are left. Stands after GFM's extensions,
 * because its delimiters take the place of theirs.
 */
export function remarkGerman(this: Processor, { rules }: GermanOptions) {
  const data = this.data();
  const syntax = (data.micromarkExtensions ??= []);
  syntax.push(attention(rules), closingBracket, passageFence);
  if (rules.quotes) syntax.push(angleQuotes);
  (data.fromMarkdownExtensions ??= []).push(passageFenceFromMarkdown);
  return (tree: Root, file: VFile): void => {
    const source = String(file);
    if (source.includes(':::')) file.data.unclosedPassages = wrapPassages(tree);
    if (source.includes(']{')) makePassageSpans(tree);
    if (source.includes('bild=')) placePictures(tree);
    if (rules.dateParagraphs) restoreDateParagraphs(tree, source);
  };
}
