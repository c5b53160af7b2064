/** Documents that change under our hands. */
import { expect, test } from 'vitest';
import { createDocuments } from '../../src/edition/documents.ts';
import { parseOptionsOf } from '../../src/edition/readSources.ts';
import { createForgetfulMemory } from '../../src/edition/sourceMemory.ts';
import { createSourceReaders } from '../../src/edition/sourceReaders.ts';
import { listSite } from '../../src/read/siteFolder.ts';
import { article, createSite } from '../support/testSite.ts';

const path = 'content/articles/kim.md';
const options = parseOptionsOf(undefined, false);

/** Reads the head of an article, does something, reads its body; the article's id afterwards. */
async function idAfter(between: (write: (body: string) => void) => void): Promise<string | undefined> {
  const site = createSite({});
  const write = (body: string): void => site.write({ [path]: article('title: Kim\ndate: 2026-01-01', body) });
  write('Er reist.');
  const source = listSite(site.folder).files.find(({ kind }) => kind === 'article');
  if (!source) throw new Error('There is no article');
  const readers = createSourceReaders(options);
  const documents = createDocuments({ memory: createForgetfulMemory(), readers, options, workers: 0 });
  documents.read(source, readers.article);
  between(write);
  await documents.finish();
  return documents.identities.get(source.path);
}

test('An article that changes between the looks at its head and its body has no id', async () => {
  expect(await idAfter((write) => write('Er reist ab.'))).toBe('');
  expect(await idAfter(() => {})).toContain(path);
});
