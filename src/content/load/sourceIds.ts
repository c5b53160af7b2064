/**
 * Identifies the bytes of a file by its stamp (size, times, inode), as long as the stamp is old enough to be
 * trusted.
 */
import { digestOf } from '../../core/digestOf.ts';
import type { Checked, SourcePath } from '../../core/model.ts';
import { type FileStamp, readSource, type SourceFile, stampOf } from '../discover.ts';

/** Identity of the present content of a file. */
export interface Identity {
  /** Digest of path and bytes: the same id means the same parsed value. */
  readonly id: string;
  /** Digest of the bytes. */
  readonly digest: string;
  /** Present when the file had to be read. */
  readonly bytes?: Buffer;
}

/** Bytes of a file with their identity. */
export interface ReadSource extends Identity {
  readonly bytes: Buffer;
}

/** Result of looking at the stamp of a file alone. */
export interface Peeked {
  readonly stamp: FileStamp | undefined;
  /** Present when the stamp is known. */
  readonly identity?: Identity;
}

export interface SourceIdentities {
  /** Reads nothing. */
  readonly peek: (source: SourceFile) => Peeked;
  /** Records the digest that somebody else computed from the file, read after it had the stamp. */
  readonly learn: (path: SourcePath, stamp: FileStamp | undefined, digest: string) => Identity;
  /** Reads the file only when its stamp does not tell; without a value when the system refuses. */
  readonly identify: (source: SourceFile) => Checked<Identity>;
  /** The last id of the file in this run; the file is identified now only if there is none. */
  readonly lastIdOf: (source: SourceFile) => string | undefined;
  /** Always reads the file: the parsed bytes must be those of the id. */
  readonly read: (source: SourceFile) => Checked<ReadSource>;
  /** Believes these ids, by path, without a look at the files, until it is called again; nothing may be saved meanwhile. */
  readonly believe: (ids?: ReadonlyMap<SourcePath, string>) => void;
}

/** Identities by stamps, with a record of those that were used. */
export class StampedIdentities implements SourceIdentities {
  readonly #stamps: KnownStamps;
  readonly #clock: () => number;
  readonly #taken: TakenStamps;
  /** Ids that were returned since the last `take`, by path. */
  #lastIds = new Map<SourcePath, string>();
  #wanted = new Set<string>();
  #believed: ReadonlyMap<SourcePath, string> | undefined;

  /**
   * `kept`: stamps that `take` once returned, or anything else. `clock`: the time of day, ms, by which the files' own times are judged.
   * `taken`: each counts once.
   */
  constructor(kept: unknown, clock: () => number, taken: TakenStamps = new Map()) {
    this.#stamps = createKnownStamps(kept);
    this.#clock = clock;
    this.#taken = taken;
  }

  readonly peek: SourceIdentities['peek'] = (source) => {
    const id = this.#believed?.get(source.path);
    if (id !== undefined) return { stamp: undefined, identity: { id, digest: digestIn(id) } };
    const stamp = this.#taken.get(source.diskPath) ?? stampOf(source);
    this.#taken.delete(source.diskPath);
    const digest = this.#stamps.digestBy(source.path, stamp);
    return digest === undefined ? { stamp } : { stamp, identity: this.#name(source.path, digest) };
  };

  readonly learn: SourceIdentities['learn'] = (path, stamp, digest) => {
    this.#stamps.learn(path, stamp, digest, this.#clock());
    return this.#name(path, digest);
  };

  readonly identify: SourceIdentities['identify'] = (source) => {
    const { stamp, identity } = this.peek(source);
    return identity ? { value: identity, diagnostics: [] } : this.#readStamped(source, stamp);
  };

  readonly lastIdOf: SourceIdentities['lastIdOf'] = (source) =>
    this.#lastIds.get(source.path) ?? this.identify(source).value?.id;

  readonly read: SourceIdentities['read'] = (source) => this.#readStamped(source, stampOf(source));

  readonly believe: SourceIdentities['believe'] = (ids) => {
    this.#believed = ids;
  };

  /** Marks an id as used that belongs to no source. */
  want(id: string): void {
    this.#wanted.add(id);
  }

  /** Returns the ids that were used since the last call, and the stamps if they changed. */
  take(): { readonly ids: ReadonlySet<string>; readonly stamps: unknown } {
    const taken = { ids: this.#wanted, stamps: this.#stamps.changed(new Set(this.#lastIds.keys())) };
    this.#lastIds = new Map();
    this.#wanted = new Set();
    return taken;
  }

  #name(path: SourcePath, digest: string): Identity {
    const identity = identityOf(path, digest);
    this.#lastIds.set(path, identity.id);
    this.#wanted.add(identity.id);
    return identity;
  }

  #readStamped(source: SourceFile, stamp: FileStamp | undefined): Checked<ReadSource> {
    const { value, diagnostics } = readAndName(source);
    if (value) this.learn(source.path, stamp, value.digest);
    return { ...(value && { value }), diagnostics };
  }
}

