/** This repository's own blog, built once for all test files of a run. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, vi } from 'vitest';
import { buildSite } from '../../src/build/build.ts';
import { createCaches, type SiteCaches } from '../../src/content/load/sourceCache.ts';
import { programDigest } from '../../src/core/digestOf.ts';
import { reported } from './testSite.ts';
import { usualBuild } from './usualBuild.ts';

const root = join(import.meta.dirname, '..', '..');

export interface SampleBlog {
  /** The finished site, to be checked alone. */
  readonly folder: string;
  /** Diagnostics for its author. */
  readonly complaints: readonly string[];
}

/** The first who asks builds it; others, in processes of their own as well, wait. */
export async function sampleBlog(): Promise<SampleBlog> {
  const shared = inject('sharedFolder');
  const folder = join(shared, 'sample');
  const result = join(shared, 'sample.json');
  if (isFirst(join(shared, 'sample-claim'))) await build(folder, result);
  await vi.waitFor(() => expect(existsSync(result)).toBe(true), { interval: 100 });
  const { complaints = [], failure }: Partial<Built> = JSON.parse(readFileSync(result, 'utf8'));
  if (failure !== undefined) throw new Error(failure);
  return { folder, complaints };
}

interface Built {
  readonly complaints: readonly string[];
  readonly failure: string;
}

function isFirst(entry: string): boolean {
  try {
    mkdirSync(entry);
    return true;
  } catch {
    return false;
  }
}

async function build(out: string, result: string): Promise<void> {
  const usual = usualBuild(root, out);
  const built: Partial<Built> = await buildSite({ ...usual, program: program(), caches: sampleCaches() })
    .then((done) => ({ complaints: reported(done) }))
    .catch((error: unknown) => ({ failure: String(error) }));
  writeFileSync(`${result}.new`, JSON.stringify(built));
  renameSync(`${result}.new`, result);
}

/**
 * The cache of the sample blog stays from run to run, for its pictures take long; so it has to know which version of the
 * program filled it.
 */
export function sampleCaches(): SiteCaches {
  return createCaches({ site: root, program: program(), clock: () => Date.now() });
}

function program(): string {
  return programDigest(join(root, 'src'));
}
