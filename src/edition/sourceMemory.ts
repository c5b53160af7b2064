/**
 * What earlier runs learned of the sources. Which bytes a file holds is known by its stamp (size, times,
 * inode) as long as the stamp is old enough to be believed; what parsing them gave is known by the bytes.
 */
import { digestOf } from '../digestOf.ts';
import type { CacheProblem, DiskCache } from '../engine/diskCache.ts';
import type { ArticleMeta, AuthorMeta, Checked, Diagnostic, Media, PageMeta, SourcePath } from '../model.ts';
import type { MediaWords } from '../parse/media.ts';
import { readSource, type SourceFile, stampOf } from '../read/siteFolder.ts';
import { createKnownStamps } from './knownStamps.ts';
import type { BodyFacts } from './packedBody.ts';

/** A source with head and body, as parsing left it; its HTML is kept beside it. */
export interface ParsedDocument<Meta> {
  readonly head: Checked<Meta>;
  readonly facts: BodyFacts;
  /** What is wrong with the body. */
  readonly faults: readonly Diagnostic[];
}

/** What can be remembered of a file, by its kind. */
export interface Remembered {
  readonly article?: ParsedDocument<ArticleMeta>;
  readonly page?: ParsedDocument<PageMeta>;
  readonly author?: ParsedDocument<AuthorMeta>;
  readonly media?: Checked<Media>;
  readonly words?: Checked<MediaWords>;
}

/** What a file holds now. */
export interface Identity {
  /** Of path and bytes: the same id, the same parsed value. */
  readonly id: string;
  /** Of the bytes. */
  readonly digest: string;
  /** There when the file had to be read. */
  readonly bytes?: Buffer;
}

/** A file's bytes, and what they are called. */
export interface ReadSource extends Identity {
  readonly bytes: Buffer;
}

export interface SourceMemory {
  /** Reads the file only when its stamp does not tell; without a value when the system refuses. */
  readonly identify: (source: SourceFile) => Checked<Identity>;
  /** Reads the file in any case: what is parsed must be what the id says. */
  readonly read: (source: SourceFile) => Checked<ReadSource>;
  readonly recall: (id: string) => Remembered | undefined;
  /** The HTML that was remembered with a document. */
  readonly recallHtml: (id: string) => Uint8Array | undefined;
  readonly remember: (id: string, value: Remembered, html?: Uint8Array) => void;
  /** What was kept of the edition that was published last, or anything else. */
  readonly recallEdition: () => unknown;
  readonly rememberEdition: (edition: unknown) => void;
  /** Makes it last, and forgets what no file has asked for. */
  readonly save: () => readonly CacheProblem[];
  readonly close: () => void;
}

const stampDocument = 'stamps';
const editionDocument = 'edition';
const noBytes = new Uint8Array();

/** `clock`: the time of day, ms, by which the files' own times are judged. */
export function createSourceMemory(cache: DiskCache<Remembered>, clock: () => number): SourceMemory {
  const stamps = createKnownStamps(cache.readDocument(stampDocument));
  const seen = new Set<SourcePath>();
  const live = new Set<string>();
  const note = (path: SourcePath, id: string): void => {
    seen.add(path);
    live.add(id);
  };
  const read = (source: SourceFile): Checked<ReadSource> => {
    const stamp = stampOf(source);
    const { value, diagnostics } = readAndName(source);
    if (value) {
      stamps.learn(source.path, stamp, value.digest, clock());
      note(source.path, value.id);
    }
    return { ...(value && { value }), diagnostics };
  };
  return {
    identify: (source) => {
      const digest = stamps.digestBy(source.path, stampOf(source));
      if (digest === undefined) return read(source);
      const id = idOf(digest, source.path);
      note(source.path, id);
      return { value: { id, digest }, diagnostics: [] };
    },
    read,
    recall: cache.get,
    recallHtml: cache.bytes,
    remember: (id, value, html = noBytes) => cache.put(id, value, html),
    recallEdition: () => cache.readDocument(editionDocument),
    rememberEdition: (edition) => cache.writeDocument(editionDocument, edition),
    save: () => {
      const problems = cache.save(live);
      const changed = stamps.changed(seen);
      if (changed !== undefined) cache.writeDocument(stampDocument, changed);
      seen.clear();
      live.clear();
      return problems;
    },
    close: cache.close,
  };
}

/** For a run that believes nothing of earlier ones and leaves nothing for later ones. */
export function createForgetfulMemory(): SourceMemory {
  return {
    identify: readAndName,
    read: readAndName,
    recall: () => undefined,
    recallHtml: () => undefined,
    remember: () => {},
    recallEdition: () => undefined,
    rememberEdition: () => {},
    save: () => [],
    close: () => {},
  };
}

function readAndName(source: SourceFile): Checked<ReadSource> {
  const { value: bytes, diagnostics } = readSource(source);
  if (!bytes) return { diagnostics };
  const digest = digestOf(bytes);
  return { value: { id: idOf(digest, source.path), digest, bytes }, diagnostics };
}

function idOf(digest: string, path: SourcePath): string {
  return `${digest} ${path}`;
}
