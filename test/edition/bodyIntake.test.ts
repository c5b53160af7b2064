/** Bodies by workers: all arrive, and a worker that dies tells of which article. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createBodyIntake } from '../../src/edition/bodyIntake.ts';
import { parseOptionsOf } from '../../src/edition/readSources.ts';
import { createSourceReaders } from '../../src/edition/sourceReaders.ts';
import type { Diagnostic, SourcePath } from '../../src/model.ts';
import { listSite, type SourceFile } from '../../src/read/siteFolder.ts';
import { article, createSite } from '../support/testSite.ts';

const options = parseOptionsOf(undefined, false);
const many = Array.from({ length: 320 }, (_, index) => `content/articles/${1000 + index}.md`);

function manyArticles(): { readonly folder: string; readonly sources: readonly SourceFile[] } {
  const texts = many.map((path) => [path, article('title: Kim\ndate: 2026-01-01', `Text ${path}.`)]);
  const { folder } = createSite(Object.fromEntries(texts));
  return { folder, sources: listSite(folder).files.filter(({ kind }) => kind === 'article') };
}

/** Which articles arrived, and what went wrong. */
async function takeIn(
  sources: readonly SourceFile[],
  workers: number,
): Promise<{ readonly arrived: readonly SourcePath[]; readonly diagnostics: readonly Diagnostic[] }> {
  const arrived: SourcePath[] = [];
  const intake = createBodyIntake({
    readers: createSourceReaders(options),
    options,
    workers,
    receive: ({ file }) => arrived.push(file),
  });
  for (const source of sources) intake.add(source);
  const diagnostics = await intake.finish();
  return { arrived: arrived.toSorted(), diagnostics };
}

test.each([0, 1, 2])('With %i workers every body arrives once', async (workers) => {
  expect(await takeIn(manyArticles().sources, workers)).toEqual({ arrived: many, diagnostics: [] });
});

test('An article of which a worker dies is named', async () => {
  const { folder, sources } = manyArticles();
  const place = join(folder, 'kaputt');
  mkdirSync(place);
  // No path is a number, so that reading it is not refused by the system but throws.
  const deadly: SourceFile = { ...sources[200]!, diskPath: 'a\0b' };
  const { diagnostics } = await takeIn(sources.with(200, deadly), 1);
  expect(diagnostics).toMatchObject([{ code: 'program/worker-crashed', file: many[200] }]);
});
