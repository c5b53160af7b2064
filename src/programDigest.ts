import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from './digestOf.ts';

/** The name of a compiled chunk ends with a digest of all that is in it. */
const namedByContent = /-[0-9A-Z]{8}\.js$/;

/** What tells this program from all others: its own code in `folder`, and the Node that runs it, with its German dates and sorting. */
export function programDigest(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[jt]s$/.test(name))
    .toSorted();
  const files = names.map((name) =>
    namedByContent.test(name) ? name : [name, digestOf(readFileSync(join(folder, name)))],
  );
  return digestOf(JSON.stringify([process.version, process.versions.icu, files]));
}
