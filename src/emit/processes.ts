/** Asks the system whether the process that made a lock or an unfinished file still lives. */
import { readFileSync } from 'node:fs';
import { systemErrorCode } from './systemFault.ts';

export function ownPid(): number {
  return process.pid;
}

/** Whether this machine has such a process, of whomever. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemErrorCode(error) !== 'ESRCH';
  }
}

/**
 * Fields 3 and 22 of Linux' /proc/PID/stat, see proc(5): whether the process has ended and only waits
 * to be noticed, and when it began, in ticks since the machine did; empty where the system does not say.
 */
export function processState(pid: number): { readonly isEnded: boolean; readonly started: string } {
  const stat = statOf(pid);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { isEnded: fields[0] === 'Z' || fields[0] === 'X', started: fields[19] ?? '' };
}

/** Empty where there is no such file. */
function statOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '';
  }
}
