/** Writes what an import makes into the blog, remembers it, and never touches what people edited since. */
import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  type Dirent,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { renameFile } from '../cache/renameFile.ts';
import { digestOf } from '../core/digestOf.ts';
import type { Checked, SourcePath } from '../core/model.ts';
import { caseFolded } from '../emit/outputPath.ts';
import { refusalCode, writeFully } from '../emit/systemFault.ts';
import {
  type ImportMemory,
  memoryFolder,
  type MemoryOptions,
  type MemoryRecord,
  openMemory,
} from './importMemory.ts';
import { type MakeMap, mapInMemory, type WritableMap } from './diskMap.ts';
import type { Written } from './model.ts';

/** A file of the blog, made of one item of the source. */
export interface SiteFile {
  /** Of the source, and of this file alone: `123`, `comment-45`, `media 2019/05/hafen.jpg`. */
  readonly item: string;
  /** Where it stands if it is new; an item that is there already stays where it is. */
  readonly file: SourcePath;
  readonly content: SiteContent;
  /** Of everything in the source that the content is made of. */
  readonly sourceDigest: string;
}

/** `copyOf`: absolute path of a real file. */
export type SiteContent = string | Uint8Array | { readonly copyOf: string };

export interface WrittenFile {
  readonly written: Written;
  /** Where it stands, or would stand. */
  readonly file: SourcePath;
  /** German, of what was kept and of conflicts. */
  readonly reason?: string;
}

export interface ImportedFile {
  readonly item: string;
  readonly file: SourcePath;
}

export interface Whereabouts {
  /** Also if somebody moved it there since, and did not edit it as well. */
  readonly file: SourcePath;
  /** False for what was deleted here. */
  readonly isThere: boolean;
  /** Digest of the source, as it was then. */
  readonly source: string;
}

export interface SiteWriter {
  /** @throws what the system refuses: a full disk, a missing permission */
  readonly put: (file: SiteFile) => WrittenFile;
  /** What an earlier put (in this run or before) made of an item. */
  readonly whereIs: (item: string) => Whereabouts | undefined;
  /** Whether a new file could stand there: nothing is in its way, also where upper and lower case are the same. */
  readonly isFree: (file: SourcePath) => boolean;
  /** Marks the memory as complete. Answers the items of earlier runs that this one neither put nor asked for; their files stay. */
  readonly finish: () => readonly ImportedFile[];
  /** Afterwards, and after a failure: another import may begin. */
  readonly close: () => void;
}

/** Files are read in pieces of so many bytes, all into the same memory. */
const room = Buffer.allocUnsafe(1024 * 1024);

/** In the folder of the file that it becomes. After a kill the memory's last line tells which. */
const unfinishedName = '.new-import';

const digestOfNothing = digestOf('');

/**
 * Faults: another import is running; the memory is none of ours, or damaged (a warning: the rest of it counts).
 *
 * Files are whole under their names whatever happens to the process; against a failure of the power nothing is done, for that
 * would cost more than all else. @throws what the system refuses
 */
export function openSiteWriter(options: MemoryOptions): Checked<SiteWriter> {
  const { value: memory, diagnostics } = openMemory(options);
  if (!memory) return { diagnostics };
  const real = openDisk(options.root);
  const { makeMap = mapInMemory } = options;
  const disk = options.isDryRun ? imaginary(real, makeMap()) : real;
  if (memory.unsure) settle(memory, memory.unsure, disk);
  return { value: createWriter(memory, disk, makeMap), diagnostics };
}

/** Takes back the last line of a run that was killed before it had written the file. */
function settle(memory: ImportMemory, unsure: NonNullable<ImportMemory['unsure']>, disk: Disk): void {
  const record = memory.records.get(unsure.item);
  if (!record) return;
  const found = disk.look(record.file);
  for (const file of [record.file, conflictPath(record.file)]) disk.cleanUp(file);
  const now = found.kind === 'file' ? found.digest() : undefined;
  if (now !== record.digest) unsure.takeBack();
}

