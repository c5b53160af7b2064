/** The feeds of a whole newsroom, held against validators and against what Google reads. */
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { jsonFeedFaults, xmlFeedFaults } from '../../support/feedFaults.ts';
import { buildNewsroom } from '../../support/newsroom.ts';
import { article, createSite } from '../../support/testSite.ts';

const feedOf = (json: string): { items: { title: string; content_html?: string; content_text?: string }[] } =>
  JSON.parse(json);

describe('The feeds of a newsroom', () => {
  test('are valid: RSS and Atom for Ruby’s validating parser, JSON Feed for its schema', async () => {
    const site = await buildNewsroom();
    const ofPath = (pattern: RegExp): readonly string[] => site.paths().filter((path) => pattern.test(path));
    const xml = ofPath(/(?:feed|atom|kommentare)\.xml$/);
    const json = ofPath(/feed\.json$/);
    expect([xml.length, json.length]).toEqual([14, 6]);
    expect(xmlFeedFaults(xml.map(site.read))).toEqual(xml.map(() => null));
    expect(json.flatMap((path) => jsonFeedFaults(site.read(path)))).toEqual([]);
  });

  test('would fail them without a title, with a date that is none, without an id', async () => {
    const site = await buildNewsroom();
    const faults = xmlFeedFaults([
      site.read('feed.xml').replace(/<description>.*<\/description>/, ''),
      site.read('feed.xml').replace(/<pubDate>.*<\/pubDate>/, '<pubDate>gestern</pubDate>'),
      site.read('feed.xml').replace('<item>', '<item><wort/>'),
      site.read('atom.xml').replace(/<entry>\n<id>.*<\/id>/, '<entry>'),
    ]);
    expect(faults.map((fault) => typeof fault)).toEqual(faults.map(() => 'string'));
    expect(jsonFeedFaults(site.read('feed.json').replaceAll('"id":', '"name":'))).toEqual([
      expect.stringContaining("must have required property 'id'"),
    ]);
  });

  test('hold whole texts without a single relative address', async () => {
    const site = await buildNewsroom({ url: 'https://example.org/blog/' });
    const html = feedOf(site.read('feed.json')).items.map(({ content_html: text }) => text ?? '');
    const addresses: string[] = [];
    visit(fromHtml(html.join('')), 'element', ({ properties }) => {
      for (const name of ['href', 'src', 'srcSet', 'cite', 'poster', 'action'])
        if (properties[name] !== undefined) addresses.push(String(properties[name]));
    });
    expect(addresses.length).toBeGreaterThan(8);
    expect(addresses.filter((address) => !address.startsWith('https://example.org/blog/'))).toEqual([
      'https://example.net/a/',
    ]);
  });

  test('announce the hub that the site names, beside their own address', async () => {
    const site = await buildNewsroom();
    const hub = 'https://hub.example.net/';
    expect(site.read('feed.xml')).toContain(`<atom:link rel="hub" href="${hub}"/>`);
    expect(site.read('atom.xml')).toContain(`<link rel="hub" href="${hub}"/>`);
    expect(JSON.parse(site.read('feed.json'))).toMatchObject({ hubs: [{ type: 'WebSub', url: hub }] });
  });
});

describe('Feeds that would be too large for Google', () => {
  const words = (bytes: number): string => 'Wort für Wort. '.repeat(Math.ceil(bytes / 16));

  test('end where there is no room, and give a teaser of an article above 1 MB', async () => {
    const site = createSite({
      'content/articles/a.md': article('title: A\ndate: 2026-09-05\ndescription: Zu lang.', words(1_010_000)),
      ...Object.fromEntries(
        ['b', 'c', 'd'].map((name, index) => [
          `content/articles/${name}.md`,
          article(`title: ${name.toUpperCase()}\ndate: 2026-09-0${4 - index}`, words(800_000)),
        ]),
      ),
    });
    await site.build();
    for (const path of ['feed.xml', 'atom.xml', 'feed.json'])
      expect(Buffer.byteLength(site.read(path))).toBeLessThan(2_000_000);
    const { items } = feedOf(site.read('feed.json'));
    expect(items.map(({ title }) => title)).toEqual(['A', 'B', 'C']);
    expect(items.map(({ content_text: text }) => text)).toEqual(['Zu lang.', undefined, undefined]);
    expect([...site.read('feed.xml').matchAll(/<item>/g)]).toHaveLength(3);
  });
});
