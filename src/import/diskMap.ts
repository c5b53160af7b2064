/**
 * Maps whose values lie in a file, for sources with more items than fit into memory. Of an entry about 30 bytes stay in memory,
 * however long its key and its value are.
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** What a `Map` has too, so that a source of a few items needs no file. Values are what JSON can say; each reading makes a new one. */
export interface KeptMap<Value> extends Iterable<readonly [string, Value]> {
  readonly size: number;
  readonly get: (key: string) => Value | undefined;
  readonly has: (key: string) => boolean;
  /** In the order in which their keys came. */
  readonly values: () => Iterable<Value>;
}

export interface WritableMap<Value> extends KeptMap<Value> {
  readonly set: (key: string, value: Value) => unknown;
  readonly delete: (key: string) => boolean;
}

export type MakeMap = <Value>() => WritableMap<Value>;

export const mapInMemory: MakeMap = <Value>() => new Map<string, Value>();

/** One file with all maps of an import. */
export interface Shelf {
  readonly map: MakeMap;
  /** Afterwards no map can be read. */
  readonly close: () => void;
}

/** The file lies in `folder`, has no name where the system allows that, and ends with the process. @throws what the system refuses */
export function openShelf(folder: string): Shelf {
  const own = mkdtempSync(join(folder, 'blattmacher-import-'));
  const file = openSync(join(own, 'items'), 'wx+', 0o600);
  const remove = (): void => rmSync(own, { recursive: true, force: true });
  // Windows removes no open file.
  if (process.platform !== 'win32') remove();
  const pile = createPile(file);
  return {
    map: <Value>() => createDiskMap<Value>(pile),
    close: () => {
      closeSync(file);
      remove();
    },
  };
}

// The file

/** Texts one behind the other. */
interface Pile {
  /** Returns where it lies. */
  readonly add: (text: string) => Place;
  readonly read: (place: Place) => string;
}

interface Place {
  readonly start: number;
  /** In bytes. */
  readonly length: number;
}

/** Bytes that wait until they are written. */
const waitingSize = 256 * 1024;

function createPile(file: number): Pile {
  const waiting = Buffer.allocUnsafeSlow(waitingSize);
  let room = Buffer.allocUnsafeSlow(64 * 1024);
  /** Bytes in the file. */
  let written = 0;
  let used = 0;
  const write = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length;)
      at += writeSync(file, bytes, at, bytes.length - at, written + at);
    written += bytes.length;
  };
  const flush = (): void => {
    write(waiting.subarray(0, used));
    used = 0;
  };
  return {
    add: (text) => {
      // A UTF-16 unit takes at most three bytes.
      if (used + text.length * 3 > waitingSize) flush();
      const start = written + used;
      if (text.length * 3 > waitingSize) {
        const bytes = Buffer.from(text);
        write(bytes);
        return { start, length: bytes.length };
      }
      const length = waiting.write(text, used);
      used += length;
      return { start, length };
    },
    read: ({ start, length }) => {
      if (start >= written) return waiting.toString('utf8', start - written, start - written + length);
      if (length > room.length) room = Buffer.allocUnsafeSlow(length * 2);
      for (let at = 0; at < length;) {
        const read = readSync(file, room, at, length - at, start + at);
        if (read === 0) throw new Error('The file of the import ends too early');
        at += read;
      }
      return room.toString('utf8', 0, length);
    },
  };
}

// The map

/** Numbers in memory that is theirs alone, and grows. */
function createNumbers(Kind: Uint32ArrayConstructor | Float64ArrayConstructor) {
  let numbers = new Kind(1024);
  return {
    get: (index: number): number => numbers[index] ?? 0,
    set: (index: number, value: number): void => {
      if (index >= numbers.length) {
        const more = new Kind(numbers.length * 2);
        more.set(numbers);
        numbers = more;
      }
      numbers[index] = value;
    },
  };
}

/** FNV-1a of the units. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Values read last stay in memory: a text asks for the same few again and again. */
const mostRecent = 200;

function createDiskMap<Value>(pile: Pile): WritableMap<Value> {
  const [starts, lengths, hashes] = [
    createNumbers(Float64Array),
    createNumbers(Uint32Array),
    createNumbers(Uint32Array),
  ];
  /** Number of the entry + 1, at the place that the hash of its key names or behind it; 0: none. */
  let slots = new Uint32Array(2048);
  /** Entries, with those that were deleted, which have no length. */
  let count = 0;
  let size = 0;
  const recent = new Map<string, Value>();

  /** `"key":value` */
  const textOf = (entry: number): string =>
    pile.read({ start: starts.get(entry), length: lengths.get(entry) });
  const slotFor = (hash: number): number => {
    let slot = hash & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    return slot;
  };
  const grow = (): void => {
    slots = new Uint32Array(slots.length * 2);
    for (let entry = 0; entry < count; entry++) slots[slotFor(hashes.get(entry))] = entry + 1;
  };
  /** The entry of a key with its text. */
  const find = (key: string): { readonly entry: number; readonly value: string } | undefined => {
    const hash = hashOf(key);
    let start: string | undefined;
    for (let slot = hash & (slots.length - 1); slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
      const entry = (slots[slot] ?? 0) - 1;
      if (hashes.get(entry) !== hash || lengths.get(entry) === 0) continue;
      start ??= `${JSON.stringify(key)}:`;
      const text = textOf(entry);
      if (text.startsWith(start)) return { entry, value: text.slice(start.length) };
    }
    return undefined;
  };
  const add = (entry: number, key: string, value: Value): void => {
    const { start, length } = pile.add(`${JSON.stringify(key)}:${JSON.stringify(value)}`);
    starts.set(entry, start);
    lengths.set(entry, length);
  };
  const entries = function* (): Generator<readonly [string, Value]> {
    for (let entry = 0; entry < count; entry++)
      if (lengths.get(entry) > 0)
        for (const [key, value] of Object.entries<Value>(JSON.parse(`{${textOf(entry)}}`))) yield [key, value];
  };
  return {
    get size() {
      return size;
    },
    get: (key) => {
      const known = recent.get(key);
      if (known !== undefined) return known;
      const found = find(key);
      if (!found) return undefined;
      const value: Value = JSON.parse(found.value);
      if (recent.size >= mostRecent) recent.clear();
      recent.set(key, value);
      return value;
    },
    has: (key) => recent.has(key) || find(key) !== undefined,
    set: (key, value) => {
      recent.delete(key);
      const known = find(key);
      if (known) {
        add(known.entry, key, value);
        return;
      }
      if (count * 2 >= slots.length) grow();
      const hash = hashOf(key);
      hashes.set(count, hash);
      add(count, key, value);
      slots[slotFor(hash)] = ++count;
      size++;
    },
    delete: (key) => {
      recent.delete(key);
      const known = find(key);
      if (!known) return false;
      lengths.set(known.entry, 0);
      size--;
      return true;
    },
    values: function* () {
      for (const [, value] of entries()) yield value;
    },
    [Symbol.iterator]: entries,
  };
}