interface Located {
  readonly record: MemoryRecord | undefined;
  readonly found: Found;
}

/** The memory, put right where people have moved files. */
interface Records {
  /** The record of an item, and what is at its place or at `file` if there is none. */
  readonly locate: (item: string, file: SourcePath) => Located;
  readonly set: (item: string, record: MemoryRecord) => void;
  /** The item that has a name, in whatever case. */
  readonly ownerOf: (file: SourcePath) => string | undefined;
}

function createRecords({ records, set }: ImportMemory, disk: Disk, owners: WritableMap<string>): Records {
  for (const [item, { file }] of records) owners.set(caseFolded(file), item);
  const ownerOf = (file: SourcePath): string | undefined => owners.get(caseFolded(file));
  const findMoved = createMovedFinder(disk, (file) => ownerOf(file) !== undefined);
  const remember = (item: string, record: MemoryRecord): void => {
    const before = records.get(item);
    const { file, digest, source } = record;
    if (before?.file === file && before.digest === digest && before.source === source) return;
    if (before && ownerOf(before.file) === item) owners.delete(caseFolded(before.file));
    owners.set(caseFolded(file), item);
    set(item, record);
  };
  const locate = (item: string, wanted: SourcePath): Located => {
    const record = records.get(item);
    const found = disk.look(record?.file ?? wanted);
    if (!wasWritten(record) || found.kind !== 'none') return { record, found };
    const file = findMoved(record);
    if (file === undefined) return { record, found };
    const moved = { ...record, file };
    remember(item, moved);
    return { record: moved, found: disk.look(file) };
  };
  return { locate, set: remember, ownerOf };
}

function wasWritten(record: MemoryRecord | undefined): record is MemoryRecord {
  return record !== undefined && record.digest !== '';
}

function createWriter(memory: ImportMemory, disk: Disk, makeMap: MakeMap): SiteWriter {
  const records = createRecords(memory, disk, makeMap());
  /** Of earlier runs, and not yet put nor asked for in this one. */
  const unseen = makeMap<true>();
  for (const [item] of memory.records) unseen.set(item, true);
  return {
    put: (wanted) => {
      unseen.delete(wanted.item);
      const { record, found } = records.locate(wanted.item, wanted.file);
      return putFile(toTarget(wanted, record), found, records, disk);
    },
    whereIs: (item) => {
      unseen.delete(item);
      const record = memory.records.get(item);
      if (!record) return undefined;
      const { record: now = record, found } = records.locate(item, record.file);
      return { file: now.file, isThere: found.kind === 'file', source: now.source };
    },
    isFree: (file) => records.ownerOf(file) === undefined && disk.look(file).kind === 'none',
    finish: () => {
      memory.complete();
      return [...unseen].flatMap(([item]): readonly ImportedFile[] => {
        const record = memory.records.get(item);
        return record ? [{ item, file: record.file }] : [];
      });
    },
    close: memory.close,
  };
}

function putFile(target: Target, found: Found, records: Records, disk: Disk): WrittenFile {
  const { item, file, content, sourceDigest, record } = target;
  const write = (written: Written): WrittenFile => {
    records.set(item, { file, digest: target.digest(), source: sourceDigest });
    disk.write(file, content);
    return { written, file };
  };
  if ((records.ownerOf(file) ?? item) !== item)
    return { written: 'conflict', file, reason: ownedReason(file) };
  if (found.kind === 'none')
    return wasWritten(record) ? stay(target, deletedWords, records, disk) : write('created');
  if (found.kind === 'obstacle')
    return stay(target, { kept: found.reason, conflict: found.reason }, records, disk);
  const isKnown = wasWritten(record) && record.source === sourceDigest;
  // A copy whose original is as it was, and which is as long as that, is not read again.
  if (isKnown && sizeOf(content) === found.size) return { written: 'unchanged', file };
  const now = found.digest();
  if (now === target.digest()) {
    records.set(item, { file, digest: now, source: sourceDigest });
    return { written: 'unchanged', file };
  }
  if (!wasWritten(record)) return stay(target, foreignWords, records, disk);
  // Where the power failed a file may be empty.
  const isOurs = now === record.digest || now === digestOfNothing;
  return isOurs ? write('updated') : stay(target, editedWords, records, disk);
}

