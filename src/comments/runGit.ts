import { execFile } from 'node:child_process';

export interface GitRun {
  /** Undefined when git did not end by itself, or could not be started. */
  readonly code: number | undefined;
  readonly stdout: string;
  /** What git complained about. */
  readonly stderr: string;
}

export type RunGit = (args: readonly string[]) => Promise<GitRun>;

/** Milliseconds; who asks for a password here waits for nobody. */
const patience = 120_000;
const mostOutput = 16 * 1024 * 1024;

/** Runs git in a folder, without a shell; never rejects. */
export function createGit(folder: string): RunGit {
  return (args) =>
    new Promise((resolve) => {
      execFile(
        'git',
        ['-c', 'credential.interactive=false', ...args],
        { cwd: folder, timeout: patience, maxBuffer: mostOutput, windowsHide: true },
        (error, stdout, stderr) => {
          const code = error === null ? 0 : typeof error.code === 'number' ? error.code : undefined;
          resolve({ code, stdout, stderr: stderr || (error?.message ?? '') });
        },
      ).stdin?.end();
    });
}
