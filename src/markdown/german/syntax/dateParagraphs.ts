/**
 * mdast: what Markdown takes for a list or a quotation, and no author means as one, becomes a paragraph again:
 * `13. September 2023 …`, `13. 9. 2023: …`, `1. FC Köln …` at the beginning of a paragraph or of a line in its
 * middle, `>>Nein<<, sagte er`, `+ + + Eilmeldung + + +`.
 *
 * An ordered list stays one
 * - with two or more items whose numbers follow each other (`1. Januar`, `2. Februar`), unless they are
 *   the days of one month with blank lines between them: that is a chronicle;
 * - when neither a date, an ordinal's usual noun („3. Liga“) nor a year („1989. Ein Jahr“) is there, unless it
 *   has one item of one paragraph, nothing else in the text counts on from it, and the words could follow
 *   an ordinal: a noun („75. Hauptversammlung“), or anything in the middle of a sentence.
 */
import type { Blockquote, List, ListItem, Paragraph, PhrasingContent, Root, RootContent } from 'mdast';
import { visit } from 'unist-util-visit';
import { monthNames, sentenceBeginnings } from '../rules/spacing.ts';

/** Nouns that follow an ordinal in news. */
const nouns = [
  'Advent|Akt|Armee|Auflage|Ausgabe|Bataillon|Berlinale|Bezirk|Biennale|Brigade|Buch|Bundesliga|Bürgermeister(?:in)?|Division|Etage',
  'Etappe|Fassung|Feiertag|Folge|Geburtstag|Generation|Grad|Halbjahr|Halbzeit|Jahrestag|Jahrgang|Jahrhundert|Jahrtausend|Jubiläum|Kammer|Kapitel',
  'Klasse|Kompanie|Kongress|Korps|Lauf|Lebensjahr|Legislaturperiode|Lesung|Liga|Mannschaft|Minute|Mose|Ostertag|Parteitag|Platz|Preis|Quartal',
  'Rang|Regiment|Runde|Satz|Schuljahr|Semester|Senat|Sinfonie|Sitzung|Spiel|Spieltag|Staffel|Stock|Strafkammer|Strafsenat|Symphonie|Tag|Tagung|Teil',
  'Todestag|Untersuchungsausschuss|Verhandlungstag|Viertel|Vorsitzende[rn]?|Wahlgang|Wahlperiode|Weihnachtstag|Weihnachtsfeiertag|Weltkrieg|Welle|Woche|Zivilkammer|Zivilsenat',
  // Clubs count themselves.
  'AC|BC|BFC|CfR|EHC|ERC|FC|FCA|FCK|FCN|FFC|FSV|HC|HFC|HSV|KSC|RC|SC|SSV|SV|TC|TSV|TuS|VfB|VfL|VfR',
].join('|');

const quoteOrEmphasis = String.raw`["'„»«‚›‹*_]*`;
const date = String.raw`\d{1,2}\. (?:0?[1-9]|1[0-2])\.(?=[ \t]|(?:19|20)\d\d(?!\d))`;
const span = String.raw`\d{1,3}\. (?:und|oder|bis|–|/) \d{1,3}\.`;
const opening = String.raw`(?:(?<certain>${date}|${span})|\d{1,3}\.[ \t]+${quoteOrEmphasis}(?<noun>${monthNames}|${nouns})(?!\p{L})|[12]\d{3}\.[ \t])`;
const openingHere = new RegExp(opening, 'uy');
/** A cheap look, because most texts number nothing. */
const numberedLine = /^[ \t>*+-]*\d{1,4}\.[ \t]/m;
const openingOfLine = new RegExp(String.raw`^[ \t>*+-]*${opening}`, 'mu');
/** Lines that number something, without those that certainly do not. */
const itemOfLine = new RegExp(String.raw`^[ \t>*+-]*(?!${opening})(\d{1,3})\.[ \t]`, 'gmu');

/** One space, and a noun or an adjective with its noun, which could follow an ordinal. */
const ordinalHere = new RegExp(
  String.raw`[1-9]\d{0,2}\. ${quoteOrEmphasis}(?!(?:${sentenceBeginnings})(?!\p{L}))(?:\p{Lu}\p{L}+|(?!(?:[dms]?eine?|keine?|ihre|unsere|diese|jede|alle)[mnrs]?\s)\p{Ll}{3,}e[mnrs]? \p{Lu}\p{L}+)`,
  'uy',
);
const anyHere = /[1-9]\d{0,2}\. \S/y;

