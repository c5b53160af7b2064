/** A finished site behind the servers that people run: the files for them say there what they mean. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { article, createSite, minimalSettings, readTree, svgPicture } from '../support/testSite.ts';
import { type Ask, servers, type Start, startPlainHost } from './servedSite.ts';

const immutable = 'public, max-age=31536000, immutable';
const policies = {
  'content-security-policy': "frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
};

const kim = (slug: string): string =>
  article(
    `title: Kim\ndate: 2023-09-13\nslug: ${slug}\nimage: bild.svg\naliases: [/alt/kim.html, /alt/größe/, /alt/a+b.c/, /alt/ohne-strich, /alt/artikel.php, /alt/fassung.v2, /wurzel.aspx, /früher/, "/alt/{$x}/"]`,
    '[Liste](../media/liste.CSV) [Plan](../media/plan.dwg) [Bericht](../media/bericht.pdf) [Text](../media/text.txt)',
  );

interface Served {
  readonly ask: Ask;
  readonly outputs: Readonly<Record<string, string>>;
}

interface Built {
  readonly root: string;
  readonly out: string;
}

/** The finished sites, by base: built once, served many times. */
const built = new Map<string, Promise<Built>>();
const root = mkdtempSync(join(tmpdir(), 'blattmacher-servers-'));
// Apache reads as nobody.
chmodSync(root, 0o755);
afterAll(() => rmSync(root, { recursive: true }));

/** A site with all kinds of old addresses, one of them of an article that moves between two builds. */
async function build(base: string): Promise<Built> {
  const folder = join(root, base === '' ? 'alone' : 'below');
  const out = join(folder, base);
  mkdirSync(out, { recursive: true });
  const site = createSite({
    'site.yaml': `${minimalSettings.replace('example.org/', `example.org${base}/`)}documents: dwg\n`,
    'content/articles/kim.md': kim('kim'),
    'content/media/bild.svg': svgPicture,
    'content/media/liste.CSV': 'a;b',
    'content/media/plan.dwg': 'AC1015',
    'content/media/bericht.pdf': '%PDF-1.7',
    'content/media/text.txt': '<script>',
    'content/redirects.txt':
      '/uralt/ /2023/09/kim/\n/weg/ 410\n/alt/weg.html 410\n/alt/weg.php 410\n/weg.cgi 410\n',
    'templates/static/.well-known/security.txt': 'Contact: mailto:redaktion@example.org\n',
  });
  expect((await site.build({ out })).published).toBe(true);
  site.write({ 'content/articles/kim.md': kim('kim-neu') });
  expect((await site.build({ out })).published).toBe(true);
  return { root: folder, out };
}

async function serve(start: Start, base: string): Promise<Served> {
  const site = built.get(base) ?? build(base);
  built.set(base, site);
  const { root: folder, out } = await site;
  return { ask: await start(folder, out), outputs: readTree(out) };
}

