/** New comments for a program of the site's owner: as JSON on its standard input, without any shell. */
import { spawn } from 'node:child_process';
import { receiverTexts } from '../receiverTexts.ts';
import type { NotificationChannel } from './createNotifier.ts';

export interface CommandNotification {
  readonly program: string;
  readonly parameters: readonly string[];
  /** Milliseconds; then it is killed. */
  readonly timeout: number;
}

/** Its output is ignored. It gets `{"comments": […]}`, everything of each but the e-mail address. */
export function notifyByCommand({ program, parameters, timeout }: CommandNotification): NotificationChannel {
  return {
    name: program,
    send: (comments) => {
      const withoutAddresses = comments.map((comment) => ({ ...comment, email: undefined }));
      return run({ program, parameters, timeout }, `${JSON.stringify({ comments: withoutAddresses })}\n`);
    },
  };
}

/** @throws what the system refuses, or how the program ended if not with 0. */
function run({ program, parameters, timeout }: CommandNotification, input: string): Promise<void> {
  return new Promise((resolve, reject) => {
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
    child.stdin.end(input);
  });
}
