/** Articles that belong together and are read one after the other. */
import { describe, expect, test } from 'vitest';
import { elementsIn, wordsAt, wordsOf } from './support/html.ts';
import { article, createSite, type SiteText, reported } from './support/testSite.ts';

const part = (number: number, more = ''): string =>
  article(
    `title: Folge ${number}\ndate: 2023-01-${String(number).padStart(2, '0')}\nseries: Der Fluss${more}`,
  );

const parts = (count: number): SiteText =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`content/articles/${index + 1}.md`, part(index + 1)]),
  );

const page = (number: number): string => `2023/01/folge-${number}/index.html`;
const linksIn = (html: string): readonly string[] =>
  elementsIn(html, ({ tagName, properties }) => tagName === 'nav' && properties['ariaLabel'] === 'Serie')
    .flatMap((nav) => nav.children)
    .map(wordsOf)
    .filter((words) => words !== '');

describe('A part of a series', () => {
  test('says which one it is and leads to the parts before and after it', async () => {
    const site = createSite(parts(3));
    expect(reported(await site.build())).toEqual([]);
    const html = site.read(page(2));
    expect(wordsAt(html, '.series-place')).toBe('Teil 2 von 3 der Serie Der Fluss');
    expect(linksIn(html)).toEqual([
      'Serie: Der Fluss',
      'Folge 1 Folge 2 Folge 3',
      'Vorheriger Teil: Folge 1',
      'Nächster Teil: Folge 3',
    ]);
    expect(linksIn(site.read(page(1)))).not.toContainEqual(expect.stringContaining('Vorheriger Teil'));
    expect(linksIn(site.read(page(3)))).not.toContainEqual(expect.stringContaining('Nächster Teil'));
  });

  test('of a long one names only those around it, with their numbers', async () => {
    const site = createSite(parts(20));
    await site.build();
    const html = site.read(page(12));
    const [list] = elementsIn(html, ({ tagName, properties }) => tagName === 'ol' && 'start' in properties);
    expect(list?.properties['start']).toBe(7);
    expect(list && wordsOf(list).match(/Folge \d+/g)).toEqual(
      Array.from({ length: 11 }, (_, index) => `Folge ${index + 7}`),
    );
  });

  test('does not count what readers do not see', async () => {
    const site = createSite({
      ...parts(2),
      'content/articles/3.md': part(3, '\ndraft: true'),
      'content/articles/4.md': part(4).replace('2023-01-04', '2027-01-04'),
    });
    await site.build();
    expect(wordsAt(site.read(page(2)), '.series-place')).toBe('Teil 2 von 2 der Serie Der Fluss');
    expect(JSON.stringify(site.outputs())).not.toMatch(/Folge [34]/);
  });

  test('spelled otherwise is reported where', async () => {
    const site = createSite({ ...parts(2), 'content/articles/3.md': part(3).replace('Der', 'der') });
    expect(reported(await site.build())).toEqual([expect.stringContaining('3.md:4:9: Warnung: „der Fluss“')]);
  });
});

describe('The page of a series', () => {
  test('begins with the first part, its feed with the newest', async () => {
    const site = createSite({ ...parts(25), 'content/articles/x.md': article('title: X\ndate: 2023-01-01') });
    await site.build();
    const titles = (path: string): readonly string[] =>
      site.read(path).match(/Folge \d+(?=<\/a><\/h2>)/g) ?? [];
    expect(titles('serie/der-fluss/index.html').slice(0, 2)).toEqual(['Folge 1', 'Folge 2']);
    expect(titles('serie/der-fluss/seite/2/index.html')[0]).toBe('Folge 21');
    expect(wordsAt(site.read('serie/der-fluss/index.html'), '.pagination-next')).toBe('Neuere Artikel');
    expect(JSON.parse(site.read('serie/der-fluss/feed.json'))).toHaveProperty('items.0.title', 'Folge 25');
    expect(site.read('sitemap-listen.xml')).toContain('/serie/der-fluss/');
  });

  test('goes with its last part', async () => {
    const site = createSite(parts(1));
    await site.build();
    expect(site.paths()).toContain('serie/der-fluss/index.html');
    expect(wordsAt(site.read(page(1)), '.series-place')).toBe('Teil 1 von 1 der Serie Der Fluss');
    site.write({ 'content/articles/1.md': article('title: Folge 1\ndate: 2023-01-01') });
    await site.build();
    expect(site.paths().filter((path) => path.startsWith('serie/'))).toEqual([]);
  });
});
