/** Imports three thousand texts into a folder; run by tests that kill it. */
import { digestOf } from '../../src/core/digestOf.ts';
import type { SourcePath } from '../../src/core/model.ts';
import { openSiteWriter } from '../../src/import/siteWriter.ts';

const [, , root = ''] = process.argv;
const { value: writer } = openSiteWriter({
  root,
  source: 'wordpress',
  owner: { pid: process.pid, host: 'hier' },
});
for (let index = 0; index < 3000; index++) {
  const content = `Text ${index} `.repeat(300);
  const file = `content/articles/t${index}.md` as SourcePath;
  writer?.put({ item: `t${index}`, file, content, sourceDigest: digestOf(content) });
  if (index === 0) process.stdout.write('begonnen\n');
}
