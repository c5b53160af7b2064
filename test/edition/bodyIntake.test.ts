/** Bodies by workers: all arrive, and a worker that dies tells of which article. */
import { expect, test } from 'vitest';
import { createBodyIntake } from '../../src/edition/bodyIntake.ts';
import { parseOptionsOf } from '../../src/edition/readSources.ts';
import { createSourceReaders } from '../../src/edition/sourceReaders.ts';
import type { Diagnostic, SourcePath } from '../../src/model.ts';
import { listSite, type SourceFile } from '../../src/read/siteFolder.ts';
import { article, createSite } from '../support/testSite.ts';

const options = parseOptionsOf(undefined, false);
const many = Array.from({ length: 320 }, (_, index) => `content/articles/${1000 + index}.md`);

function manyArticles(): readonly SourceFile[] {
  const texts = many.map((path) => [path, article('title: Kim\ndate: 2026-01-01', `Text ${path}.`)]);
  const { folder } = createSite(Object.fromEntries(texts));
  return listSite(folder).files.filter(({ kind }) => kind === 'article');
}

/** Which articles arrived, and what went wrong. */
async function takeIn(
  sources: readonly SourceFile[],
  workers: number,
  workerOptions = options,
): Promise<{ readonly arrived: readonly SourcePath[]; readonly diagnostics: readonly Diagnostic[] }> {
  const arrived: SourcePath[] = [];
  const intake = createBodyIntake({
    readers: createSourceReaders(options),
    options: workerOptions,
    workers,
    receive: ({ file }) => arrived.push(file),
  });
  for (const source of sources) intake.add(source);
  const diagnostics = await intake.finish();
  return { arrived: arrived.toSorted(), diagnostics };
}

test.each([0, 1, 2])('With %i workers every body arrives once', async (workers) => {
  expect(await takeIn(manyArticles(), workers)).toEqual({ arrived: many, diagnostics: [] });
});

test('An article at which a worker dies is named', async () => {
  const nowhere = { ...options, timezone: 'Nirgends/Wo' };
  const { diagnostics } = await takeIn(manyArticles(), 1, nowhere);
  expect(diagnostics).toMatchObject([{ code: 'program/worker-crashed', file: many[0] }]);
});
