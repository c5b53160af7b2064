/** Reasons why something was not cached, and the request that every cache on disk starts from. */
import { basename } from 'node:path';
import { systemErrorCode } from './growingFile.ts';

/** Collects problems; each is reported once. */
export class CacheProblems {
  readonly #cache: string;
  readonly #generation: string;
  readonly #known = new Set<string>();
  #missed: CacheProblem[] = [];

  constructor({ folder, key }: DiskCacheRequest) {
    this.#cache = basename(folder);
    this.#generation = `${this.#cache}/${key}`;
  }

  /** A file of the generation is not as it was written. */
  readonly addDamage = (name: string): void => {
    this.#add({ kind: 'damaged', path: `${this.#generation}/${name}` });
  };

  /** Something else stands where a folder should; `level` says which folder. */
  readonly addConflict = (level: 'cache' | 'generation', code: string): void => {
    this.#add({ kind: 'unwritable', path: level === 'cache' ? this.#cache : this.#generation, code });
  };

  /**
   * Runs a call that reads a file of the generation, or the generation itself; undefined when the system
   * refuses.
   */
  readonly reading = <Result>(name: string, call: () => Result): Result | undefined => {
    try {
      return call();
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === undefined) throw error;
      this.#add({
        kind: 'unreadable',
        path: name === '' ? this.#generation : `${this.#generation}/${name}`,
        code,
      });
      return undefined;
    }
  };

  /** Runs a call that writes; false when the system refuses. */
  readonly writing = (call: () => void): boolean => {
    try {
      call();
      return true;
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === undefined) throw error;
      this.#add({ kind: 'unwritable', path: this.#generation, code });
      return false;
    }
  };

  /** Returns the problems that were added since the last call. */
  readonly take = (): readonly CacheProblem[] => {
    const problems = this.#missed;
    this.#missed = [];
    return problems;
  };

  #add(problem: CacheProblem): void {
    const name = `${problem.kind} ${problem.path} ${problem.code ?? ''}`;
    if (this.#known.has(name)) return;
    this.#known.add(name);
    this.#missed.push(problem);
  }
}

export interface DiskCacheRequest {
  /** The site's `.cache`; made where it is missing. */
  readonly folder: string;
  /** 32 hexadecimal digits. */
  readonly key: string;
}

/** A reason why not everything was cached. */
export interface CacheProblem {
  readonly kind: 'damaged' | 'unreadable' | 'unwritable';
  /** Relative to the site: `.cache/…`. */
  readonly path: string;
  /** The system's, as `ENOSPC`; missing for damage. */
  readonly code?: string;
}
