/**
 * The text of a comment as HTML. Nothing is filtered: the writer has words for p, br, a,
 * em, strong, blockquote, code, pre, ul, ol, li and del, and no others. Most comments hold no mark of
 * Markdown at all and go around the parser.
 */
import { type Processor, unified } from 'unified';
import type { Root, List, ListItem, Nodes } from 'mdast';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import remarkParse from 'remark-parse';
import { attention } from '../../markdown/german/syntax/attention.ts';
import { closingBracket } from '../../markdown/german/syntax/closingBracket.ts';
import { restoreDateParagraphs } from '../../markdown/german/syntax/dateParagraphs.ts';
import { findTooIntricate } from '../../markdown/intricacy.ts';
import { cleanText, linkAddresses, readerAddress, readerLink } from './readerLinks.ts';
import { escapeHtml, unescapeHtml } from '../../core/html.ts';

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

/** Whether anything in a text might be more than text in Markdown. */
export function mayHoldMarks(source: string): boolean {
  return inlineMarks.test(source) || blockMarks.test(source);
}

const inlineMarks = /[*_`[]|~~|<(?=[A-Za-z])|&(?=[#A-Za-z])|\\(?=[!-/:-@[-`{-~\n])/;
const blockMarks = /^[ \t]*(?:>|[-+](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$))/m;

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
  return writeBlocks(tree.children);
}

/** unified plugin: what of Markdown is not for comments is text. */
function commentSyntax(this: Processor): void {
  const data = this.data();
  const off =
    'htmlFlow htmlText labelStartImage definition headingAtx setextUnderline thematicBreak codeIndented';
  data.micromarkExtensions = [
    attention({ emphasisFlanking: true, genderForms: true }),
    closingBracket,
    { disable: { null: off.split(' ') } },
  ];
  data.fromMarkdownExtensions = [gfmStrikethroughFromMarkdown()];
}

/** The plain text of HTML that `renderComment` made, paragraphs apart by an empty line. Of no other HTML. */
function textOfHtml(html: string): string {
  const text = html.replaceAll('</p>\n', '\n\n').replace(/<[^>]*>/g, '');
  return unescapeHtml(text)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

// A comment's Markdown tree as HTML.

/** Nodes within nodes; nobody who means well comes near it. */
const maxDepth = 24;

/** Whether writing it would be a danger to the call stack. */
function isNestedTooDeep(tree: Root): boolean {
  let level: readonly Nodes[] = [tree];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) return true;
    level = level.flatMap((node): readonly Nodes[] => ('children' in node ? node.children : []));
  }
  return false;
}

function writeBlocks(nodes: readonly Nodes[]): string {
  return nodes.map((node) => write(node, false)).join('\n');
}

function writeInlines(nodes: readonly Nodes[], isInLink: boolean): string {
  return nodes.map((node) => write(node, isInLink)).join('');
}

/** Whatever the tree holds, there are no other elements and attributes than those named here. */
function write(node: Nodes, isInLink: boolean): string {
  switch (node.type) {
    case 'paragraph':
      return `<p>${writeInlines(node.children, false)}</p>`;
    case 'blockquote':
      return `<blockquote>\n${writeBlocks(node.children)}\n</blockquote>`;
    case 'list':
      return writeList(node);
    case 'code':
      return `<pre><code>${escapeHtml(node.value)}\n</code></pre>`;
    case 'text':
      return writeLines(node.value, isInLink);
    case 'break':
      return '<br>\n';
    case 'emphasis':
      return `<em>${writeInlines(node.children, isInLink)}</em>`;
    case 'strong':
      return `<strong>${writeInlines(node.children, isInLink)}</strong>`;
    case 'delete':
      return `<del>${writeInlines(node.children, isInLink)}</del>`;
    case 'inlineCode':
      return `<code>${escapeHtml(node.value)}</code>`;
    case 'link':
      return writeLink(node.url, writeInlines(node.children, true));
    default:
      return 'children' in node ? writeInlines(node.children, isInLink) : '';
  }
}

/** Readers press Enter where they want a new line. */
function writeLines(text: string, isInLink: boolean): string {
  const html = isInLink ? escapeHtml(text) : linkAddresses(text);
  return html.includes('\n') ? html.replace(/[ \t]*\n[ \t]*/g, '<br>\n') : html;
}

/** Where nobody should be led, only the words stay. */
function writeLink(url: string, html: string): string {
  const address = readerAddress(url);
  return address === undefined ? html : readerLink(address, html);
}

function writeList(list: List): string {
  const isLoose = list.spread === true || list.children.some(({ spread }) => spread === true);
  const items = list.children.map((item) => `<li>${writeItem(item, isLoose)}</li>`).join('\n');
  if (list.ordered !== true) return `<ul>\n${items}\n</ul>`;
  const start = list.start ?? 1;
  return `<ol${start === 1 ? '' : ` start="${start}"`}>\n${items}\n</ol>`;
}

function writeItem({ children }: ListItem, isLoose: boolean): string {
  return children
    .map((child) =>
      child.type === 'paragraph' && !isLoose ? writeInlines(child.children, false) : write(child, false),
    )
    .join('\n');
}
