/** The form by settings, and the pages that answer it. */
import type { Element } from 'hast';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { refusalStatus } from '../../../src/comments/receiver/sentFields.ts';
import { siteTexts } from '../../../src/core/siteTexts.ts';
import { elementsIn, idsIn, wordsAt } from '../../support/html.ts';
import { article, createSite, type SiteText, reported } from '../../support/testSite.ts';

const privacy = { 'content/pages/datenschutz.md': article('title: Datenschutz') };

async function siteWith(comments: string, files: SiteText = {}) {
  const site = createSite({
    'site.yaml': `title: Der Bote\nurl: https://example.org/blog/\ncomments: ${comments}\n`,
    'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13'),
    ...files,
  });
  expect(reported(await site.build())).toEqual([]);
  return site;
}

const pageOf = async (comments: string, files: SiteText = {}): Promise<string> =>
  (await siteWith(comments, files)).read('2023/09/kim/index.html');
const fieldIn = (html: string, id: string) =>
  elementsIn(html, ({ properties }) => properties['id'] === id)[0]?.properties;

describe('The form', () => {
  test('asks for the e-mail address as the site wants it', async () => {
    expect(fieldIn(await pageOf('{ endpoint: /c }'), 'email')).toMatchObject({ required: true });
    const optional = await pageOf('{ endpoint: /c, email: optional }');
    expect(fieldIn(optional, 'email')).not.toHaveProperty('required');
    expect(wordsAt(optional, 'form')).toContain('E-Mail Website');
    const off = await pageOf('{ endpoint: /c, email: off }');
    expect(fieldIn(off, 'email')).toBeUndefined();
    expect(off).not.toContain('Deine E-Mail-Adresse wird nicht veröffentlicht.');
  });

  test.each([
    ['{ endpoint: /c }', privacy, '/blog/datenschutz/'],
    ['{ endpoint: /c, privacyPage: /recht/#daten }', {}, '/blog/recht/#daten'],
    ['{ endpoint: /c, privacyPage: false }', privacy, undefined],
    ['{ endpoint: /c }', {}, undefined],
  ])('with %s links its consent box', async (comments, files, expected) => {
    const html = await pageOf(comments, files);
    const [label] = elementsIn(
      html,
      ({ tagName, properties }) => tagName === 'label' && String(properties['htmlFor']) === 'consent',
    );
    expect(label && JSON.stringify(label).match(/"href":"([^"]*)"/)?.[1]).toBe(expected);
    expect(fieldIn(html, 'consent') === undefined).toBe(expected === undefined);
  });

  test('of an endpoint with few names asks for what has one', async () => {
    const html = await pageOf('{ endpoint: "https://g.example/", format: generic, fields: { text: t } }');
    const fields = elementsIn(html, ({ tagName }) => tagName === 'input' || tagName === 'textarea');
    expect(fields.map(({ properties }) => properties['name'])).toEqual(['t']);
  });

  test('fetches its sum from the endpoint, where one is asked for', async () => {
    const [form] = elementsIn(
      await pageOf('{ endpoint: /c, proofOfWork: ja }'),
      ({ tagName }) => tagName === 'form',
    );
    expect(form?.properties).toMatchObject({ action: '/c', dataChallenge: '/c/challenge' });
    expect(await pageOf('{ endpoint: /c }')).not.toContain('challenge');
  });

  test('brings its script along; pages without it do without', async () => {
    const site = await siteWith('{ endpoint: /c }');
    const isScript = ({ tagName, properties }: Element): boolean =>
      tagName === 'script' && 'dataSrc' in properties;
    const [script] = elementsIn(site.read('2023/09/kim/index.html'), isScript);
    expect(site.paths()).toContain(String(script?.properties['dataSrc']).replace('/blog/', ''));
    expect(elementsIn(site.read('index.html'), isScript)).toEqual([]);
  });

  test('has its script fetched by a script that the policy knows by its hash', async () => {
    const html = (await siteWith('{ endpoint: /c }')).read('2023/09/kim/index.html');
    const [, text = ''] = /<script data-src="[^"]+">([^]*?)<\/script>/.exec(html) ?? [];
    const hash = createHash('sha256').update(text).digest('base64');
    expect(text).toContain('import(');
    expect(html).toContain(`script-src 'self' 'sha256-${hash}';`.replaceAll("'", '&#39;'));
  });
});

describe('The pages that answer', () => {
  test('are kept from search engines', async () => {
    const site = await siteWith('{ endpoint: /c }');
    for (const path of ['kommentar-danke/index.html', 'kommentar-fehler/index.html'])
      expect(site.read(path)).toContain('<meta name="robots" content="noindex">');
    const sitemaps = site.paths().filter((path) => path.startsWith('sitemap'));
    expect(sitemaps.filter((path) => site.read(path).includes('kommentar-'))).toEqual([]);
    expect(sitemaps.length).toBeGreaterThan(1);
  });

  test.each(['{ open: nein }', '{ open: nein, endpoint: /c }'])('are missing with %s', async (comments) => {
    const paths = (await siteWith(comments)).paths();
    expect(paths.filter((path) => path.startsWith('kommentar-'))).toEqual([]);
  });

  test('know of each field what may be wrong with it', async () => {
    const ids = idsIn((await siteWith('{ endpoint: /c }')).read('kommentar-fehler/index.html'));
    for (const field of ['text', 'name', 'email', 'url', 'parent', 'consent'])
      expect(ids).toContain(`grund-fields-${field}`);
  });

  test('know every reason that our own receiver gives to people', () => {
    const forMachines = new Set(['malformed', 'foreign-origin', 'media-type']);
    const reasons = Object.keys(siteTexts.commentReplies.failure.reasons);
    expect(reasons.toSorted()).toEqual(
      Object.keys(refusalStatus)
        .filter((code) => !forMachines.has(code))
        .toSorted(),
    );
  });
});
