import { onTestFinished, expect, test, vi } from 'vitest';
import type { DevSite } from '../../src/dev/devSite.ts';
import { RebuildQueue } from '../../src/dev/rebuildQueue.ts';
import type { PreviewChange } from '../../src/dev/previewSite.ts';
import { article } from '../support/testSite.ts';
import { openDevSite } from './openDevSite.ts';

const sampleFiles = { 'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13\nslug: kim', 'Alt.') };

function keep(devSite: DevSite) {
  const changes: PreviewChange[] = [];
  const failures: string[] = [];
  const queue = new RebuildQueue({
    devSite,
    notify: (change) => changes.push(change),
    onRebuild: () => {},
    onFailure: (error) => failures.push(String(error)),
  });
  onTestFinished(() => queue.close());
  return { queue, changes, failures };
}

test('A rebuild that the system refuses is reported once, tried again by itself, and holds up nothing', async () => {
  const { devSite, write, at } = await openDevSite(sampleFiles);
  const { queue, failures } = keep(devSite);
  const refused = Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'read' });
  vi.spyOn(devSite, 'rebuild').mockRejectedValueOnce(refused).mockRejectedValueOnce(refused);
  await queue.answer(['']);
  await queue.answer(['']);
  expect(failures).toEqual(['Error: EIO']);
  write({ 'content/articles/kim.md': article('title: Kim in Wien\ndate: 2023-09-13\nslug: kim') });
  await vi.waitFor(() => expect(at('/2023/09/kim/')).toContain('Kim in Wien'), 5000);
  write({ 'content/articles/kim.md': article('title: Kim in Graz\ndate: 2023-09-13\nslug: kim') });
  await queue.answer(['']);
  expect(at('/2023/09/kim/')).toContain('Kim in Graz');
});

test('A fault of the program itself is reported, and the next change is shown all the same', async () => {
  const { devSite, write, at } = await openDevSite(sampleFiles);
  const { queue, failures } = keep(devSite);
  vi.spyOn(devSite, 'rebuild').mockRejectedValueOnce(new TypeError('kaputt'));
  await queue.answer(['']);
  expect(failures).toEqual(['TypeError: kaputt']);
  write({ 'content/articles/kim.md': article('title: Kim in Graz\ndate: 2023-09-13\nslug: kim') });
  await queue.answer(['']);
  expect(at('/2023/09/kim/')).toContain('Kim in Graz');
});

test('A check looks when a file is another, and does nothing when none is', async () => {
  const { devSite, write, at } = await openDevSite(sampleFiles);
  const { queue, changes } = keep(devSite);
  const rebuild = vi.spyOn(devSite, 'rebuild');
  queue.check();
  await queue.close();
  expect(rebuild).not.toHaveBeenCalled();
  write({ 'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13\nslug: kim', 'Neu.') });
  queue.check();
  await queue.close();
  expect(at('/2023/09/kim/')).toContain('Neu.');
  expect(changes).toMatchObject([{ kind: 'reload', edited: { url: '/2023/09/kim/' } }]);
});

test('A change of which nobody has told is shown in the quiet moment after one that was told', async () => {
  const pakt = (text: string) => ({
    'content/articles/pakt.md': article('title: Pakt\ndate: 2023-09-12\nslug: pakt', text),
  });
  const { devSite, write, at } = await openDevSite({ ...sampleFiles, ...pakt('Er gilt.') });
  const { queue, changes } = keep(devSite);
  write({ 'content/articles/kim.md': article('title: Kim in Graz\ndate: 2023-09-13\nslug: kim') });
  write(pakt('Er gilt nicht.'));
  await queue.answer(['content/articles/kim.md']);
  expect(at('/')).toContain('Kim in Graz');
  expect(at('/2023/09/pakt/')).toContain('Er gilt.');
  await vi.waitFor(() => expect(at('/2023/09/pakt/')).toContain('Er gilt nicht.'), 5000);
  expect(changes).toHaveLength(2);
});

test('A clock that was set back is noticed, one that is put right by seconds is not', async () => {
  let now = Date.UTC(2023, 9, 1, 12);
  const { devSite, at } = await openDevSite(
    { 'content/articles/kim.md': article('title: Kim\ndate: 2023-10-01 13:00\nslug: kim') },
    { now: () => now },
  );
  expect(at('/2023/10/kim/')).toContain('Kim');
  expect(at('/2023/10/kim/')).not.toMatch(/geplant/i);
  now -= 5000;
  expect(devSite.isDue()).toBe(false);
  now -= 3 * 3_600_000;
  expect(devSite.isDue()).toBe(true);
  await devSite.rebuild();
  expect(at('/2023/10/kim/')).toMatch(/geplant/i);
  expect(devSite.isDue()).toBe(false);
});

test('A site whose address gets a sub-path shows pages with links there, also one whose template fails', async () => {
  const settings = (url: string): string => `title: Der Bote\nurl: ${url}\ndesign: { socialPictures: nie }\n`;
  const { devSite, write, at, faultCodes } = await openDevSite({
    ...sampleFiles,
    'site.yaml': settings('https://example.org/'),
  });
  expect(devSite.base()).toBe('');
  expect(at('/2023/09/kim/')).toMatch(/href="\/assets\/|href="\/[^"]+\.css"/);
  write({ 'site.yaml': settings('https://example.org/blog/') });
  await devSite.rebuild();
  expect(devSite.base()).toBe('/blog');
  expect(at('/2023/09/kim/')).toMatch(/href="\/blog\/[^"]+\.css"/);
  write({ 'site.yaml': 'title: Der Bote\nurl: kaputt\n' });
  await devSite.rebuild();
  expect(faultCodes()).not.toEqual([]);
  expect(devSite.base()).toBe('/blog');
  // The last good page would lead to where the site was.
  write({ 'site.yaml': settings('https://example.org/'), 'templates/article.eta': '<%= it.nichts.da %>' });
  await devSite.rebuild();
  expect(faultCodes()).toContain('template/failed');
  expect(at('/2023/09/kim/')).not.toContain('/blog/');
});
