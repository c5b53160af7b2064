/** HTML of comments made elsewhere → the Markdown that comments of ours are written in. Never throws, linear in the length. */
import type { List, ListItem, Nodes, Paragraph, PhrasingContent, Root } from 'mdast';
import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { toMarkdown } from 'mdast-util-to-markdown';
import { Tokenizer, TokenizerMode } from 'parse5';
import { mayHoldMarks } from '../parse/renderComment.ts';
import { cleanText, isInvisible, readerAddress } from '../parse/readerLinks.ts';

export interface HtmlRules {
  /** Whether ends of lines are those of the reader, as in WordPress, or mean nothing, as in whole HTML. */
  readonly keepsLines: boolean;
}

/** Characters of HTML; what is longer is no comment of a person and is shown without its markup. */
const longestHtml = 200_000;
/** Elements within elements; what is deeper stands beside the last one. */
const mostLevels = 12;

/** The text of a comment; empty where nobody would see anything of it. */
export function commentTextOf(html: string, rules: HtmlRules): string {
  const source = cleanText(html);
  if (isInvisible(source)) return '';
  if (rules.keepsLines && !/[<&]/.test(source) && !mayHoldMarks(source)) return plainText(source);
  const writer = new TreeWriter(rules);
  readHtml(source.slice(0, longestHtml), writer);
  const text = markdownOf(writer.end()).trim();
  return isInvisible(text) ? '' : text;
}

/** Most comments are lines of text and need no tree. */
function plainText(source: string): string {
  const lines = source.split('\n').map((line) => line.replace(blanks, ' ').trim());
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Elements whose content is not for readers, and no markup either. */
const unread: ReadonlySet<string> = new Set('script style iframe noembed noframes'.split(' '));

/** Browsers' own tokenizer without the tree that browsers make: that takes the square of the time for marks that nobody closes. */
function readHtml(html: string, writer: TreeWriter): void {
  let hidden: string | undefined;
  let words = '';
  const flush = (): void => {
    if (hidden === undefined && words !== '') writer.text(words);
    words = '';
  };
  const add = ({ chars }: { readonly chars: string }): void => void (words += chars);
  const nothing = (): void => {};
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: false },
    {
      onStartTag: ({ tagName, attrs }) => {
        flush();
        if (unread.has(tagName)) {
          hidden = tagName;
          tokenizer.state = TokenizerMode.RAWTEXT;
        } else writer.open(tagName, (key) => attrs.find(({ name }) => name === key)?.value ?? '');
      },
      onEndTag: ({ tagName }) => {
        flush();
        if (hidden === undefined) writer.close(tagName);
        else if (hidden === tagName) hidden = undefined;
      },
      onCharacter: add,
      onWhitespaceCharacter: add,
      onNullCharacter: nothing,
      onComment: nothing,
      onDoctype: nothing,
      onEof: flush,
    },
  );
  tokenizer.write(html, true);
}

type Mark = 'emphasis' | 'strong' | 'delete';

const marks: Readonly<Record<string, Mark>> = {
  em: 'emphasis',
  i: 'emphasis',
  cite: 'emphasis',
  strong: 'strong',
  b: 'strong',
  del: 'delete',
  s: 'delete',
  strike: 'delete',
};

/** Elements that begin a new paragraph, and hold others. */
const paragraphs: ReadonlySet<string> = new Set(
  'p div h1 h2 h3 h4 h5 h6 section article header footer figure figcaption table tr dl dt dd address hr'.split(
    ' ',
  ),
);

type Flow = Extract<Nodes, { type: 'root' | 'blockquote' | 'listItem' }>;
type Phrasing = Extract<Nodes, { type: 'paragraph' | Mark | 'link' }>;

/** An element that is open. */
type Frame =
  | { readonly name: string; readonly kind: 'flow'; readonly node: Flow }
  | { readonly name: string; readonly kind: 'list'; readonly node: List }
  | { readonly name: string; readonly kind: 'phrasing'; readonly node: Phrasing }
  | { readonly name: string; readonly kind: 'code'; readonly parts: string[]; readonly isBlock: boolean };

/** Protected spaces are none of them. */
const blanks = /[ \t\n]+/g;

