import { availableParallelism, cpus, totalmem } from 'node:os';
import type { Contestant } from '../contestants.ts';

/** On which machine, and which versions of whom, what follows was measured. */
export function machineLine(contestants: readonly Contestant[]): string {
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB of memory`;
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${memory}`;
  const programs = [...new Set(contestants.map(({ program }) => program))];
  return `Measured on ${machine}, with Node ${process.versions.node}; ${programs.join(', ')}.`;
}
