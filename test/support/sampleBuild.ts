import { join } from 'node:path';
import type { BuildOptions } from '../../src/build.ts';
import { createMemories } from '../../src/edition/memories.ts';
import { programDigest } from '../../src/programDigest.ts';
import { usualBuild } from './usualBuild.ts';

const root = join(import.meta.dirname, '..', '..');

/**
 * Builds this repository's own blog. Its cache stays from run to run, for its pictures take long; so it has to know which
 * version of the program filled it.
 */
export function sampleBuild(out: string): BuildOptions {
  const program = programDigest(join(root, 'src'));
  const memories = createMemories({ site: root, program, clock: () => Date.now() });
  return { ...usualBuild(root, out), program, memories };
}
