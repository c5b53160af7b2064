/** Old addresses of a moved WordPress behind the servers that people run: folders, queries, pictures in all sizes. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { article, createSite, minimalSettings, readTree } from '../support/testSite.ts';
import { type Ask, servers } from './servedSite.ts';

const root = mkdtempSync(join(tmpdir(), 'blattmacher-old-'));
// Apache reads as nobody.
chmodSync(root, 0o755);
afterAll(() => rmSync(root, { recursive: true }));

const pictureOf = (width: number): Promise<Buffer> =>
  sharp({ create: { width, height: 6, channels: 3, background: '#888' } })
    .png()
    .toBuffer();

const ids = Array.from({ length: 300 }, (_, index) => index * 7 + 1);

/** No file can have that name. */
const long = 'größe-'.repeat(50);

const lines = `
/2019/05/${long}/ content/articles/hafen.md
/2018/${long}/kran/ content/articles/kran.md
/category/hafen/* /ressort/hafen/
/category/hafen/feed/ /ressort/hafen/feed.xml
/category/hafen/weg/ 410
/category/* /archiv/
/2019/05/* /archiv/2019/
/2019/05/13/ /2019/05/kran/
/shop/* 410
/shop/agb/ /2019/05/hafen/
/:page/feed/* /:page/
/:page/comment-page-* /:page/
/category/hafen/comment-page-1/* /2019/05/kran/
/?p=5005 /2019/05/hafen/
/?page_id=7 /2019/05/kran/
/?cat=hafen-1 /ressort/hafen/
/alt.php?id=12 /2019/05/kran/
/alt.php /archiv/
/datei/?x=1 content/articles/hafen.md
/hafen-alt/ content/articles/hafen.md
/wp-content/uploads/2019/05/hafen.png content/media/2019/05/hafen.png
/wp-content/uploads/2019/05/kran-10x10.png content/media/2019/05/kran.png
/wp-content/uploads/2019/05/bericht.pdf content/media/bericht.pdf
/dateien/bericht.pdf content/media/bericht.pdf
/wp-content/uploads/2019/05/geheim.png content/media/geheim.png
/wp-content/* /archiv/
${ids.map((id) => `/?p=${id} /2019/05/kran/`).join('\n')}
`;

const built = new Map<string, Promise<{ readonly folder: string; readonly out: string }>>();

async function build(base: string) {
  const folder = join(root, base === '' ? 'alone' : 'below');
  const out = join(folder, base);
  mkdirSync(out, { recursive: true });
  const site = createSite({
    'site.yaml': minimalSettings.replace('example.org/', `example.org${base}/`),
    'content/articles/hafen.md': article(
      'title: Hafen\ndate: 2019-05-13\nslug: hafen\nsection: Hafen',
      '![Hafen](2019/05/hafen.png) [Bericht](../media/bericht.pdf)',
    ),
    'content/articles/kran.md': article(
      'title: Kran\ndate: 2019-05-14\nslug: kran\nsection: Hafen\nimage: { src: 2019/05/kran.png, alt: Kran }',
    ),
    'content/articles/entwurf.md': article('title: E\ndate: 2019-05-14\ndraft: true', '![x](geheim.png)'),
    'content/articles/feed.md': article('title: Feed\ndate: 2019-05-14\nsection: Hafen\nslug: feed'),
    'content/media/2019/05/hafen.png': await pictureOf(8),
    'content/media/2019/05/kran.png': await pictureOf(9),
    'content/media/geheim.png': await pictureOf(7),
    'content/media/bericht.pdf': '%PDF-1.7',
    'content/redirects.txt': lines,
  });
  const result = await site.build({ out });
  expect(result.diagnostics).toEqual([]);
  expect(result.published).toBe(true);
  return { folder, out };
}

