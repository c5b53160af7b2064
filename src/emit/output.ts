/**
 * The writer of one build. Two phases: first everything new is staged, whole and out of sight, and all
 * conflicts are collected; then the change is made by renaming, or not at all. Files are not flushed to the
 * disk one by one (thousands of waits): file systems keep the content of renamed files in order when the
 * power fails, and the next build checks the size of every file.
 */
import type { Checked, Diagnostic } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { digestOf } from '../core/digestOf.ts';
import {
  manifestName,
  serializeManifest,
  type ManifestEntry,
  type ManifestEntries,
  type KnownAddresses,
  type Manifest,
  planRemovals,
} from './manifest.ts';
import { conflictsOf, fileStatesOf, type FileStates } from './fileState.ts';
import { caseFolded, type OutputPath } from './outputPath.ts';
import { beginningName, publish, stagingOf, type Staging } from './staging.ts';
import { type Earlier, type Reason, type StagedFile, Stager, type StagerOptions } from './stager.ts';
import { toSystemFault } from './systemFault.ts';

/** In the order in which they appear in the folder: a page never comes before the stylesheet that it needs. */
export type Phase = 'asset' | 'page' | 'listing';
const phases: readonly Phase[] = ['asset', 'page', 'listing'];

export interface OutputFile {
  readonly path: OutputPath;
  readonly phase: Phase;
  /** A text is written as UTF-8. */
  readonly content: Uint8Array | string;
  /** Fingerprint of the inputs; the next build may `keep` the file by it. */
  readonly view?: string;
}

/** Result of a build, each list in the order of staging; removals sorted. */
export interface WriteResult {
  readonly written: readonly OutputPath[];
  readonly unchanged: readonly OutputPath[];
  readonly removed: readonly OutputPath[];
}

export interface OutputStart extends StagerOptions {
  readonly manifest: Manifest;
  /** Called once, at the end, whatever the end is. */
  readonly close: () => void;
}

/** Made by `openOutput`. Ends with `commit` or `abandon`, which release the folder's lock. */
export class Output {
  readonly #start: OutputStart;
  readonly #staging: Staging;
  readonly #fileStates: FileStates;
  readonly #stager: Stager;
  readonly #entries = new Map<OutputPath, ManifestEntry>();
  readonly #staged = new Map<OutputPath, Phase>();
  readonly #unchanged: OutputPath[] = [];
  readonly #faults: Diagnostic[] = [];
  #spellings?: ReadonlyMap<string, readonly OutputPath[]>;
  #manifest: string;
  #isClosed = false;

  constructor(start: OutputStart) {
    this.#start = start;
    this.#manifest = start.manifest.text;
    this.#staging = stagingOf(start.folder);
    this.#fileStates = fileStatesOf(start.folder);
    this.#stager = new Stager(start, this.#fileStates, this.#staging);
  }

