/** The oracle: what a build had to do, by what the output folder held before and after it. */
import { type ManifestEntries, parseManifest } from '../../src/emit/manifest.ts';
import type { Tree } from './tree.ts';

/** In numbers of files. */
export interface Counts {
  /** Pages that are new, or made of another view, or whose file was not what the manifest said. */
  readonly rendered: number;
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
}

export function expectedCounts(before: Tree, after: Tree): Counts {
  const [old, now] = [entriesOf(before), entriesOf(after)];
  const paths = [...now.keys()];
  const written = paths.filter((path) => before.get(path) !== after.get(path)).length;
  return {
    rendered: renderedPages(before, after).length,
    written,
    unchanged: paths.length - written,
    removed: [...old.keys()].filter((path) => !now.has(path)).length,
  };
}

/** The pages that a build between the two had to render. */
export function renderedPages(before: Tree, after: Tree): readonly string[] {
  const old = entriesOf(before);
  return [...entriesOf(after)].flatMap(([path, entry]) => {
    // The view of what is no page is the digest of its own bytes, or of what it is made of.
    const isPage =
      !/^(?:medien|pagefind)\//.test(path) && entry?.view && !entry.digest.startsWith(entry.view);
    if (!isPage) return [];
    const last = old.get(path);
    const isKept = last?.view === entry.view && before.get(path)?.length === last.size;
    return isKept ? [] : [path];
  });
}

function entriesOf(tree: Tree): ManifestEntries {
  const text = Buffer.from(tree.get('.blattmacher.json') ?? '', 'latin1').toString('utf8');
  return parseManifest(text)?.entries ?? new Map();
}
