/** Imports where the disk fills up: of the blog, or of the temporary files. The message names the right one, and the next run goes on. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createFetcher } from '../../src/import/media/fetchMedia.ts';
import { smallDisk } from '../deploy/smallDisk.ts';
import { firstDifference, type Tree, treeOf } from '../equivalence/tree.ts';
import { type ImportRun, runImport } from '../support/runImport.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { wxrItem, wxrMeta } from '../support/wordpressExport.ts';
import { exportOf, wholeExport, writeUploads } from './hafenblatt.ts';

const kilobyte = 1024;

/** What is known of their former names is more than waits in memory before it is written. */
const renamed = exportOf(
  Array.from({ length: 80 }, (_, index) =>
    wxrItem(
      {
        link: `https://hafenblatt.example/2019/05/nummer-${index}/`,
        'wp:post_id': String(5000 + index),
        'wp:post_name': `nummer-${index}`,
      },
      Array.from({ length: 120 }, (__, times) =>
        wxrMeta('_wp_old_slug', `nummer-${index}-${times}-${'am-kai-'.repeat(15)}`),
      ).join(''),
    ),
  ),
);

/** All that does not stand under the name that it shall have. */
function unfinished(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(?:^|\/)(?:\.new|\.blattmacher|blattmacher-import)|\.new$/.test(path),
  );
}

/** Without what the import remembers. */
function made(folder: string): Tree {
  return new Map([...treeOf(join(folder, 'blog'))].filter(([path]) => !path.startsWith('.import/')));
}

test('A full disk of temporary files is named, and the next run goes on', async () => {
  const [folder, temporary] = [temporaryFolder(), temporaryFolder()];
  const disk = smallDisk(temporary, { size: '16m' });
  writeFileSync(join(folder, 'export.xml'), renamed);
  const args = ['export.xml', '--site', 'blog'];
  // While it looks, and while it writes.
  for (const [left, begun] of [
    [0, []],
    [1800 * kilobyte, ['blog']],
  ] as const) {
    disk.fill(left);
    const run = await runImport(folder, 'wordpress', args, { temporary });
    disk.restore();
    expect(readdirSync(temporary)).toEqual([]);
    expect(unfinished(folder)).toEqual([]);
    expect(readdirSync(folder)).toEqual([...begun, 'export.xml']);
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toContain(`Fehler: Kein Platz mehr ist im Ordner ${temporary}. Dort merke ich mir`);
    expect(run.stderr).toContain('TMPDIR');
  }
  const last = await runImport(folder, 'wordpress', args, { temporary });
  expect(last).toMatchObject({ code: 0, stderr: '' });
  expect(last.stdout).toContain('80 von 80 Einträgen sind übernommen');
});

test('A full disk of the blog is named, each file is whole or missing, and the next run goes on', async () => {
  const shared = temporaryFolder();
  await writeUploads(join(shared, 'uploads'));
  const file = join(shared, 'export.xml');
  writeFileSync(file, wholeExport);
  const args = [file, '--uploads', join(shared, 'uploads'), '--site', 'blog', '--waiting'];
  const run = (folder: string): Promise<ImportRun> =>
    runImport(folder, 'wordpress', args, { temporary: shared });
  const [whole, folder] = [temporaryFolder(), temporaryFolder()];
  expect(await run(whole)).toMatchObject({ code: 0, stderr: '' });
  const goal = made(whole);
  const disk = smallDisk(folder, { size: '16m' });
  const found: number[] = [];
  for (const left of roomLeft()) {
    disk.fill(left);
    const { code, stdout, stderr } = await run(folder);
    disk.restore();
    expect(unfinished(folder)).toEqual([]);
    const now = made(folder);
    if (code === 0) break;
    found.push(now.size);
    expect(stdout).toBe('');
    const [, named = ''] =
      /Fehler: Auf dem Datenträger ist kein Platz mehr, im Ordner (.*)\.\n/.exec(stderr) ?? [];
    expect(named === folder || named.startsWith(`${folder}/blog`)).toBe(true);
    // The menu comes last.
    const half = [...now].filter(([path, text]) => path !== 'site.yaml' && goal.get(path) !== text);
    expect(half.filter(([path]) => !path.endsWith('/'))).toEqual([]);
  }
  expect(found.slice(0, 2)).toEqual([0, 0]);
  expect(new Set(found).size).toBeGreaterThan(3);
  expect(firstDifference(made(folder), goal)).toBeUndefined();
});

/** Bytes for each run: too few for the beginning, then always enough for a little more. */
function* roomLeft(): Generator<number> {
  yield 0;
  for (let left = 40; ; left += 8) yield left * kilobyte;
}

test('A full disk while a picture is fetched is the fault of no server, and the rest is fetched later', async () => {
  const root = temporaryFolder();
  const disk = smallDisk(root);
  const folder = join(root, 'fetched');
  const picture = Buffer.alloc(300 * kilobyte, 'bild');
  const asked: (string | undefined)[] = [];
  const server = createServer(({ headers: { range } }, response) => {
    asked.push(range);
    const start = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    const rest = { 'content-range': `bytes ${start}-${picture.length - 1}/${picture.length}` };
    response.writeHead(start > 0 ? 206 : 200, { etag: '"1"', ...(start > 0 && rest) });
    response.end(picture.subarray(start));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/bild.jpg`;
  const fetcher = createFetcher(() => true, { folder, tuning: { allowsPrivate: true, pauses: [0] } });
  onTestFinished(fetcher.close);
  disk.fill(100 * kilobyte);
  await expect(fetcher.fetch([url])).rejects.toMatchObject({
    code: 'ENOSPC',
    path: expect.stringMatching(/\.part$/),
  });
  disk.restore();
  const fetched = await fetcher.fetch([url]);
  expect('path' in fetched && readFileSync(fetched.path).equals(picture)).toBe(true);
  expect(asked).toEqual([undefined, expect.stringMatching(/^bytes=\d+-$/)]);
});
