/**
 * What an author certainly meant though Markdown reads it as words: marks beside a protected or invisible space, links and
 * pictures with a blank in the file name or with German quotes around the title, ids of headings (`{#lage}`), and lists
 * of attributes of other programs, which no reader should see.
 */
import type { Heading, Image, Link, Parents, PhrasingContent, Root, Text } from 'mdast';
import type { Point } from 'unist';
import type { VFile } from 'vfile';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { inOwnWords } from './addresses.ts';
import { type DocumentContext, contextOf, positionOf } from './documentContext.ts';
import { visitPhrases } from './german/syntax/passages.ts';
import { isReservedId } from './headings.ts';

// Marks at the beginning of a line. Every character is replaced by a single space, so that all places stay.

const oddSpace = String.raw`[\u00a0\u2007\u2009\u202f\u200b-\u200d\u2060\ufeff]`;
const anyOddSpace = new RegExp(oddSpace);
const margin = '[> ]{0,20}';
const invisibleBeforeMark = new RegExp(
  String.raw`^(${margin})([\u200b-\u200d\u2060\ufeff]{1,3})(?=(?:#{1,6}|[-*+]|\d{1,9}[.)])(?: |${oddSpace})|>)`,
  'gm',
);
const oddAfterHashes = new RegExp(
  String.raw`^(${margin}(?:[-*+] |\d{1,9}[.)] )?#{1,6})(${oddSpace}{1,3})(?=.)`,
  'gm',
);
const oddListLine = String.raw`${margin}[-*+](?: |${oddSpace})[^\n]+`;
/** Two and more, because a single line may be one of a dialogue. */
const oddList = new RegExp(String.raw`^${oddListLine}(?:\n\n?${oddListLine})+`, 'gm');
const oddAfterBullet = new RegExp(`^(${margin}[-*+])(${oddSpace})`, 'gm');

/** The text with plain spaces beside the marks of headings and lists. */
export function withPlainSpaces(markdown: string): string {
  if (!anyOddSpace.test(markdown)) return markdown;
  return markdown
    .replace(invisibleBeforeMark, blanked)
    .replace(oddAfterHashes, blanked)
    .replace(oddList, (list) => list.replace(oddAfterBullet, blanked));
}

function blanked(_: string, before: string, odd: string): string {
  return before + ' '.repeat(odd.length);
}

// On the Markdown tree.

/** remark plugin. */
export function remarkMeantMarks() {
  return (tree: Root, file: VFile): void => {
    const source = String(file);
    const [mayHoldLinks, mayHoldAttributes] = [looseTarget.test(source), braces.test(source)];
    if (!mayHoldLinks && !mayHoldAttributes) return;
    const context = contextOf(file);
    const ids = new Set<string>();
    visitPhrases(tree, (node, index, parent) => {
      if (mayHoldLinks) node.children = mendLinks(node.children, source, node.type === 'link');
      if (!mayHoldAttributes) return undefined;
      if (node.type === 'heading') takeId(node, source, context, ids);
      dropAttributes(node, source, context);
      if (node.type !== 'paragraph' || node.children.length > 0 || !parent || index === undefined)
        return undefined;
      parent.children.splice(index, 1);
      return index;
    });
  };
}

/** The text stands in the source as it is: without escapes, character references, or margins of quotations. */
function isAsTyped(node: PhrasingContent | undefined, source: string): node is Text {
  if (node?.type !== 'text') return false;
  const [from, to] = [node.position?.start.offset, node.position?.end.offset];
  return from !== undefined && to === from + node.value.length && source.startsWith(node.value, from);
}

/** A piece of a text that stands in the source as it is. */
function pieceOf(text: Text, start: number, end: number): Text[] {
  if (start >= end) return [];
  const position = text.position && {
    start: pointIn(text, text.position.start, start),
    end: pointIn(text, text.position.start, end),
  };
  return [{ type: 'text', value: text.value.slice(start, end), ...(position && { position }) }];
}

function pointIn({ value }: Text, { line, column, offset = 0 }: Point, at: number): Point {
  const lines = value.slice(0, at).split('\n');
  const last = lines.at(-1)?.length ?? 0;
  const isFirst = lines.length === 1;
  return {
    line: line + lines.length - 1,
    column: isFirst ? column + last : last + 1,
    offset: offset + at,
  };
}

// Links and pictures.

/** The source may hold a target with a space in it. */
const looseTarget = /\]\([^)\n]{0,300}[\s„“”»«]/;
const target = /\]\(((?:[^()<>]|\([^()]{0,99}\)|\{\{<[^<>()\n]{0,200}>\}\}){1,300})\)/g;
const furthestLabel = 2000;

