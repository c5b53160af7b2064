/** A bar on stderr for long work, one after the other. */
import type { SingleBar } from 'cli-progress';

export interface ProgressBar {
  /** `label`: German, what is being done; another one begins a new bar. */
  readonly show: (label: string, done: number, total: number) => void;
  readonly stop: () => void;
}

/** Where nobody looks there is no bar, and nothing is loaded for it. */
export async function createProgressBar(
  interactive: boolean,
  unit = '{value}/{total}',
): Promise<ProgressBar> {
  if (!interactive) return { show: () => {}, stop: () => {} };
  const { default: progress } = await import('cli-progress');
  let bar: SingleBar | undefined;
  let shown: string | undefined;
  const stop = (): void => bar?.stop();
  return {
    show: (label, done, total) => {
      if (label !== shown) {
        stop();
        const format = `${label} {bar} ${unit}`;
        bar = new progress.SingleBar({ format, barsize: 30, clearOnComplete: true, hideCursor: true });
        bar.start(total, 0);
        shown = label;
      }
      bar?.update(done);
    },
    stop,
  };
}
