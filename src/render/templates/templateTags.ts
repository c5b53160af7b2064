/** The tags of a template and their places. */
import type { Eta } from 'eta/core';
import type { Position } from '../../core/model.ts';
import { lineIndex } from '../../core/diagnostics/lineIndex.ts';

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

/** Finds the place in the template of an offset in a tag's code. */
export function tagPositions({ code, position: start }: TemplateTag): (offset: number) => Position {
  const positionAt = lineIndex(code, start.line);
  return (offset) => {
    const { line, column } = positionAt(offset);
    return { line, column: line === start.line ? column + start.column - 1 : column };
  };
}

const literal = /\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/g;

/** The code with its comments, and unless `keepStrings` its strings too, turned to blanks; every other character stays at its place. */
export function maskCode(code: string, keepStrings = false): string {
  return code.replace(literal, (found) =>
    keepStrings && !found.startsWith('/*') ? found : found.replace(/[^\n]/g, ' '),
  );
}

// Eta makes one JavaScript function of a template, and an error in it has a place in that function's
// text. What follows leads such a place back to the template, at no cost while rendering: each tag's code
// gets a comment that says where it came from, and the comments are read back once.

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

/**
 * The place in the template of a place in the code that Eta made of its tree, by the marks of {@link markTags};
 * undefined for Eta's own lines before it.
 */
export function placeInTemplate(code: string, { line, column }: Position): Position | undefined {
  const lines = code.split('\n');
  const end = lines.findIndex((text) => text.startsWith(endMark));
  let origin = Math.min(line - 1, end);
  while (origin > 0 && markedPlace(lines[origin] ?? '') === undefined) origin--;
  const start = markedPlace(lines[origin] ?? '');
  if (start === undefined) return undefined;
  if (origin === end) return start.position;
  const below = line - 1 - origin;
  if (below > 0) return { line: start.position.line + below, column };
  return { ...start.position, column: start.position.column + Math.max(0, column - start.column) };
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

/** One `include('…')` or `layout('…')` whose template stands there as a plain string. */
interface TemplateReference {
  readonly name: string;
  readonly kind: 'include' | 'layout';
  readonly position: Position;
}

export interface TemplateReferences {
  readonly named: readonly TemplateReference[];
  /** Some template is chosen while rendering: any one may be meant. */
  readonly dynamic: boolean;
}

/** `this` is Eta itself, which can render too. */
const use = /\b(include|layout|includeAsync|this)\b/g;
const call = /^\s*\(\s*(?:'([^'\\]*)'|"([^"\\]*)"|`([^`\\$]*)`)\s*[,)]/;

/** Which other templates the tags of one use, read from the code; in doubt `dynamic`. */
export function templateReferences(tags: readonly TemplateTag[]): TemplateReferences {
  const named: TemplateReference[] = [];
  let dynamic = false;
  for (const tag of tags) {
    const code = maskCode(tag.code, true);
    const positionAt = tagPositions(tag);
    for (const found of code.matchAll(use)) {
      const argument = call.exec(code.slice(found.index + found[0].length));
      const name = argument?.[1] ?? argument?.[2] ?? argument?.[3];
      const kind = found[1];
      if (name === undefined || (kind !== 'include' && kind !== 'layout')) dynamic = true;
      else named.push({ name, kind, position: positionAt(found.index) });
    }
  }
  return { named, dynamic };
}
