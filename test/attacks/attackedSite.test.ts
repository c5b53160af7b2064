/** A site made of attacks: built, opened in a real browser, and read as machines read it. */
import { rmSync } from 'node:fs';
import { parseXml } from '@rgrove/parse-xml';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCards } from '../../src/views/cards.ts';
import { newsletterView } from '../../src/routes/newsletterView.ts';
import { newsletterText } from '../../src/render/renderPage.ts';
import { noComments } from '../../src/collections/comments.ts';
import { momentAt, createZone } from '../../src/core/time.ts';
import { textsAt } from '../render/feeds/readXml.ts';
import { attackedSite, harmlessSite } from './attackedSite.ts';
import { type BuiltSite, buildSound } from './builtSites.ts';
import { drawingParts } from './families/drawings.ts';
import { foreignHost } from './families/family.ts';
import { findingsAround, findingsIn, partsOf, type SeenElement, seenIn, seenOnPage } from './judge.ts';
import { openWatchedBrowser, type SiteFiles, type Watched, watchPages } from './watchedBrowser.ts';

let attacked: BuiltSite;
let harmless: BuiltSite;
let browser: Browser;
/** The articles with their content policy. */
let strict: Watched;
/** All pages without. */
let lax: Watched;
let around: ReadonlySet<string>;

beforeAll(async () => {
  [attacked, harmless, browser] = await Promise.all([
    buildSound(attackedSite),
    buildSound(harmlessSite),
    openWatchedBrowser(),
  ]);
  const drawings = drawingsIn(attacked.files);
  const control = await watchPages(browser, harmless.files, { withPolicy: true, pages: pagesIn(harmless.files), drawings: [] });
  strict = await watchPages(browser, attacked.files, { withPolicy: true, pages: articlesIn(attacked.files), drawings: [] });
  lax = await watchPages(browser, attacked.files, { withPolicy: false, pages: pagesIn(attacked.files), drawings });
  around = new Set(
    control.elements.filter(({ isInText }) => !isInText).flatMap((element) => partsOfFrame(element)),
  );
}); // prettier-ignore

afterAll(async () => {
  await browser?.close();
  for (const built of [attacked, harmless]) if (built) rmSync(built.root, { recursive: true });
});

function partsOfFrame(element: SeenElement): readonly string[] {
  const code = element.attributes['#text'];
  return [...partsOf(element), ...(code === undefined ? [] : [`#text ${code}`])];
}

function textOf(files: SiteFiles, path: string): string {
  return files.get(path)?.toString('utf8') ?? '';
}

const leadsElsewhere = '<meta http-equiv="refresh"';

/** All but those that lead on to another at once. */
function pagesIn(files: SiteFiles): readonly string[] {
  return pathsIn(files, /\.html$/).filter((path) => !textOf(files, path).includes(leadsElsewhere));
}

function articlesIn(files: SiteFiles): readonly string[] {
  return pagesIn(files).filter((path) => /^\d{4}\/\d\d\/.+\/index\.html$/.test(path));
}

function drawingsIn(files: SiteFiles): readonly string[] {
  return pathsIn(files, /^medien\/.*\.svg$/);
}

function pathsIn(files: SiteFiles, name: RegExp): readonly string[] {
  return [...files.keys()].filter((path) => name.test(path));
}

describe('A site made of attacks', () => {
  test('is published, but for sources that are refused with their file', () => {
    const of = (kind: string): number => pathsIn(attacked.files, new RegExp(`/${kind}-\\d+/index\\.html$`)).length;
    expect(of('text')).toBeGreaterThan(300);
    expect(of('wort')).toBeGreaterThan(70);
    expect(of('bild')).toBeGreaterThan(40);
    expect(of('text') + of('wort') + of('bild') + of('alias') + of('adresse')).toBeGreaterThan(450);
    expect(attacked.refused.length).toBeGreaterThan(50);
    expect(attacked.refused.filter(({ file }) => file === undefined)).toEqual([]);
  });

  test('runs nothing and asks for nothing from elsewhere, with its content policy and without', () => {
    expect([...strict.opened].toSorted()).toEqual([...articlesIn(attacked.files)].toSorted());
    expect([...lax.opened].toSorted()).toEqual([...pagesIn(attacked.files)].toSorted());
    expect([strict.incidents, lax.incidents]).toEqual([[], []]);
  });

  test('shows nothing in its texts but what a text may hold', () => {
    const found = [...strict.elements, ...lax.elements]
      .filter(({ isInText }) => isInText)
      .flatMap((element) => findingsIn([element]).map((finding) => `${element.page}: ${finding}`));
    expect([...new Set(found)]).toEqual([]);
  });

  test('has nothing around its texts that a harmless site has not', () => {
    const isDrawing = /\.svg$/;
    const found = [...strict.elements, ...lax.elements]
      .filter(({ isInText, page }) => !isInText && !isDrawing.test(page))
      .flatMap((element) => findingsAround(element, around).map((finding) => `${element.page}: ${finding}`));
    expect([...new Set(found)]).toEqual([]);
  });

  test('publishes drawings that draw and do nothing else', () => {
    const found = lax.elements
      .filter(({ page }) => page.endsWith('.svg') && page.includes('medien/'))
      .flatMap((element) => drawingFaults(element).map((fault) => `${element.page}: ${fault}`));
    expect(found).toEqual([]);
  });

  test('redirects inside of the site alone', () => {
    const pages = pathsIn(attacked.files, /\.html$/).filter((path) => textOf(attacked.files, path).includes(leadsElsewhere));
    expect(pages.length).toBeGreaterThan(5);
    for (const path of pages) {
      const elements = seenOnPage(textOf(attacked.files, path), true);
      const goals = elements.flatMap(({ name, attributes }) => (name === 'meta' ? [/^0; url=(.*)$/.exec(attributes['content'] ?? '')?.[1] ?? []] : [])).flat();
      expect([path, goals.map((goal) => URL.parse(goal, 'https://example.org/')?.origin)]).toEqual([path, ['https://example.org']]);
      expect([path, elements.map(({ name }) => name).filter((name) => !redirectElements.has(name))]).toEqual([path, []]);
    }
  });
}); // prettier-ignore

