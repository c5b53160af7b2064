/**
 * Markdown of CommonMark and GFM → the same in our dialect: links and pictures by their new names, HTML as far as it may
 * stand in a text, notes as boxes, and what our reader would take for a slip marked as meant. Only these places change;
 * all else stays as its author typed it.
 */
import type {
  Blockquote,
  Definition,
  Html,
  Image,
  Link,
  LinkReference,
  ImageReference,
  Nodes,
  Parents,
  Root,
} from 'mdast';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import { germanOptions } from '../../config/germanOptions.ts';
import { isPictureName } from '../../config/documentTypes.ts';
import { gfm } from '../../markdown/gfm.ts';
import { findTooIntricate } from '../../markdown/intricacy.ts';
import { createMarkdownRenderer } from '../../markdown/markdown.ts';
import type { Diagnostic, SourcePath } from '../../core/model.ts';
import { withoutGaps } from './commonMarkdown.ts';
import { type HtmlContext, rewriteHtmlBlock, rewriteInlineHtml } from './htmlInText.ts';
import { formatTarget, noteTitle, pictureMarkdown, plainWords, short } from './tagMeanings.ts';

export type MarkdownContext = Omit<HtmlContext, 'gone'>;

function strikethrough(this: Processor): void {
  (this.data().micromarkExtensions ??= []).push(gfmStrikethrough());
}

/** The reader of the usual Markdown, without German signs. */
export const commonParser = unified().use(remarkParse).use(gfm, { tables: true }).use(strikethrough).freeze();

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** In our dialect. A text that is too intricate to be read stays as it is. */
export function ourMarkdown(text: string, context: MarkdownContext): string {
  if (findTooIntricate(text) !== undefined) return text;
  return settled(withoutGaps(rewritten(text, context)));
}

function rewritten(text: string, context: MarkdownContext): string {
  const tree = commonParser.parse(text);
  const rewriter = new Rewriter(text, tree, { ...context, gone: [] });
  for (const child of tree.children) rewriter.visit(child, tree);
  return applied(text, rewriter.edits);
}

function applied(text: string, edits: readonly Edit[]): string {
  let made = '';
  let at = 0;
  for (const { start, end, text: piece } of edits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at) continue;
    made += text.slice(at, start) + piece;
    at = end;
  }
  return made + text.slice(at);
}

/** Collects what changes in one text. */
class Rewriter {
  readonly edits: Edit[] = [];
  private readonly source: string;
  private readonly context: HtmlContext;
  private readonly pictureLabels = new Set<string>();
  /** Of definitions that lead nowhere. */
  private readonly missing = new Set<string>();

  constructor(source: string, tree: Root, context: HtmlContext) {
    this.source = source;
    this.context = context;
    collect(tree, (node) => {
      if (node.type === 'imageReference') this.pictureLabels.add(node.identifier);
    });
    collect(tree, (node) => {
      if (node.type === 'definition' && !this.replaceDefinition(node)) this.missing.add(node.identifier);
    });
  }

  visit(node: Nodes, parent: Parents): void {
    const [start, end] = spanOf(node);
    if (node.type === 'html') this.edits.push({ start, end, text: this.html(node, parent) });
    else if (node.type === 'image') this.picture(node);
    else if (node.type === 'linkReference' || node.type === 'imageReference') {
      if (!this.missing.has(node.identifier)) return this.descend(node);
      this.unwrapReference(node);
    } else if (node.type === 'link') {
      if (this.largerPicture(node)) return;
      if (this.source.charAt(start) === '[') this.linkTarget(node);
      this.descend(node);
    } else if (node.type === 'blockquote' && parent.type === 'root') {
      const box = this.boxOf(node);
      if (box === undefined) this.descend(node);
      else this.edits.push({ start, end, text: box });
    } else if (node.type === 'text') this.brokenLinks(node);
    else this.descend(node);
  }

  /** What Markdown takes for words and our reader mends: a link where it leads somewhere, else the words that it was. */
  private brokenLinks(node: Nodes): void {
    const [start, end] = spanOf(node);
    const written = this.source.slice(start, end);
    if (!written.includes('](')) return;
    for (const match of written.matchAll(/!?\[([^[\]]{0,1000})\]\(([^()]{1,500})\)/g)) {
      const [whole, label = '', typed = ''] = match;
      const [, path = '', title = ''] = /^(.*?)(\s+"[^"]*")?$/s.exec(typed.trim()) ?? [];
      const isPicture = whole.startsWith('!');
      const target = isPicture ? this.context.media(path) : this.context.link(path);
      const from = start + match.index;
      const link = `${isPicture ? '!' : ''}[${label}](${formatTarget(target ?? '')}${title})`;
      if (this.source.charAt(from - 1) === '\\') continue;
      if (target === undefined) this.edits.push({ start: from, end: from, text: '\\' });
      else this.edits.push({ start: from, end: from + whole.length, text: link });
    }
  }

