/** Runs a program of the system that knows a way to a target. */
import { spawn } from 'node:child_process';
import { deployFault, endlessList, listPatience, mostListed, mostRead } from './target.ts';

export interface Ran {
  readonly code: number;
  readonly output: Buffer;
  /** What it said of faults. */
  readonly told: string;
}

/** In characters: the last words are the ones that matter. */
const longestTold = 4000;

export interface RunOptions {
  readonly input?: string | Uint8Array;
  /** Gets pieces as they come. */
  readonly onOutput?: (text: string) => void;
  /** What may come out, in bytes, and in how many milliseconds; a program that goes on is ended, and this is why. */
  readonly limit?: { readonly bytes: number; readonly patience?: number; readonly fault: () => Error };
}

/** Resolves with whatever code it ends. @throws DeployFault where there is no such program, or no end of what it says. */
export function runProgram(
  program: string,
  args: readonly string[],
  { input = '', onOutput, limit = usualLimit(program) }: RunOptions = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(limit.patience !== undefined && { timeout: limit.patience }),
    });
    const parts: Buffer[] = [];
    let size = 0;
    let told = '';
    child.stdout.on('data', (part: Buffer) => {
      if (onOutput) return onOutput(part.toString('utf8'));
      size += part.length;
      if (size > limit.bytes) child.kill();
      else parts.push(part);
    });
    child.stderr.on(
      'data',
      (part: Buffer) => void (told = `${told}${part.toString('utf8')}`.slice(-longestTold)),
    );
    child.on('error', () => reject(deployFault('deploy/no-program', { program })));
    // A connection that ssh keeps for the next call holds the channel for faults open: nobody waits for its end.
    const hasEnded = new Promise<number>((end) => child.on('exit', (code) => end(code ?? 1)));
    const isRead = new Promise<void>((end) => child.stdout.on('close', end));
    void Promise.all([hasEnded, isRead]).then(([code]) => {
      if (child.killed) reject(limit.fault());
      setImmediate(() => {
        child.stderr.destroy();
        resolve({ code, output: Buffer.concat(parts), told: told.trim() });
      });
    });
    // It may end before it has read everything.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

function usualLimit(program: string): NonNullable<RunOptions['limit']> {
  const reason = 'Seine Antwort nimmt kein Ende.';
  return { bytes: mostRead, fault: () => deployFault('deploy/program-failed', { program, reason }) };
}

/** What a list of a folder's names may be. */
export function limitOfList(folder: string): NonNullable<RunOptions['limit']> {
  return { bytes: mostListed, patience: listPatience, fault: () => endlessList(folder) };
}

/** What ssh refuses; undefined when it is something else. `label`: whom it was asked for. */
export function sshFault(told: string, label: string): Error | undefined {
  const denied = /^.*Permission denied \(.*$/im.exec(told)?.[0];
  if (denied !== undefined)
    return deployFault('deploy/program-failed', {
      program: 'ssh',
      reason: `${label} lässt dich nicht hinein (${denied.trim()}).`,
    });
  if (/Host key verification failed|REMOTE HOST IDENTIFICATION/i.test(told))
    return deployFault('deploy/program-failed', {
      program: 'ssh',
      reason: `Der Schlüssel von ${label} ist unbekannt oder ein anderer als früher. Melde dich einmal von Hand dort an (ssh) und vergleiche den Fingerabdruck.`,
    });
  return undefined;
}
