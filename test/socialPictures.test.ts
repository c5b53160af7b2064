/** Social metadata of a site: pictures and tags. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../src/core/digestOf.ts';
import { DevSite } from '../src/dev/devSite.ts';
import { drawn } from './images/testPictures.ts';
import { elementsIn } from './support/html.ts';
import {
  article,
  codesOf,
  createSite,
  type SiteText,
  svgPicture,
  type TestSite,
} from './support/testSite.ts';
import { usualBuild } from './support/usualBuild.ts';

const settings = (design: string, more = ''): string =>
  `title: Der Bote\nurl: https://example.org/blog/\ndescription: Nachrichten\ncomments: { open: false }\n${more}design: { ${design} }\n`;
const head = 'title: "Kim & „Co“"\ndate: 2024-01-01';
const page = '2024/01/kim-co/index.html';
const sampleText: SiteText = {
  'site.yaml': settings('socialPictures: immer'),
  'content/articles/kim.md': article(
    `${head} 12:00\nupdated: 2024-01-02\nslug: kim-co\nsection: Ausland\ntags: [Nordkorea, Rüstung]\nauthors: [Anna Müller, Jörg Weiß]`,
    'Er fliegt.',
  ),
};
const photographed = article(`${head}\nslug: kim-co\nimage: { src: jet.jpg, alt: Ein Jet, credit: dpa }`);

/** The tags of a page by their names; of several with one name all. */
function tagsOf(site: TestSite, path: string): Readonly<Record<string, readonly string[]>> {
  const tags = elementsIn(site.read(path), ({ tagName }) => tagName === 'meta').map(({ properties }) => ({
    name: String(properties['property'] ?? properties['name'] ?? ''),
    content: String(properties['content'] ?? ''),
  }));
  const groups = Map.groupBy(
    tags.filter(({ name }) => /^(?:og|article|twitter):/.test(name)),
    ({ name }) => name,
  );
  return Object.fromEntries([...groups].map(([name, all]) => [name, all.map(({ content }) => content)]));
}

/** The file that a page names as its picture, in the output folder. */
function imageOf(site: TestSite, path: string): string {
  return (tagsOf(site, path)['og:image']?.[0] ?? '').replace('https://example.org/blog/', '');
}

const drawnIn = (site: TestSite): readonly string[] =>
  site.paths().filter((path) => /^medien\/[0-9a-f]{16}\.(?:png|jpg)$/.test(path));

