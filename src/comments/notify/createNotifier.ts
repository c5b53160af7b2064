/** Notifies the editor of new comments: of the first one at once, of a flood in few messages. */
import { printableLine } from '../../core/diagnostics/printDiagnostics.ts';
import { receiverTexts } from '../receiver/receiverTexts.ts';
import type { PendingComment } from '../receiver/sentFields.ts';
import { spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';

/** One notification channel. Rejects with the error of the system or of the other side. */
export interface NotificationChannel {
  /** German, for messages about failure. */
  readonly name: string;
  readonly send: (comments: readonly PendingComment[]) => Promise<void>;
}

export interface NotifierOptions {
  readonly ways: readonly NotificationChannel[];
  /** Milliseconds between two messages. */
  readonly pause: number;
  readonly report: (line: string) => void;
}

/** Comments in one message; of the others the editor learns when looking at these. */
const most = 100;

export function createNotifier({ ways, pause, report }: NotifierOptions) {
  let waiting: PendingComment[] = [];
  let sending: Promise<void> | undefined;
  const closing = new AbortController();
  const sendTo = async (
    { name, send }: NotificationChannel,
    comments: readonly PendingComment[],
  ): Promise<void> => {
    try {
      await send(comments);
    } catch (error) {
      // A mail server may say anything.
      const problem = printableLine(error instanceof Error ? error.message : String(error), 500);
      report(receiverTexts.notNotified(name, problem));
    }
  };
  const sendAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const comments = waiting;
      waiting = [];
      await Promise.all(ways.map((way) => sendTo(way, comments)));
      await setTimeout(pause, undefined, { signal: closing.signal }).catch(() => {});
    }
    sending = undefined;
  };
  return {
    push: (comment: PendingComment): void => {
      if (ways.length === 0 || waiting.length === most) return;
      waiting.push(comment);
      sending ??= sendAll();
    },
    /** Sends what is left, without a pause; resolves when nothing is on its way any more. */
    close: async (): Promise<void> => {
      closing.abort();
      await sending;
    },
  };
}

// New comments for a program of the site's owner: as JSON on its standard input, without any shell.

export interface CommandNotification {
  readonly program: string;
  readonly parameters: readonly string[];
  /** Milliseconds; then it is killed. */
  readonly timeout: number;
}

/**
 * Its output is ignored. It gets `{"comments": […]}`, everything of each but the e-mail address. Rejects with what the
 * system refuses, or how the program ended if not with 0.
 */
export function notifyByCommand({ program, parameters, timeout }: CommandNotification): NotificationChannel {
  const send: NotificationChannel['send'] = async (comments) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const child = spawn(program, parameters, {
      stdio: ['pipe', 'ignore', 'ignore'],
      shell: false,
      timeout,
      killSignal: 'SIGKILL',
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(signal ? receiverTexts.tooSlow : receiverTexts.exitCode(String(code))));
    });
    // A program that does not read closes the pipe: no fault of ours.
    child.stdin.on('error', () => {});
    const withoutAddresses = comments.map((comment) => ({ ...comment, email: undefined }));
    child.stdin.end(`${JSON.stringify({ comments: withoutAddresses })}\n`);
    return promise;
  };
  return { name: program, send };
}
