/** What a build is told unless somebody says otherwise; without vitest, for programs that are no tests. */
import { join } from 'node:path';
import type { BuildOptions } from '../../src/build.ts';
import { createMemories } from '../../src/edition/memories.ts';

export const builtInTemplates = join(import.meta.dirname, '..', '..', 'templates');

/** A noon in autumn 2026 in UTC. */
const usualNow = Date.UTC(2026, 9, 1, 12);

export function usualBuild(site: string, out: string): BuildOptions {
  return {
    site,
    out,
    builtInTemplates,
    home: '/nowhere',
    now: usualNow,
    preview: false,
    hints: false,
    workers: 0,
    onProgress: () => {},
    owner: { pid: process.pid, host: 'test' },
    fresh: false,
    verify: false,
    program: 'test',
    memories: createMemories({ site, program: 'test', clock: () => Date.now() }),
  };
}
