import type { Eta } from 'eta/core';
import type { Position } from '../model.ts';
import { lineIndex } from '../report/lineIndex.ts';

/** What {@link Eta} makes of a template: literal text and tags in turn. */
export type TemplateTree = ReturnType<Eta['parse']>;

/** The code between `<%` and `%>`, and where it begins. */
export interface TemplateTag {
  readonly code: string;
  readonly position: Position;
}

const tagOpening = /<%[-_]?\s*[=~]?\s*/g;

/** The tags of a tree in order, each with its place in the text (line ends `\n`) that the tree was made of. */
export function locateTags(tree: TemplateTree, text: string): readonly TemplateTag[] {
  const positionAt = lineIndex(text);
  let from = 0;
  const tags: TemplateTag[] = [];
  for (const node of tree) {
    if (typeof node === 'string') continue;
    tagOpening.lastIndex = from;
    tagOpening.exec(text);
    const start = tagOpening.lastIndex;
    tags.push({ code: node.val, position: positionAt(start) });
    from = text.indexOf('%>', start + node.val.length) + '%>'.length;
  }
  return tags;
}