describe.each(['', '/~a.b-c_d/Blog'])('Below „%s/“', (base) => {
  test.each(servers)('%s leads from every old address to the new one', async (_, start) => {
    const { ask } = await serve(start, base);
    const moved = [
      '2023/09/kim/',
      'alt/kim.html',
      'alt/größe/',
      'alt/a+b.c/',
      'alt/ohne-strich',
      'alt/artikel.php',
      'alt/fassung.v2',
      'wurzel.aspx',
      'früher/',
      'uralt/',
    ];
    for (const old of moved) {
      for (const query of ['', '?utm_source=brief&q=%C3%A4{http.request.host}$1']) {
        const { status, headers } = await ask(`${base}/${encodeURI(old)}${query}`);
        const goal = String(headers['location']).replace(/^https?:\/\/example\.org(?::\d+)?(?=\/)/, '');
        expect([old, status, goal]).toEqual([old, 301, `${base}/2023/09/kim-neu/${query}`]);
        expect([old, headers['cache-control']]).toEqual([old, 'no-cache']);
      }
    }
    // Only these: what lies below or beside them is not meant.
    expect((await ask(`${base}/alt/kim.html/mehr`)).status).toBe(404);
    expect((await ask(`${base}/alt/kimXhtml`)).status).toBe(404);
    const odd = await ask(`${base}/alt/%7B$x%7D/`);
    expect([odd.status, odd.body]).toEqual([200, expect.stringContaining('http-equiv="refresh"')]);
  });

  test.each(servers)(
    '%s says what is gone and what never was with the page of the site',
    async (_, start) => {
      const { ask, outputs } = await serve(start, base);
      const statuses = {
        'weg/': 410,
        'alt/weg.html': 410,
        'alt/weg.php': 410,
        'weg.cgi': 410,
        'gibt-es-nicht/': 404,
        'assets/alt.css': 404,
      };
      for (const [path, status] of Object.entries(statuses)) {
        const { headers, ...answer } = await ask(`${base}/${path}`);
        expect([path, answer.status]).toEqual([path, status]);
        expect(Buffer.from(answer.body).toString('latin1')).toBe(outputs['404.html']);
        expect(headers).toMatchObject({ ...policies, 'content-type': expect.stringMatching(/^text\/html/) });
        expect(headers['cache-control']).not.toBe(immutable);
      }
    },
  );

  test.each(servers)('%s sends policies, types and how long to keep with every file', async (_, start) => {
    const { ask, outputs } = await serve(start, base);
    const ask200 = async (path: string): Promise<object> => {
      const { status, headers } = await ask(`${base}/${path}`);
      expect([path, status]).toEqual([path, 200]);
      expect(headers).toMatchObject(policies);
      return headers;
    };
    expect(await ask200('2023/09/kim-neu/')).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
    });
    const types = {
      'feed.xml': 'application/rss+xml; charset=utf-8',
      'atom.xml': 'application/atom+xml; charset=utf-8',
      'feed.json': 'application/feed+json; charset=utf-8',
    };
    for (const [path, type] of Object.entries(types)) {
      expect(await ask200(path)).toMatchObject({ 'content-type': type, 'cache-control': 'no-cache' });
    }
    const fixed = Object.keys(outputs).filter((path) => /^(?:assets|medien)\//.test(path));
    expect(fixed.length).toBeGreaterThan(2);
    const saved: string[] = [];
    for (const path of fixed) {
      const headers = new Headers(Object.entries(await ask200(path)));
      expect(headers.get('cache-control')).toBe(immutable);
      if (headers.get('content-disposition') === 'attachment') saved.push(extname(path));
    }
    expect(saved.toSorted()).toEqual(['.csv', '.dwg']);
  });

  test.each(servers)('%s hides our own files, and none else', async (_, start) => {
    const { ask } = await serve(start, base);
    for (const path of ['.blattmacher.json', '.server/nginx.conf', '.htaccess', 'alt/.htaccess']) {
      const { status, body } = await ask(`${base}/${path}`);
      expect([path, status === 404 || status === 403]).toEqual([path, true]);
      expect(body).not.toMatch(/"files"|return 301|RedirectMatch/);
    }
    expect((await ask(`${base}/.well-known/security.txt`)).body).toContain('Contact:');
  });
});

test('On a host that reads none of our files, an old address of any ending is a page that redirects', async () => {
  const { ask } = await serve(startPlainHost, '');
  for (const old of ['alt/artikel.php', 'alt/fassung.v2', 'wurzel.aspx', 'alt/kim.html', 'alt/ohne-strich']) {
    const first = await ask(`/${old}`);
    const { status, headers, body } =
      first.status === 301 ? await ask(String(first.headers['location'])) : first;
    expect([old, status, headers['content-type']]).toEqual([old, 200, 'text/html']);
    expect(body).toContain('content="0; url=/2023/09/kim-neu/"');
  }
});