/** Reads every file that it is asked for. */
export const identitiesByReading: SourceIdentities = {
  peek: () => ({ stamp: undefined }),
  learn: (path, _, digest) => identityOf(path, digest),
  lastIdOf: () => undefined,
  identify: readAndName,
  read: readAndName,
  believe: () => {},
};

function readAndName(source: SourceFile): Checked<ReadSource> {
  const { value: bytes, diagnostics } = readSource(source);
  if (!bytes) return { diagnostics };
  return { value: { ...identityOf(source.path, digestOf(bytes)), bytes }, diagnostics };
}

function identityOf(path: SourcePath, digest: string): Identity {
  return { id: `${digest} ${path}`, digest };
}

function digestIn(id: string): string {
  return id.slice(0, id.indexOf(' '));
}

/** A file's stamp and the digest of the bytes that it held then. */
interface KnownStamp extends FileStamp {
  readonly digest: string;
}

/** The digests of files by their stamps. */
export interface KnownStamps {
  /** Digest of the file, as long as its stamp is the known one. */
  readonly digestBy: (path: SourcePath, stamp: FileStamp | undefined) => string | undefined;
  /** Learns a file's digest if its stamp is to be believed at the time `now`, ms; otherwise forgets the file. */
  readonly learn: (path: SourcePath, stamp: FileStamp | undefined, digest: string, now: number) => void;
  /** Forgets all files but these. Returns what to keep, if it differs from what was kept. */
  readonly changed: (paths: ReadonlySet<SourcePath>) => unknown;
}

/**
 * A file may change twice within one tick of the clock; three seconds are safe everywhere (FAT counts in
 * twos).
 */
const freshMilliseconds = 3000;

function isSettled({ modified, changed }: FileStamp, now: number): boolean {
  return Math.max(modified, changed) < now - freshMilliseconds;
}

/** Stamps that were taken a moment ago, by the files' paths on the disk: who looks at a file next need not ask the system again. */
export type TakenStamps = Map<string, FileStamp>;

/** Digest of the stamps, which are put into `taken`; undefined when at `now`, ms, one of them is not to be believed, or its file is gone. */
export function digestOfStamps(
  files: readonly SourceFile[],
  now: number,
  taken: TakenStamps = new Map(),
): string | undefined {
  const lines: string[] = [];
  for (const file of files) {
    const stamp = stampOf(file);
    if (!stamp || !isSettled(stamp, now)) return undefined;
    taken.set(file.diskPath, stamp);
    const { size, modified, changed, inode } = stamp;
    lines.push(`${file.path} ${file.kind} ${size} ${modified} ${changed} ${inode}`);
  }
  return digestOf(lines.join('\n'));
}

/** `kept`: what `changed` once returned, or anything else. */
export function createKnownStamps(kept: unknown): KnownStamps {
  const known = parseStamps(kept);
  let isChanged = false;
  return {
    digestBy: (path, stamp) => {
      const before = known.get(path);
      return before && stamp && isSame(before, stamp) ? before.digest : undefined;
    },
    learn: (path, stamp, digest, now) => {
      if (stamp && isSettled(stamp, now)) {
        known.set(path, { ...stamp, digest });
        isChanged = true;
      } else isChanged = known.delete(path) || isChanged;
    },
    changed: (paths) => {
      for (const path of known.keys()) if (!paths.has(path)) isChanged = known.delete(path);
      const isDifferent = isChanged;
      isChanged = false;
      return isDifferent ? [...known] : undefined;
    },
  };
}

/** Reads what was kept as pairs of path and stamp; what is none is left out. */
function parseStamps(kept: unknown): Map<SourcePath, KnownStamp> {
  const stamps = new Map<SourcePath, KnownStamp>();
  if (!Array.isArray(kept)) return stamps;
  for (const pair of kept) {
    if (!Array.isArray(pair)) continue;
    const [path, stamp]: unknown[] = pair;
    if (typeof path === 'string' && isKnownStamp(stamp)) stamps.set(path as SourcePath, stamp);
  }
  return stamps;
}

function isSame(a: FileStamp, b: FileStamp): boolean {
  return a.size === b.size && a.modified === b.modified && a.changed === b.changed && a.inode === b.inode;
}

function isKnownStamp(value: unknown): value is KnownStamp {
  return (
    typeof value === 'object' &&
    value !== null &&
    'digest' in value &&
    typeof value.digest === 'string' &&
    ['size', 'modified', 'changed', 'inode'].every((name) => name in value)
  );
}
