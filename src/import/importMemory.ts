/**
 * What an import remembers of the files that it wrote: `.import/<source>.jsonl` in the blog, kept with its sources.
 *
 * A line is a file as the import left it: `{"item", "file", "digest", "source"}`; of two for one item the later
 * counts. It is written just before its file, so that of a run that was killed only the last line may tell what never
 * came to be. A run that came to its end adds `{"complete":true}`.
 */
import { closeSync, constants, lstatSync, mkdirSync, openSync, readSync, rmSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { renameFile } from '../cache/renameFile.ts';
import type { Checked, Diagnostic, SourcePath } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { parseSourcePath } from '../core/paths.ts';
import { acquireLock, type LockOwner } from '../emit/lock.ts';
import { writeFully } from '../emit/systemFault.ts';
import { gathered } from './account.ts';
import { type KeptMap, type MakeMap, mapInMemory, type WritableMap } from './diskMap.ts';

export interface MemoryRecord {
  readonly file: SourcePath;
  /** Of what the import wrote; empty where it never did, because something of others was there. */
  readonly digest: string;
  /** Digest of the source. */
  readonly source: string;
}

export interface ImportMemory {
  readonly records: KeptMap<MemoryRecord>;
  /** Of a run that was killed: whose record may tell what never came to be. */
  readonly unsure?: { readonly item: string; readonly takeBack: () => void };
  readonly set: (item: string, record: MemoryRecord) => void;
  readonly complete: () => void;
  readonly close: () => void;
}

export interface MemoryOptions {
  /** Folder of the blog: absolute, and there. */
  readonly root: string;
  /** Names the memory of this import: `wordpress` → `.import/wordpress.jsonl`. */
  readonly source: string;
  /** Of two imports at the same time the second is refused. */
  readonly owner: LockOwner;
  /** Answers the same, and writes nothing. */
  readonly isDryRun?: boolean;
  readonly makeMap?: MakeMap;
}

export const memoryFolder = '.import';

/** Lines that say nothing any more, beyond as many as say something. */
const mostGarbage = 1000;

const completeLine = '{"complete":true}';

const appending = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0);

/** @throws what the system refuses */
export function openMemory({
  root,
  source,
  owner,
  isDryRun = false,
  makeMap = mapInMemory,
}: MemoryOptions): Checked<ImportMemory> {
  const folder = join(root, memoryFolder);
  const path = join(folder, `${source}.jsonl`);
  const file = `${memoryFolder}/${source}.jsonl` as SourcePath;
  const isWrong = (place: string, isRight: (stats: Stats) => boolean): boolean => {
    const stats = lstatSync(place, { throwIfNoEntry: false });
    return stats !== undefined && !isRight(stats);
  };
  const refuse = (fault: Diagnostic): Checked<ImportMemory> => ({ diagnostics: [fault] });
  if (isWrong(folder, (stats) => stats.isDirectory()))
    return refuse(diagnose('import/memory-is-link', { path: memoryFolder }));
  if (isWrong(path, (stats) => stats.isFile()))
    return refuse(diagnose('import/memory-is-link', { path: file }));
  if (isDryRun) {
    const found = readMemory(path, file, makeMap());
    return { value: withoutDisk(found), diagnostics: found.diagnostics };
  }
  mkdirSync(folder, { recursive: true });
  const locking = acquireLock(folder, owner);
  if (locking.kind === 'taken') return refuse(diagnose('import/busy', { lock: locking.lock }));
  try {
    const found = readMemory(path, file, makeMap());
    return { value: onDisk(found, path, locking.release), diagnostics: found.diagnostics };
  } catch (error) {
    locking.release();
    throw error;
  }
}

interface Unsure {
  readonly item: string;
  readonly before: MemoryRecord | undefined;
}

