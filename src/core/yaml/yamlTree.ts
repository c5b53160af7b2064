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

export type YamlNode =
  | { readonly kind: 'scalar'; readonly text: string; readonly position: Position }
  | { readonly kind: 'sequence'; readonly items: readonly YamlNode[]; readonly position: Position }
  | { readonly kind: 'mapping'; readonly entries: readonly YamlEntry[]; readonly position: Position };

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
}

const maxBytes = 65_536;
const maxDepth = 20;

/** Reads one YAML document. An empty text gives an empty mapping; errors are returned as diagnostics, without a value. */
export function parseYamlTree(text: string, place: YamlPlace): Checked<YamlNode> {
  if (Buffer.byteLength(text) > maxBytes) {
    return {
      diagnostics: [diagnose('yaml/too-large', { kilobytes: maxBytes / 1024 }, { file: place.file })],
    };
  }
  const positionAt = lineIndex(text, place.firstLine);
  const refuse = (offset: number, code: RefusalCode, what: string): Checked<YamlNode> => ({
    diagnostics: [diagnose(code, { what }, { file: place.file, position: positionAt(offset) })],
  });
  try {
    const events = parseEvents(text, { maxDepth });
    const refusal = firstRefusal(text, events);
    if (refusal) return refuse(refusal.offset, refusal.code, refusal.what);
    return buildYamlTree(text, events, positionAt, place.file);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { diagnostics: [syntaxDiagnostic(text, error, positionAt, place.file)] };
  }
}

type RefusalCode = 'yaml/anchor' | 'yaml/tag' | 'yaml/second-document';

interface Refusal {
  readonly offset: number;
  readonly code: RefusalCode;
  readonly what: string;
}

function firstRefusal(text: string, events: readonly YamlEvent[]): Refusal | undefined {
  let documents = 0;
  for (const event of events) {
    if (event.type === eventType.document && ++documents > 1) {
      return { offset: text.length, code: 'yaml/second-document', what: '---' };
    }
    if ('anchorStart' in event && event.anchorStart >= 0) {
      return {
        offset: event.anchorStart - 1,
        code: 'yaml/anchor',
        what: text.slice(event.anchorStart - 1, event.anchorEnd),
      };
    }
    if ('tagStart' in event && event.tagStart >= 0) {
      return { offset: event.tagStart, code: 'yaml/tag', what: text.slice(event.tagStart, event.tagEnd) };
    }
  }
  return undefined;
}

function syntaxDiagnostic(
  text: string,
  error: YAMLException,
  positionAt: (offset: number) => Position,
  file: SourcePath,
): Diagnostic {
  const offset = error.mark?.position ?? 0;
  const colon = colonInValue(text, offset);
  if (colon) {
    return diagnose(
      'yaml/colon-in-value',
      { key: colon.key, value: colon.value },
      { file, position: positionAt(colon.offset) },
    );
  }
  const place = { file, position: positionAt(Math.min(offset, text.length)) };
  if (error.reason.includes('tab')) return diagnose('yaml/tab', {}, place);
  if (error.reason.includes('maxDepth')) return diagnose('yaml/too-deep', { levels: maxDepth }, place);
  return diagnose('yaml/syntax', { reason: error.reason }, place);
}

