/** The main promise of moving in: after import and build, every address of the old blog answers, in the nginx that people run. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { buildSite } from '../../src/build/build.ts';
import { exportOf, oldBlog, wholeExport, writeUploads } from '../import/hafenblatt.ts';
import { runImport } from '../support/runImport.ts';
import { reported } from '../support/testSite.ts';
import { usualBuild } from '../support/usualBuild.ts';
import { inCategory, wxrItem, wxrMeta } from '../support/wordpressExport.ts';
import { type Ask, servers } from './servedSite.ts';

const root = mkdtempSync(join(tmpdir(), 'blattmacher-moved-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const nginx = servers[0][1];

interface Moved {
  readonly out: string;
  readonly account: {
    readonly items: readonly {
      readonly id: string;
      readonly type: string;
      readonly title?: string;
      readonly url?: string;
      readonly result: string;
    }[];
  };
}

/** Imports and builds. */
async function move(text: string): Promise<Moved> {
  const folder = mkdtempSync(join(root, 'blog-'));
  writeFileSync(join(folder, 'export.xml'), text);
  await writeUploads(join(folder, 'uploads'));
  const args = ['export.xml', '--uploads', 'uploads', '--site', 'blog', '--json'];
  const imported = await runImport(folder, 'wordpress', args);
  expect(imported).toMatchObject({ code: 0 });
  const out = join(folder, 'dist');
  mkdirSync(out);
  const result = await buildSite(usualBuild(join(folder, 'blog'), out));
  expect(result.published ? [] : reported(result)).toEqual([]);
  return { out, account: JSON.parse(imported.stdout) };
}

