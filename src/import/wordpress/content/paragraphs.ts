/**
 * Well-formed content from clean nodes in which phrasing and blocks are mixed: paragraphs where WordPress shows them, and
 * emphasis that no blank begins or ends.
 */
import type { Element, ElementContent } from 'hast';
import {
  anchorOf,
  append,
  el,
  isAnchor,
  isBlank,
  isBlock,
  isBreak,
  isLineEnd,
  isTag,
  paragraphEnd,
  text,
} from './reading.ts';
import { isEmbeddable, pageOfFrame } from './embeds.ts';

/** Phrasing elements around words; blanks at their ends stand outside. */
const marks: ReadonlySet<string> = new Set([
  'strong',
  'em',
  'u',
  'del',
  'ins',
  'mark',
  'sub',
  'sup',
  'small',
  'a',
  'q',
  'span',
  'abbr',
  'cite',
  'code',
  'kbd',
]);

/** Of these, two side by side are one. */
const joined: ReadonlySet<string> = new Set(['strong', 'em', 'u', 'del', 'ins', 'mark', 'small']);

/** Around phrasing; blocks inside get it into their own phrasing, because no mark may stand around a block. */
export function wrap(mark: Element, content: readonly ElementContent[]): readonly ElementContent[] {
  const parts = partLines(content);
  if (!parts.some((node) => isBlock(node) || isBreak(node))) return aroundWords(mark, parts);
  if (mark.tagName === 'a' && parts.some(hasLink)) return parts;
  return runs(parts).flatMap((run) => {
    if (run.kind === 'phrasing') return run.nodes.every(isBlank) ? run.nodes : aroundWords(mark, run.nodes);
    return run.nodes.map((node) => (isBreak(node) ? node : wrapInside(mark, node)));
  });
}

/** A place that links lead to stands before a link, for no link can be in another. */
function aroundWords(mark: Element, nodes: readonly ElementContent[]): readonly ElementContent[] {
  if (nodes.every((node) => isBlank(node) || isAnchor(node))) return nodes;
  const anchors: Element[] = [];
  const children = mark.tagName === 'a' ? withoutAnchors(nodes, anchors) : [...nodes];
  return [...anchors, { ...mark, children }];
}

function withoutAnchors(nodes: readonly ElementContent[], anchors: Element[]): ElementContent[] {
  return nodes.flatMap((node): readonly ElementContent[] => {
    if (node.type !== 'element') return [node];
    if (!isAnchor(node)) return [{ ...node, children: withoutAnchors(node.children, anchors) }];
    anchors.push(node);
    return [];
  });
}

function hasLink(node: ElementContent): boolean {
  return node.type === 'element' && (node.properties['href'] !== undefined || node.children.some(hasLink));
}

const untouched: ReadonlySet<string> = new Set([
  'table',
  'hr',
  'video',
  'audio',
  'pre',
  'import-code',
  'import-embed',
  'figcaption',
  'import-footnote',
]);

function wrapInside(mark: Element, node: ElementContent): ElementContent {
  if (node.type !== 'element' || untouched.has(node.tagName)) return node;
  if (isTag(node, 'blockquote', 'import-pull-quote')) {
    // The source that stands below its quote stays there.
    const children = node.children.flatMap((child) =>
      isTag(child, 'cite')
        ? [{ ...child, children: [...aroundWords(mark, child.children)] }]
        : wrapInside(mark, child),
    );
    return { ...node, children };
  }
  // A figure's own picture can be a link, but not bold.
  const takesWords = node.tagName !== 'figure' || mark.tagName === 'a';
  const children = runs(node.children).flatMap((run): readonly ElementContent[] =>
    takesWords && run.kind === 'phrasing' && !run.nodes.every(isBlank)
      ? aroundWords(mark, run.nodes)
      : run.nodes.map((child) => (run.kind === 'phrasing' ? child : wrapInside(mark, child))),
  );
  return { ...node, children };
}

interface Run {
  readonly kind: 'phrasing' | 'blocks';
  readonly nodes: ElementContent[];
}

/** Parts of a list item and the like, which are no phrasing either. */
const parts: ReadonlySet<string> = new Set([
  'li',
  'dt',
  'dd',
  'figcaption',
  'summary',
  'thead',
  'tbody',
  'tfoot',
  'tr',
  'td',
  'th',
  'caption',
]);

