/**
 * Which test files are units and which need the whole: a file whose imports inside this repository's tests and scripts
 * reach a browser or a process of its own is no unit, nor is one that takes more than some seconds.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** Modules that no unit test reaches. */
const outside = /(?:\bfrom|\bimport\(?)\s*'(?:node:child_process|node:cluster|playwright-core|lighthouse)'/;

/** Imports of a source from elsewhere in `test` and `scripts`. */
const imported = /(?:\bfrom|\bimport\(?)\s*'(\.[^']+\.ts)'/g;

const slow = new Set([
  'test/comments/receiver/serveComments.test.ts',
  'test/equivalence/randomHistories.test.ts',
  'test/dev/randomEdits.test.ts',
]);

export interface TestFiles {
  readonly unit: readonly string[];
  readonly whole: readonly string[];
}

/** Paths inside the repository. */
export function testFiles(): TestFiles {
  const names = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.test.ts')).map((name) => join(root, 'test', name));
  const { unit = [], whole = [] } = Object.groupBy(files.toSorted(), (file) =>
    reachesOutside(file) || slow.has(relative(root, file)) ? 'whole' : 'unit',
  );
  const inside = (file: string): string => relative(root, file);
  return { unit: unit.map(inside), whole: whole.map(inside) };
}

function reachesOutside(file: string, seen = new Set<string>()): boolean {
  if (seen.has(file) || !existsSync(file) || relative(root, file).startsWith('src')) return false;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  if (outside.test(text)) return true;
  return [...text.matchAll(imported)].some(([, path = '']) =>
    reachesOutside(resolve(dirname(file), path), seen),
  );
}
