/**
 * Raw HTML in Markdown: parsed as a browser would, then held against a small list of elements that a
 * text may need. What is not on it falls away with a warning (`safety.md` 6). Documents without raw HTML
 * never come here: the tree that Markdown alone makes holds nothing but known elements.
 */
import type { Nodes, Root } from 'hast';
import { sanitize, type Schema } from 'hast-util-sanitize';
import rehypeRaw from 'rehype-raw';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type { Position } from '../../model.ts';
import { diagnose } from '../../report/diagnostics.ts';
import { allowedAttributes, rawHtmlSchema } from './rawHtmlSchema.ts';
import { positionOf, type Sheet, sheetOf } from './sheet.ts';

/** rehype plugin. `allowed`: the site's own additions to the list of elements. */
export function rehypeRawHtml(options: { readonly allowed: readonly string[] }) {
  const schema = rawHtmlSchema(options.allowed);
  const parseRaw = rehypeRaw();
  return (tree: Root, file: VFile): Root => {
    if (!String(file).includes('<') || !hasRawHtml(tree)) return tree;
    // The verdict must not depend on the size of a thread's stack.
    if (nesting(tree) > maxNesting) throw new RangeError('Raw HTML is nested too deep');
    warnOfDropped(tree, sheetOf(file), schema);
    const clean = sanitize(parseRaw(tree, file), schema);
    return clean.type === 'root'
      ? clean
      : { type: 'root', children: clean.type === 'doctype' ? [] : [clean] };
  };
}

function hasRawHtml(node: Nodes): boolean {
  return node.type === 'raw' || ('children' in node && node.children.some(hasRawHtml));
}

const maxNesting = 200;
const elementsWithoutEnd = /^(?:br|hr|img|wbr|input|source|col)$/i;

/** The greatest number of elements of raw HTML that are open at once, as their tags tell. */
function nesting(tree: Root): number {
  let open = 0;
  let most = 0;
  visit(tree, 'raw', ({ value }) => {
    for (const [, slash, name = ''] of value.matchAll(/<(\/?)([a-z][a-z0-9-]*)/gi)) {
      if (elementsWithoutEnd.test(name)) continue;
      open = Math.max(0, open + (slash === '/' ? -1 : 1));
      most = Math.max(most, open);
    }
  });
  return most;
}

/** Comments, and opening tags in the author's own HTML. */
const tags = /<!--[\s\S]*?(?:-->|$)|<([a-z][a-z0-9-]*)((?:[\s/][^>]*)?)>/gi;
const attributeNames = /([^\s"'<>/=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?/g;

function warnOfDropped(tree: Root, sheet: Sheet, schema: Schema): void {
  visit(tree, 'raw', (node) => {
    for (const { 1: name, 2: rest = '', index } of node.value.matchAll(tags)) {
      if (name === undefined) continue;
      const position = within(positionOf(sheet, node), node.value.slice(0, index));
      warnOfTag(name.toLowerCase(), rest, position, sheet, schema);
    }
    return SKIP;
  });
}

function warnOfTag(element: string, rest: string, position: Position, sheet: Sheet, schema: Schema): void {
  const place = { file: sheet.file, position };
  if (!schema.tagNames?.includes(element)) {
    sheet.diagnostics.push(diagnose('text/element-dropped', { element }, place));
    return;
  }
  const allowed = allowedAttributes(schema, element);
  for (const [, attribute = ''] of rest.matchAll(attributeNames)) {
    if (allowed.has(attribute.toLowerCase())) continue;
    sheet.diagnostics.push(diagnose('text/attribute-dropped', { element, attribute }, place));
  }
}

/** The place after some text that begins at a place. */
function within({ line, column }: Position, before: string): Position {
  const lines = before.split('\n');
  const last = lines.at(-1) ?? '';
  return lines.length === 1
    ? { line, column: column + last.length }
    : { line: line + lines.length - 1, column: last.length + 1 };
}
