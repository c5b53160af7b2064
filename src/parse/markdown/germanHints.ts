import type { Root } from 'hast';
import type { VFile } from 'vfile';
import type { GermanOptions } from '../../config/germanOptions.ts';
import { findGermanHints } from '../german/tree/findGermanHints.ts';
import { contextOf } from './sheet.ts';

/** rehype plugin: reports what German text leaves to its author; stands before the text is typeset. */
export function rehypeGermanHints(options: GermanOptions) {
  return (tree: Root, document: VFile): void => {
    const { file, firstLine, diagnostics } = contextOf(document);
    diagnostics.push(...findGermanHints(tree, options, { file, firstLine, markdown: String(document) }));
  };
}