function runs(nodes: readonly ElementContent[]): readonly Run[] {
  const found: Run[] = [];
  for (const node of nodes) {
    const kind =
      isBlock(node) || isBreak(node) || (node.type === 'element' && parts.has(node.tagName))
        ? 'blocks'
        : 'phrasing';
    const last = found.at(-1);
    if (last?.kind === kind) last.nodes.push(node);
    else found.push({ kind, nodes: [node] });
  }
  return found;
}

/** Two breaks in a row are what a reader sees as the end of a paragraph. */
function partLines(nodes: readonly ElementContent[]): ElementContent[] {
  if (!nodes.some((node) => isTag(node, 'br'))) return [...nodes];
  const parted: ElementContent[] = [];
  /** Where the last hard break stands, if nothing but blanks came since. */
  let hard = -1;
  for (const node of nodes) {
    if (isTag(node, 'br') && !isLineEnd(node)) {
      if (hard >= 0) {
        parted.splice(hard, parted.length - hard, paragraphEnd);
        hard = parted.length - 1;
        continue;
      }
      hard = parted.length;
    } else if (!isBlank(node)) hard = -1;
    if (!isBreak(node) || !isBreak(parted.at(-1) ?? text(''))) parted.push(node);
  }
  return parted;
}

/** Content of a text, a quote, a box: paragraphs and blocks. */
export function flow(items: readonly ElementContent[]): ElementContent[] {
  const content: ElementContent[] = [];
  /** Names of places that links lead to (`id`), for the next block. */
  let names: readonly string[] = [];
  const push = (node: ElementContent): void => {
    content.push(node.type === 'element' ? withNames(node, names) : node);
    names = [];
  };
  for (const run of runs(partLines(items))) {
    if (run.kind === 'blocks') {
      for (const node of run.nodes) if (!isBreak(node)) push(node);
    } else {
      const { nodes, ids } = takeAnchors(phrasing(run.nodes));
      names = [...new Set([...names, ...ids])];
      for (const block of paragraphsOf(nodes)) push(block);
    }
  }
  const last = content.at(-1);
  if (names[0] !== undefined && last?.type === 'element') last.properties['id'] ??= names[0];
  return content;
}

/** A block has one name of its own; a paragraph has places for more. */
function withNames(node: Element, names: readonly string[]): Element {
  if (names.length === 0) return node;
  const id = node.properties['id'] ?? names[0];
  const others = node.tagName === 'p' ? names.filter((name) => name !== id).map(anchorOf) : [];
  return { ...node, properties: { ...node.properties, id }, children: [...others, ...node.children] };
}

/** The first place with a name in a paragraph names the paragraph, and all do where nothing else is. */
function takeAnchors(nodes: readonly ElementContent[]): {
  readonly nodes: readonly ElementContent[];
  readonly ids: readonly string[];
} {
  const anchors = nodes.filter((node) => isAnchor(node));
  const first = anchors[0]?.properties['id'];
  const taken = new Set(
    isSeen(nodes) ? anchors.filter(({ properties }) => properties['id'] === first) : anchors,
  );
  if (taken.size === 0) return { nodes, ids: [] };
  return {
    nodes: phrasing(nodes.filter((node) => !isAnchor(node) || !taken.has(node))),
    ids: [...taken].map(({ properties }) => String(properties['id'])),
  };
}

/** A run of settled phrasing: its paragraph, or the things it names by their address. */
function paragraphsOf(nodes: readonly ElementContent[]): readonly ElementContent[] {
  if (nodes.every((node) => isBlank(node) || isTag(node, 'br'))) return [];
  if (nodes.every((node) => isBlank(node) || isTag(node, 'import-left-over')))
    return nodes.filter((node) => !isBlank(node));
  const lines = linesOf(nodes);
  if (!lines.some((line) => loneAddress(line) !== undefined)) return [el('p', {}, nodes)];
  const content: ElementContent[] = [];
  let paragraph: ElementContent[] = [];
  const end = (): void => {
    const settled = phrasing(paragraph);
    if (settled.length > 0) content.push(el('p', {}, settled));
    paragraph = [];
  };
  for (const line of lines) {
    const address = loneAddress(line);
    if (address !== undefined && isEmbeddable(address)) {
      end();
      content.push(el('import-embed', { url: pageOfFrame(address) }));
    } else {
      const words = address === undefined ? line : [el('a', { href: address }, [text(address)])];
      append(paragraph, [...(paragraph.length > 0 ? [el('br')] : []), ...words]);
    }
  }
  end();
  return content;
}

