import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

interface FileCount {
  readonly files: number;
  readonly bytes: number;
}

/** Kind of output → how much of it; kinds that a contestant does not make are missing. */
export type FileCounts = ReadonlyMap<string, FileCount>;

type Kind = readonly [name: string, pattern: RegExp];

/** What everyone writes alike, told apart by address. */
const pages: readonly Kind[] = [
  ['article pages', /^\d{4}\/\d{2}\/[^/]+\/index\.html$/],
  ['home pages', /^(seite\/\d+\/)?index\.html$/],
  ['section pages', /^ressort\/.+\.html$/],
  ['tag pages', /^thema\/.+\.html$/],
  ['author pages', /^autor\/.+\.html$/],
  ['archive pages', /^(archiv|jahr|monat)\/.+\.html$/],
  ['feeds', /(^|\/)(feed\.xml|atom\.xml|feed\.json)$/],
];

/** What one writes and another does not. A file is of the first kind that fits, and these come first. */
const extras: readonly Kind[] = [
  ['redirects of first pages', /(^|\/)seite\/1\/index\.html$/],
  ['lists of sections, tags, authors, years', /^(ressort|thema|autor|jahr)\/index\.html$/],
  ['sitemaps', /sitemap[^/]*\.xml$/],
];
const kinds = [...extras, ...pages];
const otherKind = 'other files';

export const pageKinds: readonly string[] = pages.map(([kind]) => kind);
export const fileKinds: readonly string[] = [...pageKinds, ...extras.map(([kind]) => kind), otherKind];

/** Files and bytes of each kind below `folder`. */
export function countFiles(folder: string): FileCounts {
  const counts = new Map<string, FileCount>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const kind = kindOf(relative(folder, path));
    const { files, bytes } = counts.get(kind) ?? { files: 0, bytes: 0 };
    counts.set(kind, { files: files + 1, bytes: bytes + statSync(path).size });
  }
  return counts;
}

function kindOf(path: string): string {
  return kinds.find(([, pattern]) => pattern.test(path))?.[0] ?? otherKind;
}