describe('An article', () => {
  test('says what it is, when it appeared and who wrote it', async () => {
    const site = createSite(sampleText);
    expect((await site.build()).diagnostics).toEqual([]);
    const image = imageOf(site, page);
    expect(tagsOf(site, page)).toEqual({
      'og:type': ['article'],
      'og:site_name': ['Der Bote'],
      'og:locale': ['de_DE'],
      'og:url': ['https://example.org/blog/2024/01/kim-co/'],
      'og:title': ['Kim & „Co“'],
      'og:description': ['Er fliegt.'],
      'og:image': [`https://example.org/blog/${image}`],
      'og:image:type': ['image/png'],
      'og:image:width': ['1200'],
      'og:image:height': ['630'],
      'og:image:alt': ['Kim & „Co“'],
      'twitter:card': ['summary_large_image'],
      'article:published_time': ['2024-01-01T12:00:00+01:00'],
      'article:modified_time': ['2024-01-02T00:00:00+01:00'],
      'article:section': ['Ausland'],
      'article:tag': ['Nordkorea', 'Rüstung'],
      'article:author': [
        'https://example.org/blog/autor/anna-mueller/',
        'https://example.org/blog/autor/joerg-weiss/',
      ],
    });
    expect(await sharp(join(site.out, image)).metadata()).toMatchObject({ width: 1200, height: 630 });
  });

  test('has its photograph in its picture', async () => {
    const site = createSite({
      ...sampleText,
      'content/articles/kim.md': photographed,
      'content/media/jet.jpg': await drawn(1600, 900).jpeg().toBuffer(),
    });
    await site.build();
    const image = imageOf(site, page);
    expect(image).toMatch(/\.jpg$/);
    const { data } = await sharp(join(site.out, image))
      .extract({ left: 900, top: 60, width: 1, height: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data[0]).toBeGreaterThan(240);
    expect(data[2]).toBeLessThan(20);
  });

  test('with a drawing above the text has words alone in its picture', async () => {
    const site = createSite({
      ...sampleText,
      'content/articles/kim.md': article(`${head}\nslug: kim-co\nimage: { src: jet.svg, alt: Jet }`),
      'content/media/jet.svg': svgPicture,
    });
    await site.build();
    expect(imageOf(site, page)).toMatch(/\.png$/);
  });

  test('that readers do not see leaves no picture', async () => {
    const site = createSite({
      ...sampleText,
      'content/articles/entwurf.md': article('title: Geheim\ndate: 2024-01-01\ndraft: true'),
      'content/articles/bald.md': article('title: Später\ndate: 2030-01-01'),
    });
    await site.build();
    expect(drawnIn(site).toSorted()).toEqual([imageOf(site, page), imageOf(site, 'index.html')].toSorted());
  });
});

describe('Other pages', () => {
  test('have the picture of the site, and those that nobody shall find have nothing', async () => {
    const site = createSite(sampleText);
    await site.build();
    expect(tagsOf(site, 'index.html')).toMatchObject({ 'og:type': ['website'], 'og:title': ['Der Bote'] });
    expect(tagsOf(site, 'ressort/ausland/index.html')).toMatchObject({
      'og:title': ['Ressort Ausland'],
      'og:image': tagsOf(site, 'index.html')['og:image'],
    });
    expect(tagsOf(site, '404.html')).toEqual({});
  });

  test('have the one that the settings name, which is published', async () => {
    const site = createSite({
      ...sampleText,
      'site.yaml': settings('socialPicture: titel.png, socialPictures: nie', 'language: de-AT\n'),
      'content/media/titel.png': await drawn(1300, 700).png().toBuffer(),
    });
    await site.build();
    const image = imageOf(site, 'index.html');
    expect(image).toMatch(/-1280\.jpg$/);
    expect(site.paths()).toContain(image);
    expect(imageOf(site, page)).toBe(image);
    expect(tagsOf(site, page)['og:locale']).toEqual(['de_AT']);
    expect(await site.build({ verify: true })).toMatchObject({ written: 0, removed: 0, diagnostics: [] });
  });

  test('whose picture is not there make the site faulty', async () => {
    const site = createSite({ ...sampleText, 'site.yaml': settings('socialPicture: titel.png') });
    expect(codesOf(await site.build())).toEqual(['design/no-social-picture']);
  });
});

describe('The settings', () => {
  const withPhoto = async (choice: string): Promise<TestSite> => {
    const site = createSite({
      ...sampleText,
      'site.yaml': settings(`socialPictures: ${choice}`),
      'content/articles/kim.md': photographed,
      'content/articles/ohne.md': article('title: Ohne\ndate: 2024-01-03'),
      'content/media/jet.jpg': await drawn(1600, 900).jpeg().toBuffer(),
    });
    await site.build();
    return site;
  };

  test('can leave articles with pictures to these', async () => {
    const site = await withPhoto('ohne-bild');
    expect(tagsOf(site, page)).toMatchObject({
      'og:image': [expect.stringMatching(/-1280\.jpg$/)],
      'og:image:width': ['1280'],
      'og:image:height': ['720'],
      'og:image:alt': ['Ein Jet'],
    });
    expect(imageOf(site, '2024/01/ohne/index.html')).toMatch(/^medien\/[0-9a-f]{16}\.png$/);
  });

  test('can have none drawn', async () => {
    const site = await withPhoto('nie');
    expect(drawnIn(site)).toEqual([]);
    expect(imageOf(site, page)).toMatch(/-1280\.jpg$/);
    expect(tagsOf(site, '2024/01/ohne/index.html')).toMatchObject({ 'twitter:card': ['summary'] });
    expect(site.paths()).toContain(imageOf(site, page));
  });
});

describe('What is drawn', () => {
  const cacheOf = (site: TestSite): readonly string[] => readdirSync(join(site.folder, '.cache', 'drawings'));

  test('is not drawn again, and is what a clean build draws', async () => {
    const site = createSite(sampleText);
    const { written } = await site.build();
    const again = await site.build({ verify: true });
    expect(again).toMatchObject({ written: 0, unchanged: written, removed: 0, diagnostics: [] });
  });

  test('is remembered without the finished site', async () => {
    const site = createSite(sampleText);
    await site.build();
    const mark = Buffer.from('an diesen Bytes erkannt');
    for (const name of cacheOf(site)) {
      const file = join(site.folder, '.cache', 'drawings', name);
      writeFileSync(file, Buffer.concat([Buffer.from(digestOf(mark)), mark]));
    }
    rmSync(site.out, { recursive: true });
    await site.build();
    expect(drawnIn(site).map((path) => site.read(path))).toEqual([mark.toString(), mark.toString()]);
  });

  test('is one picture more when one headline is edited, and the old one vanishes', async () => {
    const site = createSite(sampleText);
    await site.build();
    const before = new Set(drawnIn(site));
    site.write({ 'content/articles/kim.md': article(`title: Kim\nslug: kim-co\ndate: 2024-01-01`) });
    await site.build({ verify: true });
    expect(drawnIn(site).filter((path) => !before.has(path))).toEqual([imageOf(site, page)]);
    expect(drawnIn(site)).toHaveLength(2);
    expect(cacheOf(site)).toHaveLength(3);
  });

  test('is another one with other colours', async () => {
    const site = createSite(sampleText);
    await site.build();
    const before = imageOf(site, page);
    site.write({ 'site.yaml': settings('accent: "#004488"') });
    expect(await site.build({ verify: true })).toMatchObject({ diagnostics: [] });
    expect(imageOf(site, page)).not.toBe(before);
  });

  test('is the same, drawn by worker threads', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 110 }, (_, index) => [
        `content/articles/a${index}.md`,
        article(`title: Artikel ${index}\ndate: 2024-01-01`),
      ]),
    );
    const site = createSite({ 'site.yaml': settings('share: []'), ...many });
    await site.build({ fresh: true, workers: 2 });
    const byWorkers = site.outputs();
    expect(drawnIn(site)).toHaveLength(111);
    rmSync(site.out, { recursive: true });
    await site.build({ fresh: true });
    expect(site.outputs()).toEqual(byWorkers);
  });

  test('needs fonts that can be read', async () => {
    const site = createSite({ ...sampleText, 'templates/fonts/serif.woff2': 'keine Schrift' });
    const result = await site.build();
    expect(codesOf(result)).toEqual(['design/unreadable-font']);
    expect(result.published).toBe(false);
  });
});

test('The preview draws a picture when somebody wants to see it', async () => {
  const site = createSite({
    ...sampleText,
    'content/articles/foto.md': article(
      'title: Foto\ndate: 2024-01-03\nimage: { src: jet.jpg, alt: Ein Jet }',
    ),
    'content/media/jet.jpg': await drawn(1600, 900).jpeg().toBuffer(),
  });
  const usual = usualBuild(site.folder, '/nowhere');
  const devSite = new DevSite({ ...usual, preview: true, now: () => usual.now });
  await devSite.rebuild();
  const sizes = ['/2024/01/kim-co/', '/2024/01/foto/'].map(async (address) => {
    const [, image = ''] =
      /og:image" content="https:\/\/example\.org\/blog([^"]+)"/.exec(String(devSite.answer(address)?.body)) ??
      [];
    const { width, height, format } = await sharp(
      await new Response(devSite.answer(image)?.body).bytes(),
    ).metadata();
    return { width, height, format };
  });
  expect(await Promise.all(sizes)).toEqual([
    { width: 1200, height: 630, format: 'png' },
    { width: 1200, height: 630, format: 'jpeg' },
  ]);
  expect(site.paths()).toEqual([]);
});
