/** A site built by worker threads is byte for byte the one built without, and a fault is reported as without. */
import { describe, expect, test } from 'vitest';
import { parseOptionsOf, readSources } from '../../src/content/load/readSources.ts';
import { createSiteWorkers } from '../../src/content/load/siteWorkers.ts';
import { createNullCache } from '../../src/content/load/sourceCache.ts';
import { listSite } from '../../src/content/discover.ts';
import { isSoak } from '../support/thorough.ts';
import { sampleText } from '../support/fullPaper.ts';
import { compiledModules } from '../support/runProgram.ts';
import { article, createSite } from '../support/testSite.ts';

const threads = { few: 0, modules: compiledModules };

describe('Worker threads', () => {
  test.each(isSoak ? [1, 3, 8, 16] : [8])('%i of them make the same site as none', async (workers) => {
    const alone = createSite(sampleText);
    await alone.build();
    const shared = createSite(sampleText);
    await shared.build({ workers, threads });
    expect(shared.outputs()).toEqual(alone.outputs());
  });

  test('make the same site as none after an edit, and without a cache', async () => {
    const parallel = { workers: 2, threads };
    const [alone, shared] = [createSite(sampleText), createSite(sampleText)];
    await alone.build();
    await shared.build(parallel);
    const edit = {
      'content/articles/neu.md': article('title: Neu\ndate: 2026-01-01\ntags: [Mond]', 'Neues.'),
    };
    for (const site of [alone, shared]) site.write(edit);
    await alone.build();
    await shared.build(parallel);
    expect(shared.outputs()).toEqual(alone.outputs());
    const { diagnostics } = await shared.build({ ...parallel, fresh: true, verify: true });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(shared.outputs()).toEqual(alone.outputs());
  });

  test('tell the same faults in the same order', async () => {
    const faulty = {
      ...sampleText,
      'content/articles/a.md': article('title: A\ndate: gestern', '[x](nichts.md)'),
      'content/articles/b.md': article('title: B\ndate: 2026-01-01', '![x](nichts.jpg)'),
    };
    const alone = await createSite(faulty).build();
    const shared = await createSite(faulty).build({ workers: 2, threads });
    expect(shared.diagnostics).toEqual(alone.diagnostics);
    expect(alone.diagnostics.length).toBeGreaterThan(1);
  });

  test('tell of a template what its first page tells', async () => {
    const broken = { ...sampleText, 'templates/article.eta': '<%= it.article.nichts.title %>' };
    const alone = await createSite(broken).build();
    const shared = await createSite(broken).build({ workers: 2, threads });
    expect(shared.diagnostics).toEqual(alone.diagnostics);
    expect(shared.published).toBe(false);
  });
});

test('An article at which a worker dies is named', async () => {
  const { folder } = createSite({
    'content/articles/kim.md': article('title: Kim\ndate: 2026-01-01', 'Er reist.'),
  });
  const options = parseOptionsOf(undefined, false);
  const nowhere = { ...options, timezone: 'Nirgends/Wo' };
  const workers = createSiteWorkers({
    module: 'siteWorker',
    count: 1,
    data: { options: nowhere },
    ...threads,
  });
  const { diagnostics } = await readSources(listSite(folder).files, options, createNullCache(), workers);
  await workers.close();
  expect(diagnostics).toMatchObject([{ code: 'program/worker-crashed', file: 'content/articles/kim.md' }]);
});
