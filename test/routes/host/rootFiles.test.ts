/** `robots.txt`, `ads.txt` and `security.txt`. */
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { aiSearchCrawlers, aiTrainingCrawlers } from '../../../src/routes/host/rootFiles.ts';
import { codesOf, createSite, minimalSettings, type TestSite, reported } from '../../support/testSite.ts';

import crawlers from 'crawler-user-agents';

interface Robots {
  readonly isAllowed: (url: string, crawler: string) => boolean | undefined;
  readonly getSitemaps: () => readonly string[];
}

/** Its own types are those of another module format. */
const parseRobots: (url: string, text: string) => Robots = createRequire(import.meta.url)('robots-parser');

async function siteWith(settings: string, files = {}): Promise<TestSite> {
  const site = createSite({ 'site.yaml': `${minimalSettings}${settings}\n`, ...files });
  expect(reported(await site.build())).toEqual([]);
  return site;
}

/** Who may read what, as a crawler's own parser understands it. */
function readerOf(site: TestSite): (path: string, crawler: string) => boolean | undefined {
  const robots = parseRobots('https://example.org/robots.txt', site.read('robots.txt'));
  return (path, crawler) => robots.isAllowed(`https://example.org${path}`, crawler);
}

describe('robots.txt', () => {
  test('forbids nothing by itself, and names the sitemaps', async () => {
    const site = await siteWith('');
    const mayRead = readerOf(site);
    expect([mayRead('/', 'Googlebot'), mayRead('/2023/', 'GPTBot')]).toEqual([true, true]);
    expect(parseRobots('https://example.org/robots.txt', site.read('robots.txt')).getSitemaps()).toEqual([
      'https://example.org/sitemap.xml',
      'https://example.org/news-sitemap.xml',
    ]);
  });

  test('keeps out who collects texts to train models, or who answers questions with them', async () => {
    const noTraining = readerOf(await siteWith('robots: { aiTraining: nein }'));
    const noSearch = readerOf(await siteWith('robots: { aiSearch: false }'));
    for (const name of aiTrainingCrawlers)
      expect([name, noTraining('/2023/', name), noSearch('/2023/', name)]).toEqual([name, false, true]);
    for (const name of aiSearchCrawlers)
      expect([name, noTraining('/2023/', name), noSearch('/2023/', name)]).toEqual([name, true, false]);
    for (const name of ['Googlebot', 'bingbot', 'Applebot'])
      expect([noTraining('/', name), noSearch('/', name)]).toEqual([true, true]);
  });

  test('closes paths to all', async () => {
    const mayRead = readerOf(await siteWith('robots: { disallow: [/intern/] }'));
    expect([mayRead('/intern/plan/', 'Googlebot'), mayRead('/offen/', 'Googlebot')]).toEqual([false, true]);
  });

  test('knows no crawler that the list of crawler-user-agents does not know', () => {
    const unknown = [...aiTrainingCrawlers, ...aiSearchCrawlers].filter(
      (name) => !crawlers.some(({ pattern }) => new RegExp(pattern).test(`${name}/1.0`)),
    );
    expect(unknown).toEqual([]);
  });

  test('of the theme goes before ours, unless site.yaml asks for ours as well', async () => {
    const own = { 'templates/static/robots.txt': 'User-agent: *\nDisallow: /\n' };
    expect((await siteWith('', own)).read('robots.txt')).toBe(own['templates/static/robots.txt']);
    const site = createSite({ 'site.yaml': `${minimalSettings}robots: { aiSearch: false }\n`, ...own });
    expect(codesOf(await site.build())).toEqual(['output/url-taken']);
  });

  test('is not made below the root, where nobody reads it; with a warning if it was asked for', async () => {
    const below = minimalSettings.replace('example.org/', 'example.org/blog/');
    const site = createSite({ 'site.yaml': below });
    expect(codesOf(await site.build())).toEqual([]);
    expect(site.paths()).not.toContain('robots.txt');
    site.write({ 'site.yaml': `${below}robots: { aiTraining: false }\n` });
    expect(codesOf(await site.build())).toEqual(['settings/only-at-root']);
    expect(site.read('robots.txt')).toContain('Disallow: /blog/\n');
  });
});

test('ads.txt has the lines of site.yaml', async () => {
  const line = 'ads.example.com, pub-1, DIRECT, f08c';
  const site = await siteWith(`ads: ["${line}", OWNERDOMAIN=example.org]`);
  expect(site.read('ads.txt')).toBe(`${line}\nOWNERDOMAIN=example.org\n`);
});

describe('security.txt', () => {
  const security =
    'security: { contact: rat@example.org, expires: 2027-03-01, policy: https://example.org/p }';

  test('has what RFC 9116 asks for', async () => {
    const site = await siteWith(security);
    expect(site.read('.well-known/security.txt').split('\n')).toEqual([
      'Contact: mailto:rat@example.org',
      'Expires: 2027-03-01T00:00:00+00:00',
      'Policy: https://example.org/p',
      'Preferred-Languages: de',
      'Canonical: https://example.org/.well-known/security.txt',
      '',
    ]);
  });

  test('that has expired is a warning', async () => {
    const site = createSite({ 'site.yaml': `${minimalSettings}${security}\n` });
    expect(reported(await site.build({ now: Date.UTC(2027, 2, 1) }))).toEqual([
      expect.stringContaining('Die security.txt ist seit dem 1. März 2027 abgelaufen'),
    ]);
  });
});

test.each([
  ['ads: ["pub-1, DIRECT"]', 'schema/ads-line'],
  ['security: { contact: irgendwo, expires: 2027-03-01 }', 'schema/contact'],
  ['security: { contact: rat@example.org }', 'schema/missing'],
  ['security: { contact: rat@example.org, expires: bald }', 'schema/date'],
  ['robots: { disallow: ["/a\\nAllow: /"] }', 'schema/address'],
  ['robots: { aiTraining: vielleicht }', 'schema/choice'],
  ['translations: [{ language: Englisch, url: https://example.org/en/ }]', 'schema/language'],
  ['publisher: { email: Redaktion }', 'schema/email'],
  ['publisher: { masthead: impressum }', 'schema/link'],
])('%s is an error', async (settings, code) => {
  const site = createSite({ 'site.yaml': `${minimalSettings}${settings}\n` });
  expect(codesOf(await site.build())).toEqual([code]);
});