interface FoundMemory {
  readonly unsure?: Unsure;
  readonly records: WritableMap<MemoryRecord>;
  /** How many there are, whatever they say. */
  readonly lines: number;
  /** The last line has no end. */
  readonly isTorn: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

function readMemory(path: string, file: SourcePath, records: WritableMap<MemoryRecord>): FoundMemory {
  let lines = 0;
  let damaged = 0;
  let firstDamaged: number | undefined;
  let torn = '';
  let unsure: Unsure | undefined;
  for (const { line, isEnded } of lstatSync(path, { throwIfNoEntry: false }) ? linesIn(path) : []) {
    const entry = parseEntry(line);
    // An editor that ends no last line tears nothing.
    if (!isEnded) {
      torn = line;
      if (!entry) break;
    }
    lines++;
    unsure = undefined;
    if (line === completeLine || line === '') continue;
    if (!entry) {
      damaged++;
      firstDamaged ??= lines;
      continue;
    }
    const { item, record } = entry;
    unsure = { item, before: records.get(item) };
    if (record) records.set(item, record);
    else records.delete(item);
  }
  const place = { file, ...(firstDamaged !== undefined && { position: { line: firstDamaged, column: 1 } }) };
  return {
    records,
    // Whoever tears a line has written the file before it, and has not begun the next.
    ...(unsure && torn === '' && { unsure }),
    lines,
    isTorn: torn !== '',
    diagnostics: damaged === 0 ? [] : [diagnose('import/memory-damaged', { count: damaged }, place)],
  };
}

/** The last one has no end, and nothing in it where the file is whole. */
function* linesIn(path: string): Generator<{ readonly line: string; readonly isEnded: boolean }> {
  const piece = Buffer.allocUnsafe(64 * 1024);
  const decoder = new StringDecoder('utf8');
  const file = openSync(path, constants.O_RDONLY);
  try {
    let rest = '';
    for (let length = readSync(file, piece); length > 0; length = readSync(file, piece)) {
      const lines = (rest + decoder.write(piece.subarray(0, length))).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield { line, isEnded: true };
    }
    yield { line: rest + decoder.end(), isEnded: false };
  } finally {
    closeSync(file);
  }
}

/** Undefined for what is no line of ours. */
function parseEntry(line: string): { readonly item: string; readonly record?: MemoryRecord } | undefined {
  const value = parseJson(line);
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('item' in value) || typeof value.item !== 'string') return undefined;
  const { item } = value;
  if (!('file' in value)) return { item };
  if (!('digest' in value) || !('source' in value)) return undefined;
  const { file, digest, source } = value;
  if (typeof file !== 'string' || typeof digest !== 'string' || typeof source !== 'string') return undefined;
  const path = parseSourcePath(file);
  return path === file ? { item, record: { file: path, digest, source } } : undefined;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function lineOf(item: string, record: MemoryRecord | undefined): string {
  return `${JSON.stringify({ item, ...record })}\n`;
}

function* allLines(records: KeptMap<MemoryRecord>): Generator<string> {
  for (const [item, record] of records) yield lineOf(item, record);
  yield `${completeLine}\n`;
}

function withoutDisk(found: FoundMemory): ImportMemory {
  return remembering(found, () => undefined, { complete: () => undefined, close: () => undefined });
}

function remembering(
  { records, unsure }: FoundMemory,
  append: (lines: string) => void,
  ends: Pick<ImportMemory, 'complete' | 'close'>,
): ImportMemory {
  const change = (item: string, record: MemoryRecord | undefined, more = ''): void => {
    append(lineOf(item, record) + more);
    if (record) records.set(item, record);
    else records.delete(item);
  };
  const takeBack = (): void => {
    // What is taken back is sure.
    if (unsure) change(unsure.item, unsure.before, `${completeLine}\n`);
  };
  return { records, ...(unsure && { unsure: { item: unsure.item, takeBack } }), set: change, ...ends };
}

function onDisk(found: FoundMemory, path: string, release: () => void): ImportMemory {
  const { records, unsure } = found;
  const open = (): number => openSync(path, appending, 0o666);
  let { lines } = found;
  let file = open();
  let isChanged = unsure !== undefined;
  const append = (line: string): void => {
    writeFully(file, Buffer.from(line), path);
    isChanged = true;
    lines++;
  };
  const rewrite = (): void => {
    const temporary = `${path}.new`;
    rmSync(temporary, { force: true });
    const whole = openSync(temporary, 'wx');
    try {
      for (const piece of gathered(allLines(records), '')) writeFully(whole, Buffer.from(piece), temporary);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    } finally {
      closeSync(whole);
    }
    renameFile(temporary, path);
    closeSync(file);
    file = open();
    lines = records.size + 1;
  };
  if (found.isTorn) rewrite();
  return remembering(found, append, {
    complete: () => {
      if (found.diagnostics.length > 0 || lines > 2 * records.size + mostGarbage) rewrite();
      else if (isChanged) append(`${completeLine}\n`);
      isChanged = false;
    },
    close: () => {
      closeSync(file);
      release();
    },
  });
}
