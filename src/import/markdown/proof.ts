/** The proof: a written text, rendered by our own pipeline, says what the tree of its source says. */
import type { SourcePath } from '../../core/model.ts';
import type { MarkdownRenderer } from '../../markdown/markdown.ts';
import type { Difference, Remark, TextTargets, TextTree, WrittenText } from '../model.ts';

export interface ProvenText {
  readonly tree: TextTree;
  readonly written: WrittenText;
  /** As given to `writeMarkdown`. */
  readonly targets: TextTargets;
  /** Of the item, and the file that it becomes; both stand in the differences. */
  readonly id: string;
  readonly file: SourcePath;
  /** What was decided while the source was read; those of `written` are known. */
  readonly remarks?: readonly Remark[];
}

export type Proof = (text: ProvenText) => readonly Difference[];

/** Compares words, headings, links, pictures, lists, tables, emphasis, quotes, code and embeds; `render` is that of the blog. */
export function createProof(render: MarkdownRenderer): Proof {
  throw new Error(`Not yet: ${render.name}`);
}
