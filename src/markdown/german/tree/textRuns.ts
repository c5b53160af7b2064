/**
 * A run is the text of one paragraph, heading, cell or attribute, as a reader sees it: the borders of
 * emphasis and links are gone, so that rules see „“ around a link. Code, pictures and foreign words
 * stand in it as one sign each that no rule touches.
 */
import type { Element, ElementContent, Nodes, Root, Text } from 'hast';
import { isGerman, type QuoteStyle, type GermanOptions } from '../../../config/germanOptions.ts';
import type { VFile } from 'vfile';
import { type QuoteMark, readQuoteMarks } from '../rules/quotes.ts';
import { applyEdits, type Edit } from '../edit.ts';
import { findEdits } from '../typeset.ts';

export interface RunPiece {
  /** Where the piece begins in the run. */
  readonly start: number;
  /** Its text as it is in the tree. */
  readonly text: string;
  readonly node: Text | Element;
  /** Puts another text in the place of the piece. */
  readonly replace: (text: string) => void;
}

export interface Run {
  readonly text: string;
  readonly pieces: readonly RunPiece[];
  /** The run is an attribute (`alt`, `title`) or heading: no quote goes on in the next run. */
  readonly alone: boolean;
}

/** U+FFFC stands for a thing in the text, U+2028 for a hard line break. */
const thing = '\ufffc';
const lineBreak = '\u2028';

interface Collector {
  readonly runs: Run[];
  text: string;
  pieces: RunPiece[];
}

/** `off` parts are those that the author took out, `foreign` ones may have German parts again. */
type Language = 'german' | 'foreign' | 'off';

/** All runs of German text, in reading order. */
export function collectRuns(tree: Root): readonly Run[] {
  const collector: Collector = { runs: [], text: '', pieces: [] };
  for (const child of tree.children) collect(child, 'german', collector);
  endRun(collector, false);
  return collector.runs;
}

function collect(node: Nodes, language: Language, collector: Collector): void {
  if (node.type === 'text') collectText(node, language, collector);
  else if (node.type === 'element') collectElement(node, language, collector);
}

function collectText(node: Text, language: Language, collector: Collector): void {
  if (language !== 'german') return;
  const start = collector.text.length;
  collector.text += node.value;
  collector.pieces.push({ start, text: node.value, node, replace: (text) => void (node.value = text) });
}

function collectElement(element: Element, outer: Language, collector: Collector): void {
  const { tagName } = element;
  const language = languageOf(element, outer);
  if (language === 'german') collectAttributes(element, collector);
  if (tagName === 'br') collector.text += lineBreak;
  else if (inlineThings.has(tagName)) collector.text += thing;
  else if (inlineElements.has(tagName)) {
    if (isFootnoteMark(element)) return;
    if (language !== outer && outer === 'german') collector.text += thing;
    collectChildren(element.children, language, collector);
  } else collectBlock(element, language, collector);
}

function collectBlock(element: Element, language: Language, collector: Collector): void {
  endRun(collector, false);
  if (foreignBlocks.has(element.tagName)) return;
  collectChildren(element.children, language, collector);
  endRun(collector, /^h[1-6]$/.test(element.tagName));
}

function collectChildren(
  children: readonly ElementContent[],
  language: Language,
  collector: Collector,
): void {
  for (const child of children) collect(child, language, collector);
}

function collectAttributes(element: Element, collector: Collector): void {
  for (const name of ['alt', 'title'] as const) {
    const text = element.properties[name];
    if (typeof text !== 'string' || text === '') continue;
    const replace = (typeset: string): void => void (element.properties[name] = typeset);
    collector.runs.push({ text, pieces: [{ start: 0, text, node: element, replace }], alone: true });
  }
}

/** Ends the run at hand; white space between blocks is none. */
function endRun(collector: Collector, alone: boolean): void {
  const { text, pieces } = collector;
  if (text === '') return;
  if (pieces.length > 0 && (text.length > 2 || text.trim() !== ''))
    collector.runs.push({ text, pieces, alone });
  collector.text = '';
  collector.pieces = [];
}

