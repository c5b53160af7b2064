/**
 * Which bytes a file holds is known by its stamp (size, times, inode), as long as the stamp is old enough to
 * be believed.
 */
import { digestOf } from '../digestOf.ts';
import type { Checked, SourcePath } from '../model.ts';
import { type FileStamp, readSource, type SourceFile, stampOf } from '../read/siteFolder.ts';
import { createKnownStamps, type KnownStamps } from './knownStamps.ts';

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

/** What a look from outside tells of a file. */
export interface Glimpse {
  readonly stamp: FileStamp | undefined;
  /** There when the stamp is known. */
  readonly identity?: Identity;
}

export interface SourceIdentities {
  /** Reads nothing. */
  readonly glimpse: (source: SourceFile) => Glimpse;
  /** What others found in a file: the digest of its bytes, read after it had the stamp. */
  readonly learn: (path: SourcePath, stamp: FileStamp | undefined, digest: string) => Identity;
  /** Reads the file only when its stamp does not tell; without a value when the system refuses. */
  readonly identify: (source: SourceFile) => Checked<Identity>;
  /** The id that was told of the file last in this run; only when none was, the file is asked now. */
  readonly toldOf: (source: SourceFile) => string | undefined;
  /** Reads the file in any case: what is parsed must be what the id says. */
  readonly read: (source: SourceFile) => Checked<ReadSource>;
}

/** Identities by stamps, and which of them were asked for. */
export class StampedIdentities implements SourceIdentities {
  readonly #stamps: KnownStamps;
  readonly #clock: () => number;
  /** By path, what was told since the last `take`. */
  #told = new Map<SourcePath, string>();
  #wanted = new Set<string>();

  /** `kept`: stamps that `take` once returned, or anything else. `clock`: the time of day, ms, by which the files' own times are judged. */
  constructor(kept: unknown, clock: () => number) {
    this.#stamps = createKnownStamps(kept);
    this.#clock = clock;
  }

  readonly glimpse: SourceIdentities['glimpse'] = (source) => {
    const stamp = stampOf(source);
    const digest = this.#stamps.digestBy(source.path, stamp);
    return digest === undefined ? { stamp } : { stamp, identity: this.#name(source.path, digest) };
  };

  readonly learn: SourceIdentities['learn'] = (path, stamp, digest) => {
    this.#stamps.learn(path, stamp, digest, this.#clock());
    return this.#name(path, digest);
  };

  readonly identify: SourceIdentities['identify'] = (source) => {
    const { stamp, identity } = this.glimpse(source);
    return identity ? { value: identity, diagnostics: [] } : this.#readStamped(source, stamp);
  };

  readonly toldOf: SourceIdentities['toldOf'] = (source) =>
    this.#told.get(source.path) ?? this.identify(source).value?.id;

  readonly read: SourceIdentities['read'] = (source) => this.#readStamped(source, stampOf(source));

  /** Asks for what an id stands for that is no source. */
  want(id: string): void {
    this.#wanted.add(id);
  }

  /** What was asked for since the last time: the ids, and the stamps to keep if they differ from what was kept. */
  take(): { readonly ids: ReadonlySet<string>; readonly stamps: unknown } {
    const taken = { ids: this.#wanted, stamps: this.#stamps.changed(new Set(this.#told.keys())) };
    this.#told = new Map();
    this.#wanted = new Set();
    return taken;
  }

  #name(path: SourcePath, digest: string): Identity {
    const identity = identityOf(path, digest);
    this.#told.set(path, identity.id);
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
  glimpse: () => ({ stamp: undefined }),
  learn: (path, _, digest) => identityOf(path, digest),
  toldOf: () => undefined,
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
