/** What the kernel tells of processes, see proc(5). Zero or nothing where it tells none: not Linux, or already ended. */
import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of `/proc/PID/stat` are hundredths of a second on every Linux. */
const millisecondsPerTick = 10;

/** Milliseconds of the processor that ended children of this process took, and theirs, all threads included. */
export function processorTimeOfEndedChildren(): number {
  // After the name in parentheses, which may hold anything: `cutime` and `cstime` are fields 16 and 17 of the whole line.
  const fields = read('self/stat').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[13] ?? 0) + Number(fields[14] ?? 0)) * millisecondsPerTick;
}

/** Milliseconds of the processor that the first thread of a process has taken so far. */
export function processorTimeOfMainThread(pid: number): number {
  return Number(read(`${pid}/task/${pid}/schedstat`).split(' ')[0]) / 1e6;
}

/** Milliseconds of the processor that a process has taken so far, all threads included, processes it started not. */
export function processorTimeOf(pid: number): number {
  const fields = read(`${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * millisecondsPerTick;
}

/** Bytes: the most memory that was ever resident, all threads included, processes it started not. */
export function peakOf(pid: number): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(read(`${pid}/status`))?.[1] ?? 0) * 1024;
}

/** A process and its descendants that still run. */
export function treeOf(pid: number): readonly number[] {
  return [pid, ...childrenOf(pid).flatMap(treeOf)];
}

/** Processes that any thread of a process has started and that still run. */
function childrenOf(pid: number): readonly number[] {
  return threadsOf(pid).flatMap((thread) =>
    read(`${pid}/task/${thread}/children`).split(' ').filter(Boolean).map(Number),
  );
}

function threadsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function read(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'latin1');
  } catch {
    return '';
  }
}
