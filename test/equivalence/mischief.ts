/** What happens on the disk behind the site's back: files are touched, or vanish, and the cache rots. */
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../bench/corpus/random.ts';
import type { LivingSite } from './livingSite.ts';

/** Changes what is on disk besides the contents of sources. */
export type Mischief = (site: LivingSite, random: Random) => void;

/** All files, at any depth, sorted. */
export function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** Does something to a file below a folder, if there is one. */
function harm(folderOf: (site: LivingSite) => string, act: (path: string, random: Random) => void): Mischief {
  return (site, random) => {
    const paths = filesBelow(folderOf(site)).filter((path) => !path.includes('.blattmacher'));
    if (paths.length > 0) act(random.pick(paths), random);
  };
}

const outOf = ({ out }: LivingSite): string => out;
const cacheOf = ({ folder }: LivingSite): string => join(folder, '.cache');
const contentOf = ({ folder }: LivingSite): string => join(folder, 'content');

/** Flips the bits of a byte. */
export function flip(path: string, random: Random): void {
  const bytes = readFileSync(path);
  const place = random.between(0, Math.max(0, bytes.length - 1));
  bytes[place] = (bytes[place] ?? 0) ^ random.between(1, 255);
  writeFileSync(path, bytes);
}

/** Leaves a part of the file, perhaps nothing. */
export function cut(path: string, random: Random): void {
  truncateSync(path, random.between(0, Math.max(0, statSync(path).size - 1)));
}

function removeEmptyFolders(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmptyFolders(join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

export const mischiefs: Readonly<Record<string, Mischief>> = {
  'a source touched': harm(contentOf, (path, random) => utimesSync(path, 1e9, random.between(1e9, 2e9))),
  'empty folders pruned': ({ folder }) => removeEmptyFolders(folder),
  'a published file deleted': harm(outOf, (path) => rmSync(path)),
  'a published file grown': harm(outOf, (path) => appendFileSync(path, 'x')),
  'the cache deleted': (site) => rmSync(cacheOf(site), { recursive: true, force: true }),
  'a file of the cache with a wrong byte': harm(cacheOf, flip),
  'a file of the cache cut': harm(cacheOf, cut),
  'a file of the cache deleted': harm(cacheOf, (path) => rmSync(path)),
};
