/**
 * A small JSON value in a file of its own: the digest, a line break, the JSON. The digest includes key
 * and name, so that a file from elsewhere is not taken for this one.
 */
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../../digestOf.ts';
import { replaceFile } from './growingFile.ts';

/** Pattern for the file names of documents. */
export const documentName = /^[a-z][a-z0-9-]*\.json$/;

/** The file of a document; throws for a name that is none. */
export function documentFile(name: string): string {
  const file = `${name}.json`;
  if (!documentName.test(file)) throw new Error(`No name of a document: ${name}`);
  return file;
}

/** Undefined when there is none, `damaged` when it is not as it was written. Throws what the system refuses. */
export function readCacheDocument(
  folder: string,
  key: string,
  file: string,
): { readonly value: unknown } | 'damaged' | undefined {
  const path = join(folder, file);
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return undefined;
  if (!stat.isFile()) return 'damaged';
  const text = readFileSync(path, 'utf8');
  const json = text.slice(33);
  return text.slice(0, 33) === seal(key, file, json) ? { value: JSON.parse(json) } : 'damaged';
}

/** Throws what the system refuses. */
export function writeCacheDocument(folder: string, key: string, file: string, json: string): void {
  replaceFile(folder, file, Buffer.from(seal(key, file, json) + json));
}

function seal(key: string, file: string, json: string): string {
  return `${digestOf(Buffer.from(`${key}/${file}\n${json}`))}\n`;
}
