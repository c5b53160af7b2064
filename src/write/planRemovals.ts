import { caseFolded, foldersAbove, type OutputPath } from './outputPath.ts';

export interface Removals {
  /** These are in the way of a new file or its folder, and are removed before it. */
  readonly first: readonly OutputPath[];
  /** All others are removed when everything new is in place. */
  readonly last: readonly OutputPath[];
}

/**
 * Plans the removal of files that only the earlier manifest lists, sorted. `first` are those in the way: `a`
 * when `a/b` comes, `a/b` when `a` comes, and `A` when `a` comes, which are one file on some systems.
 * `coming` are the new files; after a killed build the manifest may list them beside those in their way.
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
