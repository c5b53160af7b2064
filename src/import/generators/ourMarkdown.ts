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
  const edits: Edit[] = [];
  const rewriter = createRewriter(text, tree, { ...context, gone: [] }, edits);
  for (const child of tree.children) rewriter(child, tree);
  return applied(text, edits);
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

function createRewriter(
  source: string,
  tree: Root,
  context: HtmlContext,
  edits: Edit[],
): (node: Nodes, parent: Parents) => void {
  const { link, media, remark } = context;
  const pictureLabels = new Set<string>();
  collect(tree, (node) => {
    if (node.type === 'imageReference') pictureLabels.add(node.identifier);
  });
  const missing = new Set<string>();
  collect(tree, (node) => {
    if (node.type === 'definition' && !replaceDefinition(node)) missing.add(node.identifier);
  });
  return visit;

  function visit(node: Nodes, parent: Parents): void {
    const [start, end] = spanOf(node);
    if (node.type === 'html') edits.push({ start, end, text: html(node, parent) });
    else if (node.type === 'image') picture(node);
    else if (node.type === 'linkReference' || node.type === 'imageReference') {
      if (!missing.has(node.identifier)) return descend(node);
      unwrapReference(node);
    } else if (node.type === 'link') {
      if (largerPicture(node)) return;
      if (source.charAt(start) === '[') linkTarget(node);
      descend(node);
    } else if (node.type === 'blockquote' && parent.type === 'root') {
      const box = boxOf(node);
      if (box === undefined) descend(node);
      else edits.push({ start, end, text: box });
    } else descend(node);
  }

  function descend(node: Nodes): void {
    if ('children' in node) for (const child of node.children) visit(child, node);
  }

  function replaceDefinition(node: Definition): boolean {
    const [start, end] = spanOf(node);
    const target = pictureLabels.has(node.identifier) ? media(node.url) : link(node.url);
    if (target === undefined) {
      const isPicture = pictureLabels.has(node.identifier);
      remark({
        kind: isPicture ? 'picture' : 'link',
        reason: isPicture ? 'Dieses Bild ist nicht da.' : dead,
        before: short(node.url),
      });
      edits.push({ start, end, text: '' });
      return false;
    }
    const label = source.indexOf(']:', start);
    if (target !== node.url && label >= 0 && label < end) replaceTarget(label + 2, end, target);
    return true;
  }

  function replaceTarget(from: number, end: number, target: string): void {
    const [, space = ''] = /^(\s*)/.exec(source.slice(from, end)) ?? [];
    const start = from + space.length;
    const written =
      /^(?:<[^<>\n]*>|(?:\\[()]|[^\s()]|\((?:[^\s()]|\([^\s()]*\))*\))*)/.exec(
        source.slice(start, end),
      )?.[0] ?? '';
    edits.push({ start, end: start + written.length, text: formatTarget(target) });
  }

  /** Behind the bracket that closes a label. */
  function labelEnd(from: number, end: number): number {
    let depth = 0;
    for (let at = from; at < end; at++) {
      const sign = source.charAt(at);
      if (sign === '\\') at++;
      else if (sign === '[') depth++;
      else if (sign === ']' && --depth === 0) return at + 1;
    }
    return -1;
  }

  function linkTarget(node: Link): void {
    const [start, end] = spanOf(node);
    const last = node.children.at(-1);
    const closing = last ? source.indexOf(']', spanOf(last)[1]) + 1 : start + 2;
    const target = link(node.url);
    if (closing <= start || source.charAt(closing) !== '(') return;
    if (target === undefined) {
      remark({ kind: 'link', reason: dead, before: short(source.slice(start, end)) });
      edits.push({ start, end: start + 1, text: '' }, { start: closing - 1, end, text: '' });
    } else if (target !== node.url) replaceTarget(closing + 1, end - 1, target);
  }

  function picture(node: Image): void {
    const [start, end] = spanOf(node);
    const target = media(node.url);
    if (target === undefined) {
      remark({
        kind: 'picture',
        reason: 'Dieses Bild ist nicht da.',
        before: short(source.slice(start, end)),
      });
      edits.push({ start, end, text: '' });
      return;
    }
    const closing = labelEnd(start + 1, end);
    if (target !== node.url && closing > 0) replaceTarget(closing + 1, end - 1, target);
  }

  /** A picture that leads to its own large version is that version. */
  function largerPicture(node: Link): boolean {
    const [only, ...others] = node.children;
    if (only?.type !== 'image' || others.length > 0 || !isPictureName(node.url.replace(/[?#].*$/s, '')))
      return false;
    const target = media(node.url);
    if (target === undefined || /^(?:https?:)?\/\//.test(target)) return false;
    const [start, end] = spanOf(node);
    const caption = only.title ?? node.title ?? '';
    edits.push({ start, end, text: pictureMarkdown({ src: target, alt: only.alt ?? '', caption }) });
    return true;
  }

  function unwrapReference(node: LinkReference | ImageReference): void {
    const [start, end] = spanOf(node);
    if (node.type === 'imageReference') {
      edits.push({ start, end, text: '' });
      return;
    }
    const closing = labelEnd(start, end);
    edits.push({ start, end: start + 1, text: '' }, { start: closing - 1, end, text: '' });
    descend(node);
  }

  function html(node: Html, parent: Parents): string {
    const isBlock = ['root', 'blockquote', 'listItem', 'footnoteDefinition'].includes(parent.type);
    if (!isBlock) return rewriteInlineHtml(node.value, context);
    const text = rewriteHtmlBlock(node.value, context);
    const [start] = spanOf(node);
    const margin = source.slice(source.lastIndexOf('\n', start - 1) + 1, start).replace(/[^>\s]/g, ' ');
    return text.split('\n').join(`\n${parent.type === 'root' ? '' : margin}`);
  }

  function boxOf(node: Blockquote): string | undefined {
    const [start, end] = spanOf(node);
    const inner = source
      .slice(start, end)
      .split('\n')
      .map((line) => line.replace(/^ {0,3}> ?/, ''));
    const [, kind = '', written = ''] = /^\[!([\w-]{2,20})\][+-]?[ \t]*(.*)$/.exec(inner[0] ?? '') ?? [];
    if (kind === '') return undefined;
    const title = plainWords(written).replace(/[*_]/g, '') || (noteTitle(kind) ?? kind);
    const text = rewritten(inner.slice(1).join('\n').trim(), context);
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