/**
 * Something is there that must stay, or somebody deleted it. A conflict is one until what the source says was deleted from
 * the folder of conflicts.
 */
function stay(target: Target, words: StayWords, records: Records, disk: Disk): WrittenFile {
  const { item, file, content, sourceDigest, record } = target;
  const copy = conflictPath(file);
  const isNews = record?.source !== sourceDigest;
  if (isNews) {
    records.set(item, { file, digest: record?.digest ?? '', source: sourceDigest });
    if (disk.look(copy).kind !== 'obstacle') disk.write(copy, content);
  }
  return isNews || disk.look(copy).kind !== 'none'
    ? { written: 'conflict', file, reason: `${words.conflict}${copyHint(copy)}` }
    : { written: 'kept', file, reason: words.kept };
}

/** What shall be written, at its place. */
interface Target extends SiteFile {
  readonly record: MemoryRecord | undefined;
  readonly digest: () => string;
}

function toTarget(wanted: SiteFile, record: MemoryRecord | undefined): Target {
  let known: string | undefined;
  const digest = (): string => (known ??= digestOfContent(wanted.content));
  return { ...wanted, file: record?.file ?? wanted.file, record, digest };
}

// What the report says

interface StayWords {
  readonly kept: string;
  readonly conflict: string;
}

const deletedWords: StayWords = {
  kept: 'Hier gelöscht oder verschoben und geändert; ich lege sie nicht wieder an.',
  conflict:
    'Hier gelöscht oder verschoben und geändert, in der Quelle inzwischen geändert; ich lege sie nicht wieder an.',
};

const editedWords: StayWords = {
  kept: 'Hier bearbeitet, in der Quelle unverändert.',
  conflict: 'Hier bearbeitet und in der Quelle geändert; deine Fassung bleibt.',
};

const foreignWords: StayWords = {
  kept: 'Hier steht eine Datei, die nicht von diesem Import ist.',
  conflict: 'Hier steht eine andere Datei, die nicht von diesem Import ist; sie bleibt.',
};

function conflictPath(file: SourcePath): SourcePath {
  return `${memoryFolder}/conflicts/${file}` as SourcePath;
}

function copyHint(copy: SourcePath): string {
  return ` Was die Quelle sagt, liegt in ${copy}. Bist du fertig, lösche es dort.`;
}

function ownedReason(file: SourcePath): string {
  return `Den Namen ${file} hat schon etwas anderes aus der Quelle.`;
}

// Files that were moved

/** Texts and pictures tell by their bytes which they were; short notes beside them are often alike. */
const isTelling = /\.(?!ya?ml$)[a-z0-9]+$/i;

/** Where a file of the memory is now, if its bytes are somewhere in the content under a name that nothing of the import has. */
function createMovedFinder(
  disk: Disk,
  isOwned: (file: SourcePath) => boolean,
): (record: MemoryRecord) => SourcePath | undefined {
  let files: readonly SourcePath[] | undefined;
  const byEnding = new Map<string, Map<string, SourcePath[]>>();
  return ({ file, digest }) => {
    const ending = isTelling.exec(file)?.[0];
    if (ending === undefined) return undefined;
    let byDigest = byEnding.get(ending);
    if (!byDigest) {
      files ??= disk.filesIn('content' as SourcePath);
      byDigest = new Map();
      for (const each of files) {
        const found = each.endsWith(ending) && !isOwned(each) ? disk.look(each) : undefined;
        if (found?.kind !== 'file') continue;
        const now = found.digest();
        byDigest.set(now, [...(byDigest.get(now) ?? []), each]);
      }
      byEnding.set(ending, byDigest);
    }
    return byDigest.get(digest)?.find((each) => !isOwned(each));
  };
}

// The disk

