/**
 * The Markdown that nearly every block of a news article is made of: one line of words, perhaps with
 * emphasis and links in their plainest form, or a heading of words. Whatever could mean anything else
 * is left to the tokenizer; `test/parse/simpleBlocks.test.ts` holds both against each other.
 */
import type { Heading, Paragraph, PhrasingContent, Root } from 'mdast';

/** Signs that Markdown, or our own syntax, gives a meaning to; and the stand-in of `simpleBlocks.ts`. */
const signs = '*_`[\\]<>{}&\\\\~|\\n\\t\\0\\ue000';
const words = `[^${signs}]+`;

/** How a paragraph may begin: not with a number, a bullet or a space. */
const opening = /^(?:[A-Za-zÀ-ɏ„“”»«‚‘›‹"'[]|\*{1,2}[A-Za-zÀ-ɏ0-9])/;
const heading = new RegExp(`^(#{1,6}) ([A-Za-zÀ-ɏ0-9„»](?:[^${signs}#]*[^${signs}#\\s])?)$`);

/**
 * Words, or one mark. Emphasis holds words only, opens after a space and closes before a space or a
 * sentence's sign, so that its stars can be nothing but an opening and a closing one.
 */
const pieces = new RegExp(
  [
    `(?<words>${words})`,
    `\\[(?<label>${words})\\]\\((?<url>[A-Za-z0-9:/.?=%#+,;_-]+)\\)`,
    `(?<=^|[ (])(?<stars>\\*{1,2})(?<stressed>[A-Za-zÀ-ɏ0-9](?:[^${signs}]*[A-Za-zÀ-ɏ0-9])?)\\k<stars>(?=$|[ .,;:!?)])`,
  ].join('|'),
  'gy',
);

export type SimpleBlock = Paragraph | Heading;

/** The block as the tokenizer would read it if it were a whole document; undefined when it is not that simple. */
export function parseSimpleBlock(block: string): SimpleBlock | undefined {
  if (block.endsWith(' ') || block.includes('\n')) return undefined;
  const title = heading.exec(block);
  if (title?.[1] && title[2]) {
    const depth = title[1].length as Heading['depth'];
    const children = [textAt(title[2], depth + 1)];
    return { type: 'heading', depth, children, position: span(0, block.length) };
  }
  if (!opening.test(block)) return undefined;
  const children = parsePieces(block);
  return children && { type: 'paragraph', children, position: span(0, block.length) };
}

function parsePieces(block: string): PhrasingContent[] | undefined {
  const children: PhrasingContent[] = [];
  let end = 0;
  for (const { 0: whole, index, groups = {} } of block.matchAll(pieces)) {
    end = index + whole.length;
    // An exclamation mark before a bracket makes a picture.
    if (block[end - 1] === '!' && block[end] === '[') return undefined;
    const position = span(index, end);
    const { label, url, stars = '', stressed } = groups;
    if (label !== undefined && url !== undefined) {
      children.push({ type: 'link', title: null, url, children: [textAt(label, index + 1)], position });
    } else if (stressed === undefined) children.push(textAt(whole, index));
    else {
      const type = stars.length === 2 ? 'strong' : 'emphasis';
      children.push({ type, children: [textAt(stressed, index + stars.length)], position });
    }
  }
  return end === block.length ? children : undefined;
}

function textAt(value: string, start: number): Extract<PhrasingContent, { type: 'text' }> {
  return { type: 'text', value, position: span(start, start + value.length) };
}

function span(start: number, end: number): NonNullable<Root['position']> {
  return {
    start: { line: 1, column: start + 1, offset: start },
    end: { line: 1, column: end + 1, offset: end },
  };
}
