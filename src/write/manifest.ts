/**
 * The manifest says which files in the output folder are ours and what the last build wrote there.
 * It is the marker that a folder is ours, the memory that makes a build write only differences, and
 * the commit point: it is written last. While a build changes the folder the manifest claims the old
 * and the new files, those in flux without a claim about their content, so that whatever a kill
 * leaves behind is known to the next build.
 *
 * It also carries from build to build which addresses readers know, for whoever plans the site.
 *
 * Its bytes depend on nothing but the files and addresses: sorted, a line each, no time, no machine.
 */
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownPrefix, parseOutputPath, type OutputPath } from './outputPath.ts';

/** What a file of ours holds. */
export interface Claim {
  /** Of its bytes, by `digestOf`. */
  readonly digest: string;
  /** In bytes. */
  readonly size: number;
  /** Opaque: what the page was made of, by whoever made it. */
  readonly view?: string;
}

/** Claims by path; `null` where a build was writing when it ended: ours, with unknown content. */
export type Claims = ReadonlyMap<OutputPath, Claim | null>;

/** What stood at the addresses that readers know; opaque, by whoever made it. */
export type KnownAddresses = ReadonlyMap<string, string>;

/** What a manifest says. */
export interface ManifestContent {
  readonly claims: Claims;
  readonly addresses: KnownAddresses;
}

export interface Manifest extends ManifestContent {
  /** As on disk; empty when there is none. */
  readonly text: string;
  /** `missing`: a new folder. `damaged`: ours, but its word counts for nothing. */
  readonly state: 'whole' | 'missing' | 'damaged';
}

export const manifestName = `${ownPrefix}json`;
const version = 1;

/** The manifest of an output folder; a damaged one claims nothing. Throws system errors other than a missing file. */
export function readManifest(folder: string): Manifest {
  const path = join(folder, manifestName);
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) {
    return { ...nothing, text: '', state: 'missing' };
  }
  const text = readFileSync(path, 'utf8');
  const content = parseManifest(text);
  return content ? { ...content, text, state: 'whole' } : { ...nothing, text, state: 'damaged' };
}

const nothing: ManifestContent = { claims: new Map(), addresses: new Map() };

/** The manifest's bytes. */
export function serializeManifest({ claims, addresses }: ManifestContent): string {
  const files = linesOf(claims, inOrder);
  const known = linesOf(addresses, (what) => what);
  return `{"program":"blattmacher","version":${version},"files":{${files}},"addresses":{${known}}}\n`;
}

function linesOf<Value>(entries: ReadonlyMap<string, Value>, present: (value: Value) => Value): string {
  const lines = [...entries]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(present(value))}`);
  return `\n${lines.join(',\n')}\n`;
}

/** What a manifest says; undefined when it is not exactly one of this version: a single absurd line discredits all. */
export function parseManifest(text: string): ManifestContent | undefined {
  const content = parseJson(text);
  if (!isRecord(content) || content['program'] !== 'blattmacher' || content['version'] !== version) {
    return undefined;
  }
  const { files, addresses = {} } = content;
  if (!isRecord(files) || !isRecord(addresses)) return undefined;
  const claims = new Map<OutputPath, Claim | null>();
  for (const [name, entry] of Object.entries(files)) {
    const path = parseOutputPath(name);
    if (path === undefined || (entry !== null && !isClaim(entry))) return undefined;
    claims.set(path, entry);
  }
  const known = Object.entries(addresses).filter(isTexts);
  return known.length < Object.keys(addresses).length ? undefined : { claims, addresses: new Map(known) };
}

function isTexts(pair: readonly [string, unknown]): pair is [string, string] {
  return typeof pair[1] === 'string';
}

function inOrder(claim: Claim | null): Claim | null {
  if (claim === null) return null;
  const { digest, size, view } = claim;
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

function isClaim(value: unknown): value is Claim {
  return (
    isRecord(value) &&
    typeof value['digest'] === 'string' &&
    /^[0-9a-f]{32}$/.test(value['digest']) &&
    Number.isSafeInteger(value['size']) &&
    (value['view'] === undefined || typeof value['view'] === 'string')
  );
}