type Found =
  | { readonly kind: 'none' }
  | { readonly kind: 'file'; readonly digest: () => string; readonly size: number }
  /** A link, a folder or the like, there or on the way. */
  | { readonly kind: 'obstacle'; readonly reason: string };

interface Disk {
  readonly look: (file: SourcePath) => Found;
  readonly write: (file: SourcePath, content: SiteContent) => void;
  /** Removes what a killed run left of a file. */
  readonly cleanUp: (file: SourcePath) => void;
  /** In order of their names, without what lies behind links or begins with a dot. */
  readonly filesIn: (folder: SourcePath) => readonly SourcePath[];
}

type EntryKind = 'file' | 'folder' | 'other';

interface Entry {
  /** As the disk writes it. */
  readonly name: string;
  readonly kind: EntryKind;
}

interface Folder {
  readonly path: string;
  /** By their names, and by these without regard of case. */
  readonly entries: Map<string, Entry>;
}

/** Answers as if it had been written to. */
function imaginary(
  disk: Disk,
  written: WritableMap<{ readonly digest: string; readonly size?: number }>,
): Disk {
  return {
    ...disk,
    look: (file) => {
      const found = written.get(caseFolded(file));
      if (!found) return disk.look(file);
      return { kind: 'file', digest: () => found.digest, size: found.size ?? Number.NaN };
    },
    write: (file, content) => {
      const size = sizeOf(content);
      written.set(caseFolded(file), {
        digest: digestOfContent(content),
        ...(size !== undefined && { size }),
      });
    },
    cleanUp: () => undefined,
  };
}

/** So many folders stay listed: those of a blog, of its media, and of the comments that are being written. */
const mostFolders = 500;

/** Each folder is listed when it is needed, for the names that differ in case or Unicode form alone. */
function openDisk(root: string): Disk {
  /** The one that was used last is the last. */
  const folders = new Map<string, Folder>();
  const open = (path: string): Folder => {
    const opened = folders.get(path) ?? { path, entries: entriesOf(path) };
    folders.delete(path);
    folders.set(path, opened);
    const [oldest] = folders.keys();
    if (folders.size > mostFolders && oldest !== undefined) folders.delete(oldest);
    return opened;
  };
  /** The folder of a file, as far as it is there. */
  const walk = (file: SourcePath): Folder | Exclude<Found, { kind: 'file' }> => {
    const way = file.slice(0, Math.max(file.lastIndexOf('/'), 0));
    let folder = open(root);
    for (const name of way === '' ? [] : way.split('/')) {
      const entry = entryIn(folder, name);
      if (!entry) return { kind: 'none' };
      if (entry.kind !== 'folder') return { kind: 'obstacle', reason: obstacleReason(entry.name) };
      folder = open(`${folder.path}/${entry.name}`);
    }
    return folder;
  };
  const look = (file: SourcePath): Found => {
    const folder = walk(file);
    if ('kind' in folder) return folder;
    const listed = entryIn(folder, nameOf(file));
    const path = `${folder.path}/${listed?.name ?? nameOf(file)}`;
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats && !listed) note(folder, { name: nameOf(file), kind: 'file' });
    if (!stats) return { kind: 'none' };
    return stats.isFile()
      ? { kind: 'file', digest: () => digestOfFile(path), size: stats.size }
      : { kind: 'obstacle', reason: obstacleReason(nameOf(file)) };
  };
  const makeFolder = (file: SourcePath): Folder => {
    let folder = open(root);
    for (const name of file.split('/').slice(0, -1)) {
      const entry = entryIn(folder, name) ?? { name, kind: 'folder' };
      if (entry.kind !== 'folder') throw new Error(`${file} lies behind ${entry.name}, which is no folder`);
      const path = `${folder.path}/${entry.name}`;
      if (!entryIn(folder, name)) {
        mkdirSync(path, { recursive: true });
        note(folder, entry);
      }
      folder = open(path);
    }
    return folder;
  };
  const write = (file: SourcePath, content: SiteContent): void => {
    const folder = makeFolder(file);
    const name = entryIn(folder, nameOf(file))?.name ?? nameOf(file);
    writeWhole(folder.path, name, content);
    note(folder, { name, kind: 'file' });
  };
  const cleanUp = (file: SourcePath): void => {
    const folder = walk(file);
    if (!('kind' in folder)) rmSync(join(folder.path, unfinishedName), { force: true });
  };
  return { look, write, cleanUp, filesIn: (folder) => filesIn(join(root, folder), folder) };
}

