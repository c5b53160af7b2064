/** A folder as a value. */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Contents, byte by byte, by path; `path/` stands for an empty folder. */
export type Tree = ReadonlyMap<string, string>;

/** All below a folder, manifest included, but not what it remembers of addresses: that differs by what was built before. Empty without a folder. */
export function treeOf(folder: string): Tree {
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries.flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const name = path.slice(folder.length + 1);
      if (entry.isFile()) return [[name, withoutAddresses(name, readFileSync(path, 'latin1'))] as const];
      const isEmpty = entry.isDirectory() && readdirSync(path).length === 0;
      return isEmpty ? [[`${name}/`, ''] as const] : [];
    }),
  );
}

function withoutAddresses(name: string, text: string): string {
  return name === '.blattmacher.json' ? text.replace(/"addresses":\{[^]*$/, '"addresses":{}}\n') : text;
}

/** The first path, in order and the manifest last, at which two trees differ, and how; undefined when they are equal. */
export function firstDifference(found: Tree, expected: Tree): string | undefined {
  const paths = [...new Set([...found.keys(), ...expected.keys()])].toSorted();
  const different = paths.filter((each) => found.get(each) !== expected.get(each));
  const path = different.find((each) => !each.startsWith('.blattmacher')) ?? different[0];
  if (path === undefined) return undefined;
  const [mine, right] = [found.get(path), expected.get(path)];
  if (mine === undefined) return `${path} is missing`;
  if (right === undefined) return `${path} should not be there`;
  const place = [...right].findIndex((sign, index) => sign !== mine[index]);
  const start = Math.max(0, (place === -1 ? right.length : place) - 60);
  const excerpt = (text: string): string =>
    JSON.stringify(Buffer.from(text.slice(start, start + 160), 'latin1').toString('utf8'));
  return `${path} differs:\n  found    ${excerpt(mine)}\n  expected ${excerpt(right)}`;
}
