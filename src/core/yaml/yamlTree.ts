/**
 * YAML as a tree of texts with places. Only the harmless part of YAML is read: no anchors, aliases,
 * tags or merge keys, no keys that JavaScript gives a meaning to, bounded size and depth. Scalars
 * stay the text that the author typed, so `010`, `1.10`, `14:30` and `ja` never turn into something else.
 */
import { parseEvents, YAMLException, getScalarValue } from 'js-yaml';
import type { Checked, Diagnostic, Position, SourcePath } from '../model.ts';
import { diagnose } from '../diagnostics/diagnostics.ts';
import { lineIndex } from '../diagnostics/lineIndex.ts';
import { findNoncharacter } from '../diagnostics/noncharacter.ts';
import { mendYaml, slipBefore, type YamlSlip } from './yamlSlips.ts';

export type YamlNode =
  | YamlScalar
  | { readonly kind: 'sequence'; readonly items: readonly YamlNode[]; readonly position: Position }
  | { readonly kind: 'mapping'; readonly entries: readonly YamlEntry[]; readonly position: Position };

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly text: string;
  readonly position: Position;
  /** Whether it stands in quotes or is a block, so that it means what it says. */
  readonly quoted?: true;
  /** In JSON: the number that it is, however it is written. */
  readonly number?: number;
  /** A text without quotes that goes over several lines, as it stands there. */
  readonly lines?: string;
  /** What YAML leaves out as a remark behind the value, with its `#`. */
  readonly cut?: { readonly text: string; readonly position: Position };
}

export interface YamlEntry {
  readonly key: string;
  /** The name that the author wrote, where `key` is our name for it. */
  readonly written?: string;
  readonly keyPosition: Position;
  readonly value: YamlNode;
}

/** Where the YAML text stands: in which file, and on which of its lines it begins (from 1). */
export interface YamlPlace {
  readonly file: SourcePath;
  readonly firstLine: number;
  /** Where it may be longer than a front matter. */
  readonly maxBytes?: number;
}

const usualMaxBytes = 65_536;
const maxDepth = 20;

/** Reads one YAML document. An empty text gives an empty mapping; errors are returned as diagnostics, without a value. */
export function parseYamlTree(text: string, place: YamlPlace): Checked<YamlNode> {
  const { file, maxBytes = usualMaxBytes } = place;
  if (Buffer.byteLength(text) > maxBytes) {
    return { diagnostics: [diagnose('yaml/too-large', { kilobytes: maxBytes / 1024 }, { file })] };
  }
  const read = readYaml(text, placesIn(text, place));
  if (read instanceof YAMLException || read.value?.kind === 'scalar') {
    const { text: mended, indented } = mendYaml(text);
    const again = mended === text ? read : readYaml(mended, placesIn(mended, place, indented));
    if (!(again instanceof YAMLException) && again.value?.kind !== 'scalar') return again;
  }
  if (read instanceof YAMLException)
    return { diagnostics: [syntaxDiagnostic(text, read, placesIn(text, place))] };
  const slip = read.value?.kind === 'scalar' ? slipBefore(text, text.length) : undefined;
  return slip ? { diagnostics: [explained(slip, placesIn(text, place))] } : read;
}

function placesIn(text: string, { file, firstLine }: YamlPlace, indented?: ReadonlySet<number>): PlaceAt {
  const positionAt = lineIndex(text, firstLine);
  return (offset) => {
    const { line, column } = positionAt(offset);
    const added = indented?.has(line - firstLine) && column > 1 ? 1 : 0;
    return { file, position: { line, column: column - added } };
  };
}

function readYaml(text: string, placeAt: PlaceAt): Checked<YamlNode> | YAMLException {
  try {
    const events = parseEvents(text, { maxDepth });
    const refusal = firstRefusal(text, events, placeAt);
    return refusal ? { diagnostics: [refusal] } : buildYamlTree(text, events, placeAt);
  } catch (error) {
    if (error instanceof YAMLException) return error;
    throw error;
  }
}

type PlaceAt = (offset: number) => { readonly file: SourcePath; readonly position: Position };