  private descend(node: Nodes): void {
    if ('children' in node) for (const child of node.children) this.visit(child, node);
  }

  private replaceDefinition(node: Definition): boolean {
    const [start, end] = spanOf(node);
    const target = this.pictureLabels.has(node.identifier)
      ? this.context.media(node.url)
      : this.context.link(node.url);
    if (target === undefined) {
      const isPicture = this.pictureLabels.has(node.identifier);
      this.context.remark({
        kind: isPicture ? 'picture' : 'link',
        reason: isPicture ? 'Dieses Bild ist nicht da.' : dead,
        before: short(node.url),
      });
      this.edits.push({ start, end, text: '' });
      return false;
    }
    const label = this.source.indexOf(']:', start);
    if (target !== node.url && label >= 0 && label < end) this.replaceTarget(label + 2, end, target);
    return true;
  }

  private replaceTarget(from: number, end: number, target: string): void {
    const [, space = ''] = /^(\s*)/.exec(this.source.slice(from, end)) ?? [];
    const start = from + space.length;
    const written =
      /^(?:<[^<>\n]*>|(?:\\[()]|[^\s()]|\((?:[^\s()]|\([^\s()]*\))*\))*)/.exec(
        this.source.slice(start, end),
      )?.[0] ?? '';
    this.edits.push({ start, end: start + written.length, text: formatTarget(target) });
  }

  /** Behind the bracket that closes a label. */
  private labelEnd(from: number, end: number): number {
    let depth = 0;
    for (let at = from; at < end; at++) {
      const sign = this.source.charAt(at);
      if (sign === '\\') at++;
      else if (sign === '[') depth++;
      else if (sign === ']' && --depth === 0) return at + 1;
    }
    return -1;
  }

  private linkTarget(node: Link): void {
    const [start, end] = spanOf(node);
    const last = node.children.at(-1);
    const closing = last ? this.source.indexOf(']', spanOf(last)[1]) + 1 : start + 2;
    const target = this.context.link(node.url);
    if (closing <= start || this.source.charAt(closing) !== '(') return;
    if (target === undefined) {
      this.context.remark({ kind: 'link', reason: dead, before: short(this.source.slice(start, end)) });
      this.edits.push({ start, end: start + 1, text: '' }, { start: closing - 1, end, text: '' });
    } else if (target !== node.url) this.replaceTarget(closing + 1, end - 1, target);
  }

  private picture(node: Image): void {
    const [start, end] = spanOf(node);
    const target = this.context.media(node.url);
    if (target === undefined) {
      this.context.remark({
        kind: 'picture',
        reason: 'Dieses Bild ist nicht da.',
        before: short(this.source.slice(start, end)),
      });
      this.edits.push({ start, end, text: '' });
      return;
    }
    const closing = this.labelEnd(start + 1, end);
    if (target !== node.url && closing > 0) this.replaceTarget(closing + 1, end - 1, target);
  }

