/** A preview whose site changes its address, and what it hears of visitors. */
import { afterEach, describe, expect, test } from 'vitest';
import { createRevisions } from '../../src/dev/previewEvents.ts';
import { createPreviewServer, type PreviewServer } from '../../src/dev/previewServer.ts';
import { type FakeSite, fakeSite, urlPath } from './fakeSite.ts';

let server: PreviewServer | undefined;

afterEach(() => server?.close());

async function start(site: FakeSite, onVisit = (): void => {}): Promise<void> {
  server = await createPreviewServer({ port: 0, site, firstRevision: 7, onVisit });
}

const get = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`http://127.0.0.1:${server?.port}${path}`, { redirect: 'manual', ...init });

describe('The preview of a site that moves', () => {
  const pages = { '/': 'Start', '/a/': 'Artikel' };
  const location = async (path: string): Promise<string | null> => (await get(path)).headers.get('location');

  test('into a sub-path leads there from everywhere', async () => {
    const site = fakeSite(pages);
    await start(site);
    site.at = '/blog';
    expect(server?.url()).toBe(`http://127.0.0.1:${server?.port}/blog/`);
    expect(await location('/')).toBe('/blog/');
    expect(await location('/a/?x=1')).toBe('/blog/a/?x=1');
    expect(await (await get('/blog/a/')).text()).toContain('Artikel');
    expect((await get('/nichts/')).status).toBe(404);
  });

  test('out of its sub-path, or from one to another, leads there from all the earlier ones', async () => {
    const site = fakeSite(pages, '/alt');
    await start(site);
    site.at = '/neu';
    expect(await location('/alt/a/')).toBe('/neu/a/');
    site.at = '';
    for (const former of ['/alt', '/neu'])
      expect([await location(former), await location(`${former}/a/`)]).toEqual(['/', '/a/']);
    expect((await get('/alter/')).status).toBe(404);
  });

  test('shows its own pages rather than leading to what stood there before', async () => {
    const site = fakeSite({ ...pages, '/blog/a/': 'Ein anderer' }, '/blog');
    await start(site);
    site.at = '';
    expect(await (await get('/blog/a/')).text()).toContain('Ein anderer');
  });

  test('tells of edits where they are now', () => {
    const site = fakeSite(pages);
    const revisions = createRevisions(site, 7);
    site.at = '/blog';
    const reported = revisions.advance({ kind: 'reload', edited: { url: urlPath('/a/'), near: '' } });
    expect(reported.edited?.href).toBe('/blog/a/');
  });
});

test('The preview says when somebody opens a page, and not when a page loads what belongs to it', async () => {
  let visits = 0;
  await start(fakeSite({ '/': 'Start' }), () => void visits++);
  await get('/', { headers: { Accept: 'text/css,*/*' } });
  await get('/__blattmacher/client.js', { headers: { Accept: '*/*' } });
  expect(visits).toBe(0);
  await get('/', { headers: { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } });
  expect(visits).toBe(1);
});
