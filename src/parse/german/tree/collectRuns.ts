/**
 * A run is the text of one paragraph, heading, cell or attribute, as a reader sees it: the borders of
 * emphasis and links are gone, so that rules see „“ around a link. Code, pictures and foreign words
 * stand in it as one sign each that no rule touches.
 */
import type { Element, ElementContent, Nodes, Root, Text } from 'hast';
import { foreignBlocks, inlineElements, inlineThings } from './elements.ts';

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
  return /^de(?:-|$)/i.test(properties['lang']) ? 'german' : 'foreign';
}

/** The raised number and the arrow back are not part of the sentence. */
function isFootnoteMark({ tagName, properties, children }: Element): boolean {
  if (tagName === 'a') return properties['dataFootnoteBackref'] !== undefined;
  const [only] = children;
  return tagName === 'sup' && only?.type === 'element' && only.properties['dataFootnoteRef'] !== undefined;
}
