import { type GitOutcome, publishByGit } from './publishByGit.ts';
import type { RunGit } from './runGit.ts';

export interface GitScheduleOptions {
  readonly git: RunGit;
  /** Milliseconds between two looks. */
  readonly every: number;
  /** The longest pause after failures, ms; each is twice as long as the one before. */
  readonly longest: number;
  /** Of everything that happened, a failure only when it is another one than the last. */
  readonly onOutcome: (outcome: Exclude<GitOutcome, { kind: 'nothing' }>) => void;
}

export interface GitSchedule {
  /** Resolves when nothing runs any more; what is approved by then is brought out before. */
  readonly close: () => Promise<void>;
}

/** Looks again and again whether there are comments to publish: they may be approved in another process. */
export function startGitSchedule({ git, every, longest, onOutcome }: GitScheduleOptions): GitSchedule {
  let pause = every;
  let failure = '';
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const look = async (): Promise<void> => {
    const outcome = await publishByGit(git);
    const reason = outcome.kind === 'failed' ? outcome.reason : '';
    pause = reason === '' ? every : Math.min(pause * 2, longest);
    if (outcome.kind === 'pushed' || (outcome.kind === 'failed' && reason !== failure)) onOutcome(outcome);
    failure = reason;
  };
  const lookAgain = async (): Promise<void> => {
    await look();
    if (!isClosed) timer = setTimeout(() => (running = lookAgain()), pause);
  };
  let running = lookAgain();
  return {
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await running;
      await look();
    },
  };
}
