import { getScalarValue, type parseEvents } from 'js-yaml';
import type { Checked, Diagnostic, Position, SourcePath } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import { findNoncharacter } from '../report/noncharacter.ts';
import type { YamlEntry, YamlNode } from './yamlTree.ts';

export type YamlEvent = ReturnType<typeof parseEvents>[number];

/** Numbers of js-yaml's events; the package exports their types only. */
export const eventType = { document: 1, sequence: 2, mapping: 3, scalar: 4, alias: 5, pop: 6 } as const;

/** Keys that JavaScript or YAML give a meaning of their own. */
const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype', '<<']);

/** The tree of one document's events; keys that stand twice or must not stand at all are errors. */
export function buildYamlTree(
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
