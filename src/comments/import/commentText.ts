/** HTML of comments made elsewhere → the Markdown that comments of ours are written in. Never throws, linear in the length. */
import type { BlockContent, List, ListItem, Nodes, Paragraph, PhrasingContent, Root } from 'mdast';
import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { toMarkdown } from 'mdast-util-to-markdown';
import { Tokenizer, TokenizerMode } from 'parse5';
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
  const writer = createTreeWriter(rules);
  readHtml(source.slice(0, longestHtml), writer);
  const text = markdownOf(writer.end()).trim();
  return isInvisible(text) ? '' : text;
}

/** Elements whose content is not for readers, and no markup either. */
const unread: ReadonlySet<string> = new Set('script style iframe noembed noframes'.split(' '));

/** Browsers' own tokenizer without the tree that browsers make: that takes the square of the time for marks that nobody closes. */
function readHtml(html: string, { open, close, text }: TreeWriter): void {
  let hidden: string | undefined;
  let words = '';
  const flush = (): void => {
    if (hidden === undefined && words !== '') text(words);
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
        } else open(tagName, (key) => attrs.find(({ name }) => name === key)?.value ?? '');
      },
      onEndTag: ({ tagName }) => {
        flush();
        if (hidden === undefined) close(tagName);
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

type TreeWriter = ReturnType<typeof createTreeWriter>;

function createTreeWriter({ keepsLines }: HtmlRules) {
  const root: Root = { type: 'root', children: [] };
  const frames: Frame[] = [{ name: '', kind: 'flow', node: root }];
  const top = (): Frame => frames.at(-1) ?? { name: '', kind: 'flow', node: root };
  const pop = (): void => {
    const frame = frames.length > 1 ? frames.pop() : undefined;
    if (frame?.kind === 'code') finishCode(frame);
  };
  /** The innermost container of blocks; what stands in a line is closed. */
  const flow = (): Flow => {
    for (let frame = top(); ; frame = top()) {
      if (frame.kind === 'flow') return frame.node;
      if (frame.kind === 'list') return item(frame.node);
      pop();
    }
  };
  const item = (list: List): ListItem => {
    const node: ListItem = { type: 'listItem', spread: false, children: [] };
    list.children.push(node);
    frames.push({ name: 'li', kind: 'flow', node });
    return node;
  };
  const block = (node: BlockContent): void => void flow().children.push(node);
  const line = (): Phrasing => {
    const frame = top();
    if (frame.kind === 'phrasing') return frame.node;
    const node: Paragraph = { type: 'paragraph', children: [] };
    block(node);
    frames.push({ name: '', kind: 'phrasing', node });
    return node;
  };
  const put = (node: PhrasingContent): void => void line().children.push(node);
  const finishCode = ({ parts, isBlock }: Extract<Frame, { kind: 'code' }>): void => {
    const value = parts.join('');
    if (value.trim() === '') return;
    if (isBlock) block({ type: 'code', value: value.replace(/^\n+|\s+$/g, '') });
    else put({ type: 'inlineCode', value: value.replace(/\s+/g, ' ').trim() });
  };
  const openPhrasing = (name: string, node: Exclude<Phrasing, Paragraph>): void => {
    put(node);
    frames.push({ name, kind: 'phrasing', node });
  };
  const isOpen = (type: Phrasing['type']): boolean =>
    frames.some((frame) => frame.kind === 'phrasing' && frame.node.type === type);
  const open = (name: string, attribute: (key: string) => string): void => {
    const frame = top();
    if (frame.kind === 'code') {
      if (name === 'br') frame.parts.push('\n');
      return;
    }
    const mark = marks[name];
    if (name === 'br') put({ type: 'break' });
    else if (paragraphs.has(name)) flow();
    else if (name === 'td' || name === 'th') put({ type: 'text', value: ' ' });
    else if (name === 'img') put({ type: 'text', value: attribute('alt') });
    else if (frames.length > mostLevels) return;
    else if (mark !== undefined) {
      // Marks within marks of their kind say nothing more.
      if (!isOpen(mark)) openPhrasing(name, { type: mark, children: [] });
    } else if (name === 'a') {
      const url = readerAddress(attribute('href').trim());
      if (url !== undefined && !isOpen('link')) openPhrasing(name, { type: 'link', url, children: [] });
    } else if (name === 'code' || name === 'tt' || name === 'kbd') {
      line();
      frames.push({ name, kind: 'code', parts: [], isBlock: false });
    } else if (name === 'pre') {
      flow();
      frames.push({ name, kind: 'code', parts: [], isBlock: true });
    } else if (name === 'blockquote') {
      const node: Flow = { type: 'blockquote', children: [] };
      block(node);
      frames.push({ name, kind: 'flow', node });
    } else if (name === 'ul' || name === 'ol') {
      const node: List = { type: 'list', ordered: name === 'ol', spread: false, children: [] };
      block(node);
      frames.push({ name, kind: 'list', node });
    } else if (name === 'li') openItem();
  };
  const openItem = (): void => {
    const place = frames.findLastIndex(({ kind }) => kind === 'list');
    if (place < 0) return void flow();
    // An item that nobody closed ends where the next one begins.
    while (frames.length > place + 1) pop();
    const list = top();
    if (list.kind === 'list') item(list.node);
  };
  const close = (name: string): void => {
    if (paragraphs.has(name) && top().kind !== 'code') return void flow();
    const place = frames.findLastIndex((frame) => frame.name === name);
    if (place > 0) while (frames.length > place) pop();
  };
  const words = (value: string): void => {
    const isEmpty = value.trim() === '' && top().kind !== 'phrasing';
    if (value !== '' && !isEmpty) put({ type: 'text', value });
  };
  const text = (value: string): void => {
    const frame = top();
    if (frame.kind === 'code') return void frame.parts.push(value);
    if (!keepsLines) return words(value.replace(blanks, ' '));
    for (const [index, part] of value.split(/\n[ \t]*\n\s*/).entries()) {
      if (index > 0) flow();
      for (const [row, one] of part.split('\n').entries()) {
        if (row > 0 && top().kind === 'phrasing') put({ type: 'break' });
        words(one.replace(blanks, ' '));
      }
    }
  };
  const end = (): Root => {
    while (frames.length > 1) pop();
    return root;
  };
  return { open, close, text, end };
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
