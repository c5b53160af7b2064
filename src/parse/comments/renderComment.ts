/**
 * The text of a comment as HTML. Nothing is filtered: the writer has words for p, br, a,
 * em, strong, blockquote, code, pre, ul, ol, li and del, and no others. Most comments hold no mark of
 * Markdown at all and go around the parser.
 */
import type { Processor } from 'unified';
import type { Root } from 'mdast';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { attention } from '../german/syntax/attention.ts';
import { closingBracket } from '../german/syntax/closingBracket.ts';
import { restoreDateParagraphs } from '../german/syntax/dateParagraphs.ts';
import { genderStar } from '../german/syntax/genderStar.ts';
import { findTooIntricate } from '../markdown/intricacy.ts';
import { cleanText } from './cleanText.ts';
import { linkAddresses } from './readerLinks.ts';
import { textOfHtml } from './textOfHtml.ts';
import { isNestedTooDeep, writeCommentHtml } from './writeCommentHtml.ts';

export interface RenderedComment {
  readonly html: string;
  /** The same as plain text. */
  readonly text: string;
}

/** A comment as its reader typed it; whatever is in it, this never throws. */
export function renderComment(markdown: string): RenderedComment {
  const source = cleanText(markdown);
  const html = (mayHoldMarks(source) ? htmlOfMarkdown(source) : undefined) ?? plainHtml(source);
  return { html, text: textOfHtml(html) };
}

const inlineMarks = /[*_`[]|~~|<(?=[A-Za-z])|&(?=[#A-Za-z])|\\(?=[!-/:-@[-`{-~\n])/;
const blockMarks = /^[ \t]*(?:>|[-+](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$))/m;

function mayHoldMarks(source: string): boolean {
  return inlineMarks.test(source) || blockMarks.test(source);
}

/** Paragraphs and lines. */
function plainHtml(source: string): string {
  const paragraphs: string[] = [];
  let lines: string[] = [];
  for (const line of [...source.split('\n'), '']) {
    const words = line.trim();
    if (words !== '') lines.push(linkAddresses(words));
    else if (lines.length > 0) {
      paragraphs.push(`<p>${lines.join('<br>\n')}</p>`);
      lines = [];
    }
  }
  return paragraphs.join('\n');
}

/** Beyond these the tokenizer's time would grow with the square of the text. */
const mostCharacters = 20_000;
const mostBlocks = 300;
const blockMarksOfAll = new RegExp(blockMarks, 'gm');

function isTooIntricate(source: string): boolean {
  return (
    source.length > mostCharacters ||
    (source.match(blockMarksOfAll)?.length ?? 0) > mostBlocks ||
    findTooIntricate(source) !== undefined
  );
}

const processor = unified().use(remarkParse).use(commentSyntax).freeze();

/** Undefined for what is too costly or too deep: it is shown as it was typed. */
function htmlOfMarkdown(source: string): string | undefined {
  if (isTooIntricate(source)) return undefined;
  const tree: Root = processor.parse(source);
  if (isNestedTooDeep(tree)) return undefined;
  restoreDateParagraphs(tree, source);
  return writeCommentHtml(tree);
}

/** unified plugin: what of Markdown is not for comments is text. */
function commentSyntax(this: Processor): void {
  const data = this.data();
  const off =
    'htmlFlow htmlText labelStartImage definition headingAtx setextUnderline thematicBreak codeIndented';
  data.micromarkExtensions = [
    attention(true),
    closingBracket,
    genderStar,
    { disable: { null: off.split(' ') } },
  ];
  data.fromMarkdownExtensions = [gfmStrikethroughFromMarkdown()];
}
