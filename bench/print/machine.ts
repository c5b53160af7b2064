import { availableParallelism, cpus, totalmem } from 'node:os';
import { contestants, type ContestantName } from '../contestants.ts';

/** On which machine, and which versions of whom, what follows was measured. */
export function machineLine(names: Iterable<ContestantName>): string {
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB of memory`;
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${memory}`;
  const versions = [...new Set([...names].map((name) => contestants[name].version()))];
  return `Measured on ${machine}, with Node ${process.versions.node}; ${versions.join(', ')}.`;
}
