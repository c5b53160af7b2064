/** Bytes of texts, and digests of contents and of the program. */
import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The first 128 bits of SHA-256 as 32 hexadecimal digits: two contents with one digest do not happen. A text is taken as UTF-8. */
export function digestOf(content: Uint8Array | string): string {
  return hash('sha256', content, 'hex').slice(0, 32);
}

/**
 * Digest of this program: its code in `folder`, and the Node that runs it, with its German dates and sorting. All of it is read: the
 * digest in a chunk's name says nothing of a chunk that somebody mended by hand.
 */
export function programDigest(folder: string): string {
  const files = codeIn(folder)
    .toSorted()
    .map((name) => [name, digestOf(readFileSync(join(folder, name)))]);
  return digestOf(JSON.stringify([process.version, process.versions.icu, files]));
}

/** Paths inside `folder`; what begins with a dot is no code of ours, and may be closed to us. */
function codeIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.')) return [];
    if (!entry.isDirectory()) return /\.[jt]s$/.test(entry.name) ? [entry.name] : [];
    return codeIn(join(folder, entry.name)).map((name) => join(entry.name, name));
  });
}

/** Bytes, enough for nearly all texts. */
const firstRoom = 1024 * 1024;

/** Encodes texts as UTF-8, all into the same memory: what it returns is whole until the next call. */
export function createEncoder(): (text: string) => Uint8Array {
  let room = Buffer.allocUnsafeSlow(firstRoom);
  return (text) => {
    // A UTF-16 unit takes at most three bytes.
    if (text.length * 3 > room.length) room = Buffer.allocUnsafeSlow(text.length * 3);
    return room.subarray(0, room.write(text));
  };
}
