/** `_redirects` and `_headers`, read by parsers of the hosts' own and others' making. */
import { join } from 'node:path';
import { parseAllHeaders } from '@netlify/headers-parser';
import { parseAllRedirects } from '@netlify/redirect-parser';
import { createRedirect } from 'cloudflare-redirect-parser';
import { describe, expect, test } from 'vitest';
import { article, createSite, minimalSettings, type TestSite } from '../support/testSite.ts';

async function siteFor(hosting: string): Promise<TestSite> {
  const site = createSite({
    'site.yaml': `${minimalSettings.replace('example.org/', 'example.org/blog/')}hosting: ${hosting}\n`,
    'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13\naliases: [/alt/größe/, /alt/a=b.html]'),
    'content/redirects.txt': '/weg/ 410\n',
  });
  expect((await site.build()).diagnostics).toEqual([]);
  return site;
}

const redirectsOf = (site: TestSite) =>
  parseAllRedirects({ redirectsFiles: [join(site.out, '_redirects')], configRedirects: [], minimal: true });

describe('For Netlify', () => {
  test('old addresses redirect even where a page stands', async () => {
    const { redirects, errors } = await redirectsOf(await siteFor('[netlify]'));
    const rule = { to: '/blog/2023/09/kim/', status: 301, force: true };
    expect(errors).toEqual([]);
    expect(redirects).toMatchObject([
      { from: '/blog/alt/gr%C3%B6%C3%9Fe/', ...rule },
      { from: '/blog/alt/a=b.html', ...rule },
    ]);
  });

  test('no two rules say something of the same header', async () => {
    const site = await siteFor('[netlify]');
    const { headers, errors } = await parseAllHeaders({
      headersFiles: [join(site.out, '_headers')],
      configHeaders: undefined,
      minimal: true,
    });
    expect(errors).toEqual([]);
    expect(headers).toContainEqual({
      for: '/blog/assets/*',
      values: { 'Cache-Control': 'public, max-age=31536000, immutable' },
    });
    expect(headers).toContainEqual({
      for: '/blog/medien/*.csv',
      values: { 'Content-Disposition': 'attachment' },
    });
    const [everywhere, ...others] = headers;
    expect(everywhere).toMatchObject({
      for: '/blog/*',
      values: { 'Content-Security-Policy': "frame-ancestors 'none'" },
    });
    const general = new Set(Object.keys(everywhere?.values ?? {}));
    expect(others.flatMap(({ values }) => Object.keys(values)).filter((name) => general.has(name))).toEqual(
      [],
    );
    // Cloudflare reads a hundred.
    expect(headers.length).toBeLessThan(100);
  });
});

describe('For Cloudflare', () => {
  test('old addresses redirect', async () => {
    const site = await siteFor('[cloudflare, netlify]');
    const redirect = createRedirect(site.read('_redirects'));
    const goal = { to: '/blog/2023/09/kim/', status: 301 };
    expect(redirect('/blog/alt/gr%C3%B6%C3%9Fe/')).toEqual(goal);
    expect(redirect('/blog/alt/a=b.html')).toEqual(goal);
    expect(redirect('/blog/2023/09/kim/')).toBeUndefined();
    expect((await redirectsOf(site)).errors).toEqual([]);
  });
});

test('Only the files of the chosen hosts are made, and they go when the choice does', async () => {
  const site = await siteFor('nginx');
  const ours = (): readonly string[] => site.paths().filter((path) => /(?:^|\/)(?:[._]\w)/.test(path));
  expect(ours()).toEqual(['.server/nginx.conf']);
  site.write({ 'site.yaml': `${minimalSettings}hosting: []\n` });
  expect((await site.build()).diagnostics).toEqual([]);
  expect(ours()).toEqual([]);
});

test('A host that nobody knows is an error', async () => {
  const site = createSite({ 'site.yaml': `${minimalSettings}hosting: [nginks]\n` });
  expect((await site.build()).diagnostics).toMatchObject([{ code: 'schema/choice', file: 'site.yaml' }]);
});
