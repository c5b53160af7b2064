import type { Diagnostic } from '../model.ts';
import type { PreviewChange } from '../serve/previewSite.ts';
import { systemErrorCode } from '../write/systemFault.ts';
import type { LiveSite } from './liveSite.ts';

/** Milliseconds without a ring before everything is looked at again. */
const quiet = 800;

/** Milliseconds after which is looked again when the system let nobody look. */
const respite = 1000;

/** Milliseconds between looks at the clock; a machine that slept finds out within this time. */
const tick = 2000;

export interface SiteKeeperOptions {
  readonly live: LiveSite;
  /** Gets what open pages have to know. */
  readonly tell: (change: PreviewChange) => void;
  /** Gets all that is to be told after every look that changed it. */
  readonly onLook: (diagnostics: readonly Diagnostic[]) => void;
  /** A look was not possible; what the site showed before, it still shows. */
  readonly onFailure: (error: unknown) => void;
}

/** Answers rings of the doorbell and the clock, one at a time. */
export class SiteKeeper {
  readonly #options: SiteKeeperOptions;
  readonly #live: LiveSite;
  readonly #clock: NodeJS.Timeout;
  #later: NodeJS.Timeout | undefined;
  #turn = Promise.resolve();
  #rings = 0;
  #lastFailure = '';
  #isClosed = false;

  constructor(options: SiteKeeperOptions) {
    const { live } = options;
    this.#options = options;
    this.#live = live;
    this.#clock = setInterval(() => {
      if (live.isDue()) void this.#inTurn(() => this.#look());
    }, tick);
  }

  /** Resolves when the site shows what has changed. */
  answer(hints: readonly string[]): Promise<void> {
    this.#rings++;
    return this.#inTurn(async () => {
      const change = this.#live.glance(hints);
      if (!change) return this.#look();
      this.#options.tell(change);
      this.#lookLater(quiet, () => this.#lookIfNeeded());
    });
  }

  /** Looks if the files are others than those of which the site is shown. */
  check(): void {
    void this.#inTurn(() => this.#lookIfNeeded());
  }

  close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#clock);
    clearTimeout(this.#later);
    return this.#turn;
  }

  /** What fails does not keep what comes after it from being done; what the system refused is tried again. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(work).then(
      () => void (this.#lastFailure = ''),
      (error: unknown) => {
        if (String(error) !== this.#lastFailure) this.#options.onFailure(error);
        this.#lastFailure = String(error);
        // A fault of the program's own would only come again.
        if (systemErrorCode(error) !== undefined) this.#lookLater(respite, () => this.#look());
      },
    );
    return this.#turn;
  }

  #lookLater(wait: number, look: () => Promise<void>): void {
    clearTimeout(this.#later);
    if (!this.#isClosed) this.#later = setTimeout(() => void this.#inTurn(look), wait);
  }

  async #look(): Promise<void> {
    clearTimeout(this.#later);
    const before = JSON.stringify(this.#live.diagnostics);
    const change = await this.#live.look();
    if (change) this.#options.tell(change);
    if (JSON.stringify(this.#live.diagnostics) !== before) this.#options.onLook(this.#live.diagnostics);
  }

  /** Gives way to the next ring, after which it is tried again. */
  async #lookIfNeeded(): Promise<void> {
    const heard = this.#rings;
    if (await this.#live.needsLook(() => this.#rings === heard)) await this.#look();
  }
}
