import { SingleBar } from 'cli-progress';
import type { Progress } from '../edition/edition.ts';
import { commandTexts } from './texts.ts';

/** Below this many files a build is over before a bar could be read. */
const shortBuild = 500;

const labels: Readonly<Record<Progress['stage'], string>> = {
  parse: commandTexts.parsing,
  render: commandTexts.rendering,
};

export interface ProgressBar {
  readonly show: (progress: Progress) => void;
  readonly stop: () => void;
}

/** A bar on stderr for long builds; `interactive` false shows none. */
export function createProgressBar(interactive: boolean): ProgressBar {
  let bar: SingleBar | undefined;
  let stage: Progress['stage'] | undefined;
  const stop = (): void => {
    bar?.stop();
    bar = undefined;
    stage = undefined;
  };
  const show = (progress: Progress): void => {
    if (!interactive || progress.total < shortBuild) return;
    if (progress.stage !== stage) {
      stop();
      stage = progress.stage;
      bar = new SingleBar({
        format: `${labels[stage]} {bar} {value}/{total}`,
        barsize: 30,
        clearOnComplete: true,
        stopOnComplete: true,
        hideCursor: true,
      });
      bar.start(progress.total, 0);
    }
    bar?.update(progress.done);
  };
  return { show, stop };
}
