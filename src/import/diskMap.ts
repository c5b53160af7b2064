/**
 * Maps whose values lie in a file, for sources with more items than fit into memory. Of an entry some 16 bytes stay in memory,
 * however long its key and its value are.
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { refusalCode } from '../emit/systemFault.ts';

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

/** The system refuses to keep the maps in their folder. None of its codes means a file of the source or of the blog. */
export class ShelfFault extends Error {
  readonly folder: string;
  /** `ENOSPC` and the like. */
  readonly code: string;

  constructor(folder: string, code: string) {
    super(`${code} in ${folder}`);
    this.folder = folder;
    this.code = code;
  }
}

/** The file lies in `folder`, has no name where the system allows that, and ends with the process. @throws ShelfFault, later as well */
export function openShelf(folder: string): Shelf {
  const guarded = <Value>(call: () => Value): Value => {
    try {
      return call();
    } catch (error) {
      throw new ShelfFault(folder, refusalCode(error));
    }
  };
  const own = guarded(() => mkdtempSync(join(folder, 'blattmacher-import-')));
  let file: number;
  try {
    file = guarded(() => openSync(join(own, 'items'), 'wx+', 0o600));
  } finally {
    removeIfPossible(own);
  }
  const pile = createPile({
    write: (bytes, place) =>
      guarded(() => {
        for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, bytes.length - at, place + at);
      }),
    read: (bytes, place) => guarded(() => readSync(file, bytes, 0, bytes.length, place)),
  });
  return {
    map: <Value>() => createDiskMap<Value>(pile),
    close: () => {
      closeSync(file);
      removeIfPossible(own);
    },
  };
}

/** Windows keeps the folder of an open file until the end. */
function removeIfPossible(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    refusalCode(error);
  }
}

// The file

/** Lines one behind the other, each at a multiple of `step`. */
interface Pile {
  /** Returns where it lies, in steps. `line` has no end of line in it. */
  readonly add: (line: string) => number;
  readonly read: (start: number) => string;
}

/** Bytes. A place of four bytes reaches 32 GB far. */
const step = 8;
/** Bytes that wait until they are written. As many that were written last are read from memory as well. */
const waitingSize = 1024 * 1024;
/** Bytes that are read at first: nearly all lines are shorter. */
const usualLine = 1024;
const newline = 10;

interface PileFile {
  /** All of the bytes. */
  readonly write: (bytes: Uint8Array, place: number) => void;
  /** Returns how many came. */
  readonly read: (bytes: Uint8Array, place: number) => number;
}

function createPile(file: PileFile): Pile {
  let waiting = Buffer.allocUnsafeSlow(waitingSize);
  let last = Buffer.allocUnsafeSlow(waitingSize);
  /** Where `last` begins in the file. */
  let lastStart = 0;
  let room = Buffer.allocUnsafeSlow(usualLine);
  /** Bytes in the file, and bytes that wait. */
  let written = 0;
  let used = 0;
  const write = (bytes: Uint8Array): void => {
    file.write(bytes, written);
    written += bytes.length;
  };
  const flush = (): void => {
    lastStart = written;
    write(waiting.subarray(0, used));
    used = 0;
    [waiting, last] = [last, waiting];
  };
  const lineIn = (bytes: Buffer, at: number): string =>
    bytes.toString('utf8', at, bytes.indexOf(newline, at));
  return {
    add: (line) => {
      // A UTF-16 unit takes at most three bytes.
      const most = line.length * 3 + step;
      if (used + most > waitingSize) flush();
      const start = (written + used) / step;
      const goal = most > waitingSize ? Buffer.allocUnsafe(most) : waiting.subarray(used);
      const length = goal.write(line);
      const padded = Math.ceil((length + 1) / step) * step;
      goal.fill(newline, length, padded);
      if (goal.buffer === waiting.buffer) used += padded;
      else {
        write(goal.subarray(0, padded));
        lastStart = written;
      }
      return start;
    },
    read: (start) => {
      const from = start * step;
      if (from >= written) return lineIn(waiting, from - written);
      if (from >= lastStart) return lineIn(last, from - lastStart);
      for (let length = 0; ;) {
        const read = file.read(room.subarray(length), from + length);
        const end = room.subarray(0, length + read).indexOf(newline, length);
        if (end >= 0) return room.toString('utf8', 0, end);
        if (read === 0) throw new Error('The file of the import ends too early');
        length += read;
        if (length < room.length) continue;
        const larger = Buffer.allocUnsafeSlow(room.length * 4);
        room.copy(larger);
        room = larger;
      }
    },
  };
}

// The map

/** Numbers of 32 bits, in pieces, so that none is copied while they grow. */
function createNumbers() {
  const pieceSize = 4096;
  const pieces: Uint32Array[] = [];
  return {
    get: (index: number): number => pieces[Math.floor(index / pieceSize)]?.[index % pieceSize] ?? 0,
    set: (index: number, value: number): void => {
      const place = Math.floor(index / pieceSize);
      const piece = (pieces[place] ??= new Uint32Array(pieceSize));
      piece[index % pieceSize] = value;
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
/** Where an entry is that was deleted. */
const nowhere = 0xffffffff;

function createDiskMap<Value>(pile: Pile): WritableMap<Value> {
  const [starts, hashes] = [createNumbers(), createNumbers()];
  /** Number of the entry + 1, at the place that the hash of its key names or behind it; 0: none. */
  let slots = new Uint32Array(1024);
  /** Entries, with those that were deleted. */
  let count = 0;
  let size = 0;
  const recent = new Map<string, Value>();

  const slotFor = (hash: number): number => {
    let slot = hash & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    return slot;
  };
  const grow = (): void => {
    slots = new Uint32Array(slots.length * 2);
    for (let entry = 0; entry < count; entry++) slots[slotFor(hashes.get(entry))] = entry + 1;
  };
  /** The entry of a key with the text of its value. */
  const find = (key: string): { readonly entry: number; readonly value: string } | undefined => {
    const hash = hashOf(key);
    let start: string | undefined;
    for (let slot = hash & (slots.length - 1); slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
      const entry = (slots[slot] ?? 0) - 1;
      if (hashes.get(entry) !== hash || starts.get(entry) === nowhere) continue;
      start ??= `${JSON.stringify(key)}:`;
      const line = pile.read(starts.get(entry));
      if (line.startsWith(start)) return { entry, value: line.slice(start.length) };
    }
    return undefined;
  };
  const write = (entry: number, key: string, value: Value): void =>
    starts.set(entry, pile.add(`${JSON.stringify(key)}:${JSON.stringify(value)}`));
  const entries = function* (): Generator<readonly [string, Value]> {
    for (let entry = 0; entry < count; entry++) {
      const start = starts.get(entry);
      if (start !== nowhere) yield* Object.entries<Value>(JSON.parse(`{${pile.read(start)}}`));
    }
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
        write(known.entry, key, value);
        return;
      }
      if (count * 4 >= slots.length * 3) grow();
      const hash = hashOf(key);
      hashes.set(count, hash);
      write(count, key, value);
      slots[slotFor(hash)] = ++count;
      size++;
    },
    delete: (key) => {
      recent.delete(key);
      const known = find(key);
      if (!known) return false;
      starts.set(known.entry, nowhere);
      size--;
      return true;
    },
    values: function* () {
      for (const [, value] of entries()) yield value;
    },
    [Symbol.iterator]: entries,
  };
}
