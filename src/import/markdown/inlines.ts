/** Inline elements of a text → pieces of running text. */
import type { Element } from 'hast';
import { writeHtml } from '../../markdown/writeHtml.ts';
import { languageTag } from '../../config/germanOptions.ts';
import type { Remark, TextTargets } from '../model.ts';
import { type Groups, isBlank, lineBreak, type Piece, textPieces } from './phrases.ts';
import {
  attribute,
  blankRun,
  element,
  isElement,
  lineOf,
  mediaOf,
  namesOf,
  type Node,
  short,
  targetOf,
  unseenElements,
  wholeText,
  wordsFor,
} from './textTree.ts';

/** What writing one text takes along. */
export interface Writing {
  readonly targets: TextTargets;
  /** Of the tree; a link on the page may lead there. */
  readonly ids: ReadonlySet<string>;
  /** To which something in the tree leads. */
  readonly linkedIds: ReadonlySet<string>;
  readonly source: string;
  readonly remarks: Remark[];
  /** Footnotes in the order of their marks. */
  readonly notes: Element[];
  readonly next: Groups;
  /** Comments on what is left over, to be put before the paragraph at hand. */
  readonly comments: string[];
  /** Named places that wait for the next words. */
  readonly anchors: string[];
}

interface Around {
  readonly inLink?: boolean;
  readonly marks?: string;
}