  /** Digest of the manifest; changes with `commit`. */
  get state(): string {
    return digestOf(this.#manifest);
  }

  /** Addresses that readers know, from the last `commit`. */
  get addresses(): KnownAddresses {
    return this.#start.manifest.addresses;
  }

  /** Fingerprint from which an earlier build made the file. */
  viewOf(path: OutputPath): string | undefined {
    return this.#start.manifest.entries.get(path)?.view;
  }

  /** Keeps a file of an earlier build with the same fingerprint; false when it must be made anew. */
  keep(path: OutputPath, view: string): boolean {
    const entry = this.#current(path, view);
    if (entry) this.#keep(path, entry);
    return entry !== undefined;
  }

  /** Why the file must be made of the view; undefined where it can be kept. */
  reasonToMake(path: OutputPath, view: string): Reason | undefined {
    return this.#stager.reasonToMake(path, this.#start.manifest.entries.get(path), view);
  }

  /**
   * Keeps all files of an earlier build with this fingerprint; false when there are none, or one of them must
   * be made anew.
   */
  keepAll(view: string): boolean {
    const { entries } = this.#start.manifest;
    // A build that was killed may have left only some of them.
    if ([...entries.values()].includes(null)) return false;
    const made = [...entries].filter(([, entry]) => entry?.view === view);
    const standing = made.flatMap(([path]) => {
      const entry = this.#current(path, view);
      return entry ? [{ path, entry }] : [];
    });
    if (made.length === 0 || standing.length < made.length) return false;
    for (const { path, entry } of standing) this.#keep(path, entry);
    return true;
  }

  /** The number of our files, if all of them stand as the last build left them. */
  wholeFiles(): number | undefined {
    const { entries } = this.#start.manifest;
    for (const [path, entry] of entries) {
      if (entry === null || this.#stager.findChange(path, entry) !== undefined) return undefined;
    }
    return entries.size;
  }

  /** Options for threads that stage files by themselves. */
  get stager(): StagerOptions {
    const { folder, compareBytes } = this.#start;
    return { folder, compareBytes };
  }

  /** Facts about a file from the last build. */
  earlier(path: OutputPath): Earlier {
    return { entry: this.#start.manifest.entries.get(path), hasTwin: this.#hasTwin(path) };
  }

  /**
   * Stages a file. Nothing in the site changes before `commit`, which also reports what went wrong here:
   * conflicts, or a full disk, after which staging is idle.
   */
  stage({ path, phase, content, view }: OutputFile): void {
    this.record(path, phase, this.#stager.stage(path, content, this.earlier(path)), view);
  }

  /** Records a file that was staged. */
  record(path: OutputPath, phase: Phase, { digest, size, isNew, fault }: StagedFile, view?: string): void {
    this.#entry(path, { digest, size, ...(view === undefined ? {} : { view }) });
    if (fault) this.#faults.push(fault);
    else if (isNew) this.#staged.set(path, phase);
    else this.#unchanged.push(path);
  }

  /** Bytes of a file that was staged or kept. */
  sizeOf(path: OutputPath): number | undefined {
    return this.#entries.get(path)?.size;
  }

  /** Makes the change. Without a value it was not made: the folder is as before, unless `output/unfinished` says otherwise. */
  commit(addresses = this.addresses): Checked<WriteResult> {
    const { folder, manifest } = this.#start;
    const staged = [...this.#staged.keys()];
    const removals = planRemovals(manifest.entries, this.#entries, staged);
    const removed = [...removals.first, ...removals.last].toSorted();
    try {
      const faults = [...this.#faults, ...this.#conflicts(staged, removed)];
      if (faults.length > 0) return { diagnostics: faults };
      const end = serializeManifest({ entries: this.#entries, addresses });
      if (end !== manifest.text || staged.length > 0) {
        this.#stageManifests(end, staged);
        const moves = phases.flatMap((phase) => staged.filter((path) => this.#staged.get(path) === phase));
        const fault = publish({ folder, staging: this.#staging, moves, removals });
        if (fault) return { diagnostics: [fault, diagnose('output/unfinished', {})] };
        this.#manifest = end;
      }
      return { value: { written: staged, unchanged: this.#unchanged, removed }, diagnostics: [] };
    } catch (error) {
      return { diagnostics: [toSystemFault(error, manifestName)] };
    } finally {
      this.abandon();
    }
  }

  /** Ends without (further) change. Harmless after the end; also for a signal that stops the build. */
  abandon(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#staging.clear();
    this.#start.close();
  }

  /** Manifest entry of a file that is unchanged since an earlier build made it with this fingerprint. */
  #current(path: OutputPath, view: string): ManifestEntry | undefined {
    const entry = this.#start.manifest.entries.get(path);
    return entry && this.reasonToMake(path, view) === undefined ? entry : undefined;
  }

  #keep(path: OutputPath, entry: ManifestEntry): void {
    this.#entry(path, entry);
    this.#unchanged.push(path);
  }

  #entry(path: OutputPath, entry: ManifestEntry): void {
    if (this.#isClosed || this.#entries.has(path)) throw new Error(`Output ${path} comes twice or too late`);
    this.#entries.set(path, entry);
  }

  /** Where upper and lower case are the same, a file under its new name must not leave with the old one. */
  #hasTwin(path: OutputPath): boolean {
    this.#spellings ??= Map.groupBy(this.#start.manifest.entries.keys(), caseFolded);
    return this.#spellings.get(caseFolded(path))?.some((other) => other !== path) ?? false;
  }

  #conflicts(staged: readonly OutputPath[], removed: readonly OutputPath[]): readonly Diagnostic[] {
    const { folder, manifest } = this.#start;
    return conflictsOf({ folder, fileStates: this.#fileStates, manifest, staged, removed });
  }

  /** The manifests for the beginning and the end of the change. */
  #stageManifests(end: string, staged: readonly OutputPath[]): void {
    const { manifest } = this.#start;
    const inFlux: ManifestEntries = new Map([
      ...manifest.entries,
      ...staged.map((path) => [path, null] as const),
    ]);
    const { addresses } = manifest;
    this.#staging.write(beginningName, serializeManifest({ entries: inFlux, addresses }));
    this.#staging.write(manifestName, end);
  }
}
