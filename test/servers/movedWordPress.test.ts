/** The main promise of moving in: after import and build, every address of the old blog answers, in the nginx that people run. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { buildSite } from '../../src/build/build.ts';
import { exportOf, oldBlog, pages, posts, wholeExport, writeUploads } from '../import/hafenblatt.ts';
import { runImport } from '../support/runImport.ts';
import { reported } from '../support/testSite.ts';
import { usualBuild } from '../support/usualBuild.ts';
import { inCategory, wxrComment, wxrItem } from '../support/wordpressExport.ts';
import { type Ask, servers } from './servedSite.ts';

const root = mkdtempSync(join(tmpdir(), 'blattmacher-moved-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Imports and builds; answers the output folder. */
async function move(name: string, text: string): Promise<string> {
  const folder = join(root, name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'export.xml'), text);
  await writeUploads(join(folder, 'uploads'));
  const imported = await runImport(folder, 'wordpress', [
    'export.xml',
    '--uploads',
    'uploads',
    '--site',
    'blog',
  ]);
  expect(imported.code, imported.stderr).toBe(0);
  const out = join(folder, 'dist');
  const result = await buildSite(usualBuild(join(folder, 'blog'), out));
  expect(result.published, reported(result).join('\n')).toBe(true);
  return out;
}

/** Follows one redirect at most; answers the title of the page, or the type of a file. */
async function arrive(ask: Ask, address: string): Promise<string> {
  const path = address.startsWith(oldBlog) ? address.slice(oldBlog.length) || '/' : address;
  let answer = await ask(path);
  if (answer.status === 301) {
    const goal = String(answer.headers['location']).replace(/^https?:\/\/[^/]+/, '');
    answer = await ask(goal.replace(/#.*$/, ''));
  }
  if (answer.status !== 200) return `${answer.status}`;
  const type = String(answer.headers['content-type']).replace(/;.*/, '');
  if (type !== 'text/html') return type;
  const title = /<title>([^<]*)<\/title>/.exec(answer.body)?.[1] ?? '';
  return title.replace(/ (?:–|·|\|) Hafenblatt$/, '').replaceAll('&amp;', '&');
}

const nginx = servers[0][1];

async function arrivals(
  out: string,
  addresses: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const ask = await nginx(out, out);
  const found: Record<string, string> = {};
  for (const address of addresses) found[address] = await arrive(ask, address);
  return found;
}

describe('Old addresses of a blog that moved', () => {
  test('all lead to the right page, picture or feed', async () => {
    const out = await move('whole', wholeExport);
    const expected: Readonly<Record<string, string>> = {
      '/': 'Hafenblatt',
      '/2019/05/kran/': 'TITLE',
    };
    const found = await arrivals(out, [
      '/',
      '/2019/05/kran/',
      '/2019/05/kran',
      '/?p=101',
      '/2019/05/kran-alt/',
      '/2019/05/der-kran/',
      '/2019/05/kran/kran-abend/',
      '/2019/05/kran/feed/',
      '/2019/05/kran/comment-page-2/',
      '/?attachment_id=201',
      '/?attachment_id=202',
      '/boot/',
      '/moewe/',
      '/verloren/',
      '/2019/05/schleuse/',
      '/?p=110',
      '/2019/05/114/',
      '/2019/05/zwilling/',
      '/?p=117',
      '/2019/05/harbour/',
      '/2019/05/bilder/2/',
      '/ueber-uns/',
      '/ueber-uns/team/',
      '/projekte/team/',
      '/?page_id=304',
      '/?p=302',
      '/archiv/',
      '/suche/',
      '/henne/ei/',
      '/ei/henne/',
      '/?page_id=305',
      '/category/stadt/',
      '/category/stadt/hafen/',
      '/category/stadt/hafen/page/2/',
      '/category/stadt/hafen/feed/',
      '/?cat=12',
      '/category/hafen/',
      '/category/uncategorized/',
      '/?cat=1',
      '/tag/wind-wasser/',
      '/tag/wind-wasser/feed/',
      '/tag/wind-wasser/page/2/',
      '/?tag=was-nun',
      '/tag/c-plus-plus/',
      '/author/kim/',
      '/author/kim/page/2/',
      '/author/jo/',
      '/author/kim/feed/',
      '/?author=1',
      '/2019/',
      '/2019/05/',
      '/2019/05/04/',
      '/2019/05/page/2/',
      '/feed/',
      '/feed/atom/',
      '/feed/rss2/',
      '/comments/feed/',
      '/page/2/',
      '/?feed=rss2',
      '/rss/',
      '/?m=201905',
      '/?s=kran',
      '/wp-login.php',
      '/wp-content/uploads/2019/05/kran-abend.jpg',
      '/wp-content/uploads/2019/05/kran-abend-300x200.jpg',
      '/wp-content/uploads/2019/05/boot-1024x768.jpg',
      '/wp-content/uploads/2019/05/boot-scaled.jpg',
      '/wp-content/uploads/2019/05/m%C3%B6we-150x150.jpg',
      '/wp-content/uploads/2019/05/bericht.pdf',
      '/wp-content/uploads/2019/05/ton.mp3',
      '/wp-content/uploads/2019/05/unbenutzt.jpg',
      '/2019/05/intern/',
      '/?p=106',
      '/2019/05/nur-fuer-dich/',
    ]);
    expect(found).toEqual(expected);
  });
});
void [exportOf, pages, posts, inCategory, wxrComment, wxrItem];
