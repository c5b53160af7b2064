/**
 * The writer of one build. Two phases: first everything new is staged, whole and out of sight, and
 * all that forbids the change is collected; then the change is made by renaming, or not at all.
 *
 * Files are not flushed to the disk one by one (thousands of waits): against a loss of power stand
 * the file systems, which keep a renamed file's content in order, and the look at every file's size
 * in the next build.
 */
import type { Checked, Diagnostic } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import { digestOf } from '../digestOf.ts';
import {
  manifestName,
  serializeManifest,
  type Claim,
  type Claims,
  type KnownAddresses,
  type Manifest,
} from './manifest.ts';
import { obstaclesOf } from './obstacles.ts';
import { caseFolded, type OutputPath } from './outputPath.ts';
import { planRemovals } from './planRemovals.ts';
import { beginningName, publish } from './publish.ts';
import { type Earlier, type Reason, type StagedFile, Stager, type StagerOptions } from './stager.ts';
import { stagingOf, type Staging } from './staging.ts';
import { surveyOf, type Survey } from './survey.ts';
import { toSystemFault } from './systemFault.ts';

/** In the order in which they appear in the folder: a page never comes before the stylesheet that it needs. */
export type Phase = 'asset' | 'page' | 'listing';
const phases: readonly Phase[] = ['asset', 'page', 'listing'];

export interface OutputFile {
  readonly path: OutputPath;
  readonly phase: Phase;
  /** A text is written as UTF-8. */
  readonly content: Uint8Array | string;
  /** Opaque digest of what made the bytes; the next build may `keep` the file by it. */
  readonly view?: string;
}

/** What a build did, each in the order it was handed over; removals sorted. */
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
  readonly #survey: Survey;
  readonly #stager: Stager;
  readonly #claims = new Map<OutputPath, Claim>();
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
    this.#survey = surveyOf(start.folder);
    this.#stager = new Stager(start, this.#survey, this.#staging);
  }

  /** Tells what the folder's files were made of from all else that they could be made of; another after `commit`. */
  get state(): string {
    return digestOf(this.#manifest);
  }

  /** What `commit` was last told of the addresses that readers know. */
  get addresses(): KnownAddresses {
    return this.#start.manifest.addresses;
  }

  /** The view of which an earlier build made the file. */
  viewOf(path: OutputPath): string | undefined {
    return this.#start.manifest.claims.get(path)?.view;
  }

  /** Claims the file that an earlier build made of the same view; false when it must be made anew. */
  keep(path: OutputPath, view: string): boolean {
    const claim = this.#standing(path, view);
    if (claim) this.#keep(path, claim);
    return claim !== undefined;
  }

  /** Why the file must be made of the view; undefined where it can be kept. */
  reasonToMake(path: OutputPath, view: string): Reason | undefined {
    return this.#stager.reasonToMake(path, this.#start.manifest.claims.get(path), view);
  }

  /** Claims all files that an earlier build made of the view; false when there are none, or one of them must be made anew. */
  keepAll(view: string): boolean {
    const { claims } = this.#start.manifest;
    // A build that was killed may have left only some of them.
    if ([...claims.values()].includes(null)) return false;
    const made = [...claims].filter(([, claim]) => claim?.view === view);
    const standing = made.flatMap(([path]) => {
      const claim = this.#standing(path, view);
      return claim ? [{ path, claim }] : [];
    });
    if (made.length === 0 || standing.length < made.length) return false;
    for (const { path, claim } of standing) this.#keep(path, claim);
    return true;
  }

  /** For threads that stage files by themselves and have them recorded. */
  get stager(): StagerOptions {
    const { folder, compareBytes } = this.#start;
    return { folder, compareBytes };
  }

  /** What the last build left of a file. */
  earlier(path: OutputPath): Earlier {
    return { claim: this.#start.manifest.claims.get(path), hasTwin: this.#hasTwin(path) };
  }

  /**
   * Hands a file over. Nothing in the site changes before `commit`, which also reports what went
   * wrong here: what stands in the way, or a full disk, after which staging is idle.
   */
  stage({ path, phase, content, view }: OutputFile): void {
    this.record(path, phase, this.#stager.stage(path, content, this.earlier(path)), view);
  }

  /** Takes note of a file that was staged. */
  record(path: OutputPath, phase: Phase, { digest, size, isNew, fault }: StagedFile, view?: string): void {
    this.#claim(path, { digest, size, ...(view === undefined ? {} : { view }) });
    if (fault) this.#faults.push(fault);
    else if (isNew) this.#staged.set(path, phase);
    else this.#unchanged.push(path);
  }

  /** Makes the change. Without a value it was not made: the folder is as before, unless `output/unfinished` says otherwise. */
  commit(addresses = this.addresses): Checked<WriteResult> {
    const { folder, manifest } = this.#start;
    const staged = [...this.#staged.keys()];
    const removals = planRemovals(manifest.claims, this.#claims, staged);
    const removed = [...removals.first, ...removals.last].toSorted();
    try {
      const faults = [...this.#faults, ...this.#obstacles(staged, removed)];
      if (faults.length > 0) return { diagnostics: faults };
      const end = serializeManifest({ claims: this.#claims, addresses });
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

  /** The claim about a file that stands there as an earlier build made it of the view. */
  #standing(path: OutputPath, view: string): Claim | undefined {
    const claim = this.#start.manifest.claims.get(path);
    return claim && this.reasonToMake(path, view) === undefined ? claim : undefined;
  }

  #keep(path: OutputPath, claim: Claim): void {
    this.#claim(path, claim);
    this.#unchanged.push(path);
  }

  #claim(path: OutputPath, claim: Claim): void {
    if (this.#isClosed || this.#claims.has(path)) throw new Error(`Output ${path} comes twice or too late`);
    this.#claims.set(path, claim);
  }

  /** Where upper and lower case are the same, a file under its new name must not leave with the old one. */
  #hasTwin(path: OutputPath): boolean {
    this.#spellings ??= Map.groupBy(this.#start.manifest.claims.keys(), caseFolded);
    return this.#spellings.get(caseFolded(path))?.some((other) => other !== path) ?? false;
  }

  #obstacles(staged: readonly OutputPath[], removed: readonly OutputPath[]): readonly Diagnostic[] {
    const { folder, manifest } = this.#start;
    return obstaclesOf({ folder, survey: this.#survey, manifest, staged, removed });
  }

  /** The manifests for the beginning and the end of the change. */
  #stageManifests(end: string, staged: readonly OutputPath[]): void {
    const { manifest } = this.#start;
    const inFlux: Claims = new Map([...manifest.claims, ...staged.map((path) => [path, null] as const)]);
    const { addresses } = manifest;
    this.#staging.write(beginningName, serializeManifest({ claims: inFlux, addresses }));
    this.#staging.write(manifestName, end);
  }
}
