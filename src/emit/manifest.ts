/**
 * The manifest lists our files in the output folder and what the last build wrote there. It marks a folder as
 * ours, lets a build write only differences, and is the commit point: it is written last. While a build
 * changes the folder, the manifest lists the old and the new files, those in flux without facts about their
 * content, so that the next build knows whatever a kill leaves behind. It also carries the addresses that
 * readers know from build to build. Its bytes depend on nothing but the files and addresses: sorted, a line
 * each, no time, no machine.
 */
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownPrefix, parseOutputPath, type OutputPath, caseFolded, foldersAbove } from './outputPath.ts';

/** Manifest entry of a file. */
export interface ManifestEntry {
  /** Digest of its bytes, by `digestOf`. */
  readonly digest: string;
  /** In bytes. */
  readonly size: number;
  /** Fingerprint of the inputs of the page; opaque here. */
  readonly view?: string;
}

/** Entries by path; `null` where a build was writing when it ended: ours, with unknown content. */
export type ManifestEntries = ReadonlyMap<OutputPath, ManifestEntry | null>;

/** Sources of the addresses that readers know; opaque here. */
export type KnownAddresses = ReadonlyMap<string, string>;

/** Content of a manifest. */
export interface ManifestContent {
  readonly entries: ManifestEntries;
  readonly addresses: KnownAddresses;
}

export interface Manifest extends ManifestContent {
  /** As on disk; empty when there is none. */
  readonly text: string;
  /** `missing`: a new folder. `damaged`: ours, but nothing in it is trusted. */
  readonly state: 'whole' | 'missing' | 'damaged';
}

export const manifestName = `${ownPrefix}json`;
const version = 1;

/**
 * Reads the manifest of an output folder; a damaged one has no entries. Throws system errors other than a
 * missing file.
 */
export function readManifest(folder: string): Manifest {
  const path = join(folder, manifestName);
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) {
    return { ...nothing, text: '', state: 'missing' };
  }
  const text = readFileSync(path, 'utf8');
  const content = parseManifest(text);
  return content ? { ...content, text, state: 'whole' } : { ...nothing, text, state: 'damaged' };
}

const nothing: ManifestContent = { entries: new Map(), addresses: new Map() };

/** The manifest's bytes. */
export function serializeManifest({ entries, addresses }: ManifestContent): string {
  const files = linesOf(entries, inOrder);
  const known = linesOf(addresses, (what) => what);
  return `{"program":"blattmacher","version":${version},"files":{${files}},"addresses":{${known}}}\n`;
}

function linesOf<Value>(entries: ReadonlyMap<string, Value>, present: (value: Value) => Value): string {
  const lines = [...entries]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(present(value))}`);
  return `\n${lines.join(',\n')}\n`;
}

/** Parses a manifest; undefined when any part of it is not of this version and format. */
export function parseManifest(text: string): ManifestContent | undefined {
  const content = parseJson(text);
  if (!isRecord(content) || content['program'] !== 'blattmacher' || content['version'] !== version) {
    return undefined;
  }
  const { files, addresses = {} } = content;
  if (!isRecord(files) || !isRecord(addresses)) return undefined;
  const entries = new Map<OutputPath, ManifestEntry | null>();
  for (const [name, entry] of Object.entries(files)) {
    const path = parseOutputPath(name);
    if (path === undefined || (entry !== null && !isEntry(entry))) return undefined;
    entries.set(path, entry);
  }
  const known = Object.entries(addresses).filter(isTexts);
  return known.length < Object.keys(addresses).length ? undefined : { entries, addresses: new Map(known) };
}

function isTexts(pair: readonly [string, unknown]): pair is [string, string] {
  return typeof pair[1] === 'string';
}

function inOrder(entry: ManifestEntry | null): ManifestEntry | null {
  if (entry === null) return null;
  const { digest, size, view } = entry;
  return view === undefined ? { digest, size } : { digest, size, view };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEntry(value: unknown): value is ManifestEntry {
  return (
    isRecord(value) &&
    typeof value['digest'] === 'string' &&
    /^[0-9a-f]{32}$/.test(value['digest']) &&
    Number.isSafeInteger(value['size']) &&
    (value['view'] === undefined || typeof value['view'] === 'string')
  );
}

export interface Removals {
  /** These are in the way of a new file or its folder, and are removed before it. */
  readonly first: readonly OutputPath[];
  /** All others are removed when everything new is in place. */
  readonly last: readonly OutputPath[];
}

/**
 * Plans the removal of files that only the earlier manifest lists, sorted. `first` are those in the way: `a`
 * when `a/b` comes, `a/b` when `a` comes, and `A` when `a` comes, which are one file on some systems.
 * `coming` are the new files; after a killed build the manifest may list them beside those in their way.
 */
export function planRemovals(
  before: ReadonlyMap<OutputPath, unknown>,
  now: ReadonlyMap<OutputPath, unknown>,
  coming: readonly OutputPath[],
): Removals {
  const removed = [...before.keys()].filter((path) => !now.has(path)).toSorted();
  if (removed.length === 0) return { first: [], last: [] };
  const files = new Set(coming.map(caseFolded));
  const folders = new Set([...files].flatMap(foldersAbove));
  const isInTheWay = (path: OutputPath): boolean => {
    const folded = caseFolded(path);
    return files.has(folded) || folders.has(folded) || foldersAbove(folded).some((above) => files.has(above));
  };
  return {
    first: removed.filter((path) => isInTheWay(path)),
    last: removed.filter((path) => !isInTheWay(path)),
  };
}
