import { basename } from 'node:path';
import type { CacheProblem, DiskCacheRequest } from '../diskCache.ts';
import { systemErrorCode } from './systemErrorCode.ts';

/** Collects what went wrong; each problem is told once. */
export class CacheProblems {
  readonly #cache: string;
  readonly #generation: string;
  readonly #known = new Set<string>();
  #untold: CacheProblem[] = [];

  constructor({ folder, key }: DiskCacheRequest) {
    this.#cache = basename(folder);
    this.#generation = `${this.#cache}/${key}`;
  }

  /** A file of the generation is not as it was written. */
  readonly addDamage = (name: string): void => {
    this.#add({ kind: 'damaged', path: `${this.#generation}/${name}` });
  };

  /** Something else stands where a folder should; `level` says which folder. */
  readonly addObstacle = (level: 'cache' | 'generation', code: string): void => {
    this.#add({ kind: 'unwritable', path: level === 'cache' ? this.#cache : this.#generation, code });
  };

  /** What a call gives that reads a file of the generation, or the generation itself; undefined when the system refuses. */
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

  /** Whether a call that writes got its way. */
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

  /** Those that were added since the last time. */
  readonly take = (): readonly CacheProblem[] => {
    const problems = this.#untold;
    this.#untold = [];
    return problems;
  };

  #add(problem: CacheProblem): void {
    const name = `${problem.kind} ${problem.path} ${problem.code ?? ''}`;
    if (this.#known.has(name)) return;
    this.#known.add(name);
    this.#untold.push(problem);
  }
}
