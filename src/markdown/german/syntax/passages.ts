/** Attributes of a passage in braces: `{lang=en}`, `{typografie=aus}`; and of a picture, `{bild=rechts}`. */
import type {
  Delete,
  Emphasis,
  Heading,
  Link,
  Paragraph,
  Parents,
  PhrasingContent,
  Root,
  RootContent,
  Strong,
  TableCell,
  Text,
} from 'mdast';
import type { Node } from 'unist';
import { visit } from 'unist-util-visit';
import type { Extension as TreeExtension } from 'mdast-util-from-markdown';
import type { Code, Construct, Extension, State } from 'micromark-util-types';
import { languageTag } from '../../../config/germanOptions.ts';
import { isLineEndCode } from './characterCodes.ts';

export interface PassageAttributes {
  readonly lang?: string;
  readonly dataTypografie?: 'aus';
  /** Only of block passages: the passage is a chart of this kind, in the author's word. */
  readonly dataDiagramm?: string;
  /** Likewise: the passage is a box of this kind. */
  readonly dataKasten?: string;
}

/** Source of a pattern for the braces; at most 60 characters, so that looking is cheap. */
const bracesPattern = String.raw`\{[ ]?(?:lang=${languageTag}|typografie=aus)(?: (?:lang=${languageTag}|typografie=aus))?[ ]?\}`;

/** The same for the line that opens a chart or a box: `{diagramm=balken}`, `{kasten=fakten}`. */
const figureBracesPattern = String.raw`\{[ ]?(?:diagramm|kasten)=\p{L}{1,30}[ ]?\}`;

/** Reads braces that fit one of the patterns. */
function parseAttributes(braces: string): PassageAttributes {
  const lang = /lang=([A-Za-z0-9-]+)/.exec(braces)?.[1];
  const isOff = braces.includes('typografie=aus');
  const chart = /diagramm=(\p{L}+)/u.exec(braces)?.[1];
  const box = /kasten=(\p{L}+)/u.exec(braces)?.[1];
  return {
    ...(lang !== undefined && { lang }),
    ...(isOff && { dataTypografie: 'aus' }),
    ...(chart !== undefined && { dataDiagramm: chart }),
    ...(box !== undefined && { dataKasten: box }),
  };
}

// On the Markdown tree, `[words]{lang=en}` becomes an element; the words may hold emphasis and links.

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

type Phrase = Paragraph | Heading | TableCell | Emphasis | Strong | Delete | Link;

/** Visits what holds running text; a visitor that removes the node answers with the index of the next. */
export function visitPhrases(
  tree: Root,
  visitor: (node: Phrase, index?: number, parent?: Parents) => number | undefined,
): void {
  visit(tree, (node, index, parent) => {
    switch (node.type) {
      case 'paragraph':
      case 'heading':
      case 'tableCell':
      case 'emphasis':
      case 'strong':
      case 'delete':
      case 'link':
        return visitor(node, index, parent);
      default:
        return undefined;
    }
  });
}

export function makePassageSpans(tree: Root): void {
  visitPhrases(tree, (node) => {
    if (node.children.some(isEndOfSpan)) node.children = regroup(node.children);
    return undefined;
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

// On the Markdown tree, `{bild=rechts}` behind a picture that has a paragraph to itself becomes an attribute of it.

const pictureBraces = /^[ \t]*\{[ ]?bild=(\p{L}{1,30})[ ]?\}[ \t]*$/u;

export function placePictures(tree: Root): void {
  visit(tree, 'paragraph', (paragraph) => {
    const [image, words, ...others] = paragraph.children;
    if (image?.type !== 'image' || words?.type !== 'text' || others.length > 0) return;
    const place = pictureBraces.exec(words.value)?.[1];
    if (place === undefined) return;
    image.data = { ...image.data, hProperties: { dataBild: place } };
    paragraph.children = [image];
  });
}

// micromark and mdast extension: the lines `::: {lang=en}` (or `::: {diagramm=balken}`) and `:::` around a passage. Each line is a
// block of its own; what stands between them is put into one element later.

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    passageFence: 'passageFence';
  }
}

/** A fence line; without attributes it closes the passage. */
export interface PassageFence extends Node {
  type: 'passageFence';
  attributes?: PassageAttributes;
}

declare module 'mdast' {
  interface RootContentMap {
    passageFence: PassageFence;
  }
  interface BlockContentMap {
    passageFence: PassageFence;
  }
}

const colon = 58;
const longestLine = 100;
const fence = new RegExp(`^:::+[ \\t]*(${bracesPattern}|${figureBracesPattern})?[ \\t]*$`, 'u');

const construct: Construct = {
  name: 'passageFence',
  tokenize(effects, ok, nok) {
    let line = '';
    return function start(code) {
      effects.enter('passageFence');
      return read(code);
    };

    function read(code: Code): State | undefined {
      if (isLineEndCode(code)) {
        effects.exit('passageFence');
        return fence.test(line) ? ok(code) : nok(code);
      }
      if (line.length >= longestLine || (line.length < 3 && code !== colon)) return nok(code);
      line += code === null || code < 0 ? ' ' : String.fromCharCode(code);
      effects.consume(code);
      return read;
    }
  },
};

export const passageFence: Extension = { flow: { [colon]: construct } };

export const passageFenceFromMarkdown: TreeExtension = {
  enter: {
    passageFence(token) {
      const braces = fence.exec(this.sliceSerialize(token))?.[1];
      this.enter(
        { type: 'passageFence', ...(braces !== undefined && { attributes: parseAttributes(braces) }) },
        token,
      );
    },
  },
  exit: {
    passageFence(token) {
      this.exit(token);
    },
  },
};

// On the Markdown tree, what stands between two such lines becomes one element with their attributes.

export interface Passage extends Node {
  type: 'passage';
  data: { hName: 'div'; hProperties: PassageAttributes };
  children: RootContent[];
}

declare module 'mdast' {
  interface RootContentMap {
    passage: Passage;
  }
  interface BlockContentMap {
    passage: Passage;
  }
}

/** Passages in passages beyond this depth lie side by side. */
const deepestNesting = 20;

/** A passage that is not closed ends with what it stands in, and is returned; a closing line without a passage is text. */
export function wrapPassages(tree: Root): readonly Passage[] {
  const unclosed: Passage[] = [];
  visit(tree, (node) => {
    if (node.type === 'root') node.children = regroupBlocks(node.children, unclosed);
    else if (node.type === 'blockquote' || node.type === 'listItem' || node.type === 'footnoteDefinition')
      node.children = regroupBlocks(node.children, unclosed);
  });
  return unclosed;
}

function regroupBlocks<Child extends RootContent>(
  children: readonly Child[],
  unclosed: Passage[],
): (Child | Passage | Paragraph)[] {
  const top: (Child | Passage | Paragraph)[] = [];
  const open: Passage[] = [];
  const put = (node: Child | Passage | Paragraph): void => void (open.at(-1)?.children ?? top).push(node);
  for (const child of children) {
    if (child.type !== 'passageFence') put(child);
    else if (child.attributes) {
      const passage: Passage = {
        type: 'passage',
        data: { hName: 'div', hProperties: child.attributes },
        children: [],
        ...(child.position && { position: child.position }),
      };
      put(passage);
      if (open.length < deepestNesting) open.push(passage);
    } else if (!open.pop()) {
      const place = child.position && { position: child.position };
      put({ type: 'paragraph', children: [{ type: 'text', value: ':::', ...place }], ...place });
    }
  }
  unclosed.push(...open);
  return top;
}
