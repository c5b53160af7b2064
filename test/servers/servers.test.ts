/** A finished site behind the servers that people run: the files for them say there what they mean. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { article, createSite, minimalSettings, readTree, svgPicture } from '../support/testSite.ts';
import { type Ask, servers, type Start } from './servedSite.ts';

const immutable = 'public, max-age=31536000, immutable';
const policies = {
  'content-security-policy': "frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
};

const kim = (slug: string): string =>
  article(
    `title: Kim\ndate: 2023-09-13\nslug: ${slug}\nimage: bild.svg\naliases: [/alt/kim.html, /alt/größe/, /alt/a+b.c/, /alt/ohne-strich, /früher/, "/alt/{$x}/"]`,
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
    'site.yaml': minimalSettings.replace('example.org/', `example.org${base}/`),
    'content/articles/kim.md': kim('kim'),
    'content/media/bild.svg': svgPicture,
    'content/redirects.txt': '/uralt/ /2023/09/kim/\n/weg/ 410\n/alt/weg.html 410\n',
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

describe.each(['', '/blog'])('Below „%s/“', (base) => {
  test.each(servers)('%s leads from every old address to the new one', async (_, start) => {
    const { ask } = await serve(start, base);
    const moved = [
      '2023/09/kim/',
      'alt/kim.html',
      'alt/größe/',
      'alt/a+b.c/',
      'alt/ohne-strich',
      'früher/',
      'uralt/',
    ];
    for (const old of moved) {
      const { status, headers } = await ask(`${base}/${encodeURI(old)}`);
      const goal = String(headers['location']).replace(/^https?:\/\/example\.org(?::\d+)?(?=\/)/, '');
      expect([old, status, goal]).toEqual([old, 301, `${base}/2023/09/kim-neu/`]);
      expect([old, headers['cache-control']]).toEqual([old, 'no-cache']);
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
      const statuses = { 'weg/': 410, 'alt/weg.html': 410, 'gibt-es-nicht/': 404, 'assets/alt.css': 404 };
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
    for (const path of fixed) expect(await ask200(path)).toMatchObject({ 'cache-control': immutable });
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
