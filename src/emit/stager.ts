/**
 * Writes single files into the staging folder, unless they exist unchanged in the output folder. Several
 * threads may do so for one build.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEncoder, digestOf } from '../core/digestOf.ts';
import type { Diagnostic } from '../core/model.ts';
import type { ManifestEntry } from './manifest.ts';
import type { OutputPath } from './outputPath.ts';
import { stagingOf } from './staging.ts';
import { type FileStates, fileStatesOf } from './fileState.ts';
import { toSystemFault } from './systemFault.ts';

/** Facts about a file from the last build. */
export interface Earlier {
  /** Undefined: the file was not made. Null: it is ours, with unknown content. */
  readonly entry: ManifestEntry | null | undefined;
  /**
   * Another file of ours has the same name with other capital letters; on some systems the two are one, and
   * the file is removed with the old one.
   */
  readonly hasTwin: boolean;
}

/**
 * Why a file is made: no build made it before, it was made of something else, what stands there is not what was made, a build was
 * killed while it wrote, or nothing that is known shall count.
 */
export type Reason = 'new' | 'changed' | 'file' | 'unfinished' | 'no-cache';

export interface StagedFile {
  /** Digest of the bytes, 32 hex digits. */
  readonly digest: string;
  readonly size: number;
  /** True: it was written. False: it exists unchanged. */
  readonly isNew: boolean;
  /** Refusal of the system. */
  readonly fault?: Diagnostic;
}

export interface StagerOptions {
  /** The output folder. */
  readonly folder: string;
  /** Compares bytes instead of trusting the manifest. */
  readonly compareBytes: boolean;
}

/** Where finished pages go. */
export type PageTarget = Pick<Stager, 'reasonToMake' | 'stage'>;

/** The output folder, or nowhere: then pages are only looked at. */
export type TargetOptions = StagerOptions | 'nowhere';

export function openTarget(options: TargetOptions): PageTarget {
  return options === 'nowhere' ? nowhere : new Stager(options);
}

const nowhere: PageTarget = {
  reasonToMake: (_, entry, view) => {
    if (!entry) return 'new';
    return entry.view === view ? undefined : 'changed';
  },
  // Nobody compares what is not written.
  stage: (_, content) => ({ digest: '', size: content.length, isNew: true }),
};

export class Stager {
  readonly #options: StagerOptions;
  readonly #fileStates: FileStates;
  readonly #write: (path: string, content: Uint8Array | string) => void;
  readonly #encode = createEncoder();
  #isFull = false;

  constructor(
    options: StagerOptions,
    fileStates = fileStatesOf(options.folder),
    staging = stagingOf(options.folder),
  ) {
    this.#options = options;
    this.#fileStates = fileStates;
    this.#write = staging.write;
  }

  /** Why a file must be made of the view; undefined where it stands as an earlier build made it of the same. */
  reasonToMake(path: OutputPath, entry: ManifestEntry | null | undefined, view: string): Reason | undefined {
    if (this.#options.compareBytes) return 'no-cache';
    if (entry === undefined) return 'new';
    if (entry === null) return 'unfinished';
    return entry.view === view ? this.findChange(path, entry) : 'changed';
  }

  /** Whether the file that was made stands there no more. */
  findChange(path: OutputPath, { size }: Pick<ManifestEntry, 'size'>): 'file' | undefined {
    const found = this.#fileStates.stateOf(path);
    return found.kind === 'file' && found.size === size ? undefined : 'file';
  }

  /** Stages a file; after the system refused one, no more are written. */
  stage(path: OutputPath, content: Uint8Array | string, earlier: Earlier): StagedFile {
    const bytes = typeof content === 'string' ? this.#encode(content) : content;
    const file = { digest: digestOf(bytes), size: bytes.length };
    if (this.#isFull) return { ...file, isNew: false };
    try {
      const isNew = !this.#isWritten(path, file, bytes, earlier);
      if (isNew) this.#write(path, bytes);
      return { ...file, isNew };
    } catch (error) {
      this.#isFull = true;
      return { ...file, isNew: false, fault: toSystemFault(error, path) };
    }
  }

  /** Whether the file on disk already holds the bytes; the manifest is trusted if the size is right. */
  #isWritten(
    path: OutputPath,
    { digest, size }: Pick<StagedFile, 'digest' | 'size'>,
    bytes: Uint8Array,
    { entry, hasTwin }: Earlier,
  ): boolean {
    const found = this.#fileStates.stateOf(path);
    if (found.kind !== 'file' || found.size !== size) return false;
    const { folder, compareBytes } = this.#options;
    if (entry && !compareBytes) return entry.digest === digest;
    return readFileSync(join(folder, path)).equals(bytes) && !hasTwin;
  }
}
