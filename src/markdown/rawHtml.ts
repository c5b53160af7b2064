/**
 * Raw HTML in Markdown: parsed as a browser would, then held against a small list of elements that a
 * text may need. What is not on it falls away with a warning. Documents without raw HTML
 * never come here: the tree that Markdown alone makes holds nothing but known elements.
 */
import type { Nodes, Root, Element } from 'hast';
import { sanitize, type Schema } from 'hast-util-sanitize';
import rehypeRaw from 'rehype-raw';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { lineIndex } from '../core/diagnostics/lineIndex.ts';
import type { SourceLocation } from '../core/diagnostics/message.ts';
import { parseEmbedUrl } from './embeds.ts';
import { isReservedId } from './headings.ts';
import { positionOf, type DocumentContext, contextOf } from './documentContext.ts';
import { walkElements } from './tree.ts';
import { addableElements } from '../config/htmlElements.ts';
import {
  type Token,
  Tokenizer,
  TokenizerMode,
  defaultTreeAdapter,
  html as htmlNames,
  parseFragment,
} from 'parse5';
import { fromParse5 } from 'hast-util-from-parse5';
import { writeHtml } from './writeHtml.ts';

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
    warnOfUnclosed(pieces, context, schema);
    const whole = parseRaw(tree, file);
    if (/<iframe/i.test(source)) takeFrames(whole);
    const clean = sanitize(whole, schema);
    const settled = settleHtml({ type: 'root', children: clean.type === 'root' ? clean.children : [] });
    if (!settled) {
      context.diagnostics.push(diagnose('text/html-unsettled', {}, pieces[0]?.placeAt(0)));
      return { type: 'root', children: [] };
    }
    keepIdsApart(settled, context);
    return settled;
  };
}

/** A frame that shows what can be embedded is written as authors write that: a picture from there. */
function takeFrames(tree: Root | Element): void {
  walkElements(tree, (element, index, parent) => {
    if (element.tagName !== 'iframe') return undefined;
    const address = frameAddress(String(element.properties['src'] ?? ''));
    if (address === undefined) return 'skip';
    const { title } = element.properties;
    const image: Element = {
      ...element,
      tagName: 'img',
      properties: { src: address, alt: typeof title === 'string' ? title : '' },
      children: [],
    };
    const isInText = parent.type === 'element' && (parent.tagName === 'p' || !blocks.has(parent.tagName));
    parent.children[index] = isInText
      ? image
      : { ...element, tagName: 'p', properties: {}, children: [image] };
    return 'skip';
  });
}

/** Elements in which paragraphs may stand. */
const blocks: ReadonlySet<string> = new Set([
  'blockquote',
  'dd',
  'details',
  'div',
  'figure',
  'li',
  'section',
  'td',
]);

