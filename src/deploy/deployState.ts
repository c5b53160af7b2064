/**
 * What a target remembers of the blog: `.blattmacher-deploy.json`, and the folder `.blattmacher-deploy/` beside it. Both come from a server
 * and are read as what anybody may have written.
 */
import { parseOutputPath, type OutputPath } from '../emit/outputPath.ts';
import type { ManifestEntry } from '../emit/manifest.ts';

export const stateName = '.blattmacher-deploy.json';
export const ownFolder = '.blattmacher-deploy';
/** New files, whole, under `stagedName`, before any of them is in its place. */
export const stagedFolder = `${ownFolder}/new`;
/** Contents of the former state that the present one has no more, under their digests. */
export const keptFolder = `${ownFolder}/back`;
/** The former state, as `stateName` was. */
export const formerName = `${ownFolder}/former.json`;
/** There while files are being put in their places; lists them. */
export const journalName = `${ownFolder}/journal.json`;
export const lockName = `${ownFolder}/lock.json`;
/** Changes while the owner of the lock works. */
export const beatName = `${ownFolder}/beat.json`;

export type FileFacts = Pick<ManifestEntry, 'digest' | 'size'>;
export type Files = ReadonlyMap<OutputPath, FileFacts>;

export interface DeployState {
  /** Address of the blog. */
  readonly site: string;
  readonly files: Files;
  /** No longer of the blog, but still there for readers with an old page, until the next deployment. */
  readonly retired: Files;
  /** Somebody went back: nothing goes online by itself until somebody deploys. */
  readonly heldBack: boolean;
}

/** Files that a deployment was putting in their places when it ended; null: it was removing the file. */
export type Journal = ReadonlyMap<OutputPath, FileFacts | null>;

const version = 1;

export function serializeState({ site, files, retired, heldBack }: DeployState): string {
  const head = JSON.stringify({ program: 'blattmacher', version, site, heldBack }).slice(0, -1);
  return `${head},"files":{${linesOf(files)}},"retired":{${linesOf(retired)}}}\n`;
}

export function serializeJournal(journal: Journal): string {
  return `{"program":"blattmacher","version":${version},"files":{${linesOf(journal)}}}\n`;
}

function linesOf(files: ReadonlyMap<OutputPath, FileFacts | null>): string {
  const lines = [...files]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([path, facts]) =>
        `${JSON.stringify(path)}:${facts ? JSON.stringify([facts.digest, facts.size]) : 'null'}`,
    );
  return `\n${lines.join(',\n')}\n`;
}

/** Undefined when any part of it is not of this version and format. */
export function parseState(text: string): DeployState | undefined {
  const content = parseOwn(text);
  if (!content) return undefined;
  const files = filesOf(content['files']);
  const retired = filesOf(content['retired']);
  const { site, heldBack } = content;
  if (!files || !retired || typeof site !== 'string' || typeof heldBack !== 'boolean') return undefined;
  const whole = withoutNull(files);
  const old = withoutNull(retired);
  return whole && old ? { site, heldBack, files: whole, retired: old } : undefined;
}

/** In bytes; the addresses of blogs are shorter. */
export const headLength = 4000;

/** Address of the blog, from the first `headLength` bytes of its state; undefined where it must be read whole. */
export function siteFromHead(head: string): string | undefined {
  const [, beginning] =
    /^(\{(?:"\w+":(?:"(?:[^"\\]|\\.)*"|\w+),)*"heldBack":\w+),"files":\{/.exec(head) ?? [];
  const site = beginning === undefined ? undefined : parseOwn(`${beginning}}`)?.['site'];
  return typeof site === 'string' ? site : undefined;
}

export function parseJournal(text: string): Journal | undefined {
  return filesOf(parseOwn(text)?.['files']);
}

function withoutNull(files: Journal): Files | undefined {
  const whole = [...files].filter((entry): entry is [OutputPath, FileFacts] => entry[1] !== null);
  return whole.length === files.size ? new Map(whole) : undefined;
}

function filesOf(value: unknown): Journal | undefined {
  if (!isRecord(value)) return undefined;
  const files = new Map<OutputPath, FileFacts | null>();
  for (const [name, facts] of Object.entries(value)) {
    const path = parseOutputPath(name);
    const read = facts === null ? null : factsOf(facts);
    if (path === undefined || read === undefined || isOwn(path)) return undefined;
    files.set(path, read);
  }
  return files;
}

function factsOf(value: unknown): FileFacts | undefined {
  if (!Array.isArray(value)) return undefined;
  const [digest, size]: readonly unknown[] = value;
  if (typeof digest !== 'string' || !/^[0-9a-f]{32}$/.test(digest)) return undefined;
  return typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? { digest, size } : undefined;
}

/** Whether it is a file of ours beside the blog. */
export function isOwn(path: string): boolean {
  return path === stateName || path === ownFolder || path.startsWith(`${ownFolder}/`);
}

/** In characters; a blog with a million files stays below it. */
const longestState = 128 * 1024 * 1024;

function parseOwn(text: string): Readonly<Record<string, unknown>> | undefined {
  if (text.length > longestState) return undefined;
  try {
    const content: unknown = JSON.parse(text);
    return isRecord(content) && content['program'] === 'blattmacher' && content['version'] === version
      ? content
      : undefined;
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
