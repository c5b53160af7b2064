/** Puts single files into the staging folder, unless they stand in the output folder already. Several threads may do so for one build. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../digestOf.ts';
import type { Diagnostic } from '../model.ts';
import { createEncoder } from '../createEncoder.ts';
import type { Claim } from './manifest.ts';
import type { OutputPath } from './outputPath.ts';
import { stagingOf } from './staging.ts';
import { type Survey, surveyOf } from './survey.ts';
import { toSystemFault } from './systemFault.ts';

/** What the last build left of a file. */
export interface Earlier {
  /** Undefined: it made none. Null: it is ours, with unknown content. */
  readonly claim: Claim | null | undefined;
  /** Another file of ours has the name with other capital letters: where these are the same, the file leaves with the old one. */
  readonly hasTwin: boolean;
}

/**
 * Why a file is made: no build made it before, it was made of something else, what stands there is not what was made, a build was
 * killed while it wrote, or nothing that is known shall count.
 */
export type Reason = 'new' | 'changed' | 'file' | 'unfinished' | 'no-cache';

export interface StagedFile {
  /** Of the bytes, 32 hex digits. */
  readonly digest: string;
  readonly size: number;
  /** It was written; otherwise it stands there. */
  readonly isNew: boolean;
  /** What the system refused. */
  readonly fault?: Diagnostic;
}

export interface StagerOptions {
  /** The output folder. */
  readonly folder: string;
  /** Believe no claim about a file's content: compare the bytes. */
  readonly compareBytes: boolean;
}

export class Stager {
  readonly #options: StagerOptions;
  readonly #survey: Survey;
  readonly #write: (path: string, content: Uint8Array | string) => void;
  readonly #encode = createEncoder();
  #isFull = false;

  constructor(
    options: StagerOptions,
    survey = surveyOf(options.folder),
    staging = stagingOf(options.folder),
  ) {
    this.#options = options;
    this.#survey = survey;
    this.#write = staging.write;
  }

  /** Why a file must be made of the view; undefined where it stands as an earlier build made it of the same. */
  reasonToMake(path: OutputPath, claim: Claim | null | undefined, view: string): Reason | undefined {
    if (this.#options.compareBytes) return 'no-cache';
    if (claim === undefined) return 'new';
    if (claim === null) return 'unfinished';
    if (claim.view !== view) return 'changed';
    const found = this.#survey.look(path);
    return found.kind === 'file' && found.size === claim.size ? undefined : 'file';
  }

  /** Stages a file; after the system refused one, no more are written. */
  stage(path: OutputPath, content: Uint8Array | string, earlier: Earlier): StagedFile {
    const bytes = typeof content === 'string' ? this.#encode(content) : content;
    const file = { digest: digestOf(bytes), size: bytes.length };
    if (this.#isFull) return { ...file, isNew: false };
    try {
      const isNew = !this.#standsThere(path, file, bytes, earlier);
      if (isNew) this.#write(path, bytes);
      return { ...file, isNew };
    } catch (error) {
      this.#isFull = true;
      return { ...file, isNew: false, fault: toSystemFault(error, path) };
    }
  }

  /** Whether the file on disk already holds the bytes; a claim's word is taken with the file's size. */
  #standsThere(
    path: OutputPath,
    { digest, size }: Pick<StagedFile, 'digest' | 'size'>,
    bytes: Uint8Array,
    { claim, hasTwin }: Earlier,
  ): boolean {
    const found = this.#survey.look(path);
    if (found.kind !== 'file' || found.size !== size) return false;
    const { folder, compareBytes } = this.#options;
    if (claim && !compareBytes) return claim.digest === digest;
    return readFileSync(join(folder, path)).equals(bytes) && !hasTwin;
  }
}
