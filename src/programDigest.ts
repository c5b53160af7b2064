import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from './digestOf.ts';

/** What tells this program from all others: its own code in `folder`, and the Node that runs it, with its German dates and sorting. */
export function programDigest(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[jt]s$/.test(name))
    .toSorted();
  const files = names.map((name) => [name, digestOf(readFileSync(join(folder, name)))]);
  return digestOf(JSON.stringify([process.version, process.versions.icu, files]));
}