function linesOf(nodes: readonly ElementContent[]): readonly ElementContent[][] {
  const lines: ElementContent[][] = [[]];
  for (const node of nodes) {
    if (isTag(node, 'br')) lines.push([]);
    else lines.at(-1)?.push(node);
  }
  return lines;
}

function loneAddress(line: readonly ElementContent[]): string | undefined {
  const [only, ...others] = line;
  if (only?.type !== 'text' || others.length > 0) return undefined;
  return /^\s*(https?:\/\/[^\s<>"]+)\s*$/i.exec(only.value)?.[1];
}

/** Content of a list item, a cell, a definition: bare words if they are one paragraph. */
export function tight(items: readonly ElementContent[]): ElementContent[] {
  const parted = partLines(items);
  const isLoose = parted.some((node) => isBlock(node) && !isTag(node, 'ul', 'ol'));
  const isNothing = (node: ElementContent): boolean => isBlank(node) || isAnchor(node);
  const hasEnd =
    runs(parted).filter((run) => run.kind === 'phrasing' && !run.nodes.every(isNothing)).length > 1;
  if (!isLoose && !hasEnd) {
    return runs(parted).flatMap((run) =>
      run.kind === 'phrasing' ? phrasing(run.nodes) : run.nodes.filter((node) => !isBreak(node)),
    );
  }
  const content = flow(parted);
  const [only, ...others] = content;
  const isOne =
    isTag(only, 'p') &&
    others.every((node) => isTag(node, 'ul', 'ol')) &&
    only.properties['id'] === undefined;
  return isOne ? [...only.children, ...others] : content;
}

/** Phrasing alone, for headings and captions: of blocks only the words, a break between two. */
export function phrasingOnly(items: readonly ElementContent[]): ElementContent[] {
  return phrasing(flatten(partLines(items)));
}

function flatten(items: readonly ElementContent[]): readonly ElementContent[] {
  return items.flatMap((node): readonly ElementContent[] => {
    if (isBreak(node)) return [lineBreak];
    if (node.type !== 'element') return [node];
    if (!isBlock(node) && !parts.has(node.tagName)) return [node];
    if (node.tagName === 'import-embed') {
      const url = String(node.properties['url']);
      return [lineBreak, el('a', { href: url }, [text(url)]), ...flatten(node.children), lineBreak];
    }
    if (node.tagName === 'video' || node.tagName === 'audio') {
      const src = String(node.properties['src']);
      return [lineBreak, el('a', { href: src }, [text(src)]), lineBreak];
    }
    const inside = flatten(node.children);
    return [
      lineBreak,
      ...(isTag(node, 'blockquote', 'import-pull-quote') ? asTitles(inside) : inside),
      lineBreak,
    ];
  });
}

/** What stood in a quote that is none any more: the source it named is a title like those in other texts, and slants only once. */
export function asTitles(nodes: readonly ElementContent[], isSlanted = false): readonly ElementContent[] {
  return nodes.flatMap((node): readonly ElementContent[] => {
    if (node.type !== 'element') return [node];
    const slants = isTag(node, 'cite', 'em');
    const children = [...asTitles(node.children, isSlanted || slants)];
    if (slants && isSlanted) return children;
    return [{ ...node, tagName: slants ? 'em' : node.tagName, children }];
  });
}

const lineBreak: ElementContent = el('br');

/**
 * Phrasing as a reader sees it: blanks made one and outside of marks, breaks only between words, marks that touch made one,
 * empty ones gone.
 */
export function phrasing(nodes: readonly ElementContent[]): ElementContent[] {
  const settled = trimmed(joinedTexts(settle(nodes)));
  return settled.map((node) => (isLineEnd(node) ? el('br') : node));
}

/** Like `phrasing`, but with blanks and breaks at both ends. */
function settle(nodes: readonly ElementContent[]): readonly ElementContent[] {
  const settled: ElementContent[] = [];
  /** Marks to which others were joined: their children are settled together at last. */
  const grown = new Set<Element>();
  for (const node of nodes) {
    if (isBreak(node)) settled.push(text(' '));
    else if (node.type !== 'element' || !marks.has(node.tagName)) settled.push(node);
    else {
      const [before, inner, after] = hoisted(joinedTexts(settle(node.children)));
      append(settled, before);
      const last = settled.at(-1);
      if (inner.length === 0) {
        if (node.properties['id'] !== undefined) settled.push(anchorOf(String(node.properties['id'])));
      } else if (isTag(last, node.tagName) && joined.has(node.tagName) && isPlain(last) && isPlain(node)) {
        append(last.children, withHardBreaks(inner));
        grown.add(last);
      } else settled.push({ ...node, children: withHardBreaks(inner) });
      append(settled, after);
    }
  }
  for (const mark of grown) mark.children = joinedTexts(mark.children);
  return settled;
}

function isPlain(node: Element): boolean {
  return Object.keys(node.properties).length === 0;
}

function withHardBreaks(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.map((node) => (isLineEnd(node) ? el('br') : node));
}

/** Texts side by side made one, their blanks too; those around breaks fall away, and so do the breaks of lines beside others. */
function joinedTexts(nodes: readonly ElementContent[]): ElementContent[] {
  const content: ElementContent[] = [];
  let words: string[] = [];
  const end = (): void => {
    if (words.length === 0) return;
    const value = words.join('').replaceAll(/[ \t\n\r\f]+/g, ' ');
    words = [];
    const begun = isTag(content.at(-1), 'br') ? value.replace(/^ /, '') : value;
    if (begun !== '') content.push(text(begun));
  };
  for (const node of nodes) {
    if (node.type === 'text') words.push(node.value);
    else {
      end();
      if (isTag(node, 'br')) {
        const last = content.at(-1);
        if (last?.type === 'text') {
          content.pop();
          const value = last.value.replace(/ $/, '');
          if (value !== '') content.push(text(value));
        }
        if (isTag(content.at(-1), 'br')) {
          if (!isLineEnd(node)) content[content.length - 1] = node;
          continue;
        }
      }
      content.push(node);
    }
  }
  end();
  return content;
}

type Hoisted = readonly [ElementContent[], ElementContent[], ElementContent[]];

/** Blanks and breaks at both ends, apart from what they surround. */
function hoisted(nodes: readonly ElementContent[]): Hoisted {
  let start = 0;
  let end = nodes.length;
  const isGap = (node: ElementContent | undefined): boolean =>
    isTag(node, 'br') || (node?.type === 'text' && /^[ \u00A0]*$/.test(node.value));
  while (start < end && isGap(nodes[start])) start += 1;
  while (end > start && isGap(nodes[end - 1])) end -= 1;
  const before = nodes.slice(0, start);
  const inner = nodes.slice(start, end);
  const after = nodes.slice(end);
  const first = inner[0];
  if (first?.type === 'text') {
    const blanks = /^[ \u00A0]*/.exec(first.value)?.[0] ?? '';
    if (blanks !== '') {
      before.push(text(blanks));
      inner[0] = text(first.value.slice(blanks.length));
    }
  }
  const last = inner.at(-1);
  if (last?.type === 'text') {
    const value = last.value.trimEnd();
    if (value !== last.value) {
      after.unshift(text(last.value.slice(value.length)));
      inner[inner.length - 1] = text(value);
    }
  }
  return [before, inner, after];
}

/** Without blanks, protected ones too, and breaks at both ends. */
function trimmed(nodes: readonly ElementContent[]): readonly ElementContent[] {
  return hoisted(nodes)[1];
}

/** Whether a reader sees anything of it. */
export function isSeen(nodes: readonly ElementContent[]): boolean {
  return nodes.some((node) => {
    if (node.type === 'text') return !isBlank(node);
    return node.type === 'element' && (things.has(node.tagName) || isSeen(node.children));
  });
}

const things: ReadonlySet<string> = new Set([
  'img',
  'video',
  'audio',
  'hr',
  'import-embed',
  'import-left-over',
]);