/** Takes the parts of HTML in their order, and makes a tree of what comments may hold. */
class TreeWriter {
  readonly #root: Root = { type: 'root', children: [] };
  readonly #frames: Frame[] = [{ name: '', kind: 'flow', node: this.#root }];
  readonly #keepsLines: boolean;

  constructor({ keepsLines }: HtmlRules) {
    this.#keepsLines = keepsLines;
  }

  end(): Root {
    this.#popTo(1);
    return this.#root;
  }

  open(name: string, attribute: (key: string) => string): void {
    const frame = this.#top();
    if (frame.kind === 'code') {
      if (name === 'br') frame.parts.push('\n');
    } else if (name === 'br') this.#put({ type: 'break' });
    else if (paragraphs.has(name)) this.#flow();
    else if (name === 'td' || name === 'th') this.#put({ type: 'text', value: ' ' });
    else if (name === 'img') this.#put({ type: 'text', value: attribute('alt') });
    else if (name === 'li') this.#openItem();
    else if (this.#frames.length <= mostLevels) this.#openLevel(name, attribute);
  }

  #openLevel(name: string, attribute: (key: string) => string): void {
    const mark = marks[name];
    // Marks within marks of their kind say nothing more.
    if (mark !== undefined) this.#openPhrasing(name, { type: mark, children: [] });
    else if (name === 'a') {
      const url = readerAddress(attribute('href').trim());
      if (url !== undefined) this.#openPhrasing(name, { type: 'link', url, children: [] });
    } else if (name === 'code' || name === 'tt' || name === 'kbd') {
      this.#line();
      this.#frames.push({ name, kind: 'code', parts: [], isBlock: false });
    } else if (name === 'pre') {
      this.#flow();
      this.#frames.push({ name, kind: 'code', parts: [], isBlock: true });
    } else if (name === 'blockquote') {
      const node: Flow = { type: 'blockquote', children: [] };
      this.#flow().children.push(node);
      this.#frames.push({ name, kind: 'flow', node });
    } else if (name === 'ul' || name === 'ol') {
      const node: List = { type: 'list', ordered: name === 'ol', spread: false, children: [] };
      this.#flow().children.push(node);
      this.#frames.push({ name, kind: 'list', node });
    }
  }

  close(name: string): void {
    if (paragraphs.has(name) && this.#top().kind !== 'code') this.#flow();
    else {
      const place = this.#frames.findLastIndex((frame) => frame.name === name);
      if (place > 0) this.#popTo(place);
    }
  }

  text(value: string): void {
    const frame = this.#top();
    if (frame.kind === 'code') frame.parts.push(value);
    else if (!this.#keepsLines) this.#words(value);
    else {
      for (const [index, part] of value.split(/\n[ \t]*\n\s*/).entries()) {
        if (index > 0) this.#flow();
        for (const [row, one] of part.split('\n').entries()) {
          if (row > 0 && this.#top().kind === 'phrasing') this.#put({ type: 'break' });
          this.#words(one);
        }
      }
    }
  }

  #top(): Frame {
    return this.#frames.at(-1) ?? { name: '', kind: 'flow', node: this.#root };
  }

  #popTo(length: number): void {
    while (this.#frames.length > length) {
      const frame = this.#frames.pop();
      if (frame?.kind === 'code') this.#finishCode(frame);
    }
  }

  /** The innermost container of blocks; what stands in a line is closed. */
  #flow(): Flow {
    for (let frame = this.#top(); ; frame = this.#top()) {
      if (frame.kind === 'flow') return frame.node;
      if (frame.kind === 'list') return this.#item(frame.node);
      this.#popTo(this.#frames.length - 1);
    }
  }

