/**
 * Identifies the bytes of a file by its stamp (size, times, inode), as long as the stamp is old enough to be
 * trusted.
 */
import { digestOf } from '../digestOf.ts';
import type { Checked, SourcePath } from '../model.ts';
import { type FileStamp, readSource, type SourceFile, stampOf } from '../read/siteFolder.ts';
import { createKnownStamps, type KnownStamps } from './knownStamps.ts';

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
}

/** Identities by stamps, with a record of those that were used. */
export class StampedIdentities implements SourceIdentities {
  readonly #stamps: KnownStamps;
  readonly #clock: () => number;
  /** Ids that were returned since the last `take`, by path. */
  #lastIds = new Map<SourcePath, string>();
  #wanted = new Set<string>();

  /** `kept`: stamps that `take` once returned, or anything else. `clock`: the time of day, ms, by which the files' own times are judged. */
  constructor(kept: unknown, clock: () => number) {
    this.#stamps = createKnownStamps(kept);
    this.#clock = clock;
  }

  readonly peek: SourceIdentities['peek'] = (source) => {
    const stamp = stampOf(source);
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
};

function readAndName(source: SourceFile): Checked<ReadSource> {
  const { value: bytes, diagnostics } = readSource(source);
  if (!bytes) return { diagnostics };
  return { value: { ...identityOf(source.path, digestOf(bytes)), bytes }, diagnostics };
}

function identityOf(path: SourcePath, digest: string): Identity {
  return { id: `${digest} ${path}`, digest };
}
