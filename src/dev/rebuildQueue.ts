/** Rebuilds the site of the preview, one event at a time. */
import type { Diagnostic } from '../core/model.ts';
import type { PreviewChange } from './previewSite.ts';
import { systemErrorCode } from '../emit/systemFault.ts';
import type { DevSite } from './devSite.ts';

/** Milliseconds without an event before the site is rebuilt. */
const quiet = 800;

/** Milliseconds before a rebuild is repeated that the system refused. */
const respite = 1000;

/** Milliseconds between checks of the clock; a machine that slept catches up within this time. */
const tick = 2000;

export interface RebuildQueueOptions {
  readonly devSite: DevSite;
  /** Gets every change that open pages must show. */
  readonly notify: (change: PreviewChange) => void;
  /** Gets all diagnostics after every rebuild that changed them. */
  readonly onRebuild: (diagnostics: readonly Diagnostic[]) => void;
  /** A rebuild failed; the site still shows what it showed before. */
  readonly onFailure: (error: unknown) => void;
}

/** Runs rebuilds for events of watcher and clock, one at a time. */
export class RebuildQueue {
  readonly #options: RebuildQueueOptions;
  readonly #devSite: DevSite;
  readonly #clock: NodeJS.Timeout;
  #later: NodeJS.Timeout | undefined;
  #turn = Promise.resolve();
  #events = 0;
  #lastFailure = '';
  #isClosed = false;

  constructor(options: RebuildQueueOptions) {
    const { devSite } = options;
    this.#options = options;
    this.#devSite = devSite;
    this.#clock = setInterval(() => {
      if (devSite.isDue()) void this.#inTurn(() => this.#rebuild());
    }, tick);
  }

  /** Resolves when the site shows what has changed. */
  answer(hints: readonly string[]): Promise<void> {
    this.#events++;
    return this.#inTurn(async () => {
      const change = this.#devSite.rebuildFast(hints);
      if (change) this.#options.notify(change);
      else await this.#rebuild(hints);
      if (this.#devSite.isDoubtful) this.#rebuildLater(quiet, () => this.#rebuildIfNeeded());
    });
  }

  /** Rebuilds if the files differ from those of the shown site. */
  check(): void {
    void this.#inTurn(() => this.#rebuildIfNeeded());
  }

  close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#clock);
    clearTimeout(this.#later);
    return this.#turn;
  }

  /** A failure does not stop later work; refusals of the system are retried. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(work).then(
      () => void (this.#lastFailure = ''),
      (error: unknown) => {
        if (String(error) !== this.#lastFailure) this.#options.onFailure(error);
        this.#lastFailure = String(error);
        // A bug would only fail again.
        if (systemErrorCode(error) !== undefined) this.#rebuildLater(respite, () => this.#rebuild());
      },
    );
    return this.#turn;
  }

  #rebuildLater(wait: number, rebuild: () => Promise<void>): void {
    clearTimeout(this.#later);
    if (!this.#isClosed) this.#later = setTimeout(() => void this.#inTurn(rebuild), wait);
  }

  async #rebuild(hints: readonly string[] = []): Promise<void> {
    clearTimeout(this.#later);
    const before = JSON.stringify(this.#devSite.diagnostics);
    const change = await this.#devSite.rebuild(hints);
    if (change) this.#options.notify(change);
    if (JSON.stringify(this.#devSite.diagnostics) !== before)
      this.#options.onRebuild(this.#devSite.diagnostics);
  }

  /** Yields to the next event, after which it is tried again. */
  async #rebuildIfNeeded(): Promise<void> {
    const heard = this.#events;
    if (await this.#devSite.needsRebuild(() => this.#events === heard)) await this.#rebuild();
  }
}