interface Item {
  readonly node: ListItem;
  readonly number: number;
  /** The month or noun after the number; empty for a year. */
  readonly noun?: string;
  /** A date or span of numbers, which no list counts. */
  readonly isCertain: boolean;
}

/** Whether a line begins as one of these paragraphs would, whatever stands around it. */
export function mayBeginWithDate(source: string): boolean {
  return numberedLine.test(source) && openingOfLine.test(source);
}

export function restoreDateParagraphs(tree: Root, source: string): void {
  if (tree.children.every(({ type }) => type === 'paragraph' || type === 'simpleRun')) return;
  if (!numberedLine.test(source) && !typedMarks.test(source)) return;
  let known: ReadonlySet<number> | undefined;
  const counted = (): ReadonlySet<number> =>
    (known ??= new Set(Array.from(source.matchAll(itemOfLine), (match) => Number(match.at(-1)))));
  const restore = <Child extends RootContent>(children: readonly Child[]): (Child | Flow)[] => {
    const result: (Child | Flow)[] = [];
    for (const child of children) {
      if (child.type === 'list' && child.ordered === true) {
        restoreList(child, source, counted, result);
        continue;
      }
      const typed = restoreTyped(child, source);
      const [first, ...others] = typed ?? [];
      if (!typed) result.push(child);
      else if (first && !continues(result.at(-1), first)) result.push(first);
      result.push(...others);
    }
    return result;
  };
  visit(tree, (node) => {
    switch (node.type) {
      case 'root':
      case 'passage':
        node.children = restore(node.children);
        break;
      case 'blockquote':
      case 'listItem':
      case 'footnoteDefinition':
        node.children = restore(node.children);
        break;
      default:
    }
  });
}

type Flow = ListItem['children'][number];

/** The numbers of lines that may be items. */
type Counted = () => ReadonlySet<number>;

