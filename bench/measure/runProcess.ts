import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { peakOf, processorTimeOfEndedChildren, processorTimeOfMainThread, treeOf } from './procfs.ts';

export interface Command {
  readonly file: string;
  readonly parameters: readonly string[];
  /** Working directory. */
  readonly folder: string;
}

export interface Run {
  /** From start to end of the process. */
  readonly milliseconds: number;
  /** Milliseconds of the processor, in the program and in the system: all threads, and all processes that it started and waited for. */
  readonly processor: number;
  /** Milliseconds of the processor that the first thread took. */
  readonly mainThread: number;
  /** Most memory ever resident, processes it started included. */
  readonly peakBytes: number;
  /** Missing when the command did its work. */
  readonly failure?: string;
}

/** Milliseconds between two looks at a process; the kernel keeps the greatest memory between them. */
const lookEvery = 5;
/** Looks after which processes that have been started since are found: that costs ten times as much as a look. */
const looksUntilSearch = 5;

/** Runs a command to its end, silently. No other child of this process may end meanwhile. */
export function runProcess(command: Command): Promise<Run> {
  return new Promise((resolve) => {
    const before = processorTimeOfEndedChildren();
    const start = performance.now();
    const child = spawn(command.file, command.parameters, {
      cwd: command.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer): void => void (output = `${output}${chunk.toString()}`.slice(-2000));
    const watched = watchTree(child.pid);
    let milliseconds = 0;
    const finish = (failure?: string): void => {
      const run = { milliseconds, processor: processorTimeOfEndedChildren() - before, ...watched.end() };
      resolve(failure === undefined ? run : { ...run, failure });
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => finish(error.message));
    child.on('exit', () => void (milliseconds = performance.now() - start));
    child.on('close', (code, signal) =>
      finish(code === 0 ? undefined : `ended with ${code ?? signal}:\n${output.trim()}`),
    );
  });
}

/** Looks at a process and its descendants until told to end. */
function watchTree(pid: number | undefined): { readonly end: () => Pick<Run, 'mainThread' | 'peakBytes'> } {
  if (pid === undefined) return { end: () => ({ mainThread: 0, peakBytes: 0 }) };
  let peakBytes = 0;
  let mainThread = 0;
  let looks = 0;
  let tree: readonly number[] = [pid];
  const timer = setInterval(() => {
    if (looks++ % looksUntilSearch === 0) tree = treeOf(pid);
    mainThread = Math.max(mainThread, processorTimeOfMainThread(pid));
    const bytes = tree.reduce((sum, member) => sum + peakOf(member), 0);
    peakBytes = Math.max(peakBytes, bytes);
  }, lookEvery);
  return {
    end: () => {
      clearInterval(timer);
      return { mainThread, peakBytes };
    },
  };
}
