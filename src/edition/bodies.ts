import type { SourcePath } from '../model.ts';
import type { Body } from '../textModel.ts';
import { unknownFacts } from './loadDocument.ts';
import { type BodyFacts, type PackedBody, standIn, unpackBody } from './packedBody.ts';

/** Fetches the HTML of a body that is not in memory; another body when the file is no longer the same. */
export type FetchBody = (file: SourcePath) => PackedBody;

/** As many as the feeds of some lists show. */
const mostRecent = 64;

/** The bodies of the sources. */
export class Bodies {
  readonly #facts = new Map<SourcePath, BodyFacts>();
  readonly #html = new Map<SourcePath, Uint8Array>();
  readonly #recent = new Map<SourcePath, Body>();
  readonly #moved = new Set<SourcePath>();
  readonly #fetch: FetchBody;

  constructor(fetch: FetchBody) {
    this.#fetch = fetch;
  }

  /** The same object again when it was asked for shortly before and is what it was. */
  readonly bodyOf = (file: SourcePath): Body => {
    const recent = this.#recent.get(file);
    if (recent) return recent;
    const html = this.#html.get(file);
    const packed = html ? { facts: this.factsOf(file), html } : this.#fetched(file);
    const body = unpackBody(packed.facts, packed.html);
    this.#recent.set(file, body);
    const [oldest] = this.#recent.keys();
    if (this.#recent.size > mostRecent && oldest !== undefined) this.#recent.delete(oldest);
    return body;
  };

  /** UTF-8. */
  htmlOf(file: SourcePath): Uint8Array {
    return this.#html.get(file) ?? this.#fetched(file).html;
  }

  #fetched(file: SourcePath): PackedBody {
    const fetched = this.#fetch(file);
    if (fetched.facts.digest !== this.factsOf(file).digest) this.#moved.add(file);
    return fetched;
  }

  /** Whether the file changed while pages were made of it, so that they show more than the facts say. */
  readonly hasMoved = (file: SourcePath): boolean => this.#moved.has(file);

  /** The same with a digest in place of the HTML, for free. */
  readonly standInOf = (file: SourcePath): Body => standIn(this.factsOf(file));

  readonly openingOf = (file: SourcePath): string => this.factsOf(file).opening;

  /** Of a source that could not be read nothing is known. */
  factsOf(file: SourcePath): BodyFacts {
    return this.#facts.get(file) ?? unknownFacts;
  }

  /** All facts, by file. */
  get facts(): ReadonlyMap<SourcePath, BodyFacts> {
    return this.#facts;
  }

  /** Without `html` it is fetched when it is needed. */
  arrive(file: SourcePath, facts: BodyFacts, html?: Uint8Array): void {
    this.#facts.set(file, facts);
    this.#recent.delete(file);
    this.#moved.delete(file);
    if (html) this.#html.set(file, html);
  }

  /** Lets the HTML go from memory; it is fetched when somebody asks again. */
  release(file: SourcePath): void {
    this.#html.delete(file);
    this.#recent.delete(file);
  }
}
