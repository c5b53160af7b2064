import { onTestFinished, expect, test, vi } from 'vitest';
import type { LiveSite } from '../../src/live/liveSite.ts';
import { SiteKeeper } from '../../src/live/siteKeeper.ts';
import type { PreviewChange } from '../../src/serve/previewSite.ts';
import { article } from '../support/testSite.ts';
import { openLive } from './openLive.ts';

const paper = { 'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13\nslug: kim', 'Alt.') };

function keep(live: LiveSite) {
  const changes: PreviewChange[] = [];
  const failures: string[] = [];
  const keeper = new SiteKeeper({
    live,
    tell: (change) => changes.push(change),
    onLook: () => {},
    onFailure: (error) => failures.push(String(error)),
  });
  onTestFinished(() => keeper.close());
  return { keeper, changes, failures };
}

test('A look that the system refuses is told once, tried again by itself, and holds up nothing', async () => {
  const { live, write, at } = await openLive(paper);
  const { keeper, failures } = keep(live);
  const refused = Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'read' });
  vi.spyOn(live, 'look').mockRejectedValueOnce(refused).mockRejectedValueOnce(refused);
  await keeper.answer(['']);
  await keeper.answer(['']);
  expect(failures).toEqual(['Error: EIO']);
  write({ 'content/articles/kim.md': article('title: Kim in Wien\ndate: 2023-09-13\nslug: kim') });
  await vi.waitFor(() => expect(at('/2023/09/kim/')).toContain('Kim in Wien'), 5000);
  write({ 'content/articles/kim.md': article('title: Kim in Graz\ndate: 2023-09-13\nslug: kim') });
  await keeper.answer(['']);
  expect(at('/2023/09/kim/')).toContain('Kim in Graz');
});

test('A fault of the program itself is told, and the next change is shown all the same', async () => {
  const { live, write, at } = await openLive(paper);
  const { keeper, failures } = keep(live);
  vi.spyOn(live, 'look').mockRejectedValueOnce(new TypeError('kaputt'));
  await keeper.answer(['']);
  expect(failures).toEqual(['TypeError: kaputt']);
  write({ 'content/articles/kim.md': article('title: Kim in Graz\ndate: 2023-09-13\nslug: kim') });
  await keeper.answer(['']);
  expect(at('/2023/09/kim/')).toContain('Kim in Graz');
});

test('A check looks when a file is another, and does nothing when none is', async () => {
  const { live, write, at } = await openLive(paper);
  const { keeper, changes } = keep(live);
  const look = vi.spyOn(live, 'look');
  keeper.check();
  await keeper.close();
  expect(look).not.toHaveBeenCalled();
  write({ 'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13\nslug: kim', 'Neu.') });
  keeper.check();
  await keeper.close();
  expect(at('/2023/09/kim/')).toContain('Neu.');
  expect(changes).toMatchObject([{ kind: 'reload', edited: { url: '/2023/09/kim/' } }]);
});

test('A clock that was set back is noticed, one that is put right by seconds is not', async () => {
  let now = Date.UTC(2023, 9, 1, 12);
  const { live, at } = await openLive(
    { 'content/articles/kim.md': article('title: Kim\ndate: 2023-10-01 13:00\nslug: kim') },
    { now: () => now },
  );
  expect(at('/2023/10/kim/')).toContain('Kim');
  expect(at('/2023/10/kim/')).not.toMatch(/geplant/i);
  now -= 5000;
  expect(live.isDue()).toBe(false);
  now -= 3 * 3_600_000;
  expect(live.isDue()).toBe(true);
  await live.look();
  expect(at('/2023/10/kim/')).toMatch(/geplant/i);
  expect(live.isDue()).toBe(false);
});

test('A site whose address gets a sub-path shows pages with links there, also one whose template fails', async () => {
  const settings = (url: string): string => `title: Der Bote\nurl: ${url}\ndesign: { socialPictures: nie }\n`;
  const { live, write, at, faultCodes } = await openLive({
    ...paper,
    'site.yaml': settings('https://example.org/'),
  });
  expect(live.base()).toBe('');
  expect(at('/2023/09/kim/')).toMatch(/href="\/assets\/|href="\/[^"]+\.css"/);
  write({ 'site.yaml': settings('https://example.org/blog/') });
  await live.look();
  expect(live.base()).toBe('/blog');
  expect(at('/2023/09/kim/')).toMatch(/href="\/blog\/[^"]+\.css"/);
  write({ 'site.yaml': 'title: Der Bote\nurl: kaputt\n' });
  await live.look();
  expect(faultCodes()).not.toEqual([]);
  expect(live.base()).toBe('/blog');
  // The last good page would lead to where the site was.
  write({ 'site.yaml': settings('https://example.org/'), 'templates/article.eta': '<%= it.nichts.da %>' });
  await live.look();
  expect(faultCodes()).toContain('template/failed');
  expect(at('/2023/09/kim/')).not.toContain('/blog/');
});