const redirectElements = new Set('html head meta title link body main h1 p a'.split(' '));

function drawingFaults({ name, isHtml, attributes }: SeenElement): readonly string[] {
  const faults = Object.entries(attributes).flatMap(([key, value]) => {
    if (!drawingParts.attributes.has(key)) return [`${name}@${key}`];
    const isReference = key === 'href' || key === 'xlink:href';
    const isInside = isReference
      ? value.trim().startsWith('#')
      : !/url\(\s*["']?(?!#)|\\|@import/i.test(value);
    return isInside ? [] : [`${name}@${key}=${value}`];
  });
  return isHtml || !drawingParts.elements.has(name) ? [`<${name}>`] : faults;
}

describe('What machines read of a site made of attacks', () => {
  test('is well-formed XML whose HTML holds what a text may hold', () => {
    const documents = pathsIn(attacked.files, /\.xml$/);
    expect(documents.length).toBeGreaterThan(20);
    for (const path of documents) expect(() => parseXml(textOf(attacked.files, path))).not.toThrow();
    const htmls = documents
      .filter((path) => /(?:feed|atom|kommentare)\.xml$/.test(path))
      .flatMap((path) => {
        const xml = textOf(attacked.files, path);
        return [...textsAt(xml, '//content:encoded'), ...textsAt(xml, '//description'), ...textsAt(xml, '//atom:content')];
      });
    expect(htmls.length).toBeGreaterThan(400);
    expect(findingsOfHtmls(htmls)).toEqual([]);
  });

  test('is JSON that holds the same', () => {
    const feeds = pathsIn(attacked.files, /feed\.json$/).map((path): Feed => JSON.parse(textOf(attacked.files, path)));
    expect(feeds.length).toBeGreaterThan(5);
    const items = feeds.flatMap((feed) => feed.items);
    expect(findingsOfHtmls(items.flatMap((item) => item.content_html ?? []))).toEqual([]);
    expect(items.filter(({ url }) => !url.startsWith('https://example.org/'))).toEqual([]);
  });

  test('is a graph of the same kinds of things as that of a harmless site', () => {
    const known = new Set(graphsIn(harmless.files).flatMap(typesIn));
    const graphs = graphsIn(attacked.files);
    expect(graphs.length).toBeGreaterThan(400);
    expect([...new Set(graphs.flatMap(typesIn))].filter((type) => !known.has(type))).toEqual([]);
  });

  test('leads crawlers to addresses of the site alone', () => {
    const addresses = pathsIn(attacked.files, /sitemap.*\.xml$/).flatMap((path) => textsAt(textOf(attacked.files, path), '//sitemap:loc'));
    expect(addresses.length).toBeGreaterThan(400);
    expect(addresses.filter((address) => URL.parse(address)?.origin !== 'https://example.org')).toEqual([]);
  });

  test('configures servers line by line, each of a known shape', () => {
    const files = pathsIn(attacked.files, /(?:^|\/)(?:\.htaccess|_redirects|_headers|\.server\/\w+\.conf)$/);
    expect(files.length).toBeGreaterThanOrEqual(5);
    const written = new Set(pathsIn(harmless.files, /./).filter((path) => files.includes(path)).flatMap((path) => textOf(harmless.files, path).split('\n')));
    const strange = files.flatMap((path) => textOf(attacked.files, path).split('\n').filter((line) => !written.has(line) && !isRedirectLine(line)));
    expect(strange).toEqual([]);
  });

  test('holds no character that is none, and nothing of the other side', () => {
    const texts = pathsIn(attacked.files, /\.(?:html|xml|json|txt|conf)$|\/_\w+$|\.htaccess$/);
    const faulty = texts.filter((path) => /\p{Noncharacter_Code_Point}/u.test(textOf(attacked.files, path)));
    expect(faulty).toEqual([]);
  });

  test('is mailed without anything that loads from elsewhere', () => {
    const { collections, media, contents, settings, templates } = attacked.snapshot;
    const cards = createCards(collections, media, settings.url, contents.openingOf, () => noComments);
    const now = momentAt(Date.UTC(2026, 9, 1), createZone('Europe/Berlin'));
    const view = newsletterView(collections.articles, { settings, cards, pages: collections.pages, now, pictures: true });
    const elements = seenOnPage(templates.render('newsletter', view).value ?? '', true);
    expect(elements.length).toBeGreaterThan(1000);
    const parts = new Set(elements.flatMap(partsOf));
    expect([...parts].filter((part) => !mailElements.has(part.replace(/@.*/, '')) || /@(?:on|srcset|id$)/.test(part))).toEqual([]);
    const sources = elements.flatMap(({ attributes }) => attributes['src'] ?? []);
    expect(sources.filter((src) => !src.startsWith('https://example.org/'))).toEqual([]);
    expect(view.subject + newsletterText(view)).not.toMatch(/\r/);
    expect(view.subject).not.toMatch(/\n/);
  });

  test('has left the program as it was', () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
}); // prettier-ignore

/** Comments are for Outlook and stand in the template. */
const mailElements = new Set('html head meta title style body div h1 h2 p a img !--'.split(' '));

interface Feed {
  readonly items: readonly { readonly url: string; readonly content_html?: string }[];
}

function findingsOfHtmls(htmls: readonly string[]): readonly string[] {
  return [...new Set(htmls.flatMap((html) => findingsIn(seenIn(html, false))))];
}

const graphElement = /<script type="application\/ld\+json">([^<]*)<\/script>/;

function graphsIn(files: SiteFiles): readonly unknown[] {
  return pagesIn(files).flatMap((path) => {
    const json = graphElement.exec(textOf(files, path))?.[1];
    return json === undefined ? [] : [JSON.parse(json)];
  });
}

/** All types and keys of a graph. */
function typesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(typesIn);
  return Object.entries(value).flatMap(([key, inner]) => [key === '@type' ? `@type ${String(inner)}` : key, ...typesIn(inner)]);
} // prettier-ignore

const plain = String.raw`[\p{L}\p{M}\p{N}/._~+,=@!&%-]+`;
const redirectLines = [
  `location = "${plain}" \\{ return (?:301 "${plain}(?:\\$is_args\\$args)?"|410); \\}`,
  `RedirectMatch (?:301|410) "\\^(?:[\\p{L}\\p{M}\\p{N}/_~,=@!&?-]|\\\\[.+])+\\$"(?: "${plain}")?`,
  `  "${plain}" (?:"${plain}"|gone)`,
  `${plain} ${plain} 301!?`,
].map((line) => new RegExp(`^${line}$`, 'u'));

/** No quote, brace, dollar, backslash or space but those of the program's own. */
function isRedirectLine(line: string): boolean {
  return redirectLines.some((shape) => shape.test(line)) && !line.includes(foreignHost);
}

describe('The watch over the browser', () => {
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'">`;
  const page = (head: string, body: string): Buffer =>
    Buffer.from(`<!doctype html><html><head>${head}</head><body>${body}</body></html>`);
  const attacks: readonly string[] = [
    '<script>__hit()</script>',
    '<img src=x onerror=__hit()>',
    '<svg onload=__hit()>',
    '<a href="javascript:__hit()">x</a><script>document.links[0].click()</script>',
    `<img src="https://${foreignHost}/x.png">`,
    `<style>@import "https://${foreignHost}/x.css"</style>`,
    `<link rel=stylesheet href="https://${foreignHost}/x.css">`,
  ];

  test('sees what scripts run, and what is loaded or would be if no policy were there', async () => {
    const files = new Map(
      attacks.flatMap((attack, index) => [
        [`lax-${index}.html`, page('', attack)],
        [`strict-${index}.html`, page(policy, attack)],
      ]),
    );
    const { incidents } = await watchPages(browser, files, { withPolicy: true, pages: [], drawings: [...files.keys()] });
    const unseen = [...files.keys()].filter((path) => !incidents.some((incident) => incident.endsWith(`/${path}`)));
    expect(unseen).toEqual([]);
  });

  test('sees a page that ends the box around it', async () => {
    const files = new Map([['a.html', page('', '</div><p>x</p>')], ['b.html', page('', '<!--')]]);
    const { opened } = await watchPages(browser, files, { withPolicy: true, pages: ['a.html', 'b.html'], drawings: [] });
    expect(opened).toEqual([]);
  });
}); // prettier-ignore
