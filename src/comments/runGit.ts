import { spawn } from 'node:child_process';

export interface GitRun {
  /** Undefined when git did not end by itself, or could not be started. */
  readonly code: number | undefined;
  readonly stdout: string;
  /** Error output of git. */
  readonly stderr: string;
}

export type RunGit = (args: readonly string[]) => Promise<GitRun>;

/** Milliseconds. */
const patience = 120_000;

/** Nobody is there to answer: no helper and no window shall ask for a password. */
const quiet = ['-c', 'credential.interactive=false', '-c', 'core.askPass='] as const;

/**
 * Runs git in a folder, without a shell; never rejects. It gets a session of its own and therewith no terminal,
 * in which git, ssh or gpg would wait for a password or a yes.
 */
export function createGit(folder: string): RunGit {
  return (args) =>
    new Promise((resolve) => {
      const child = spawn('git', [...quiet, ...args], {
        cwd: folder,
        detached: true,
        timeout: patience,
        stdio: ['ignore', 'pipe', 'pipe'],
        windowsHide: true,
      });
      let [stdout, stderr] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      child.on('error', ({ message }) => resolve({ code: undefined, stdout, stderr: message }));
      child.on('close', (code, signal) =>
        resolve({ code: code ?? undefined, stdout, stderr: stderr || `git: ${signal ?? code}` }),
      );
    });
}
