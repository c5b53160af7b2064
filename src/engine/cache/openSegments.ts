import type { CacheProblems } from './cacheProblems.ts';
import { listSegments } from './cacheFolder.ts';
import { openSegment, type OpenedSegment } from './openSegment.ts';
import { systemErrorCode } from './systemErrorCode.ts';

/** Content of the folder of a generation. */
export interface FoundSegments {
  readonly opened: readonly OpenedSegment[];
  /** Names of files that are no segments of this key, or no longer. */
  readonly damaged: readonly string[];
}

/** How often the folder is listed at most. */
const mostAttempts = 5;

/**
 * Opens all segments of a generation. When one vanishes between listing and opening, another process
 * has just merged it into a new one, so the folder is listed again.
 */
export function openSegments(generation: string, key: string, problems: CacheProblems): FoundSegments {
  const found = new Map<string, OpenedSegment | 'damaged' | undefined>();
  for (let attempt = 0, hasVanished = true; hasVanished && attempt < mostAttempts; attempt++) {
    const names = problems.reading('', () => listSegments(generation)) ?? [];
    const results = names
      .filter((name) => !found.has(name))
      .map((name) => [name, problems.reading(name, () => tryToOpen(generation, name, key))] as const);
    for (const [name, result] of results) if (result !== 'vanished') found.set(name, result);
    hasVanished = results.some(([, result]) => result === 'vanished');
  }
  const damaged = [...found].flatMap(([name, result]) => (result === 'damaged' ? [name] : []));
  for (const name of damaged) problems.addDamage(name);
  return { opened: [...found.values()].filter((result) => typeof result === 'object'), damaged };
}

function tryToOpen(generation: string, name: string, key: string): OpenedSegment | 'damaged' | 'vanished' {
  try {
    return openSegment(generation, name, key) ?? 'damaged';
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return 'vanished';
    throw error;
  }
}