function nameOf(file: SourcePath): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

function entryIn(folder: Folder, name: string): Entry | undefined {
  return folder.entries.get(name) ?? folder.entries.get(caseFolded(name));
}

function note(folder: Folder, entry: Entry): void {
  const folded = caseFolded(entry.name);
  if (!folder.entries.has(folded)) folder.entries.set(folded, entry);
  const normal = entry.name.normalize('NFC');
  if (normal !== folded) folder.entries.set(normal, entry);
}

function obstacleReason(name: string): string {
  return `${name} ist eine Verknüpfung, ein Ordner oder sonst keine gewöhnliche Datei; dahin schreibe ich nichts.`;
}

function entriesOf(path: string): Map<string, Entry> {
  const folder: Folder = { path, entries: new Map() };
  for (const entry of listFolder(path)) note(folder, { name: entry.name, kind: kindOf(entry) });
  return folder.entries;
}

function kindOf(entry: Dirent): EntryKind {
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : 'other';
}

/** Empty for one that is missing. */
function listFolder(path: string): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (refusalCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function filesIn(path: string, folder: SourcePath): readonly SourcePath[] {
  const entries = listFolder(path).filter(({ name }) => !name.startsWith('.'));
  return entries
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const child = `${folder}/${entry.name.normalize('NFC')}` as SourcePath;
      if (entry.isDirectory()) return filesIn(join(path, entry.name), child);
      return entry.isFile() ? [child] : [];
    });
}

/** Under its name the file is whole. One that is replaced gives its mode to the new one. */
function writeWhole(folder: string, name: string, content: SiteContent): void {
  const unfinished = `${folder}/${unfinishedName}`;
  const goal = `${folder}/${name}`;
  const mode = (lstatSync(goal, { throwIfNoEntry: false })?.mode ?? 0o666) & 0o777;
  const file = openNew(unfinished, mode);
  try {
    readPieces(content, (piece) => writeFully(file, piece, goal));
  } catch (error) {
    closeSync(file);
    rmSync(unfinished, { force: true });
    throw error;
  }
  closeSync(file);
  renameFile(unfinished, goal);
}

/** In place of what a killed run left. */
function openNew(path: string, mode: number): number {
  try {
    return openSync(path, 'wx', mode);
  } catch (error) {
    if (refusalCode(error) !== 'EEXIST') throw error;
    rmSync(path, { force: true });
    return openSync(path, 'wx', mode);
  }
}

// Contents

function readPieces(content: SiteContent, take: (piece: Uint8Array) => void): void {
  if (typeof content === 'string') take(Buffer.from(content));
  else if (content instanceof Uint8Array) take(content);
  else readFilePieces(content.copyOf, take);
}

/** Never through a link, nor from what is no file. A piece is whole until the next one. */
function readFilePieces(path: string, take: (piece: Uint8Array) => void): void {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    for (let length = readSync(file, room); length > 0; length = readSync(file, room))
      take(room.subarray(0, length));
  } finally {
    closeSync(file);
  }
}

function digestOfFile(path: string): string {
  return digestOfContent({ copyOf: path });
}

/** The same as `digestOf` of the whole. */
function digestOfContent(content: SiteContent): string {
  if (typeof content === 'string' || content instanceof Uint8Array) return digestOf(content);
  const whole = createHash('sha256');
  readFilePieces(content.copyOf, (piece) => whole.update(piece));
  return whole.digest('hex').slice(0, digestOfNothing.length);
}

/** Undefined for what is in memory. */
function sizeOf(content: SiteContent): number | undefined {
  if (typeof content === 'string' || content instanceof Uint8Array) return undefined;
  return statSync(content.copyOf).size;
}