  #item(list: List): ListItem {
    const node: ListItem = { type: 'listItem', spread: false, children: [] };
    list.children.push(node);
    this.#frames.push({ name: 'li', kind: 'flow', node });
    return node;
  }

  /** An item that nobody closed ends where the next one begins. */
  #openItem(): void {
    const place = this.#frames.findLastIndex(({ kind }) => kind === 'list');
    if (place >= 0) this.#popTo(place + 1);
    const list = this.#top();
    if (place < 0) this.#flow();
    else if (list.kind === 'list') this.#item(list.node);
  }

  #line(): Phrasing {
    const frame = this.#top();
    if (frame.kind === 'phrasing') return frame.node;
    const node: Paragraph = { type: 'paragraph', children: [] };
    this.#flow().children.push(node);
    this.#frames.push({ name: '', kind: 'phrasing', node });
    return node;
  }

  #put(node: PhrasingContent): void {
    this.#line().children.push(node);
  }

  #openPhrasing(name: string, node: Exclude<Phrasing, Paragraph>): void {
    if (this.#frames.some((frame) => frame.kind === 'phrasing' && frame.node.type === node.type)) return;
    this.#put(node);
    this.#frames.push({ name, kind: 'phrasing', node });
  }

  #finishCode({ parts, isBlock }: Extract<Frame, { kind: 'code' }>): void {
    const value = parts.join('');
    if (value.trim() === '') return;
    if (isBlock) this.#flow().children.push({ type: 'code', value: value.replace(/^\n+|\s+$/g, '') });
    else this.#put({ type: 'inlineCode', value: value.replace(/\s+/g, ' ').trim() });
  }

  #words(value: string): void {
    const words = value.replace(blanks, ' ');
    const isAlone = this.#top().kind !== 'phrasing';
    if (words !== '' && (words !== ' ' || !isAlone)) this.#put({ type: 'text', value: words });
  }
}

function markdownOf(root: Root): string {
  tidy(root);
  return toMarkdown(root, {
    bullet: '-',
    emphasis: '*',
    fences: true,
    listItemIndent: 'one',
    extensions: [gfmStrikethroughToMarkdown()],
    // Readers press Enter where they want a new line.
    handlers: { break: () => '\n' },
    join: [(left, right) => (left.type === 'list' && right.type === 'list' ? 1 : undefined)],
  });
}

/** Without blanks and breaks at the ends of lines and marks, where Markdown would not take the marks for marks, and without what is empty. */
function tidy(node: Nodes): void {
  if (!('children' in node)) return;
  const children: Nodes[] = node.children;
  for (const child of children) tidy(child);
  const joined = joinTexts(hoistBlanks(children.filter((child) => !isEmpty(child))));
  if (node.type === 'paragraph') trim(joined);
  children.splice(0, children.length, ...joined);
}

function joinTexts(nodes: readonly Nodes[]): Nodes[] {
  const joined: Nodes[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (node.type === 'text' && last?.type === 'text')
      last.value = (last.value + node.value).replace(blanks, ' ');
    else joined.push(node);
  }
  return joined;
}

function isEmpty(node: Nodes): boolean {
  if (node.type === 'text') return node.value === '';
  return 'children' in node && (node.children.length === 0 || node.children.every(isBlank));
}

function isBlank(node: Nodes): boolean {
  if (node.type === 'text') return node.value.trim() === '';
  return node.type === 'break';
}

/** Of a paragraph's line, in place. */
function trim(nodes: Nodes[]): void {
  for (let first = nodes[0]; first && isBlank(first); first = nodes[0]) nodes.shift();
  for (let last = nodes.at(-1); last && isBlank(last); last = nodes.at(-1)) nodes.pop();
  const [first] = nodes;
  const last = nodes.at(-1);
  if (first?.type === 'text') first.value = first.value.trimStart();
  if (last?.type === 'text') last.value = last.value.trimEnd();
  for (const [index, node] of nodes.entries()) {
    if (node.type !== 'text') continue;
    if (nodes[index - 1]?.type === 'break') node.value = node.value.trimStart();
    if (nodes[index + 1]?.type === 'break') node.value = node.value.trimEnd();
  }
}

/** Blanks at the edges of marks stand outside of them. */
function hoistBlanks(nodes: readonly Nodes[]): readonly Nodes[] {
  return nodes.flatMap((node): readonly Nodes[] => {
    if (!isMark(node)) return [node];
    const [first] = node.children;
    const last = node.children.at(-1);
    const before = first?.type === 'text' && /^\s/.test(first.value);
    const after = last?.type === 'text' && /\s$/.test(last.value);
    if (first?.type === 'text') first.value = first.value.trimStart();
    if (last?.type === 'text') last.value = last.value.trimEnd();
    const blank = (): Nodes => ({ type: 'text', value: ' ' });
    return [...(before ? [blank()] : []), node, ...(after ? [blank()] : [])];
  });
}

function isMark(node: Nodes): node is Extract<Nodes, { type: Mark | 'link' }> {
  return ['emphasis', 'strong', 'delete', 'link'].includes(node.type);
}
