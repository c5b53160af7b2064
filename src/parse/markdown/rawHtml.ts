/**
 * Raw HTML in Markdown: parsed as a browser would, then held against a small list of elements that a
 * text may need. What is not on it falls away with a warning. Documents without raw HTML
 * never come here: the tree that Markdown alone makes holds nothing but known elements.
 */
import type { Nodes, Root } from 'hast';
import { sanitize, type Schema } from 'hast-util-sanitize';
import rehypeRaw from 'rehype-raw';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { diagnose } from '../../report/diagnostics.ts';
import { lineIndex } from '../../report/lineIndex.ts';
import type { SourceLocation } from '../../report/message.ts';
import { isReservedId } from './headings.ts';
import { allowedAttributes, rawHtmlSchema } from './rawHtmlSchema.ts';
import { type RawTag, type RawTokens, readRawTokens } from './rawTokens.ts';
import { settleHtml } from './settleHtml.ts';
import { positionOf, type DocumentContext, contextOf } from './sheet.ts';
import { walkElements } from './walk.ts';

/** rehype plugin. `allowed`: the site's own additions to the list of elements. */
export function rehypeRawHtml(options: { readonly allowed: readonly string[] }) {
  const schema = rawHtmlSchema(options.allowed);
  const parseRaw = rehypeRaw();
  return (tree: Root, file: VFile): Root => {
    const source = String(file);
    const context = contextOf(file);
    if (!source.includes('<') || !hasRawHtml(tree)) {
      const isCrossed = source.includes('[^') && hasLinkInLink(tree);
      return isCrossed ? (settleHtml(tree) ?? tree) : tree;
    }
    const pieces = takePieces(tree, context);
    // The verdict must not depend on the size of a thread's stack.
    if (nesting(pieces) > maxNesting) throw new RangeError('Raw HTML is nested too deep');
    for (const piece of pieces) warnOfFaults(piece, context, schema);
    const clean = sanitize(parseRaw(tree, file), schema);
    const settled = settleHtml({ type: 'root', children: clean.type === 'root' ? clean.children : [] });
    if (!settled) {
      context.diagnostics.push(diagnose('text/html-unsettled', {}, pieces[0]?.placeAt(0)));
      return { type: 'root', children: [] };
    }
    keepIdsApart(settled, context);
    return settled;
  };
}

function hasRawHtml(node: Nodes): boolean {
  return node.type === 'raw' || ('children' in node && node.children.some(hasRawHtml));
}

/** All that Markdown alone makes and a browser reads differently: a footnote in the words of a link. */
function hasLinkInLink(node: Nodes, isInLink = false): boolean {
  if (!('children' in node)) return false;
  const isLink = node.type === 'element' && node.tagName === 'a';
  if (isLink && isInLink) return true;
  return node.children.some((child) => hasLinkInLink(child, isInLink || isLink));
}

interface Piece extends RawTokens {
  readonly placeAt: (offset: number) => SourceLocation;
}

/**
 * The author's own HTML. A text of nothing is put after each piece: with it rehype-raw leaves a comment or tag that
 * nothing closes in this piece; without it, it would fall over the next one.
 */
function takePieces(tree: Root, context: DocumentContext): readonly Piece[] {
  const pieces: Piece[] = [];
  visit(tree, 'raw', (node, index, parent) => {
    const { line, column } = positionOf(context, node);
    const positionAt = lineIndex(node.value);
    const placeAt = (offset: number): SourceLocation => {
      const at = positionAt(offset);
      const position =
        at.line === 1 ? { line, column: column + at.column - 1 } : { ...at, line: line + at.line - 1 };
      return { file: context.file, position };
    };
    pieces.push({ ...readRawTokens(node.value), placeAt });
    if (parent && index !== undefined) parent.children.splice(index + 1, 0, { type: 'text', value: '' });
    return SKIP;
  });
  return pieces;
}

const maxNesting = 200;
const elementsWithoutEnd = /^(?:br|hr|img|wbr|input|source|col)$/;

/** The greatest number of elements of raw HTML that are open at once, as their tags tell. */
function nesting(pieces: readonly Piece[]): number {
  let open = 0;
  let most = 0;
  for (const { name, isEnd } of pieces.flatMap(({ tags }) => tags)) {
    if (elementsWithoutEnd.test(name)) continue;
    open = Math.max(0, open + (isEnd ? -1 : 1));
    most = Math.max(most, open);
  }
  return most;
}

function warnOfFaults({ tags, unfinished, placeAt }: Piece, context: DocumentContext, schema: Schema): void {
  for (const tag of tags) if (!tag.isEnd) warnOfTag(tag, placeAt(tag.offset), context, schema);
  if (!unfinished) return;
  const code = unfinished.what === 'comment' ? 'text/comment-unclosed' : 'text/tag-unclosed';
  context.diagnostics.push(diagnose(code, {}, placeAt(unfinished.offset)));
}

function warnOfTag(
  { name, attributes }: RawTag,
  place: SourceLocation,
  context: DocumentContext,
  schema: Schema,
): void {
  if (!schema.tagNames?.includes(name)) {
    context.diagnostics.push(diagnose('text/element-dropped', { element: name }, place));
    return;
  }
  const allowed = allowedAttributes(schema, name);
  for (const attribute of attributes) {
    if (allowed.has(attribute)) continue;
    context.diagnostics.push(diagnose('text/attribute-dropped', { element: name, attribute }, place));
  }
}

/** The theme and its scripts find their own parts of the page by ids, and so do links. */
function keepIdsApart(tree: Root, context: DocumentContext): void {
  const taken = new Set<string>();
  walkElements(tree, (element) => {
    const { id } = element.properties;
    if (typeof id !== 'string') return;
    const isReserved = isReservedId(id);
    if (isReserved || taken.has(id)) {
      delete element.properties['id'];
      const place = { file: context.file, position: positionOf(context, element) };
      context.diagnostics.push(diagnose('text/id-dropped', { id, isReserved }, place));
    }
    taken.add(id);
  });
}
