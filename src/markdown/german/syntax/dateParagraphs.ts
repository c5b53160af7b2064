/**
 * mdast: `13. September 2023 …` at the beginning of a paragraph is no numbered list. Markdown has made
 * one of it; here it becomes a paragraph again. It stays a list
 * - with two or more items whose numbers follow each other (`1. Januar`, `2. Februar`), unless they are
 *   the days of one month with blank lines between them: that is a chronicle;
 * - when something else than a month, an ordinal's noun („3. Liga“) or a year („1989. Ein Jahr“) is there.
 */
import type { List, ListItem, PhrasingContent, Root, RootContent } from 'mdast';
import { visit } from 'unist-util-visit';
import { monthNames } from '../rules/spacing.ts';

/** Nouns that follow an ordinal in news. */
const nouns = [
  'Advent|Akt|Auflage|Bezirk|Bundesliga|Etage|Etappe|Fassung|Folge|Geburtstag|Generation|Halbjahr|Halbzeit|Jahrestag',
  'Jahrgang|Jahrhundert|Jubiläum|Kammer|Kapitel|Klasse|Lauf|Lesung|Liga|Mannschaft|Minute|Platz|Preis|Quartal',
  'Rang|Runde|Satz|Semester|Senat|Sinfonie|Spieltag|Staffel|Stock|Strafkammer|Strafsenat|Symphonie|Tag|Teil',
  'Todestag|Verhandlungstag|Viertel|Wahlgang|Wahlperiode|Weltkrieg|Welle|Woche|Zivilkammer|Zivilsenat',
].join('|');

const quoteOrEmphasis = String.raw`["'„»«‚›‹*_]*`;
const opening = String.raw`(?:(\d{1,3})\.[ \t]+${quoteOrEmphasis}(${monthNames}|${nouns})(?!\p{L})|([12]\d{3})\.[ \t])`;
const openingHere = new RegExp(opening, 'uy');
/** A cheap look, because most texts number nothing. */
const numberedLine = /^[ \t>*+-]*\d{1,4}\.[ \t]/m;
const openingOfLine = new RegExp(String.raw`^[ \t>*+-]*${opening}`, 'mu');

interface Item {
  readonly node: ListItem;
  readonly number: number;
  /** The month or noun after the number; empty for a year. */
  readonly noun?: string;
}

/** Whether a line begins as one of these paragraphs would. */
export function mayBeginWithDate(source: string): boolean {
  return numberedLine.test(source) && openingOfLine.test(source);
}

export function restoreDateParagraphs(tree: Root, source: string): void {
  if (tree.children.every(({ type }) => type === 'paragraph') || !mayBeginWithDate(source)) return;
  visit(tree, (node) => {
    switch (node.type) {
      case 'root':
      case 'passage':
        node.children = restore(node.children, source);
        break;
      case 'blockquote':
      case 'listItem':
      case 'footnoteDefinition':
        node.children = restore(node.children, source);
        break;
      default:
    }
  });
}

type Flow = ListItem['children'][number];

function restore<Child extends RootContent>(children: readonly Child[], source: string): (Child | Flow)[] {
  const result: (Child | Flow)[] = [];
  for (const child of children) {
    if (child.type !== 'list' || child.ordered !== true) result.push(child);
    else restoreList(child, source, result);
  }
  return result;
}

/** Takes the list apart where its items are text; runs of real items stay lists. */
function restoreList(list: List, source: string, result: RootContent[]): void {
  const items = list.children.map((node) => readItem(node, source));
  const isText = items.map((item, index) => standsAlone(item, items[index - 1], items[index + 1]));
  let current: List | undefined;
  for (const [index, item] of items.entries()) {
    if (isText[index]) {
      current = undefined;
      const [first, ...others] = unwrap(item);
      if (first && !(index === 0 && continues(result.at(-1), first))) result.push(first);
      result.push(...others);
    } else if (current) current.children.push(item.node);
    else {
      current = { ...list, start: index === 0 ? list.start : item.number, children: [item.node] };
      result.push(current);
    }
  }
}

function readItem(node: ListItem, source: string): Item {
  const start = node.position?.start.offset ?? 0;
  openingHere.lastIndex = start;
  const match = openingHere.exec(source);
  const number = Number.parseInt(source.slice(start, start + 9), 10);
  return match ? { node, number, noun: match[2] ?? '' } : { node, number };
}

function standsAlone(item: Item, before: Item | undefined, after: Item | undefined): boolean {
  if (item.noun === undefined) return false;
  return !(before && belongTogether(before, item)) && !(after && belongTogether(item, after));
}

function belongTogether(one: Item, next: Item): boolean {
  const isChronicle = one.noun === next.noun && lineOf(next.node, 'start') > lineOf(one.node, 'end') + 1;
  return next.number === one.number + 1 && !isChronicle;
}

function lineOf(node: RootContent, end: 'start' | 'end'): number {
  return node.position?.[end].line ?? 0;
}

/** The blocks of the item, the number before the first words. */
function unwrap({ node, number }: Item): ListItem['children'] {
  const [first, ...others] = node.children;
  if (first?.type !== 'paragraph' && first?.type !== 'heading') return node.children;
  const [words, ...rest] = first.children;
  const value = `${number}. `;
  const children: PhrasingContent[] =
    words?.type === 'text'
      ? [{ ...words, value: value + words.value }, ...rest]
      : [{ type: 'text', value }, ...first.children];
  return [{ ...first, children }, ...others];
}

/** A line „1. Mai …“ in the middle of a paragraph goes back into it. */
function continues(before: RootContent | undefined, block: RootContent): boolean {
  if (before?.type !== 'paragraph' || block.type !== 'paragraph') return false;
  if (lineOf(before, 'end') + 1 !== lineOf(block, 'start')) return false;
  before.children.push({ type: 'text', value: '\n' }, ...block.children);
  return true;
}