/** Follows one redirect at most; the heading of a page, or the type of a file. */
async function arrive(ask: Ask, address: string): Promise<string> {
  let answer = await ask(address.startsWith(oldBlog) ? address.slice(oldBlog.length) : address);
  if (answer.status === 301)
    answer = await ask(String(answer.headers['location']).replace(/^https?:\/\/[^/]+/, ''));
  if (answer.status !== 200) return String(answer.status);
  const type = String(answer.headers['content-type']).replace(/;.*/, '');
  if (type !== 'text/html') return type;
  const heading = /<h1[^>]*>([^]*?)<\/h1>/.exec(answer.body)?.[1] ?? 'no heading';
  const plain = heading
    .replace(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"');
  return plain.replace(/\s+/g, ' ').trim();
}

async function arrivals(
  { out }: Moved,
  addresses: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const ask = await nginx(out, out);
  const found: Record<string, string> = {};
  for (const address of addresses) found[address] = await arrive(ask, address);
  return found;
}

describe('Old addresses of a blog that moved', () => {
  test('lead to the right page, picture or feed', async () => {
    const kran = 'Der „neue“ Kran & der alte';
    const expected: Readonly<Record<string, string>> = {
      '/2019/05/kran/': kran,
      '/2019/05/kran': kran,
      '/?p=101': kran,
      '/?utm_source=x&p=101': kran,
      '/2019/05/kran-alt/': kran,
      '/2019/05/der-kran/': kran,
      '/2019/05/kran/kran-abend/': kran,
      '/2019/05/kran/feed/': kran,
      '/2019/05/kran/comment-page-2/': kran,
      '/2019/05/schleuse/feed/': 'Die Schleuse',
      '/2019/05/schleuse/feed/atom/': 'Die Schleuse',
      '/2019/05/schleuse/comment-page-12/': 'Die Schleuse',
      '/suche/feed': 'Wir suchen',
      '/?attachment_id=201': kran,
      '/boot/': 'Bilder und Töne',
      '/moewe/': 'Bilder und Töne',
      '/verloren/': 'Bilder und Töne',
      '/2019/05/bilder/2/': 'Bilder und Töne',
      '/2019/05/zwilling/': 'Zwilling',
      '/?p=117': 'Zwilling',
      '/2019/05/114/': 'Ohne Titel (114)',
      '/ueber-uns/team/': 'Team',
      '/?p=302': 'Team',
      '/projekte/team/': 'Team der Projekte',
      '/?page_id=304': 'Team der Projekte',
      '/suche/': 'Wir suchen',
      '/archiv/': 'Archiv',
      '/?page_id=305': 'Unser Archiv',
      '/henne/ei/': 'Ei',
      '/ei/henne/': 'Henne',
      '/category/stadt/': 'Stadt',
      '/category/stadt/hafen/': 'Hafen',
      '/category/stadt/hafen/page/2/': 'Hafen',
      '/category/stadt/hafen/feed/': 'application/rss+xml',
      '/category/hafen/': 'Hafen',
      '/?cat=12': 'Hafen',
      '/category/uncategorized/': 'Archiv',
      '/category/uncategorized/feed/': 'application/rss+xml',
      '/?cat=1': 'Archiv',
      '/tag/wind-wasser/': 'Wind & Wasser',
      '/tag/wind-wasser/page/2/': 'Wind & Wasser',
      '/tag/wind-wasser/feed/': 'application/rss+xml',
      '/?tag=was-nun': 'Was nun, wohin?',
      '/tag/c-plus-plus/': 'C++',
      '/author/kim/': 'Kim Möller',
      '/author/kim/page/2/': 'Kim Möller',
      '/author/kim/feed/': 'application/rss+xml',
      '/author/jo/': 'Jo Şahin',
      '/2019/': '2019',
      '/2019/05/': 'Mai 2019',
      '/2019/05/page/2/': 'Mai 2019',
      '/2019/05/04/': 'Mai 2019',
      '/feed/': 'application/rss+xml',
      '/feed/rss2/': 'application/rss+xml',
      '/feed/atom/': 'application/atom+xml',
      '/comments/feed/': 'application/rss+xml',
      '/?feed=rss2': 'application/rss+xml',
      '/wp-content/uploads/2019/05/kran-abend.jpg': 'image/jpeg',
      '/wp-content/uploads/2019/05/kran-abend-300x200.jpg': 'image/jpeg',
      '/wp-content/uploads/2019/05/boot-scaled.jpg': 'image/jpeg',
      '/wp-content/uploads/2019/05/m%C3%B6we-150x150.jpg': 'image/jpeg',
      '/wp-content/uploads/2019/05/bericht.pdf': 'application/pdf',
      '/wp-content/uploads/2019/05/ton.mp3': 'audio/mpeg',
      '/wp-content/uploads/2019/05/unbenutzt.jpg': '404',
    };
    expect(await arrivals(await move(wholeExport), Object.keys(expected))).toEqual(expected);
  });

  test('of everything that the export has and readers see lead there, by name and by number', async () => {
    const moved = await move(wholeExport);
    const links = new Map(
      [...wholeExport.matchAll(/<link><!\[CDATA\[(.*?)\]\]>[^]*?<wp:post_id><!\[CDATA\[(\d+)\]\]>/g)].map(
        ([, link = '', id = '']) => [id, link] as const,
      ),
    );
    // Two have the address of another.
    const without = new Set(['117', '305', '102']);
    const shown = moved.account.items.filter(({ type, url }) => /^(?:post|page)$/.test(type) && url);
    const expected = shown.flatMap(({ id, title = '' }) => [
      ...(id === '102' ? [] : [[`/?p=${id}`, title] as const]),
      ...(without.has(id) ? [] : [[links.get(id) ?? '', title] as const]),
    ]);
    expect(expected.length).toBeGreaterThan(30);
    const goals = Object.fromEntries(expected);
    const typographic = (texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
      Object.fromEntries(
        Object.entries(texts).map(([address, text]) => [address, text.replace(/[„“”"]/g, '"')]),
      );
    expect(typographic(await arrivals(moved, Object.keys(goals)))).toEqual(typographic(goals));
  });
});

/** Permalink pattern of WordPress → address of the post „hafen“, and ours for `site.yaml` where there is one. */
const patterns: readonly (readonly [pattern: string, path: string])[] = [
  ['/%postname%/', '/hafen/'],
  ['/%category%/%postname%/', '/stadt/hafen/'],
  ['/%year%/%monthnum%/%day%/%postname%/', '/2019/05/04/hafen/'],
  ['/%year%/%monthnum%/%postname%.html', '/2019/05/hafen.html'],
  ['/archives/%post_id%', '/archives/7'],
  ['/index.php/%year%/%postname%/', '/index.php/2019/hafen/'],
  ['/%author%/%postname%/', '/kim/hafen/'],
  ['/blog/%postname%', '/blog/hafen'],
  ['', '/?p=7'],
];

test.each(patterns)('A blog with the pattern %s keeps all addresses', async (pattern, path) => {
  const front = pattern.slice(0, Math.max(0, pattern.indexOf('%'))).replace(/^\/|[^/]*$/g, '');
  const other = path.replace('hafen', 'schleuse').replace(/\b7$/, '8');
  const moved = await move(
    exportOf([
      wxrItem(
        { link: oldBlog + path, 'wp:post_id': '7' },
        inCategory('stadt', 'Stadt') + wxrMeta('_wp_old_slug', 'kai') + wxrMeta('_thumbnail_id', '201'),
      ),
      wxrItem(
        {
          title: 'Schleuse',
          link: oldBlog + other,
          'wp:post_id': '8',
          'wp:post_name': 'schleuse',
          'content:encoded': `<a href="${oldBlog}${path}">Zum Hafen</a>`,
        },
        inCategory('stadt', 'Stadt'),
      ),
      wxrItem({
        title: 'Über',
        link: `${oldBlog}/ueber/`,
        'wp:post_id': '9',
        'wp:post_name': 'ueber',
        'wp:post_type': 'page',
      }),
      wxrItem({
        title: 'kran-abend',
        link: `${oldBlog}/?attachment_id=201`,
        'wp:post_id': '201',
        'wp:post_type': 'attachment',
        'wp:status': 'inherit',
        'wp:attachment_url': `${oldBlog}/wp-content/uploads/2019/05/kran-abend.jpg`,
      }),
    ]),
  );
  const isPlain = pattern === '';
  const expected: Readonly<Record<string, string>> = {
    [path]: 'Der Hafen',
    '/?p=7': 'Der Hafen',
    [other]: 'Schleuse',
    '/?p=8': 'Schleuse',
    '/ueber/': 'Über',
    ...(isPlain
      ? { '/?cat=11': 'Stadt', '/?m=201905': 'Mai 2019' }
      : {
          [`/${front}category/stadt/`]: 'Stadt',
          [`/${front}category/stadt/page/2/`]: 'Stadt',
          [`/${front}author/kim/`]: 'Kim Möller',
          ...(pattern.includes('%postname%') && { [path.replace('hafen', 'kai')]: 'Der Hafen' }),
        }),
    '/wp-content/uploads/2019/05/kran-abend-300x200.jpg': 'image/jpeg',
    '/feed/': 'application/rss+xml',
  };
  expect(await arrivals(moved, Object.keys(expected))).toEqual(expected);
});
