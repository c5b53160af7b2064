import { type GitOutcome, publishByGit } from './publishByGit.ts';
import type { RunGit } from './runGit.ts';

export interface GitScheduleOptions {
  readonly git: RunGit;
  /** Milliseconds between two checks. */
  readonly every: number;
  /** The longest pause after failures, ms; each is twice as long as the one before. */
  readonly longest: number;
  /** Reports everything that happened, a failure only when it differs from the last one. */
  readonly onOutcome: (outcome: Exclude<GitOutcome, { kind: 'nothing' }>) => void;
}

export interface GitSchedule {
  /** Resolves when nothing runs any more; what is approved by then is brought out before. */
  readonly close: () => Promise<void>;
}

/** Checks again and again for comments to publish: they may be approved in another process. */
export function startGitSchedule({ git, every, longest, onOutcome }: GitScheduleOptions): GitSchedule {
  let pause = every;
  let failure = '';
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const check = async (): Promise<void> => {
    const outcome = await publishByGit(git);
    const reason = outcome.kind === 'failed' ? outcome.reason : '';
    pause = reason === '' ? every : Math.min(pause * 2, longest);
    if (outcome.kind === 'pushed' || (outcome.kind === 'failed' && reason !== failure)) onOutcome(outcome);
    failure = reason;
  };
  const checkAgain = async (): Promise<void> => {
    await check();
    if (!isClosed) timer = setTimeout(() => (running = checkAgain()), pause);
  };
  let running = checkAgain();
  return {
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await running;
      await check();
    },
  };
}
