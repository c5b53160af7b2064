/** `blattmacher watch` as a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished, vi } from 'vitest';
import { programFile } from './runProgram.ts';

export interface RunningWatch {
  /** Where the preview is, with a slash at its end. */
  readonly url: string;
  readonly get: (path: string) => Promise<string>;
  /** Waits until the page at `path` has `text`; throws when it never does. */
  readonly waitFor: (path: string, text: string) => Promise<void>;
  /** All that it has told so far, on stdout and stderr. */
  readonly reported: () => string;
  /** Ctrl-C; resolves with the exit code. */
  readonly interrupt: () => Promise<number | null>;
}

const patience = { timeout: 120_000, interval: 20 };

/** Starts the preview of the site in `folder` at any free port and waits for its address; it is gone at the end of the test. */
export async function startWatch(folder: string, args: readonly string[] = []): Promise<RunningWatch> {
  const child = spawn(process.execPath, [programFile, 'watch', '--port', '0', ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: '/nowhere' },
  });
  const ended = once(child, 'exit').then(() => child.exitCode);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  let reported = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => (reported += String(bytes)));
  const url = await vi.waitFor(() => {
    const found = /Vorschau: (http:\S+)/.exec(reported)?.[1];
    if (found === undefined) throw new Error(`No address in: ${reported}`);
    return found;
  }, patience);
  const get = async (path: string): Promise<string> => (await fetch(new URL(path, url))).text();
  return {
    url,
    get,
    waitFor: (path, text) =>
      vi.waitFor(async () => {
        if (!(await get(path)).includes(text)) throw new Error(`${path} never had: ${text}`);
      }, patience),
    reported: () => reported,
    interrupt: () => {
      child.kill('SIGINT');
      return ended;
    },
  };
}