export function inlinePieces(nodes: readonly Node[], writing: Writing, around: Around = {}): Piece[] {
  const pieces: Piece[] = [];
  for (const node of merged(nodes)) {
    const more = nodePieces(node, writing, around);
    // „Achtung!“ before a link would make a picture of it.
    const [first] = more;
    const last = pieces.at(-1);
    if (typeof first === 'string' && first.startsWith('[') && typeof last === 'string' && last.endsWith('!'))
      pieces.splice(-1, 1, last.slice(0, -1), {
        group: writing.next(),
        light: '!',
        heavy: String.raw`\!`,
      });
    // `{bild=rechts}` behind a picture would say where it stands, also behind a backslash.
    const isPlace = node.type === 'text' && /^\s*\{ ?bild=/.test(node.value);
    if (isPlace && typeof last === 'string' && last.endsWith(')')) pieces.push('<!-- -->');
    pieces.push(...more);
  }
  return pieces;
}

const [strong, em, del] = [['**', 'strong'] as const, ['*', 'em'] as const, ['~~', 'del'] as const];
const marks = new Map<string, readonly [mark: string, tag: string]>([
  ['strong', strong],
  ['b', strong],
  ['em', em],
  ['i', em],
  ['del', del],
  ['s', del],
  ['strike', del],
]);

/** Elements that stand beside each other as if they were one. */
function merged(nodes: readonly Node[]): readonly Node[] {
  const result: Node[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    const isSame =
      isElement(last) &&
      isElement(node, last.tagName) &&
      (marks.has(last.tagName) || last.tagName === 'code');
    if (isSame && bare(last) && bare(node))
      result[result.length - 1] = { ...last, children: [...last.children, ...node.children] };
    else result.push(node);
  }
  return result;
}

function bare({ properties }: Element): boolean {
  return properties['id'] === undefined && properties['lang'] === undefined;
}

/** Written as HTML; the words in them are Markdown. */
const htmlElements: ReadonlySet<string> = new Set(
  'abbr bdi bdo cite dfn ins kbd mark q rp rt ruby samp small sub sup time u var'.split(' '),
);

function nodePieces(node: Node, writing: Writing, around: Around): Piece[] {
  if (node.type === 'text')
    return textPieces(
      node.value.replace(blankRun, ' '),
      writing.next,
      around.inLink === true ? 'link' : 'words',
    );
  if (node.type !== 'element' || unseenElements.has(node.tagName)) return [];
  const anchors = around.inLink === true ? [] : anchorPieces(node, writing);
  return [...anchors, ...withLanguage(node, elementPieces(node, writing, around), writing)];
}

export function anchorPieces(node: Element, { linkedIds, anchors }: Writing): string[] {
  const names = namesOf(node).filter((id) => linkedIds.has(id));
  const waiting = anchors.splice(0);
  return [...waiting, ...names.map((id) => openTag(element('a', [], { id })) + '</a>')];
}

function elementPieces(node: Element, writing: Writing, around: Around): Piece[] {
  const { tagName } = node;
  const inside = (): Piece[] => inlinePieces(node.children, writing, around);
  const turnedNode = turned(node);
  const mark = marks.get(turnedNode.tagName);
  if (mark) return emphasis(turnedNode, mark, writing, around);
  if (htmlElements.has(tagName)) {
    const pieces = inside();
    return isBlank(pieces) ? pieces : [openTag(node), ...pieces, `</${tagName}>`];
  }
  switch (tagName) {
    case 'br':
      return [lineBreak];
    case 'a':
      return linkPieces(node, writing, around);
    case 'img':
      return picturePieces(node, writing, around);
    case 'code':
    case 'tt':
      return codePieces(node, inside);
    case 'import-footnote':
      writing.notes.push(node);
      return [`[^${writing.notes.length}]`];
    case 'import-left-over':
      writing.comments.push(commentOn(node, writing.source));
      return inside();
    case 'input':
      return [];
    default:
      return inside();
  }
}

function withLanguage(node: Element, pieces: Piece[], { next }: Writing): Piece[] {
  const lang = attribute(node, 'lang');
  if (!new RegExp(`^${languageTag}$`).test(lang) || htmlElements.has(node.tagName) || isBlank(pieces))
    return pieces;
  const group = next();
  const [before, inner, after] = withoutEdges(pieces);
  return [
    ...before,
    { group, light: '[', heavy: `<span lang="${lang}">` },
    ...inner,
    { group, light: `]{lang=${lang}}`, heavy: '</span>' },
    ...after,
  ];
}

/** Spaces and line breaks at the edges belong outside. */
function withoutEdges(pieces: readonly Piece[]): readonly [before: Piece[], inner: Piece[], after: Piece[]] {
  const inner = [...pieces];
  const before: Piece[] = [];
  const after: Piece[] = [];
  for (let first = inner[0]; first !== undefined; first = inner[0]) {
    const rest = typeof first === 'string' ? first.trimStart() : '';
    if (typeof first === 'object' || (rest !== '' && rest === first)) break;
    before.push(typeof first === 'string' ? first.slice(0, first.length - rest.length) : first);
    if (rest === '') inner.shift();
    else inner[0] = rest;
  }
  for (let last = inner.at(-1); last !== undefined; last = inner.at(-1)) {
    const rest = typeof last === 'string' ? last.trimEnd() : '';
    if (typeof last === 'object' || (rest !== '' && rest === last)) break;
    after.unshift(typeof last === 'string' ? last.slice(rest.length) : last);
    if (rest === '') inner.pop();
    else inner[inner.length - 1] = rest;
  }
  return [before, inner, after];
}

/** Three stars are read as strong in emphasised words. */
function turned(node: Element): Element {
  const [only, ...others] = node.children;
  const isTurned = isElement(node, 'strong', 'b') && isElement(only, 'em', 'i') && others.length === 0;
  return isTurned && bare(only) ? { ...only, children: [{ ...node, children: only.children }] } : node;
}

function emphasis(
  node: Element,
  [mark, tag]: readonly [mark: string, tag: string],
  writing: Writing,
  around: Around,
): Piece[] {
  const { marks: outside = '' } = around;
  if (outside.includes(`<${tag}>`)) return inlinePieces(node.children, writing, around);
  const pieces = inlinePieces(node.children, writing, { ...around, marks: `${outside}<${tag}>` });
  if (isBlank(pieces.filter((piece) => piece !== lineBreak))) return pieces;
  const [before, inner, after] = withoutEdges(pieces);
  const group = writing.next();
  return [
    ...before,
    { group, light: mark, heavy: `<${tag}>`, side: 'opens' },
    ...inner,
    { group, light: mark, heavy: `</${tag}>`, side: 'closes' },
    ...after,
  ];
}

function codePieces(node: Element, inside: () => Piece[]): Piece[] {
  const text = wholeText(node).replace(blankRun, ' ');
  if (text.trim() === '') return [text];
  const isPlain = node.children.every((child) => child.type === 'text');
  if (!isPlain || /[\u00ad\u200b]/.test(text)) return ['<code>', ...inside(), '</code>'];
  let fence = '`';
  while (text.includes(fence)) fence += '`';
  const pad = /^`|`$|^ .* $/.test(text) ? ' ' : '';
  return [fence + pad + text + pad + fence];
}

function openTag({ tagName, properties }: Element): string {
  const kept = ['id', 'title', 'lang', 'dir', 'dateTime', 'cite'].filter(
    (name) => (name !== 'id' || tagName === 'a') && (name !== 'cite' || tagName === 'q'),
  );
  const chosen = Object.fromEntries(
    kept.flatMap((name) => {
      const value = properties[name];
      return typeof value === 'string' ? [[name, value.replace(/\s+/g, ' ')] as const] : [];
    }),
  );
  if (typeof chosen['cite'] === 'string' && !/^https?:\/\//.test(chosen['cite'])) delete chosen['cite'];
  const html = writeHtml({ type: 'root', children: [element(tagName, [], chosen)] }).html.join('');
  return html.slice(0, -`</${tagName}>`.length);
}

/** A comment that says what stood here: readers do not see it. */
export function commentOn(node: Element, source: string): string {
  const name = short(attribute(node, 'name'), 200)
    .replace(/-(?=-)/g, '- ')
    .replaceAll('>', '›')
    .replaceAll('<', '‹');
  return `<!-- Aus ${source}: ${name} -->`;
}

// Links and pictures.

export function linkPieces(node: Element, writing: Writing, around: Around): Piece[] {
  const href = attribute(node, 'href');
  const target =
    around.inLink === true || href === '' ? undefined : targetOf(href, writing.targets, writing.ids);
  if (target === undefined) {
    const pieces = inlinePieces(node.children, writing, around);
    if (href !== '' && around.inLink !== true && !isBlank(pieces)) tellOfDeadLink(href, node, writing);
    return pieces;
  }
  const count = writing.notes.length;
  const pieces = inlinePieces(node.children, writing, { ...around, inLink: true });
  const inner = pieces.filter((piece) => !isMark(piece, count, writing));
  const marksBehind = pieces.filter((piece) => isMark(piece, count, writing));
  if (isBlank(inner.filter((piece) => piece !== lineBreak))) return pieces;
  const [before, label, after] = withoutEdges(inner);
  const text = wholeText(node).trim();
  const title = linkTitle(node, text, target);
  const whole: Piece[] = ['[', ...label, `](${destination(target)}${title})`];
  const isOnlyText = node.children.every((child) => child.type === 'text');
  const bareText = isOnlyText && title === '' ? bareAddress(text, target, writing) : undefined;
  return [...before, ...(bareText ?? whole), ...marksBehind, ...after];
}

/** The mark of a footnote that was written since. */
function isMark(piece: Piece, since: number, { notes }: Writing): boolean {
  const number = typeof piece === 'string' ? /^\[\^(\d+)\]$/.exec(piece)?.[1] : undefined;
  return number !== undefined && Number(number) > since && Number(number) <= notes.length;
}

function tellOfDeadLink(href: string, node: Element, { remarks }: Writing): void {
  const reason = /^#(?:$|top$)/.test(href)
    ? 'Dieser Link führte an keine bestimmte Stelle; die Wörter bleiben.'
    : href.startsWith('#')
      ? 'Die Stelle, zu der dieser Link führte, gibt es im Text nicht; die Wörter bleiben.'
      : 'Dieser Link hat keine Adresse, die ein Browser öffnen kann; die Wörter bleiben.';
  const before = `${short(lineOf(node), 60)} → ${short(href, 200)}`;
  remarks.push({ kind: 'link', reason, before, after: short(lineOf(node)) });
}

/** Addresses in the text become links by themselves. */
function bareAddress(text: string, target: string, { next }: Writing): Piece[] | undefined {
  const isSame = target === text || target === `mailto:${text}`;
  if (!isSame || /[\s<>"'`|\\&*_~[\]{}]/.test(text) || !/^https?:|@/.test(text)) return undefined;
  return [{ group: next(), light: text, heavy: `<${text}>` }];
}

function linkTitle(node: Element, text: string, target: string): string {
  const title = attribute(node, 'title').replace(/\s+/g, ' ').trim();
  const isNew = title !== '' && title !== text && title !== target && title !== attribute(node, 'href');
  return isNew ? ` ${quotedTitle(title)}` : '';
}

export function quotedTitle(title: string): string {
  const safe = title.replace(/\\(?=[!-/:-@[-`{-~]|$)/g, '\\\\').replace(/&(?=#?\w{1,31};)/g, '&amp;');
  return safe.includes('"') && !safe.includes("'") ? `'${safe}'` : `"${safe.replaceAll('"', '\\"')}"`;
}

export function destination(target: string): string {
  const plain = target
    .replace(/[\n\r\t]/g, ' ')
    .replaceAll('\\', '%5C')
    .replaceAll('<', '%3C')
    .replaceAll('>', '%3E')
    .replace(/&(?=#?\w{1,31};)/g, '&amp;');
  return /[ ()\p{Cc}]|^$/u.test(plain) ? `<${plain}>` : plain;
}

/** A picture in running text; without a file here, its words and a link. */
function picturePieces(node: Element, writing: Writing, around: Around): Piece[] {
  const src = attribute(node, 'src').trim();
  if (src === '') return [];
  const placed = mediaOf(node, writing.targets);
  if (placed) return pictureMarkup(node, placed, '', writing);
  const words = textPieces(wordsFor(node), writing.next, 'link');
  const target = around.inLink === true ? undefined : targetOf(src, writing.targets, writing.ids);
  const after = short(target === undefined ? wordsFor(node) : `${wordsFor(node)} → ${target}`);
  writing.remarks.push({
    kind: 'picture',
    reason:
      target === undefined
        ? 'Dieses Bild fehlt hier; an seiner Stelle steht, was es zeigt.'
        : 'Dieses Bild liegt nicht im Blog; an seiner Stelle steht, was es zeigt, mit einem Link.',
    before: short(/^data:/i.test(src) ? 'data:…' : src),
    after,
  });
  return target === undefined ? words : ['[', ...words, `](${destination(target)})`];
}

export function pictureMarkup(
  node: Element,
  placed: { readonly reference: string; readonly alt?: string },
  title: string,
  { next }: Writing,
): Piece[] {
  const alt = attribute(node, 'alt').replace(/\s+/g, ' ').trim();
  const words = alt === placed.alt ? [] : textPieces(alt, next, 'picture');
  return [
    '![',
    ...words,
    `](${destination(placed.reference)}${title === '' ? '' : ` ${quotedTitle(title)}`})`,
  ];
}
