import { SingleBar } from 'cli-progress';
import type { Progress } from '../press.ts';
import { commandTexts } from './texts.ts';

/** Below this many files a build is over before a bar could be read. */
const shortBuild = 500;

export interface ProgressBar {
  readonly show: (progress: Progress) => void;
  readonly stop: () => void;
}

/** A bar on stderr for long builds; `interactive` false shows none. */
export function createProgressBar(interactive: boolean): ProgressBar {
  let bar: SingleBar | undefined;
  return {
    show: ({ done, total }) => {
      if (!interactive || total < shortBuild) return;
      if (!bar) {
        const format = `${commandTexts.printing} {bar} {value}/{total}`;
        bar = new SingleBar({ format, barsize: 30, clearOnComplete: true, hideCursor: true });
        bar.start(total, 0);
      }
      bar.update(done);
    },
    stop: () => bar?.stop(),
  };
}
