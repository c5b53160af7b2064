/**
 * Eta makes one JavaScript function of a template, and an error in it has a place in that function's
 * text. This module leads such a place back to the template, at no cost while rendering: each tag's code
 * gets a comment that says where it came from, and the comments are read back once.
 */
import type { Position } from '../model.ts';
import type { TemplateTag, TemplateTree } from './locateTags.ts';

/** From a place in the generated code to the place in the template; undefined for Eta's own lines before it. */
export type CodePlaces = (generated: Position) => Position | undefined;

const marker = /\/\*@(\d+):(\d+)\*\//;

/** The tree with every tag's code marked by its place, and without the indentation of tags that stand alone; what Eta puts after the last tag belongs to `last` (the call of the layout). */
export function markTags(tree: TemplateTree, tags: readonly TemplateTag[], last: Position): TemplateTree {
  let next = 0;
  const marked = tree.map((node) => {
    const tag = tags[next];
    if (typeof node === 'string') return tag?.alone === true ? node.replace(/[ \t]+$/, '') : node;
    next++;
    return tag === undefined ? node : { ...node, val: mark(tag.position) + node.val };
  });
  return [...marked, { t: 'e', val: `${endMark}${mark(last)}` }];
}

/** Reads the marks of {@link markTags} in the code that Eta made of its tree. */
export function codePlaces(code: string): CodePlaces {
  const lines = code.split('\n');
  const end = lines.findIndex((line) => line.startsWith(endMark));
  const starts = lines.map((line) => markedPlace(line));
  return ({ line, column }) => {
    let origin = Math.min(line - 1, end);
    while (origin > 0 && starts[origin] === undefined) origin--;
    const start = starts[origin];
    if (start === undefined) return undefined;
    if (origin === end) return start.position;
    const below = line - 1 - origin;
    if (below > 0) return { line: start.position.line + below, column };
    return { ...start.position, column: start.position.column + Math.max(0, column - start.column) };
  };
}

const endMark = '/*@end*/';

function mark({ line, column }: Position): string {
  return `/*@${line}:${column}*/`;
}

/** The place that a line is marked with, and the column right after the mark. */
function markedPlace(line: string): { readonly position: Position; readonly column: number } | undefined {
  const found = marker.exec(line);
  if (found === null) return undefined;
  const position = { line: Number(found[1]), column: Number(found[2]) };
  return { position, column: found.index + found[0].length + 1 };
}