/** The commonest mistake, `title: Bund: Länder streiten`: a second colon in a value without quotes. */
function colonInValue(
  text: string,
  offset: number,
): { key: string; value: string; offset: number } | undefined {
  const start = text.lastIndexOf('\n', Math.min(offset, text.length) - 1) + 1;
  const end = text.indexOf('\n', start);
  const line = text.slice(start, end < 0 ? text.length : end).trimEnd();
  const match = /^(\s*(?:- )?([\w-]+):\s+)([^"'[{|>&*!#%@`].*:(?:\s.*)?)$/.exec(line);
  if (!match?.[1] || !match[2] || !match[3]) return undefined;
  return { key: match[2], value: match[3], offset: start + match[1].length };
}

export type YamlEvent = ReturnType<typeof parseEvents>[number];

/** Numbers of js-yaml's events; the package exports their types only. */
const eventType = { document: 1, sequence: 2, mapping: 3, scalar: 4, alias: 5, pop: 6 } as const;

/** Keys that JavaScript or YAML give a meaning of their own. */
const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype', '<<']);

/** The tree of one document's events; keys that stand twice or must not stand at all are errors. */
function buildYamlTree(
  text: string,
  events: readonly YamlEvent[],
  positionAt: (offset: number) => Position,
  file: SourcePath,
): Checked<YamlNode> {
  const builder = new TreeBuilder(text, events, positionAt, file);
  const value = builder.readDocument();
  const { diagnostics } = builder;
  return diagnostics.length > 0 ? { diagnostics } : { value, diagnostics };
}

class TreeBuilder {
  readonly diagnostics: Diagnostic[] = [];
  /** Index of the next event; the first one opens the document. */
  #next = 1;
  /** Where the last node began: the place of a value that is not there. */
  #lastOffset = 0;
  readonly #text: string;
  readonly #events: readonly YamlEvent[];
  readonly #positionAt: (offset: number) => Position;
  readonly #file: SourcePath;

  constructor(
    text: string,
    events: readonly YamlEvent[],
    positionAt: (offset: number) => Position,
    file: SourcePath,
  ) {
    this.#text = text;
    this.#events = events;
    this.#positionAt = positionAt;
    this.#file = file;
  }

  readDocument(): YamlNode {
    const first = this.#events[this.#next];
    const isEmpty = !first || first.type === eventType.pop || this.#isMissing(first);
    return isEmpty ? { kind: 'mapping', entries: [], position: this.#positionAt(0) } : this.#readNode();
  }

  #isMissing(event: YamlEvent): boolean {
    return event.type === eventType.scalar && event.valueStart < 0;
  }

  #readNode(): YamlNode {
    const event = this.#events[this.#next++];
    if (event?.type === eventType.scalar) return this.#readScalar(event);
    if (event?.type === eventType.mapping) return this.#readMapping(event.start);
    if (event?.type === eventType.sequence) return this.#readSequence(event.start);
    throw new Error(`Unexpected YAML event ${String(event?.type)}`);
  }

  #readScalar(event: Extract<YamlEvent, { type: typeof eventType.scalar }>): YamlNode {
    if (event.valueStart < 0) {
      return { kind: 'scalar', text: '', position: this.#positionAt(this.#lastOffset) };
    }
    const before = this.#text[event.valueStart - 1];
    const isQuoted = before === '"' || before === "'";
    this.#lastOffset = isQuoted ? event.valueStart - 1 : event.valueStart;
    const text = getScalarValue(this.#text, event);
    const position = this.#positionAt(this.#lastOffset);
    const found = findNoncharacter(text);
    if (found) {
      this.diagnostics.push(
        diagnose('yaml/noncharacter', { what: found.name }, { file: this.#file, position }),
      );
    }
    return { kind: 'scalar', text, position };
  }

  #readSequence(start: number): YamlNode {
    this.#lastOffset = start;
    const items: YamlNode[] = [];
    while (!this.#atPop()) items.push(this.#readNode());
    return { kind: 'sequence', items, position: this.#positionAt(start) };
  }

  #readMapping(start: number): YamlNode {
    this.#lastOffset = start;
    const entries: YamlEntry[] = [];
    const seen = new Set<string>();
    while (!this.#atPop()) {
      const key = this.#readNode();
      const value = this.#readNode();
      const name = key.kind === 'scalar' ? key.text : '';
      if (name === '' || forbiddenKeys.has(name)) this.#refuseKey('yaml/forbidden-key', name, key);
      else if (seen.has(name)) this.#refuseKey('yaml/duplicate-key', name, key);
      else entries.push({ key: name, keyPosition: key.position, value });
      seen.add(name);
    }
    return { kind: 'mapping', entries, position: this.#positionAt(start) };
  }

  /** Whether the collection at hand ends here; its end is then read. */
  #atPop(): boolean {
    if (this.#events[this.#next]?.type !== eventType.pop) return false;
    this.#next++;
    return true;
  }

  #refuseKey(code: 'yaml/forbidden-key' | 'yaml/duplicate-key', what: string, { position }: YamlNode): void {
    this.diagnostics.push(diagnose(code, { what }, { file: this.#file, position }));
  }
}

/**
 * The first item of a list of texts that a colon made a mapping of: `- Teuer: Der Weg kostet viel.`, as the author
 * typed it. Undefined where no item is one.
 */
export function colonInItem(
  node: YamlNode,
): { readonly text: string; readonly position: Position } | undefined {
  if (node.kind !== 'sequence') return undefined;
  for (const item of node.items) {
    const [entry] = item.kind === 'mapping' ? item.entries : [];
    if (entry?.value.kind !== 'scalar') continue;
    return { text: `${entry.key}: ${entry.value.text}`.trim(), position: item.position };
  }
  return undefined;
}