describe.each(['', '/~a.b/Blog'])('Below „%s/“', (base) => {
  test.each(servers)('%s leads from every old address to the new one', async (server, start) => {
    const site = built.get(base) ?? build(base);
    built.set(base, site);
    const { folder, out } = await site;
    const ask: Ask = await start(folder, out);
    const goalOf = async (address: string): Promise<string | number | undefined> => {
      const { status, headers } = await ask(base + address);
      if (status !== 301) return status;
      const goal = String(headers['location']).replace(/^https?:\/\/example\.org(?::\d+)?(?=\/)/, '');
      const inside = goal.replace('?id=13', '');
      return inside.startsWith(base) ? inside.slice(base.length) : `outside ${goal}`;
    };
    const media = Object.keys(readTree(out)).filter((path) => path.startsWith('medien/'));
    const pdf = `/${media.find((path) => path.endsWith('.pdf'))}`;
    const expected = {
      '/category/hafen/': '/ressort/hafen/',
      '/category/hafen/page/2/': '/ressort/hafen/',
      '/category/hafen/page/2/?utm_source=x': '/ressort/hafen/?utm_source=x',
      '/category/hafen/feed/': '/ressort/hafen/feed.xml',
      '/category/hafen/weg/': 410,
      '/category/anderes/': '/archiv/',
      '/category/anderes/feed/': '/category/anderes/',
      '/category/hafen/comment-page-1/x/': '/2019/05/kran/',
      '/category/hafen/comment-page-2/': '/category/hafen/',
      '/2019/05/hafen/feed/': '/2019/05/hafen/',
      '/2019/05/hafen/feed': '/2019/05/hafen/',
      '/2019/05/hafen/feed/rss2/?utm_source=x': '/2019/05/hafen/?utm_source=x',
      '/2019/05/hafen/comment-page-2/': '/2019/05/hafen/',
      '/2019/05/hafen/comment-page-2': '/2019/05/hafen/',
      '/2019/05/feed/': 200,
      '/2019/05/hafen/feeds/': '/archiv/2019/',
      '/hafen-alt/feed/': '/hafen-alt/',
      '/feed/': 404,
      '/shop/korb/feed/': '/shop/korb/',
      '/categoryx/': 404,
      '/2019/05/hafen/': 200,
      '/2019/05/': '/archiv/2019/',
      '/2019/05/page/2/': '/archiv/2019/',
      '/2019/05/13/': '/2019/05/kran/',
      '/shop/': 410,
      '/shop/korb/?x=1': 410,
      '/shop/agb/': '/2019/05/hafen/',
      '/': 200,
      '/?p=5005': '/2019/05/hafen/',
      '/?utm=1&p=5005&y=2': '/2019/05/hafen/',
      '/?p=1': '/2019/05/kran/',
      '/?p=8': '/2019/05/kran/',
      [`/?p=${ids.at(-1)}`]: '/2019/05/kran/',
      '/?p=2': 200,
      '/?p=999999': 200,
      '/?p=wort': 200,
      '/?p=..%2f..%2fetc': 200,
      '/?page_id=7': '/2019/05/kran/',
      '/?page_id=8': 200,
      '/?cat=hafen-1': '/ressort/hafen/',
      '/alt.php?id=12': '/2019/05/kran/',
      '/alt.php?id=13': '/archiv/',
      '/datei/?x=1': '/2019/05/hafen/',
      '/hafen-alt/': '/2019/05/hafen/',
      '/wp-content/uploads/2019/05/bericht.pdf': pdf,
      '/dateien/bericht.pdf': pdf,
      '/dateien/anderes.pdf': 404,
      '/wp-content/uploads/2019/05/anderes.png': '/archiv/',
      '/wp-content/uploads/2019/05/geheim.png': '/archiv/',
      '/wp-content/': '/archiv/',
      '/gibt-es-nicht/': 404,
    };
    const found = Object.fromEntries(
      await Promise.all(Object.keys(expected).map(async (address) => [address, await goalOf(address)])),
    );
    expect(found).toEqual(expected);
    const pictures = await Promise.all(
      ['hafen.png', 'hafen-300x200.png', 'hafen-scaled.png', 'hafen-e1558000000000-150x150.png'].map((name) =>
        goalOf(`/wp-content/uploads/2019/05/${name}`),
      ),
    );
    expect(new Set(pictures).size).toBe(1);
    expect(media).toContain(String(pictures[0]).slice(1));
    const crane = await goalOf('/wp-content/uploads/2019/05/kran-10x10.png');
    expect(media).toContain(String(crane).slice(1));
    expect(crane).not.toBe(pictures[0]);
    if (server !== 'Apache') {
      expect(await goalOf(`/2019/05/${encodeURI(long)}/`)).toBe('/2019/05/hafen/');
      expect(await goalOf(`/2018/${encodeURI(long)}/kran/`)).toBe('/2019/05/kran/');
    }
    const hostile = await ask(`${base}/category//evil.example/%0d%0aSet-Cookie:x=1/`);
    expect(String(hostile.headers['location'])).not.toContain('evil');
    expect(hostile.headers['set-cookie']).toBeUndefined();
    for (const path of [
      '//evil.example/a',
      '/%5cevil.example',
      '/a%0d%0aSet-Cookie:x=1',
      '/%2fevil.example',
    ]) {
      const { headers } = await ask(`${base}${path}/feed/`);
      expect(String(headers['location'] ?? `${base}/`)).toMatch(
        /^(?:https?:\/\/example\.org(?::\d+)?)?\/(?![/\\])/,
      );
      expect(headers['set-cookie']).toBeUndefined();
    }
  });
});
