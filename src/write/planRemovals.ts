import { caseFolded, foldersAbove, type OutputPath } from './outputPath.ts';

export interface Removals {
  /** These stand where a new file or its folder must come, and go before it. */
  readonly first: readonly OutputPath[];
  /** All others go when everything new is in place. */
  readonly last: readonly OutputPath[];
}

/**
 * What an earlier build claimed and this one does not, sorted. `first` is: `a` when `a/b` comes,
 * `a/b` when `a` comes, and `A` when `a` comes, which are one file on some systems. `coming` are the
 * files that will be put in place; after a killed build they may be claimed beside what bars them.
 */
export function planRemovals(
  before: ReadonlyMap<OutputPath, unknown>,
  now: ReadonlyMap<OutputPath, unknown>,
  coming: readonly OutputPath[],
): Removals {
  const removed = [...before.keys()].filter((path) => !now.has(path)).toSorted();
  if (removed.length === 0) return { first: [], last: [] };
  const files = new Set(coming.map(caseFolded));
  const folders = new Set([...files].flatMap(foldersAbove));
  const isInTheWay = (path: OutputPath): boolean => {
    const folded = caseFolded(path);
    return files.has(folded) || folders.has(folded) || foldersAbove(folded).some((above) => files.has(above));
  };
  return {
    first: removed.filter((path) => isInTheWay(path)),
    last: removed.filter((path) => !isInTheWay(path)),
  };
}