function languageOf({ properties }: Element, outer: Language): Language {
  if (outer === 'off' || properties['dataTypografie'] === 'aus') return 'off';
  if (typeof properties['lang'] !== 'string') return outer;
  return isGerman(properties['lang']) ? 'german' : 'foreign';
}

/** The raised number and the arrow back are not part of the sentence. */
function isFootnoteMark({ tagName, properties, children }: Element): boolean {
  if (tagName === 'a') return properties['dataFootnoteBackref'] !== undefined;
  const [only] = children;
  return tagName === 'sup' && only?.type === 'element' && only.properties['dataFootnoteRef'] !== undefined;
}

// The quote marks of a text's runs. A quote may go on over paragraphs, so each run is read with what the one before left open.

export interface MarkedRun {
  readonly run: Run;
  readonly marks: readonly QuoteMark[];
}

/** `runs` in reading order. */
export function readRuns(runs: readonly Run[], style: QuoteStyle): readonly MarkedRun[] {
  let isOpen = false;
  return runs.map((run) => {
    const marks = readQuoteMarks(run.text, style, isOpen && !run.alone);
    const last = marks.findLast(({ role }) => role === 'open' || role === 'close');
    if (last && !run.alone) isOpen = last.role === 'open';
    return { run, marks };
  });
}

/** Carries the edits of a run, ascending, into its pieces. One that lies across a border goes to the first piece, and the rest of it vanishes. */
function applyToRun(run: Run, edits: readonly Edit[]): void {
  let next = 0;
  for (const { start, text, replace } of run.pieces) {
    const end = start + text.length;
    while (isBefore(edits[next], start)) next++;
    const own: Edit[] = [];
    for (let at = next; (edits[at]?.start ?? Infinity) < end; at++) {
      const edit = edits[at];
      if (edit) own.push(within(edit, start, end));
    }
    if (own.length > 0) replace(applyEdits(text, own));
  }
}

/** An insertion at the border belongs to the piece after it. */
function isBefore(edit: Edit | undefined, place: number): boolean {
  return edit !== undefined && edit.end <= place && edit.start < place;
}

function within(edit: Edit, start: number, end: number): Edit {
  return {
    start: Math.max(edit.start, start) - start,
    end: Math.min(edit.end, end) - start,
    text: edit.start >= start ? edit.text : '',
  };
}

// Elements in which text flows on, and those that part it.

/** Their text belongs to the sentence around them. */
const inlineElements: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo cite data del dfn em i ins label mark q s small span strong sub sup time u wbr'.split(
    ' ',
  ),
);

/** Things in a sentence that hold no German of the author's. */
const inlineThings: ReadonlySet<string> = new Set(
  'audio button canvas code iframe img kbd math object picture samp select svg tt var video'.split(' '),
);

/** Blocks that hold no German of the author's. */
const foreignBlocks: ReadonlySet<string> = new Set('pre script style textarea template'.split(' '));

/** Looks at the runs of a document before they are typeset. */
export type LookAtRuns = (runs: readonly MarkedRun[], document: VFile) => void;

/**
 * rehype plugin: typesets the German text of a tree, `alt` and `title` included, across the borders of
 * emphasis and links; not in code, addresses, and passages that are foreign or taken out. Linear.
 */
export function rehypeGerman(options: GermanOptions, look?: LookAtRuns) {
  const isOff = !Object.values(options.rules).some(Boolean);
  return (tree: Root, document: VFile): void => {
    if (isOff && !look) return;
    const runs = readRuns(collectRuns(tree), options.quotes);
    look?.(runs, document);
    for (const { run, marks } of isOff ? [] : runs) {
      const edits = findEdits(run.text, options, marks);
      if (edits.length > 0) applyToRun(run, edits);
    }
  };
}
