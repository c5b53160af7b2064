/**
 * Which bytes a file holds is known by its stamp (size, times, inode), as long as the stamp is old enough to
 * be believed.
 */
import { digestOf } from '../digestOf.ts';
import type { Checked, SourcePath } from '../model.ts';
import { readSource, type SourceFile, stampOf } from '../read/siteFolder.ts';
import { createKnownStamps } from './knownStamps.ts';

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

export interface SourceIdentities {
  /** Reads the file only when its stamp does not tell; without a value when the system refuses. */
  readonly identify: (source: SourceFile) => Checked<Identity>;
  /** Reads the file in any case: what is parsed must be what the id says. */
  readonly read: (source: SourceFile) => Checked<ReadSource>;
}

interface AskedIdentities extends SourceIdentities {
  /** Asks for what an id stands for that is no source. */
  readonly want: (id: string) => void;
  /** What was asked for since the last time: the ids, and the stamps to keep if they differ from what was kept. */
  readonly take: () => { readonly ids: ReadonlySet<string>; readonly stamps: unknown };
}

/** `kept`: stamps that `take` once returned, or anything else. `clock`: the time of day, ms, by which the files' own times are judged. */
export function createSourceIdentities(kept: unknown, clock: () => number): AskedIdentities {
  const stamps = createKnownStamps(kept);
  let paths = new Set<SourcePath>();
  let ids = new Set<string>();
  const note = (path: SourcePath, id: string): void => {
    paths.add(path);
    ids.add(id);
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
    want: (id) => void ids.add(id),
    take: () => {
      const taken = { ids, stamps: stamps.changed(paths) };
      paths = new Set();
      ids = new Set();
      return taken;
    },
  };
}

/** Reads every file that it is asked for. */
export const identitiesByReading: SourceIdentities = { identify: readAndName, read: readAndName };

function readAndName(source: SourceFile): Checked<ReadSource> {
  const { value: bytes, diagnostics } = readSource(source);
  if (!bytes) return { diagnostics };
  const digest = digestOf(bytes);
  return { value: { id: idOf(digest, source.path), digest, bytes }, diagnostics };
}

function idOf(digest: string, path: SourcePath): string {
  return `${digest} ${path}`;
}