function firstRefusal(text: string, events: readonly YamlEvent[], placeAt: PlaceAt): Diagnostic | undefined {
  let documents = 0;
  for (const event of events) {
    if (event.type === eventType.document && ++documents > 1)
      return diagnose('yaml/second-document', {}, placeAt(text.length));
    if ('anchorStart' in event && event.anchorStart >= 0) {
      const start = event.anchorStart - 1;
      const what = text.slice(start, event.anchorEnd);
      return diagnose('yaml/anchor', { what, mended: mendedAt(text, start) }, placeAt(start));
    }
    if ('tagStart' in event && event.tagStart >= 0) {
      const what = text.slice(event.tagStart, event.tagEnd);
      const mended = mendedAt(text, event.tagStart);
      return diagnose('yaml/tag', { what, mended }, placeAt(event.tagStart));
    }
  }
  return undefined;
}

/** The line at `offset` with its value in quotes; empty where that would not help. */
function mendedAt(text: string, offset: number): string {
  const slip = slipBefore(text, offset);
  const isSame = slip && !text.slice(slip.offset, offset).includes('\n');
  return isSame ? slip.mended : '';
}

function syntaxDiagnostic(text: string, error: YAMLException, placeAt: PlaceAt): Diagnostic {
  const offset = error.mark?.position ?? 0;
  const colon = colonInValue(text, offset);
  if (colon) {
    const { key, value } = colon;
    return diagnose('yaml/colon-in-value', { key, value }, placeAt(colon.offset));
  }
  const place = placeAt(Math.min(offset, text.length));
  if (error.reason.includes('tab')) return diagnose('yaml/tab', {}, place);
  if (error.reason.includes('maxDepth')) return diagnose('yaml/too-deep', { levels: maxDepth }, place);
  const slip = slipBefore(text, offset);
  return slip ? explained(slip, placeAt) : diagnose('yaml/syntax', { reason: error.reason }, place);
}

function explained({ kind, offset, ...slip }: YamlSlip, placeAt: PlaceAt): Diagnostic {
  return diagnose(slipCodes[kind], slip, placeAt(offset));
}

const slipCodes = {
  begins: 'yaml/slip-begins',
  quotes: 'yaml/slip-quotes',
  hash: 'yaml/slip-hash',
  item: 'yaml/slip-item',
  bracket: 'yaml/slip-bracket',
  space: 'yaml/slip-space',
  dash: 'yaml/slip-dash',
  equals: 'yaml/slip-equals',
  indented: 'yaml/slip-indented',
  stray: 'yaml/slip-stray',
} as const satisfies Record<YamlSlip['kind'], string>;

