/** This repository's own blog, built and looked at as a visitor would: does every link lead somewhere? */
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { addressesIn, elementsIn, idsIn, widthsIn } from './support/html.ts';
import { jsonFeedFaults, xmlFeedFaults } from './support/feedFaults.ts';
import { sampleBlog } from './support/sampleBlog.ts';
import { runProgram } from './support/runProgram.ts';
import { jsonLdIn, schemaFaults } from './support/schemaOrg.ts';
import { readTree } from './support/testSite.ts';

const root = join(import.meta.dirname, '..');
const origin = 'https://tagfalter.example';
let files: Readonly<Record<string, string>> = {};
let complaints: readonly string[] = [];

beforeAll(async () => {
  const built = await sampleBlog();
  complaints = built.complaints;
  files = Object.fromEntries(
    Object.entries(readTree(built.folder)).map(([path, bytes]) => [
      path,
      Buffer.from(bytes, 'latin1').toString('utf8'),
    ]),
  );
});

const pages = (): readonly (readonly [string, string])[] =>
  Object.entries(files).filter(([path]) => path.endsWith('.html'));

/** The file that a static host shows for an address of the site; undefined without one. */
function fileAt(address: URL): string | undefined {
  const path = decodeURIComponent(address.pathname).slice(1);
  return [path, `${path}index.html`].find((candidate) => Object.hasOwn(files, candidate));
}

/** Why an address found on a page leads nowhere; undefined when it leads somewhere. */
function deadEnd(address: string, page: string): string | undefined {
  const url = new URL(address, `${origin}/${page.replace(/index\.html$/, '')}`);
  if (url.origin !== origin) return undefined;
  const file = fileAt(url);
  if (file === undefined) return `${page}: ${address} is no file`;
  const id = decodeURIComponent(url.hash.slice(1));
  return id === '' || idsIn(files[file] ?? '').includes(id) ? undefined : `${page}: ${address} is no place`;
}

describe('The sample blog', () => {
  test('builds without a complaint', () => {
    expect(complaints).toEqual([]);
    expect(pages().length).toBeGreaterThan(80);
  });

  test('passes its own check: an editor who begins with it sees nothing but good examples', () => {
    expect(runProgram(root, ['check', '--now', '2026-11-01T12:00:00+01:00'])).toEqual({
      code: 0,
      stdout: 'Alles in Ordnung.\n',
      stderr: '',
    });
  });

  test('has no link, picture, script or style that leads nowhere', () => {
    const deadEnds = pages().flatMap(([path, html]) =>
      addressesIn(html).flatMap((address) => deadEnd(address, path) ?? []),
    );
    expect(deadEnds).toEqual([]);
  });

  test('names nothing in its feeds and sitemaps that leads nowhere', () => {
    const texts = Object.entries(files).filter(([path]) => /\.(?:xml|json)$/.test(path));
    const addresses = texts.flatMap(([path, text]) =>
      [...text.matchAll(/https:\/\/tagfalter\.example[^\s"'<>\\&]*/g)].map(
        ([address]) => [path, address] as const,
      ),
    );
    expect(addresses.length).toBeGreaterThan(500);
    expect(addresses.flatMap(([path, address]) => deadEnd(address, path) ?? [])).toEqual([]);
  });

  test('tells machines nothing that schema.org does not know', () => {
    const documents = pages().flatMap(([path, html]) =>
      jsonLdIn(html).map((document) => ({ path, document })),
    );
    expect(documents.length).toBeGreaterThan(80);
    expect(
      documents.flatMap(({ path, document }) => schemaFaults(document).map((fault) => `${path}: ${fault}`)),
    ).toEqual([]);
  });

  test('has valid feeds', () => {
    const ofPath = (pattern: RegExp) => Object.entries(files).filter(([path]) => pattern.test(path));
    const xml = ofPath(/(?:feed|atom|kommentare)\.xml$/).map(([, text]) => text);
    expect(xml.length).toBeGreaterThan(80);
    expect(xmlFeedFaults(xml).filter((fault) => fault !== null)).toEqual([]);
    expect(ofPath(/feed\.json$/).flatMap(([, text]) => jsonFeedFaults(text))).toEqual([]);
  });

  test('has no id twice on a page', () => {
    const twice = pages().flatMap(([path, html]) => {
      const ids = idsIn(html);
      return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${path}: #${id}`);
    });
    expect(twice).toEqual([]);
  });

  test('has one headline a page, and a title of its own on each but the lists of themes', () => {
    const titles = pages()
      .filter(([path, html]) => !path.startsWith('thema/') && !html.includes('http-equiv="refresh"'))
      .map(([path, html]) => {
        expect([path, elementsIn(html, ({ tagName }) => tagName === 'h1').length]).toEqual([path, 1]);
        return /<title>([^<]*)<\/title>/.exec(html)?.[1];
      });
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  test('asks no third party for anything: what a page loads is its own', () => {
    const loaded = pages().flatMap(([, html]) =>
      elementsIn(
        html,
        ({ tagName, properties }) =>
          ['img', 'script', 'iframe', 'source', 'video', 'audio', 'link', 'object', 'embed'].includes(
            tagName,
          ) &&
          properties['type'] !== 'application/ld+json' &&
          !/canonical|alternate|prev|next/.test(String(properties['rel'] ?? '')),
      ).flatMap((element) => {
        const { src, href, data, dataSrc } = element.properties;
        const widths = widthsIn(element);
        return widths.length > 0 ? widths : [String(src ?? href ?? data ?? dataSrc)];
      }),
    );
    expect(loaded.length).toBeGreaterThan(100);
    expect(loaded.filter((address) => !/^\/(?!\/)/.test(address))).toEqual([]);
    const styles = Object.entries(files).filter(([path]) => path.endsWith('.css'));
    expect(styles.filter(([, css]) => /url\(["']?(?:https?:)?\/\//.test(css))).toEqual([]);
  });

  test('has what it promises: articles, Ressorts, authors, pictures, a correction, Impressum and Datenschutz', () => {
    const count = (pattern: RegExp): number => Object.keys(files).filter((path) => pattern.test(path)).length;
    expect(count(/^\d{4}\/\d\d\/[^/]+\/index\.html$/)).toBeGreaterThanOrEqual(24);
    expect(count(/^ressort\/[^/]+\/index\.html$/)).toBeGreaterThanOrEqual(5);
    expect(count(/^autor\/[^/]+\/index\.html$/)).toBe(3);
    expect(count(/^medien\//)).toBeGreaterThanOrEqual(5);
    expect(count(/^(?:impressum|datenschutz)\/index\.html$/)).toBe(2);
    expect(pages().some(([, html]) => html.includes('class="corrections"'))).toBe(true);
  });

  test('treats Kim Jong Un’s visit to Russia, with related articles', () => {
    const html = files['2023/09/kim-besucht-flugzeugwerk/index.html'] ?? '';
    expect(html).toContain('Siehe auch');
    expect(html).toMatch(/<time datetime="2023-09-1\d/);
    expect(html).toContain('Schreibe einen Kommentar');
  });
});