/** The whole address of a frame, if what it shows can be embedded. */
function frameAddress(src: string): string | undefined {
  const address = src
    .trim()
    .replace(/^(?:https?:)?\/\//i, 'https://')
    .replace(/\/embed\/?$/, '');
  return parseEmbedUrl(address) ? address : undefined;
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

function warnOfFaults(
  { tags, texts, unfinished, placeAt }: Piece,
  context: DocumentContext,
  schema: Schema,
): void {
  for (const tag of tags) if (!tag.isEnd) warnOfTag(tag, placeAt(tag.offset), context, schema);
  for (const { text, offset } of texts) {
    const found = markdownInHtml.exec(text);
    if (!found) continue;
    const typed = found[0].trim();
    const at = offset + found.index + found[0].indexOf(typed);
    context.diagnostics.push(diagnose('text/markdown-in-html', { text: typed }, placeAt(at)));
  }
  if (unfinished?.what === 'tag')
    context.diagnostics.push(diagnose('text/tag-unclosed', {}, placeAt(unfinished.offset)));
  else if (unfinished) {
    const { offset, closing } = unfinished;
    context.diagnostics.push(diagnose('text/comment-unclosed', { closing }, placeAt(offset)));
  }
}

/** Marks that Markdown would read, in a text in which it reads none. */
const markdownInHtml =
  /\[[^[\]\n]{1,200}\]\([^()\s]{1,300}\)|\*\*(?=[^\s*])[^*\n]{1,200}\*\*|\n[ \t]*(?:#{1,6}|[-*+]|>)[ \t]+\S[^\n]{0,200}|(?<![\p{L}\p{N}])\*(?=[\p{L}\p{N}])[^*\n]{1,200}(?<=[\p{L}\p{N}])\*(?![\p{L}\p{N}])/u;

/** Elements whose end may be left out, or goes without saying. */
const elementsThatEndThemselves = /^(?:p|li|d[dt]|t[rdh]|tbody|thead|tfoot|colgroup|caption|r[pt]|option)$/;

/** Across all pieces, because Markdown may stand between a tag and its end. */
function warnOfUnclosed(pieces: readonly Piece[], context: DocumentContext, schema: Schema): void {
  const open = new Map<string, SourceLocation[]>();
  for (const { tags, placeAt } of pieces) {
    for (const { name, isEnd, offset } of tags) {
      if (isEnd) open.get(name)?.pop();
      else if (!elementsWithoutEnd.test(name) && !elementsThatEndThemselves.test(name))
        open.set(name, [...(open.get(name) ?? []), placeAt(offset)]);
    }
  }
  for (const [element, places] of open) {
    if (!schema.tagNames?.includes(element)) continue;
    for (const place of places)
      context.diagnostics.push(diagnose('text/element-unclosed', { element }, place));
  }
}

function warnOfTag(
  { name, attributes, frame }: RawTag,
  place: SourceLocation,
  context: DocumentContext,
  schema: Schema,
): void {
  if (frame !== undefined && frameAddress(frame) !== undefined) return;
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

// Allow list for raw HTML in a text: a small set of elements, each with its attributes.

const ownElements: readonly string[] = [
  'a',
  'abbr',
  'audio',
  'b',
  'bdi',
  'bdo',
  'blockquote',
  'br',
  'caption',
  'cite',
  'code',
  'col',
  'colgroup',
  'dd',
  'del',
  'details',
  'dfn',
  'div',
  'dl',
  'dt',
  'em',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'i',
  'img',
  'ins',
  'kbd',
  'li',
  'mark',
  'ol',
  'p',
  'pre',
  'q',
  'rp',
  'rt',
  'ruby',
  's',
  'samp',
  'section',
  'small',
  'source',
  'span',
  'strong',
  'sub',
  'summary',
  'sup',
  'table',
  'tbody',
  'td',
  'tfoot',
  'th',
  'thead',
  'time',
  'tr',
  'u',
  'ul',
  'var',
  'video',
  'wbr',
];

const attributes: Schema['attributes'] = {
  a: [
    'href',
    'id',
    'ariaDescribedBy',
    'ariaLabel',
    'dataFootnoteBackref',
    'dataFootnoteRef',
    ['className', 'data-footnote-backref'],
  ],
  blockquote: ['cite'],
  code: [['className', /^language-./]],
  details: ['open'],
  del: ['cite', 'dateTime'],
  div: ['dataDiagramm', 'dataKasten'],
  h1: ['id'],
  h2: [['className', 'sr-only'], 'id'],
  h3: ['id'],
  h4: ['id'],
  h5: ['id'],
  h6: ['id'],
  img: ['src', 'alt', 'title', 'dataBild'],
  input: [['type', 'checkbox'], ['disabled', true], 'checked'],
  ins: ['cite', 'dateTime'],
  li: ['id', 'value', ['className', 'task-list-item']],
  ol: ['start', 'reversed', ['className', 'contains-task-list']],
  q: ['cite'],
  section: ['dataFootnotes', ['className', 'footnotes']],
  td: ['align', 'colSpan', 'rowSpan'],
  th: ['align', 'colSpan', 'rowSpan', 'scope', 'abbr'],
  time: ['dateTime'],
  ul: [['className', 'contains-task-list']],
  '*': ['lang', 'dir', 'title', 'dataTypografie'],
};

/** Elements that Markdown itself makes besides: the boxes of task lists. */
const fromMarkdown = ['input'];

/** Attributes of the elements that a site can add. Nothing plays by itself. */
const addedAttributes: Schema['attributes'] = {
  audio: ['src', 'controls', 'loop', 'muted'],
  data: ['value'],
  meter: ['value', 'min', 'max', 'low', 'high', 'optimum'],
  progress: ['value', 'max'],
  source: ['src', 'type'],
  video: ['src', 'width', 'height', 'controls', 'loop', 'muted'],
};

/** The schema with a site's own additions; any other name adds nothing. */
function rawHtmlSchema(additions: readonly string[]): Schema & { readonly tagNames: string[] } {
  const own = addableElements.filter((name) => additions.includes(name));
  return {
    tagNames: [...ownElements, ...own, ...fromMarkdown],
    attributes: { ...attributes, ...addedAttributes },
    protocols: { src: ['http', 'https'], cite: ['http', 'https'] },
    strip: ['script', 'style', 'template', 'title'],
    required: { input: { type: 'checkbox', disabled: true } },
    clobber: [],
  };
}

/** The attributes that an element may have, as they are written in HTML. */
function allowedAttributes(schema: Schema, element: string): ReadonlySet<string> {
  const known = schema.attributes ?? {};
  const names = [...(known[element] ?? []), ...(known['*'] ?? [])];
  return new Set(
    names.map((definition) => toHtmlName(typeof definition === 'string' ? definition : definition[0])),
  );
}

function toHtmlName(property: string): string {
  if (property === 'className') return 'class';
  return /^(?:data|aria)[A-Z]/.test(property)
    ? property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    : property.toLowerCase();
}

// The tags of a piece of raw HTML, as a browser's tokenizer reads them.

export interface RawTag {
  /** In small letters. */
  readonly name: string;
  readonly isEnd: boolean;
  readonly attributes: readonly string[];
  readonly offset: number;
  /** What a frame shows. */
  readonly frame?: string | undefined;
}

export interface RawTokens {
  readonly tags: readonly RawTag[];
  /** What stands between the tags, but for code. */
  readonly texts: readonly { readonly text: string; readonly offset: number }[];
  /** The construct in the middle of which the piece ends, if any; or a comment that only the next one's end closes. */
  readonly unfinished?:
    | { readonly what: 'comment'; readonly offset: number; readonly closing: string }
    | { readonly what: 'tag'; readonly offset: number };
}

/** The elements whose content is text, whatever it looks like. */
const textModes: ReadonlyMap<string, Tokenizer['state']> = new Map([
  ...['textarea', 'title'].map((name) => [name, TokenizerMode.RCDATA] as const),
  ...['style', 'xmp', 'iframe', 'noembed', 'noframes'].map((name) => [name, TokenizerMode.RAWTEXT] as const),
  ['script', TokenizerMode.SCRIPT_DATA],
  ['plaintext', TokenizerMode.PLAINTEXT],
]);

/** Marks in these are no Markdown that somebody forgot. */
const literalElements = /^(?:pre|code|kbd|samp|script|style|textarea|title)$/;
const wrongEnd = /[-–—]{1,2}[ \t]?>/;

function readRawTokens(html: string): RawTokens {
  const tags: RawTag[] = [];
  const texts: { text: string; offset: number }[] = [];
  let start = 0;
  let end = 0;
  let literal = 0;
  let what: 'comment' | 'tag' | undefined;
  let swallowing: number | undefined;
  const takeText = (until: number): void => {
    if (literal === 0 && until > end) texts.push({ text: html.slice(end, until), offset: end });
  };
  const pass = ({ location }: { readonly location: Token.Location | null }): void => {
    start = location?.startOffset ?? end;
    takeText(start);
    end = location?.endOffset ?? end;
  };
  const take = (token: Token.TagToken, isEnd: boolean): void => {
    pass(token);
    const { tagName: name, attrs } = token;
    const frame = name === 'iframe' ? attrs.find((one) => one.name === 'src')?.value : undefined;
    tags.push({ name, isEnd, attributes: attrs.map((one) => one.name), offset: start, frame });
    if (literalElements.test(name)) literal = Math.max(0, literal + (isEnd ? -1 : 1));
    if (!isEnd) tokenizer.state = textModes.get(name) ?? tokenizer.state;
  };
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      ...ignoringTexts,
      onStartTag: (token) => take(token, false),
      onEndTag: (token) => take(token, true),
      onComment: (token) => {
        pass(token);
        if (token.data.includes('<!--')) swallowing ??= start;
      },
      onDoctype: pass,
      onParseError: ({ code }) => {
        if (code === 'eof-in-comment') what = 'comment';
        else if (code === 'eof-in-tag') what = 'tag';
      },
    },
  );
  tokenizer.write(html, true);
  if (what === undefined) takeText(html.length);
  if (what === 'tag') return { tags, texts, unfinished: { what, offset: openTagFrom(html, end) } };
  // The last token is the comment itself; a tag that does not end is none.
  const offset = what === 'comment' ? start : swallowing;
  if (offset === undefined) return { tags, texts };
  const closing = wrongEnd.exec(html.slice(offset + 4))?.[0] ?? '';
  return { tags, texts, unfinished: { what: 'comment', offset, closing: closing === '-->' ? '' : closing } };
}

function ignore(): void {}

const ignoringTexts = {
  onCharacter: ignore,
  onNullCharacter: ignore,
  onWhitespaceCharacter: ignore,
  onEof: ignore,
};

/** Where the first tag after the last whole one begins. */
function openTagFrom(html: string, end: number): number {
  const found = html.slice(end).search(/<\/?[a-z]/i);
  return found < 0 ? end : end + found;
}

// A browser must read the written HTML as the same tree, or the checks of the tree say nothing about the
// page. A sanitised tree need not be stable: a paragraph may stand in a paragraph, a link in a link, where an
// element between them was removed. So the tree is written and read again until it no longer changes.

/** Each reading closes or moves what the one before brought to light; more than a few are a sign of something new. */
const mostReadings = 8;

/** Undefined for a tree that never comes to rest. Elements keep their places in the source. */
function settleHtml(tree: Root): Root | undefined {
  const elements: Element[] = [];
  walkElements(tree, (element) => {
    element.properties[numberName] = String(elements.push(element) - 1);
  });
  let settling = tree;
  let written = write(tree);
  for (let reading = 0; reading < mostReadings; reading++) {
    const read = readAsBrowser(written);
    const again = write(read);
    if (again === written) return withPlaces(settling, elements);
    settling = read;
    written = again;
  }
  return undefined;
}

/** Each element carries its number while it is written and read; no source can have given one that is left. */
const numberName = 'dataNumber';

function withPlaces(tree: Root, elements: readonly Element[]): Root {
  walkElements(tree, (element) => {
    const original = elements[Number(element.properties[numberName])];
    delete element.properties[numberName];
    if (original?.position) element.position = original.position;
  });
  return tree;
}

function write(tree: Root): string {
  return writeHtml(tree).html.join('');
}

/** In a box of a page, where texts stand. */
export function readAsBrowser(html: string): Root {
  const box = defaultTreeAdapter.createElement('div', htmlNames.NS.HTML, []);
  const tree = fromParse5(parseFragment(box, html, {}));
  return tree.type === 'root' ? tree : { type: 'root', children: [] };
}
