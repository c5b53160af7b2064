/** mdast: `[words]{lang=en}` in running text becomes an element; what stands in the brackets may hold emphasis and links. */
import type { PhrasingContent, Root, Text } from 'mdast';
import type { Node } from 'unist';
import { SKIP, visit } from 'unist-util-visit';
import { bracesPattern, type PassageAttributes, parseAttributes } from './attributes.ts';

export interface PassageSpan extends Node {
  type: 'passageSpan';
  data: { hName: 'span'; hProperties: PassageAttributes };
  children: PhrasingContent[];
}

declare module 'mdast' {
  interface PhrasingContentMap {
    passageSpan: PassageSpan;
  }
  interface RootContentMap {
    passageSpan: PassageSpan;
  }
}

/** Where a span begins or ends in the text of one child; `width` characters stand for it. */
interface Border {
  readonly child: number;
  readonly offset: number;
  readonly width: number;
  readonly attributes?: PassageAttributes;
}

/** Brackets in brackets beyond this depth are text. */
const deepest = 20;

const bracket = new RegExp(`\\[|\\](${bracesPattern})?`, 'g');

export function makePassageSpans(tree: Root): void {
  visit(tree, (node) => {
    switch (node.type) {
      case 'paragraph':
      case 'heading':
      case 'tableCell':
      case 'emphasis':
      case 'strong':
      case 'delete':
      case 'link':
        if (node.children.some(isEndOfSpan)) node.children = regroup(node.children);
        return undefined;
      case 'code':
        return SKIP;
      default:
        return undefined;
    }
  });
}

function isEndOfSpan(child: PhrasingContent): boolean {
  return child.type === 'text' && child.value.includes(']{');
}

function regroup(children: readonly PhrasingContent[]): PhrasingContent[] {
  const borders = findBorders(children);
  const top: PhrasingContent[] = [];
  const open: PassageSpan[] = [];
  const put = (node: PhrasingContent): void => void (open.at(-1)?.children ?? top).push(node);
  let next = 0;
  for (const [index, child] of children.entries()) {
    let at = 0;
    for (
      let border = borders[next];
      border?.child === index && child.type === 'text';
      border = borders[++next]
    ) {
      if (border.offset > at) put(part(child, at, border.offset));
      at = border.offset + border.width;
      if (!border.attributes) {
        open.pop();
        continue;
      }
      const span: PassageSpan = {
        type: 'passageSpan',
        data: { hName: 'span', hProperties: border.attributes },
        children: [],
      };
      put(span);
      open.push(span);
    }
    if (at === 0) put(child);
    else if (child.type === 'text' && at < child.value.length) put(part(child, at, child.value.length));
  }
  return top;
}

/** Both borders of each span, in reading order; those that open carry the attributes. Other brackets are text. */
function findBorders(children: readonly PhrasingContent[]): readonly Border[] {
  const borders: Border[] = [];
  const open: Border[] = [];
  for (const [child, node] of children.entries()) {
    if (node.type !== 'text') continue;
    for (const { 0: match, 1: braces, index: offset } of node.value.matchAll(bracket)) {
      if (match === '[') open.push({ child, offset, width: 1 });
      else {
        const opening = open.pop();
        if (!opening || braces === undefined || open.length > deepest) continue;
        borders.push({ ...opening, attributes: parseAttributes(braces) });
        borders.push({ child, offset, width: match.length });
      }
    }
  }
  return borders.toSorted((one, other) => one.child - other.child || one.offset - other.offset);
}

/** A piece of a text; its place is exact where the text stands in the source as it is. */
function part(text: Text, start: number, end: number): Text {
  const { position } = text;
  const piece: Text = { type: 'text', value: text.value.slice(start, end) };
  const from = position?.start.offset;
  if (position && from !== undefined)
    piece.position = {
      start: { ...position.start, column: position.start.column + start, offset: from + start },
      end: { ...position.end, offset: from + end },
    };
  return piece;
}