  /** A picture that leads to its own large version is that version. */
  private largerPicture(node: Link): boolean {
    const [only, ...others] = node.children;
    if (only?.type !== 'image' || others.length > 0 || !isPictureName(node.url.replace(/[?#].*$/s, '')))
      return false;
    const target = this.context.media(node.url);
    if (target === undefined || /^(?:https?:)?\/\//.test(target)) return false;
    const [start, end] = spanOf(node);
    const caption = only.title ?? node.title ?? '';
    this.edits.push({ start, end, text: pictureMarkdown({ src: target, alt: only.alt ?? '', caption }) });
    return true;
  }

  private unwrapReference(node: LinkReference | ImageReference): void {
    const [start, end] = spanOf(node);
    if (node.type === 'imageReference') {
      this.edits.push({ start, end, text: '' });
      return;
    }
    const closing = this.labelEnd(start, end);
    this.edits.push({ start, end: start + 1, text: '' }, { start: closing - 1, end, text: '' });
    this.descend(node);
  }

  private html(node: Html, parent: Parents): string {
    const isBlock = ['root', 'blockquote', 'listItem', 'footnoteDefinition'].includes(parent.type);
    if (!isBlock) return rewriteInlineHtml(node.value, this.context);
    const text = rewriteHtmlBlock(node.value, this.context);
    const [start] = spanOf(node);
    const margin = this.source
      .slice(this.source.lastIndexOf('\n', start - 1) + 1, start)
      .replace(/[^>\s]/g, ' ');
    return text.split('\n').join(`\n${parent.type === 'root' ? '' : margin}`);
  }

  private boxOf(node: Blockquote): string | undefined {
    const [start, end] = spanOf(node);
    const inner = this.source
      .slice(start, end)
      .split('\n')
      .map((line) => line.replace(/^ {0,3}> ?/, ''));
    const [, kind = '', written = ''] = /^\[!([\w-]{2,20})\][+-]?[ \t]*(.*)$/.exec(inner[0] ?? '') ?? [];
    if (kind === '') return undefined;
    const title = plainWords(written).replace(/[*_]/g, '') || (noteTitle(kind) ?? kind);
    const text = rewritten(inner.slice(1).join('\n').trim(), this.context);
    if (/^\s*:::/m.test(text)) return `**${title}**\n\n${text}`;
    return `::: {kasten=fakten}\n**${title}**\n\n${text}\n:::`;
  }
}

const dead = 'Dieser Link führt hier nirgendwohin; seine Worte bleiben.';

function spanOf(node: Nodes): readonly [start: number, end: number] {
  return [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
}

function collect(node: Nodes, see: (node: Nodes) => void): void {
  see(node);
  if ('children' in node) for (const child of node.children) collect(child, see);
}

// What our reader takes for a slip, and the source means as it stands.

const reader = createMarkdownRenderer({
  typography: germanOptions('de'),
  hints: false,
  html: [],
  relatedAfter: 0,
});
const file = 'content/articles/x.md' as SourcePath;

/** Codes whose place begins with a sign that is meant as such. */
const literal: ReadonlySet<string> = new Set([
  'text/broken-link',
  'text/no-such-reference',
  'text/space-in-target',
  'text/foreign-embed',
  'text/line-swallowed',
  'text/no-such-footnote',
  'text/comment-unclosed',
  'text/foreign-syntax',
  'text/no-link',
  'text/link-apart',
  'passage/unopened',
  'passage/unreadable',
  'passage/unclosed',
]);
const mostRounds = 5;

function settled(markdown: string): string {
  let text = markdown;
  for (let round = 0; round < mostRounds; round++) {
    const { diagnostics } = reader({ file, markdown: text, firstLine: 1 });
    const lines = text.split('\n');
    const starts = [0];
    for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length + 1);
    const edits = diagnostics.flatMap((one) => editFor(one, text, starts));
    if (edits.length === 0) return text;
    text = applied(text, edits);
  }
  return text;
}

function editFor({ code, position }: Diagnostic, text: string, starts: readonly number[]): readonly Edit[] {
  if (code === 'text/html-unsettled') return [{ start: 0, end: text.length, text: withoutTags(text) }];
  if (!position) return [];
  const at = (starts[position.line - 1] ?? text.length) + position.column - 1;
  const sign = text.charAt(at);
  if (code === 'embed/unknown-address' || code === 'embed/not-alone')
    return sign === '!' ? [{ start: at, end: at + 1, text: '' }] : [];
  if (code === 'text/bad-address' || code === 'text/bad-contact' || code === 'text/unsafe-link')
    return asWords(text, at);
  if (!literal.has(code) || !/[!-/:-@[-`{-~]/.test(sign)) return [];
  return [{ start: at, end: at, text: '\\' }];
}

/** A link to what is no address: its words, or the address as it stands. */
function asWords(text: string, at: number): readonly Edit[] {
  const written = /^<?[a-z][a-z0-9+.-]*:[^\s<>`]+>?/i.exec(text.slice(at, at + 2000))?.[0];
  if (written !== undefined)
    return [{ start: at, end: at + written.length, text: `\`${written.replace(/^<|>$/g, '')}\`` }];
  const found =
    /^\[((?:[^[\]\n]|\[[^[\]\n]*\]){0,500})\]\([^()\n]{0,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,500})?\)/.exec(
      text.slice(at, at + 3000),
    );
  return found ? [{ start: at, end: at + found[0].length, text: found[1] ?? '' }] : [];
}

/** HTML that browsers would read in another way than it is written: its words stay. */
function withoutTags(text: string): string {
  const edits: Edit[] = [];
  collect(commonParser.parse(text), (node) => {
    if (node.type !== 'html') return;
    const [start, end] = spanOf(node);
    edits.push({
      start,
      end,
      text: node.value.replace(/<!--[\s\S]*?-->|<[^<>]{0,4000}>/g, '').replace(/</g, '&lt;'),
    });
  });
  return applied(text, edits);
}
