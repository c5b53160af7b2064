import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

export interface Command {
  readonly file: string;
  readonly parameters: readonly string[];
  /** Working directory. */
  readonly folder: string;
}

export interface Run {
  /** From start to end of the process. */
  readonly milliseconds: number;
  /** Most memory ever resident, all threads included, processes it started not. */
  readonly peakBytes: number;
  /** Missing when the command did its work. */
  readonly failure?: string;
}

/** Milliseconds between two looks at a process's memory; the kernel keeps the maximum between them. */
const lookEvery = 5;

/** Runs a command to its end, silently. */
export function runProcess(command: Command): Promise<Run> {
  return new Promise((resolve) => {
    const start = performance.now();
    const child = spawn(command.file, command.parameters, {
      cwd: command.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let peakBytes = 0;
    const keep = (chunk: Buffer): void => void (output = `${output}${chunk.toString()}`.slice(-2000));
    const look = (): void => void (peakBytes = Math.max(peakBytes, readPeak(child.pid)));
    const timer = setInterval(look, lookEvery);
    const finish = (failure?: string): void => {
      clearInterval(timer);
      const run = { milliseconds: performance.now() - start, peakBytes };
      resolve(failure === undefined ? run : { ...run, failure });
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => finish(error.message));
    child.on('close', (code, signal) =>
      finish(code === 0 ? undefined : `ended with ${code ?? signal}:\n${output.trim()}`),
    );
  });
}

/** `VmHWM`, see proc_pid_status(5); 0 where there is none (not Linux, or already ended). */
function readPeak(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
