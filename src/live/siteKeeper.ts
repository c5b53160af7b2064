import type { Diagnostic } from '../model.ts';
import type { PreviewChange } from '../serve/previewSite.ts';
import type { LiveSite } from './liveSite.ts';

/** Milliseconds without a ring before everything is looked at again. */
const quiet = 800;

/** Milliseconds between looks at the clock; a machine that slept finds out within this time. */
const tick = 2000;

/** Answers rings of the doorbell and the clock, one at a time. */
export class SiteKeeper {
  readonly #live: LiveSite;
  readonly #tell: (change: PreviewChange) => void;
  readonly #onLook: (diagnostics: readonly Diagnostic[]) => void;
  readonly #clock: NodeJS.Timeout;
  #later: NodeJS.Timeout | undefined;
  #turn = Promise.resolve();
  #rings = 0;

  /** `onLook` gets all that is to be told after every look that changed it. */
  constructor(
    live: LiveSite,
    tell: (change: PreviewChange) => void,
    onLook: (diagnostics: readonly Diagnostic[]) => void,
  ) {
    this.#live = live;
    this.#tell = tell;
    this.#onLook = onLook;
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
      this.#tell(change);
      clearTimeout(this.#later);
      this.#later = setTimeout(() => void this.#inTurn(() => this.#lookIfNeeded()), quiet);
    });
  }

  close(): Promise<void> {
    clearInterval(this.#clock);
    clearTimeout(this.#later);
    return this.#turn;
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(work);
    return this.#turn;
  }

  async #look(): Promise<void> {
    clearTimeout(this.#later);
    const before = JSON.stringify(this.#live.diagnostics);
    const change = await this.#live.look();
    if (change) this.#tell(change);
    if (JSON.stringify(this.#live.diagnostics) !== before) this.#onLook(this.#live.diagnostics);
  }

  /** Gives way to the next ring, after which it is tried again. */
  async #lookIfNeeded(): Promise<void> {
    const heard = this.#rings;
    if (await this.#live.needsLook(() => this.#rings === heard)) await this.#look();
  }
}
