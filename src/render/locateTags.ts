import type { Eta } from 'eta/core';
import type { Position } from '../model.ts';
import { lineIndex } from '../report/lineIndex.ts';

/** Tree that {@link Eta} makes from a template: literal text and tags in turn. */
export type TemplateTree = ReturnType<Eta['parse']>;

/** The code between `<%` and `%>`, and where it begins. */
export interface TemplateTag {
  readonly code: string;
  readonly position: Position;
  /** Code or an include that has its line to itself: that line shall leave no trace in the page. */
  readonly alone: boolean;
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
    const opening = tagOpening.exec(text)?.index ?? from;
    const start = tagOpening.lastIndex;
    from = text.indexOf('%>', start + node.val.length) + '%>'.length;
    const alone = node.t !== 'i' && isBlankUpTo(text, opening) && (text[from] ?? '\n') === '\n';
    tags.push({ code: node.val, position: positionAt(start), alone });
  }
  return tags;
}

/** Nothing but blanks between the beginning of the line and `end`. */
function isBlankUpTo(text: string, end: number): boolean {
  let at = end - 1;
  while (text[at] === ' ' || text[at] === '\t') at--;
  return at < 0 || text[at] === '\n';
}
