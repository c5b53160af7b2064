/** Where a text without its marks of quotation or list stands in the document, and the nodes made of it. */
import type { Element, ElementContent, Properties, Root, Text } from 'hast';

export type Span = NonNullable<Root['position']>;

type Place = Span['start'] & { readonly offset: number };

export interface TextPlace {
  /** From 1. */
  readonly line: number;
  /** Position in the document of the first character of the text. */
  readonly offset: number;
  /** Characters before the text on each of its lines. */
  readonly indent: number;
  /** Where in the text its lines end, except the last. */
  readonly breaks: readonly number[];
}

/** From `start` to `end` in the text; a line break ends before what the next line is indented by. */
export function spanOf(place: TextPlace, start: number, end: number): Span {
  const to = pointAt(place, end);
  if (end > 0 && to.column === place.indent + 1)
    return { start: pointAt(place, start), end: pointBefore(to, place.indent) };
  return { start: pointAt(place, start), end: to };
}

function pointAt({ line, offset, indent, breaks }: TextPlace, index: number): Place {
  let passed = 0;
  let most = breaks.length;
  while (passed < most) {
    const middle = (passed + most) >> 1;
    if ((breaks[middle] ?? 0) < index) passed = middle + 1;
    else most = middle;
  }
  const lineStart = passed === 0 ? 0 : (breaks[passed - 1] ?? 0) + 1;
  return {
    line: line + passed,
    column: indent + index - lineStart + 1,
    offset: offset + index + passed * indent,
  };
}

/** The point some characters before on the same line. */
export function pointBefore({ line, column, offset = 0 }: Span['start'], characters: number): Span['start'] {
  return { line, column: column - characters, offset: offset - characters };
}

/** Where the lines of a text end, except the last. */
export function breaksOf(text: string): readonly number[] {
  const breaks: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) breaks.push(at);
  return breaks;
}

export function textNode(value: string, position: Span): Text {
  return { type: 'text', value, position };
}

export function elementNode(
  tagName: string,
  children: ElementContent[],
  position: Span,
  properties: Properties = {},
): Element {
  return { type: 'element', tagName, properties, children, position };
}

/** Each on lines of its own, as remark-rehype sets blocks. */
export function inLines(blocks: readonly Element[]): ElementContent[] {
  return [lineEnd(), ...blocks.flatMap((block) => [block, lineEnd()])];
}

function lineEnd(): ElementContent {
  return { type: 'text', value: '\n' };
}
