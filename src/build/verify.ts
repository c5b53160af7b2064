/**
 * Verifies that a build is what a clean one would have made: rebuilds everything from the sources alone and
 * compares it byte for byte.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../core/digestOf.ts';
import { type SnapshotOptions, makeSnapshot } from './snapshot.ts';
import { createNoCaches } from '../content/load/sourceCache.ts';
import { makeMedia } from './makeMedia.ts';
import { makeSearchIndex } from './makeSearchIndex.ts';
import { routeMedia, routeOutputs } from './placeOutputs.ts';
import type { Diagnostic } from '../core/model.ts';
import { type PageSink, renderPages } from './renderPages.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { readManifest } from '../emit/manifest.ts';
import type { OutputPath } from '../emit/outputPath.ts';

/** At most so many files are named; one is enough to know. */
const mostNamed = 20;

/** Compares the output folder `out` with a clean build: one error for each file that differs. */
export async function verifySite(options: SnapshotOptions, out: string): Promise<readonly Diagnostic[]> {
  const { value: snapshot } = await makeSnapshot({ ...options, caches: createNoCaches() });
  const routed = snapshot && routeOutputs(snapshot).value;
  if (!snapshot || !routed) return [diagnose('output/verify-impossible', {})];
  const wrong: string[] = [];
  const expected = new Set<OutputPath>();
  const compareDigest = (path: OutputPath, digest: string): void => {
    expected.add(path);
    if (digestIn(join(out, path)) !== digest) wrong.push(path);
  };
  const compare = (path: OutputPath, content: Uint8Array | string): void =>
    compareDigest(path, digestOf(content));
  const sink: PageSink = {
    record: (path, _, { digest }) => compareDigest(path, digest),
  };
  // Renders in another order than the build, because a page must not depend on those before it.
  const backwards = (indices: readonly number[]): readonly number[] => indices.toReversed();
  await renderPages(snapshot, routed.pages, sink, () => {}, backwards).finally(snapshot.workers.close);
  const media = routeMedia(snapshot).value;
  for (const { path, read } of [...routed.assets, ...(media?.files ?? [])]) compare(path, read());
  const work = { caches: createNoCaches(), workers: options.workers, onProgress: () => {} };
  if (media) {
    await makeMedia(snapshot, media, work, {
      has: () => false,
      take: ({ path }, bytes) => compare(path, bytes),
    });
  }
  await makeSearchIndex(snapshot, {
    keepAll: () => false,
    take: compare,
    onProgress: () => {},
  });
  const surplus = [...readManifest(out).entries.keys()].filter((path) => !expected.has(path));
  return [...wrong, ...surplus]
    .toSorted()
    .slice(0, mostNamed)
    .map((path) => diagnose('output/verify-differs', { path }));
}

function digestIn(path: string): string | undefined {
  try {
    return digestOf(readFileSync(path));
  } catch {
    return undefined;
  }
}
