/** Contents of the sources: facts in memory, HTML fetched when a page needs it. */
import type { SourcePath, Content } from '../../core/model.ts';
import {
  unknownFacts,
  type ContentFacts,
  type PackedContent,
  placeholder,
  unpackContent,
} from './loadDocument.ts';

/** Fetches HTML that is not in memory; returns other content when the file has changed. */
export type FetchContent = (file: SourcePath) => PackedContent;

/** As many as the feeds of some lists show. */
const mostRecent = 64;

/** Contents of the sources. */
export class Contents {
  readonly #facts = new Map<SourcePath, ContentFacts>();
  readonly #html = new Map<SourcePath, Uint8Array>();
  readonly #recent = new Map<SourcePath, Content>();
  readonly #moved = new Set<SourcePath>();
  readonly #fetch: FetchContent;

  constructor(fetch: FetchContent) {
    this.#fetch = fetch;
  }

  /** The same object again when it was asked for shortly before and is what it was. */
  readonly contentOf = (file: SourcePath): Content => {
    const recent = this.#recent.get(file);
    if (recent) return recent;
    const html = this.#html.get(file);
    const packed = html ? { facts: this.factsOf(file), html } : this.#fetched(file);
    const content = unpackContent(packed.facts, packed.html);
    this.#recent.set(file, content);
    const [oldest] = this.#recent.keys();
    if (this.#recent.size > mostRecent && oldest !== undefined) this.#recent.delete(oldest);
    return content;
  };

  /** UTF-8. */
  htmlOf(file: SourcePath): Uint8Array {
    return this.#html.get(file) ?? this.#fetched(file).html;
  }

  #fetched(file: SourcePath): PackedContent {
    const fetched = this.#fetch(file);
    if (fetched.facts.digest !== this.factsOf(file).digest) this.#moved.add(file);
    return fetched;
  }

  /** Whether the file changed while pages were rendered from it, so that facts and HTML do not match. */
  readonly hasMoved = (file: SourcePath): boolean => this.#moved.has(file);

  /** Placeholder with a digest in place of the HTML; costs nothing. */
  readonly placeholderOf = (file: SourcePath): Content => placeholder(this.factsOf(file));

  readonly openingOf = (file: SourcePath): string => this.factsOf(file).opening;

  /** Returns empty facts for a source that could not be read. */
  factsOf(file: SourcePath): ContentFacts {
    return this.#facts.get(file) ?? unknownFacts;
  }

  /** All facts, by file. */
  get facts(): ReadonlyMap<SourcePath, ContentFacts> {
    return this.#facts;
  }

  /** Adds a source; without `html` it is fetched when it is needed. */
  arrive(file: SourcePath, facts: ContentFacts, html?: Uint8Array): void {
    this.#facts.set(file, facts);
    this.#recent.delete(file);
    this.#moved.delete(file);
    if (html) this.#html.set(file, html);
  }

  /** Releases the HTML from memory; it is fetched again on demand. */
  release(file: SourcePath): void {
    this.#html.delete(file);
    this.#recent.delete(file);
  }
}