interface Target {
  readonly url: string;
  readonly title?: string;
}

function mendLinks(
  children: readonly PhrasingContent[],
  source: string,
  picturesOnly: boolean,
): PhrasingContent[] {
  const mended = [...children];
  for (let at = 0; at < mended.length; at++) {
    const node = mended[at];
    if (!isAsTyped(node, source) || !node.value.includes('](')) continue;
    for (const match of node.value.matchAll(target)) {
      const meant = readTarget(match[1] ?? '');
      const opening = meant && findOpening(mended, at, match.index, source);
      if (!meant || !opening || (picturesOnly && !opening.isPicture)) continue;
      const parts = linkBetween(mended, opening, { child: at, ...match }, meant);
      mended.splice(opening.child, at - opening.child + 1, ...parts);
      // What stands behind the link is the next to be looked at.
      at = mended.indexOf(parts.at(-1) ?? node) - (parts.at(-1)?.type === 'text' ? 1 : 0);
      break;
    }
  }
  return mended;
}

interface Opening {
  readonly child: number;
  readonly index: number;
  readonly isPicture: boolean;
}

/** The bracket that belongs to the closing one at `index` of a child. */
function findOpening(
  children: readonly PhrasingContent[],
  from: number,
  index: number,
  source: string,
): Opening | undefined {
  let depth = 0;
  let passed = 0;
  for (let child = from; child >= 0; child--) {
    const node = children[child];
    if (node?.type === 'link' || node?.type === 'linkReference' || node?.type === 'footnoteReference')
      return undefined;
    if (node?.type !== 'text') continue;
    if (!isAsTyped(node, source)) return undefined;
    for (let at = (child === from ? index : node.value.length) - 1; at >= 0; at--) {
      const sign = node.value.charAt(at);
      if (sign === ']') depth++;
      else if (sign === '[' && depth-- === 0)
        return { child, index: at, isPicture: node.value.charAt(at - 1) === '!' };
      if (passed++ > furthestLabel) return undefined;
    }
  }
  return undefined;
}

function linkBetween(
  children: readonly PhrasingContent[],
  opening: Opening,
  closing: { readonly child: number; readonly index: number; readonly 0: string },
  meant: Target,
): PhrasingContent[] {
  const [first, last] = [children[opening.child], children[closing.child]];
  if (first?.type !== 'text' || last?.type !== 'text') return [];
  const from = opening.index - (opening.isPicture ? 1 : 0);
  const end = closing.index + closing[0].length;
  const label: PhrasingContent[] =
    first === last
      ? pieceOf(first, opening.index + 1, closing.index)
      : [
          ...pieceOf(first, opening.index + 1, first.value.length),
          ...children.slice(opening.child + 1, closing.child),
          ...pieceOf(last, 0, closing.index),
        ];
  const start = first.position && pointIn(first, first.position.start, from);
  const stop = last.position && pointIn(last, last.position.start, end);
  const common = { ...meant, ...(start && stop && { position: { start, end: stop } }) };
  const node: Image | Link = opening.isPicture
    ? { type: 'image', alt: label.map(wordsOf).join(''), ...common }
    : { type: 'link', children: label, ...common };
  return [...pieceOf(first, 0, from), node, ...pieceOf(last, end, last.value.length)];
}

function wordsOf(node: PhrasingContent): string {
  if ('value' in node) return node.value;
  if ('children' in node) return node.children.map(wordsOf).join('');
  return '';
}

