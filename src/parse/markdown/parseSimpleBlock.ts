/**
 * The Markdown that nearly every block of a news article is made of: one line of words, perhaps with
 * emphasis and links in their plainest form, such a line quoted, a heading of words, a list of such
 * lines. Whatever could mean anything else is left to the tokenizer; `test/parse/simpleBlocks.test.ts` holds both against each other.
 */
import type { Blockquote, Heading, List, ListItem, Paragraph, PhrasingContent, Root } from 'mdast';

/** Signs that Markdown, or our own syntax, gives a meaning to; and the stand-in of `simpleBlocks.ts`. */
const signs = '*_`[\\]<>{}&\\\\~|\\n\\t\\0\\ue000';
const wordRun = `[^${signs}]+`;

/** How a paragraph may begin: not with a number, a bullet or a space. */
const opening = /^(?:[A-Za-zÀ-ɏ„“”»«‚‘›‹"'[]|\*{1,2}[A-Za-zÀ-ɏ0-9])/;
const heading = new RegExp(`^(#{1,6}) ([A-Za-zÀ-ɏ0-9„»](?:[^${signs}#]*[^${signs}#\\s])?)$`);

/**
 * Words, or one mark. Emphasis holds words only, opens after a space and closes before a space or a
 * sentence's sign, so that its stars can be nothing but an opening and a closing one.
 */
const pieces = new RegExp(
  [
    `(?<words>${wordRun})`,
    `\\[(?<label>${wordRun})\\]\\((?<url>[A-Za-z0-9:/.?=%#+,;_-]+)\\)`,
    `(?<=^|[ (])(?<stars>\\*{1,2})(?<stressed>[A-Za-zÀ-ɏ0-9](?:[^${signs}]*[A-Za-zÀ-ɏ0-9])?)\\k<stars>(?=$|[ .,;:!?)])`,
  ].join('|'),
  'gy',
);

export type SimpleBlock = Paragraph | Heading | Blockquote | List;

/**
 * The block (without empty lines) as the tokenizer would read it if it were a whole document; undefined
 * when it is not that simple. `mayBeList`: nothing before or after it could be of the same list.
 */
export function parseSimpleBlock(block: string, mayBeList: boolean): SimpleBlock | undefined {
  if (block.startsWith('- ')) return mayBeList ? parseList(block) : undefined;
  if (block.includes('\n')) return undefined;
  if (block.startsWith('> ')) {
    const quoted = parseParagraph(block, { line: 1, column: 3, offset: 2 });
    return quoted && { type: 'blockquote', children: [quoted], position: span(start, block.length) };
  }
  const title = heading.exec(block);
  if (!title?.[1] || !title[2]) return parseParagraph(block, start);
  const depth = title[1].length as Heading['depth'];
  const children = [textAt(title[2], after(start, depth + 1))];
  return { type: 'heading', depth, children, position: span(start, block.length) };
}

type Point = NonNullable<Root['position']>['start'] & { readonly offset: number };

const start: Point = { line: 1, column: 1, offset: 0 };

function parseList(block: string): List | undefined {
  const items: ListItem[] = [];
  let offset = 0;
  for (const [index, line] of block.split('\n').entries()) {
    const words = line.startsWith('- ')
      ? parseParagraph(line, { line: index + 1, column: 3, offset: offset + 2 })
      : undefined;
    if (!words) return undefined;
    const position = span({ line: index + 1, column: 1, offset }, line.length);
    items.push({ type: 'listItem', spread: false, checked: null, children: [words], position });
    offset += line.length + 1;
  }
  const end = items.at(-1)?.position?.end ?? start;
  const position = { start: { ...start }, end: { ...end } };
  return { type: 'list', ordered: false, start: null, spread: false, children: items, position };
}

/** The paragraph that is the rest of a line from column `at` on. */
function parseParagraph(line: string, at: Point): Paragraph | undefined {
  const text = line.slice(at.column - 1);
  if (text.endsWith(' ') || !opening.test(text)) return undefined;
  const children = parsePieces(text, at);
  return children && { type: 'paragraph', children, position: span(at, text.length) };
}

function parsePieces(text: string, at: Point): PhrasingContent[] | undefined {
  const children: PhrasingContent[] = [];
  let end = 0;
  for (const { 0: whole, index, groups = {} } of text.matchAll(pieces)) {
    end = index + whole.length;
    // An exclamation mark before a bracket makes a picture.
    if (text[end - 1] === '!' && text[end] === '[') return undefined;
    const from = after(at, index);
    const position = span(from, whole.length);
    const { label, url, stars = '', stressed } = groups;
    if (label !== undefined && url !== undefined) {
      children.push({ type: 'link', title: null, url, children: [textAt(label, after(from, 1))], position });
    } else if (stressed === undefined) children.push(textAt(whole, from));
    else {
      const type = stars.length === 2 ? 'strong' : 'emphasis';
      children.push({ type, children: [textAt(stressed, after(from, stars.length))], position });
    }
  }
  return end === text.length ? children : undefined;
}

function textAt(value: string, at: Point): Extract<PhrasingContent, { type: 'text' }> {
  return { type: 'text', value, position: span(at, value.length) };
}

/** The point some characters further on the same line. */
function after({ line, column, offset }: Point, characters: number): Point {
  return { line, column: column + characters, offset: offset + characters };
}

/** A stretch of one line, in points of its own: they are moved later. */
function span(from: Point, characters: number): NonNullable<Root['position']> {
  return { start: { ...from }, end: after(from, characters) };
}