/** Takes the list apart where its items are text; runs of real items stay lists. */
function restoreList(list: List, source: string, counted: Counted, result: RootContent[]): void {
  const items = list.children.map((node) => readItem(node, source));
  const isText = items.map((item, index) =>
    items.length === 1
      ? item.noun !== undefined || isOrdinal(item, source, counted, result.at(-1))
      : standsAlone(item, items[index - 1], items[index + 1]),
  );
  let current: List | undefined;
  for (const [index, item] of items.entries()) {
    const blocks = isText[index] ? unwrap(item.node, source) : undefined;
    if (blocks) {
      current = undefined;
      const [first, ...others] = blocks;
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
  const isCertain = match?.groups?.['certain'] !== undefined;
  return match
    ? { node, number, isCertain, noun: match.groups?.['noun'] ?? '' }
    : { node, number, isCertain };
}

/** Whether the only item of a list, in which no usual noun is, is text all the same. */
function isOrdinal(
  { node, number }: Item,
  source: string,
  counted: Counted,
  before: RootContent | undefined,
): boolean {
  const pattern = isMidSentence(node, source, before) ? anyHere : ordinalHere;
  pattern.lastIndex = node.position?.start.offset ?? 0;
  if (node.children.length !== 1 || node.children[0]?.type !== 'paragraph' || !pattern.test(source))
    return false;
  return !counted().has(number - 1) && !counted().has(number + 1);
}

/** The list would interrupt a sentence. */
function isMidSentence(node: ListItem, source: string, before: RootContent | undefined): boolean {
  if (before?.type !== 'paragraph' || lineOf(before, 'end') + 1 !== lineOf(node, 'start')) return false;
  return /[\p{L}\p{N},–-]$/u.test(source.charAt((before.position?.end.offset ?? 0) - 1));
}

function standsAlone(item: Item, before: Item | undefined, after: Item | undefined): boolean {
  if (item.noun === undefined) return false;
  return !(before && belongTogether(before, item)) && !(after && belongTogether(item, after));
}

function belongTogether(one: Item, next: Item): boolean {
  if (one.isCertain || next.isCertain) return false;
  const isChronicle = one.noun === next.noun && lineOf(next.node, 'start') > lineOf(one.node, 'end') + 1;
  return next.number === one.number + 1 && !isChronicle;
}

function lineOf(node: RootContent, end: 'start' | 'end'): number {
  return node.position?.[end].line ?? 0;
}

/** The blocks of the item, its number (and those that Markdown took out of a date) before the first words; undefined when it has none. */
function unwrap(item: ListItem, source: string): ListItem['children'] | undefined {
  const [first, ...others] = item.children;
  if (first?.type === 'list' && lineOf(first, 'start') === lineOf(item, 'start')) {
    const [inner, ...further] = first.children;
    const blocks = inner && unwrap(inner, source);
    const [words, ...rest] = blocks ?? [];
    if (words?.type !== 'paragraph' && words?.type !== 'heading') return undefined;
    const left: Flow[] = further.length > 0 ? [{ ...first, children: further }] : [];
    return [withBeginning(words, item, source), ...rest, ...left, ...others];
  }
  if (first?.type !== 'paragraph' && first?.type !== 'heading') return undefined;
  return [withBeginning(first, item, source), ...others];
}

/** A block with what stands in the source from the beginning of `node` to its own. */
function withBeginning<Block extends Flow & { children: PhrasingContent[] }>(
  block: Block,
  node: RootContent,
  source: string,
): Block {
  const [words, ...rest] = block.children;
  const from = node.position?.start;
  if (from?.offset === undefined || !block.position) return block;
  const value = source.slice(from.offset, block.position.start.offset).replace(/\s+/g, ' ');
  const position = { start: from, end: (words ?? block).position?.end ?? block.position.end };
  const children: PhrasingContent[] =
    words?.type === 'text'
      ? [{ ...words, value: value + words.value, position }, ...rest]
      : [{ type: 'text', value, position: { ...position, end: block.position.start } }, ...block.children];
  return { ...block, children, position: { ...block.position, start: from } };
}

/** A line „1. Mai …“ in the middle of a paragraph goes back into it. */
function continues(before: RootContent | undefined, block: RootContent): boolean {
  if (before?.type !== 'paragraph' || block.type !== 'paragraph') return false;
  if (lineOf(before, 'end') + 1 !== lineOf(block, 'start')) return false;
  before.children.push({ type: 'text', value: '\n' }, ...block.children);
  if (before.position && block.position) before.position.end = block.position.end;
  return true;
}

// What is typed with signs that Markdown knows: quotes as angle brackets, signs of a break.

/** A cheap look. */
const typedMarks = /^[ \t>*+-]*(?:\d{1,9}[.)][ \t]+)?(?:>>\S|([-+*]) \1 \1)/m;
const breakHere = /([-+*]) \1 \1(?: \1)*(?:[ \t]+\S|[ \t]*(?:\n|$))/y;

function restoreTyped(node: RootContent, source: string): readonly Flow[] | undefined {
  if (node.type === 'list') return restoreBreaks(node, source);
  const quote = node.type === 'blockquote' ? restoreQuote(node, source) : undefined;
  return quote && [quote];
}

/** `>>Nein<<, sagte er`: a paragraph. On no further line may a `>` have been taken out. */
function restoreQuote(outer: Blockquote, source: string): Paragraph | undefined {
  const [inner, ...others] = outer.children;
  const [words, ...further] = inner?.type === 'blockquote' ? inner.children : [];
  if (words?.type !== 'paragraph' || others.length > 0 || further.length > 0) return undefined;
  const typed = source.slice(outer.position?.start.offset, outer.position?.end.offset);
  return /^>>[^\s>].*?<</s.test(typed) && !/\n[ \t]*>/.test(typed)
    ? withBeginning(words, outer, source)
    : undefined;
}

/** `+ + + Eilmeldung + + +`: a paragraph; `+ + +` alone: a break. A list in which every item is one of them. */
function restoreBreaks(list: List, source: string): readonly Flow[] | undefined {
  const flows: Flow[] = [];
  for (const item of list.children) {
    breakHere.lastIndex = item.position?.start.offset ?? 0;
    if (!breakHere.test(source)) return undefined;
    const typed = source.slice(item.position?.start.offset, item.position?.end.offset);
    const [block, ...others] = /^[-+* \t\n]*$/.test(typed)
      ? [{ type: 'thematicBreak' as const, ...(item.position && { position: item.position }) }]
      : (unwrap(item, source) ?? []);
    if (!block || others.length > 0) return undefined;
    flows.push(block);
  }
  return flows;
}