const titled =
  /^(.*?)\s+(?:"(.*)"|'(.*)'|„(.*)[“”"]|“(.*)”|»(.*)«|«(.*)»|&quot;(.*)&quot;|=\d{0,4}x\d{0,4}%?)$/s;
const phone = /^tel:[+\d\s()/.–-]+$/i;
const mail = /^mailto:\s*([^\s@?]+@[^\s@?]+)(\?[^\n]*)?$/i;
const hasScheme = /^[a-z][a-z0-9+.-]*:/i;
const fileName = /^\S(?:[^\n]{0,300}\S)?\.[a-z][a-z0-9]{1,4}(?:#\S*)?$/i;
const addressOfSite =
  /^(?:https?:\/\/[^\s/]+)?(?:\.{0,2}\/)[^\n]{0,300}(?:\.[a-z][a-z0-9]{1,4}|\/)(?:#\S*)?$/i;

/** The target, where it is certain: one without spaces, a telephone number, a name or address that ends as such do. */
function readTarget(typed: string): Target | undefined {
  const text = typed.trim().replace(/\s*\n\s*/g, ' ');
  const [, before, ...titles] = titled.exec(text) ?? [];
  const title = titles.find((words) => words !== undefined)?.trim();
  const path = (before ?? text).trim();
  const own = inOwnWords(text);
  if (own !== text) return { url: own };
  const url = addressOf(path);
  if (url === undefined || /\{[{%]/.test(path)) return undefined;
  return { url, ...(title !== undefined && title !== '' && { title }) };
}

function addressOf(path: string): string | undefined {
  if (phone.test(path)) return path.replace(/[^+\d:a-z]/gi, '');
  const [, address, query = ''] = mail.exec(path) ?? [];
  if (address !== undefined) return `mailto:${address}${query.replace(/\s/g, '%20')}`;
  if (/["„“”»«<>|]/.test(path)) return undefined;
  if (!/\s/.test(path)) return path === '' ? undefined : path;
  if (addressOfSite.test(path)) return path.replace(/\s/g, '%20');
  return fileName.test(path) && !hasScheme.test(path) ? path : undefined;
}

// Lists of attributes.

const braces = /\{[:#.\w]/;
const attribute = String.raw`(?:[#.][\p{L}\p{N}_-]+|(?!lang=|typografie=|kasten=|diagramm=|bild=)[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]+))`;
const list = String.raw`\{:?[ ]?${attribute}(?:[ ]+${attribute}){0,20}[ ]?\}`;
const kramdown = String.raw`\{:{1,2}[^{}\n]{1,200}\}`;
const atStart = new RegExp(`^(?:${list}|${kramdown})`, 'u');
const onItsOwn = new RegExp(
  String.raw`(?:^|\n)(?:${list}|${kramdown})[ \t]*(?=\n|$)|[ ]?(?:${list}|${kramdown})$`,
  'gu',
);
const headingId = /[ \t]*\{(?::[ ]?|[ ]?)#([\p{L}\p{N}_-]{1,100})([ ][^{}\n]{1,200})?\}[ \t#]*$/u;

/** `## Die Lage {#lage}` names the heading. */
function takeId(heading: Heading, source: string, context: DocumentContext, ids: Set<string>): void {
  const last = heading.children.at(-1);
  if (!isAsTyped(last, source)) return;
  const match = headingId.exec(last.value);
  const id = match?.[1];
  if (!match || id === undefined) return;
  heading.children.splice(-1, 1, ...pieceOf(last, 0, match.index));
  const place = { file: context.file, position: positionOf(context, heading) };
  const isReserved = isReservedId(id);
  if (isReserved || ids.has(id))
    context.diagnostics.push(diagnose('text/id-dropped', { id, isReserved }, place));
  else heading.data = { ...heading.data, hProperties: { id } };
  ids.add(id);
  const others = match[2]?.trim() ?? '';
  if (others !== '') context.diagnostics.push(diagnose('text/attributes-dropped', { text: others }, place));
}

function dropAttributes(parent: Parents, source: string, context: DocumentContext): void {
  for (let index = 0; index < parent.children.length; index++) {
    const node = parent.children[index];
    if (node?.type !== 'text' || !node.value.includes('{') || !isAsTyped(node, source)) continue;
    const isBehindMarks = index > 0 && parent.children[index - 1]?.type !== 'break';
    const isLast = index === parent.children.length - 1;
    const found = isBehindMarks ? atStart.exec(node.value) : null;
    const matches = [
      ...(found ? [found] : []),
      ...[...node.value.matchAll(onItsOwn)].filter(
        (match) =>
          (match.index > 0 || !found) && (isLast || match.index + match[0].length < node.value.length),
      ),
    ];
    if (matches.length === 0) continue;
    const pieces: Text[] = [];
    let from = 0;
    for (const match of matches) {
      pieces.push(...pieceOf(node, from, match.index));
      from = match.index + match[0].length;
      const begin = match.index + match[0].indexOf('{');
      const start = node.position && pointIn(node, node.position.start, begin);
      const position = positionOf(context, start ? { position: { start } } : node);
      const text = match[0].trim();
      context.diagnostics.push(
        diagnose('text/attributes-dropped', { text }, { file: context.file, position }),
      );
    }
    pieces.push(...pieceOf(node, from, node.value.length));
    parent.children.splice(index, 1, ...pieces);
    index += pieces.length - 1;
  }
}
