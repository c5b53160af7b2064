import type { SingleBar } from 'cli-progress';
import type { Progress } from '../press.ts';
import { commandTexts } from './texts.ts';

/** Below this many a build is over before a bar could be read. */
const shortBuild: Readonly<Record<Progress['work'], number>> = { pages: 500, pictures: 10, search: 500 };

export interface ProgressBar {
  readonly show: (progress: Progress) => void;
  readonly stop: () => void;
}

const noBar: ProgressBar = { show: () => {}, stop: () => {} };

/** A bar on stderr for long builds; `interactive` false shows none, and loads none. */
export async function createProgressBar(interactive: boolean): Promise<ProgressBar> {
  if (!interactive) return noBar;
  const { default: progress } = await import('cli-progress');
  let bar: SingleBar | undefined;
  let shown: Progress['work'] | undefined;
  const stop = (): void => bar?.stop();
  return {
    show: ({ work, done, total }) => {
      if (total < shortBuild[work]) return;
      if (work !== shown) {
        stop();
        const format = `${commandTexts.making[work]} {bar} {value}/{total}`;
        bar = new progress.SingleBar({ format, barsize: 30, clearOnComplete: true, hideCursor: true });
        bar.start(total, 0);
        shown = work;
      }
      bar?.update(done);
    },
    stop,
  };
}
