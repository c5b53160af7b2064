/** The proof that a build is what a clean one would have made: everything is made again from the sources alone and compared byte for byte. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from './digestOf.ts';
import { type EditionOptions, makeEdition } from './edition/edition.ts';
import { createNoMemories } from './edition/memories.ts';
import { makeMedia } from './edition/makeMedia.ts';
import { makeSearchIndex } from './edition/makeSearchIndex.ts';
import { placeMedia, placeOutputs } from './edition/placeOutputs.ts';
import type { Diagnostic } from './model.ts';
import { type PageSink, printPages } from './press.ts';
import { diagnose } from './report/diagnostics.ts';
import { readManifest } from './write/manifest.ts';
import type { OutputPath } from './write/outputPath.ts';

/** At most so many files are named; one is enough to know. */
const mostNamed = 20;

/** What in the output folder `out` is not as a clean build makes it: an error a file. */
export async function verifySite(options: EditionOptions, out: string): Promise<readonly Diagnostic[]> {
  const { value: edition } = await makeEdition({ ...options, memories: createNoMemories() });
  const placed = edition && placeOutputs(edition).value;
  if (!edition || !placed) return [diagnose('output/verify-impossible', {})];
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
  // In another order than the build: what a page shows must not depend on which were made before.
  const backwards = (places: readonly number[]): readonly number[] => places.toReversed();
  await printPages(edition, placed.pages, sink, () => {}, backwards).finally(edition.workers.close);
  const media = placeMedia(edition).value;
  for (const { path, read } of [...placed.assets, ...(media?.files ?? [])]) compare(path, read());
  const work = { memories: createNoMemories(), workers: options.workers, onProgress: () => {} };
  if (media) {
    await makeMedia(edition, media, work, {
      has: () => false,
      take: ({ path }, bytes) => compare(path, bytes),
    });
  }
  await makeSearchIndex(edition, {
    keepAll: () => false,
    take: compare,
    onProgress: () => {},
  });
  const surplus = [...readManifest(out).claims.keys()].filter((path) => !expected.has(path));
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
