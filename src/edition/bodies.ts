import type { SourcePath } from '../model.ts';
import type { Body } from '../textModel.ts';
import { emptyBody } from '../parse/markdown/markdown.ts';
import { type BodyFacts, packBody, type PackedBody, standIn, unpackBody } from './packedBody.ts';

/** Fetches the HTML of a body that is known from earlier; another body when the file is no longer the same. */
export type FetchBody = (file: SourcePath) => PackedBody;

const nothing = packBody(emptyBody).facts;

/** The bodies of the sources: they arrive in any order, and their HTML is let go when no page needs it any more. */
export class Bodies {
  readonly #facts = new Map<SourcePath, BodyFacts>();
  readonly #html = new Map<SourcePath, Uint8Array>();
  readonly #moved = new Set<SourcePath>();
  readonly #waiting: SourcePath[] = [];
  readonly #fetch: FetchBody;
  #onArrival: ((file: SourcePath) => void) | undefined;

  constructor(fetch: FetchBody) {
    this.#fetch = fetch;
  }

  /** The body of a source that has arrived. */
  readonly bodyOf = (file: SourcePath): Body => {
    const html = this.#html.get(file);
    if (html) return unpackBody(this.factsOf(file), html);
    const { facts, html: fetched } = this.#fetch(file);
    if (facts.digest !== this.factsOf(file).digest) this.#moved.add(file);
    return unpackBody(facts, fetched);
  };

  /** Whether the file changed while the paper was made from it, so that a page shows more than the facts say. */
  readonly hasMoved = (file: SourcePath): boolean => this.#moved.has(file);

  /** The same with a digest in place of the HTML, for free. */
  readonly standInOf = (file: SourcePath): Body => standIn(this.factsOf(file));

  readonly openingOf = (file: SourcePath): string => this.factsOf(file).opening;

  /** Of a body that never arrived, because a worker died, nothing is known. */
  factsOf(file: SourcePath): BodyFacts {
    return this.#facts.get(file) ?? nothing;
  }

  /** Without `html` it is fetched when it is needed. */
  arrive(file: SourcePath, facts: BodyFacts, html?: Uint8Array): void {
    this.#facts.set(file, facts);
    this.#moved.delete(file);
    if (html) this.#html.set(file, html);
    if (this.#onArrival) this.#onArrival(file);
    else this.#waiting.push(file);
  }

  /** From now on `listener` hears of every arrival; first of those that were before. */
  listen(listener: (file: SourcePath) => void): void {
    this.#onArrival = listener;
    for (const file of this.#waiting.splice(0)) listener(file);
  }

  release(file: SourcePath): void {
    this.#html.delete(file);
  }
}
