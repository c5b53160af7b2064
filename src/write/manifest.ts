/**
 * The manifest says which files in the output folder are ours and what the last build wrote there.
 * It is the marker that a folder is ours, the memory that makes a build write only differences, and
 * the commit point: it is written last. While a build changes the folder the manifest claims the old
 * and the new files, those in flux without a claim about their content, so that whatever a kill
 * leaves behind is known to the next build.
 *
 * Its bytes depend on nothing but the files: sorted, a line a file, no time, no machine.
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

export interface Manifest {
  readonly claims: Claims;
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
    return { claims: new Map(), text: '', state: 'missing' };
  }
  const text = readFileSync(path, 'utf8');
  const claims = parseManifest(text);
  return claims ? { claims, text, state: 'whole' } : { claims: new Map(), text, state: 'damaged' };
}

/** The manifest's bytes for these claims. */
export function serializeManifest(claims: Claims): string {
  const lines = [...claims.keys()].toSorted().map((path) => {
    return `${JSON.stringify(path)}:${JSON.stringify(inOrder(claims.get(path) ?? null))}`;
  });
  return `{"program":"blattmacher","version":${version},"files":{\n${lines.join(',\n')}\n}}\n`;
}

/** The claims of a manifest; undefined when it is not exactly one of this version: a single absurd line discredits all. */
export function parseManifest(text: string): Claims | undefined {
  const content = parseJson(text);
  if (!isRecord(content) || content['program'] !== 'blattmacher' || content['version'] !== version) {
    return undefined;
  }
  const { files } = content;
  if (!isRecord(files)) return undefined;
  const claims = new Map<OutputPath, Claim | null>();
  for (const [name, entry] of Object.entries(files)) {
    const path = parseOutputPath(name);
    if (path === undefined || (entry !== null && !isClaim(entry))) return undefined;
    claims.set(path, entry);
  }
  return claims;
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
