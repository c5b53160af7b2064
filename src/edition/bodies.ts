import type { Body, SourcePath } from '../model.ts';
import { emptyBody } from '../parse/markdown/markdown.ts';

/** What stays of a body for as long as the edition does. */
export type BodyFacts = Pick<Body, 'holes' | 'anchors' | 'words'>;

/** The bodies of the sources: they arrive in any order, and their HTML is let go when no page needs it any more. */
export class Bodies {
  readonly #bodies = new Map<SourcePath, Body>();
  readonly #waiting: SourcePath[] = [];
  #onArrival: ((file: SourcePath) => void) | undefined;

  /** The body of a source that has arrived. */
  readonly bodyOf = (file: SourcePath): Body => {
    const body = this.#bodies.get(file);
    if (!body) throw new Error(`No body for ${file}`);
    if (body.html.length === 0) throw new Error(`The body of ${file} was let go`);
    return body;
  };

  /** Of a body that never arrived, because a worker died, nothing is known. */
  factsOf(file: SourcePath): BodyFacts {
    return this.#bodies.get(file) ?? emptyBody;
  }

  arrive(file: SourcePath, body: Body): void {
    this.#bodies.set(file, body);
    if (this.#onArrival) this.#onArrival(file);
    else this.#waiting.push(file);
  }

  /** From now on `listener` hears of every arrival; first of those that were before. */
  listen(listener: (file: SourcePath) => void): void {
    this.#onArrival = listener;
    for (const file of this.#waiting.splice(0)) listener(file);
  }

  release(file: SourcePath): void {
    const body = this.#bodies.get(file);
    if (body) this.#bodies.set(file, { ...body, html: [], opening: '' });
  }
}