/** The commonest mistake, `title: Bund: Länder streiten`: a second colon in a value without quotes. */
function colonInValue(text: string, offset: number) {
  const start = text.lastIndexOf('\n', Math.min(offset, text.length) - 1) + 1;
  const end = text.indexOf('\n', start);
  const line = text.slice(start, end < 0 ? text.length : end).trimEnd();
  const match = /^(\s*(?:- )?([\w-]+):\s+)([^"'[{|>&*!#%@`].*:(?:\s.*)?)$/.exec(line);
  if (!match?.[1] || !match[2] || !match[3]) return undefined;
  return { key: match[2], value: match[3], offset: start + match[1].length };
}

type YamlEvent = ReturnType<typeof parseEvents>[number];
type ScalarEvent = Extract<YamlEvent, { type: typeof eventType.scalar }>;

/** Numbers of js-yaml's events; the package exports their types only. */
const eventType = { document: 1, sequence: 2, mapping: 3, scalar: 4, alias: 5, pop: 6 } as const;

/** Numbers of js-yaml's styles of scalars; blocks have higher ones. */
const style = { plain: 1, single: 2, double: 3 } as const;

const remark = /(?:[ \t]*,)?(?:[ \t]+|[ \t]*\n[ \t]+(?=#[\p{L}\p{N}])(?!#[\p{L}\w-]+:\s))(#[^\n]*)/uy;

/** Keys that JavaScript or YAML give a meaning of their own. */
const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype', '<<']);

/** The tree of one document's events; keys that stand twice or must not stand at all are errors. */
function buildYamlTree(text: string, events: readonly YamlEvent[], placeAt: PlaceAt): Checked<YamlNode> {
  const diagnostics: Diagnostic[] = [];
  /** Index of the next event; the first one opens the document. */
  let next = 1;
  /** Where the last node began: the place of a value that is not there. */
  let lastOffset = 0;
  /** Where the last scalar ended. */
  let lastEnd = 0;
  const positionAt = (offset: number): Position => placeAt(offset).position;
  const hasRemarks = text.includes('#');
  /** The remark that follows at an offset, on the same line or as a hashtag on the next one. */
  const cutAt = (offset: number): Pick<YamlScalar, 'cut'> => {
    if (!hasRemarks) return {};
    remark.lastIndex = offset;
    const found = remark.exec(text)?.[1];
    if (found === undefined) return {};
    return { cut: { text: found.trimEnd(), position: positionAt(remark.lastIndex - found.length) } };
  };
  /** Whether the collection at hand ends here; its end is then read. */
  const atPop = (): boolean => {
    if (events[next]?.type !== eventType.pop) return false;
    next++;
    return true;
  };
  /** `sign`: what stands before the value, a colon or a dash. */
  const readScalar = (event: ScalarEvent, sign: ':' | '-'): YamlNode => {
    if (event.valueStart < 0) {
      const position = positionAt(lastOffset);
      lastEnd = Math.max(lastEnd, text.indexOf(sign, lastEnd) + 1);
      return { kind: 'scalar', text: '', position, ...cutAt(lastEnd) };
    }
    const isQuoted = event.style === style.single || event.style === style.double;
    lastOffset = isQuoted ? event.valueStart - 1 : event.valueStart;
    lastEnd = event.valueEnd + (isQuoted ? 1 : 0);
    const value = getScalarValue(text, event);
    const found = findNoncharacter(value);
    if (found) diagnostics.push(diagnose('yaml/noncharacter', { what: found.name }, placeAt(lastOffset)));
    const position = positionAt(lastOffset);
    if (event.style > style.double) return { kind: 'scalar', text: value, position, quoted: true };
    if (isQuoted) return { kind: 'scalar', text: value, position, quoted: true, ...cutAt(lastEnd) };
    const written = text.slice(event.valueStart, event.valueEnd);
    const lines = written.includes('\n') && { lines: written };
    return { kind: 'scalar', text: value, position, ...lines, ...cutAt(lastEnd) };
  };
  const readSequence = (start: number): YamlNode => {
    lastOffset = start;
    const items: YamlNode[] = [];
    while (!atPop()) items.push(readNode('-'));
    return { kind: 'sequence', items, position: positionAt(start) };
  };
  const readMapping = (start: number): YamlNode => {
    lastOffset = start;
    const entries: YamlEntry[] = [];
    const seen = new Set<string>();
    while (!atPop()) {
      const key = readNode();
      const value = readNode();
      const what = key.kind === 'scalar' ? key.text : '';
      const isForbidden = what === '' || forbiddenKeys.has(what);
      const fault = isForbidden ? 'yaml/forbidden-key' : seen.has(what) ? 'yaml/duplicate-key' : undefined;
      if (fault) diagnostics.push(diagnose(fault, { what }, { ...placeAt(0), position: key.position }));
      else entries.push({ key: what, keyPosition: key.position, value });
      seen.add(what);
    }
    return { kind: 'mapping', entries, position: positionAt(start) };
  };
  const readNode = (sign: ':' | '-' = ':'): YamlNode => {
    const event = events[next++];
    if (event?.type === eventType.scalar) return readScalar(event, sign);
    if (event?.type === eventType.mapping) return readMapping(event.start);
    if (event?.type === eventType.sequence) return readSequence(event.start);
    throw new Error(`Unexpected YAML event ${String(event?.type)}`);
  };
  const first = events[next];
  const isMissing = first?.type === eventType.scalar && first.valueStart < 0;
  const isEmpty = !first || first.type === eventType.pop || isMissing;
  const value: YamlNode = isEmpty ? { kind: 'mapping', entries: [], position: positionAt(0) } : readNode();
  return diagnostics.length > 0 ? { diagnostics } : { value, diagnostics };
}

/**
 * The first item of a list of texts that a colon made a mapping of: `- Teuer: Der Weg kostet viel.`, as the author
 * typed it. Undefined where no item is one.
 */
export function colonInItem(node: YamlNode) {
  if (node.kind !== 'sequence') return undefined;
  for (const item of node.items) {
    const [entry] = item.kind === 'mapping' ? item.entries : [];
    if (entry?.value.kind !== 'scalar') continue;
    return { text: `${entry.key}: ${entry.value.text}`.trim(), position: item.position };
  }
  return undefined;
}
