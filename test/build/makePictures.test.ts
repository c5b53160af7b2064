/** Pictures on their way from the site folder to the finished site. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src/core/digestOf.ts';
import { drawn, photograph } from '../images/testPictures.ts';
import { article, codesOf, createSite, type SiteText, type TestSite, reported } from '../support/testSite.ts';

const head = 'title: Der Jet\ndate: 2024-01-01';
const page = '2024/01/der-jet/index.html';

async function openSample(more: SiteText = {}): Promise<TestSite> {
  return createSite({
    'content/articles/jet.md': article(
      `${head}\nimage: { src: informant-meier.jpg, alt: Ein Jet }`,
      'Er fliegt.\n\n![Noch ein Jet](klein.png)\n\nMehr im [Bild](../media/informant-meier.jpg).',
    ),
    'content/media/informant-meier.jpg': await photograph(900, 700),
    'content/media/klein.png': await drawn(90, 60).png().toBuffer(),
    'content/media/unbenutzt.png': await drawn(50, 50).png().toBuffer(),
    ...more,
  });
}

const mediaOf = (site: TestSite): readonly string[] =>
  site.paths().filter((path) => path.startsWith('medien/'));
const cacheOf = (site: TestSite): string => join(site.folder, '.cache', 'pictures');
const dropOutput = (site: TestSite): void => rmSync(site.out, { recursive: true });

describe('A picture that a page shows', () => {
  test('is published in every format and width that the page offers, and in no other', async () => {
    const site = await openSample();
    expect(reported(await site.build())).toEqual([]);
    const offered = [...site.read(page).matchAll(/\/(medien\/[^" ,]+)/g)].map(([, path = '']) => path);
    expect(mediaOf(site)).toEqual([...new Set(offered)].toSorted());
    const widths = offered
      .filter((path) => path.endsWith('.avif'))
      .map((path) => /-(\d+)\.avif/.exec(path)?.[1]);
    expect(widths).toEqual(['320', '700', '90']);
  });

  test('is nowhere as the camera left it', async () => {
    const site = await openSample();
    await site.build();
    for (const path of mediaOf(site)) {
      const { exif, xmp, icc } = await sharp(join(site.out, path)).metadata();
      expect({ path, exif, xmp, icc }).toEqual({ path });
    }
    expect(Object.values(site.outputs()).join('')).not.toMatch(/informant|geheim/i);
  });

  test('is loaded at once above the text, and later in it', async () => {
    const site = await openSample();
    await site.build();
    const [lead = '', inText = ''] = site.read(page).match(/<img [^>]*>/g) ?? [];
    expect(lead).toMatch(
      /\.jpg" alt="Ein Jet" width="700" height="900" fetchpriority="high" loading="eager"/,
    );
    expect(inText).toMatch(
      /\.jpg" alt="Noch ein Jet" width="90" height="60" loading="lazy" decoding="async"/,
    );
    expect(site.read(page)).toMatch(
      /<source type="image\/avif" srcset="[^"]+ 320w, [^"]+ 700w" sizes="[^"]+">\s*<source type="image\/webp"/,
    );
  });

  test('stands in feeds and for machines as what every program shows', async () => {
    const site = await openSample();
    await site.build();
    const [fallback = ''] = /\/medien\/[^"]+-700\.jpg/.exec(site.read(page)) ?? [];
    const machines = `"image":{"@type":"ImageObject","url":"https://example.org${fallback}"`;
    expect(site.read(page)).toContain(machines);
    expect(site.read('feed.xml')).toContain(`url="https://example.org${fallback}"`);
    expect(site.read('feed.xml')).not.toContain('.avif');
  });

  test('keeps in sight what its file says', async () => {
    const site = await openSample({ 'content/media/informant-meier.jpg.yaml': 'focus: 32% 80%\n' });
    expect(reported(await site.build())).toEqual([]);
    expect(site.read(page)).toContain('class="focus-x3 focus-y8"');
    site.write({ 'content/media/informant-meier.jpg.yaml': 'focus: oben\n' });
    expect(codesOf(await site.build())).toEqual(['schema/focus']);
  });
});

describe('What was made of a picture', () => {
  test('is not made again, and is what a clean build makes', async () => {
    const site = await openSample();
    const first = await site.build();
    const again = await site.build({ verify: true });
    expect(again).toMatchObject({ written: 0, rendered: 0, removed: 0, diagnostics: [] });
    expect(again.unchanged).toBe(first.written);
  });

  test('is cached without the finished site, and with other settings', async () => {
    const site = await openSample();
    await site.build();
    const [name = ''] = readdirSync(cacheOf(site));
    const mark = Buffer.from('an diesen Bytes erkannt');
    writeFileSync(join(cacheOf(site), name), Buffer.concat([Buffer.from(digestOf(mark)), mark]));
    dropOutput(site);
    site.write({ 'site.yaml': 'title: Anders\nurl: https://example.org/\nlanguage: de-CH\n' });
    await site.build();
    expect(Object.values(site.outputs())).toContain(mark.toString());
  });

  test('is made again when the cache of it is damaged', async () => {
    const site = await openSample();
    await site.build();
    const before = site.outputs();
    for (const name of readdirSync(cacheOf(site))) {
      const file = join(cacheOf(site), name);
      writeFileSync(file, readFileSync(file).subarray(0, 40));
    }
    dropOutput(site);
    expect(reported(await site.build())).toEqual([]);
    expect(site.outputs()).toEqual(before);
  });

  test('vanishes with the last page that shows it', async () => {
    const site = await openSample();
    await site.build();
    site.write({ 'content/articles/jet.md': article(head, 'Er fliegt.\n\n![Jet](klein.png)') });
    await site.build({ verify: true });
    expect(mediaOf(site).map((path) => path.replace(/.*-/, ''))).toEqual(['90.avif', '90.jpg', '90.webp']);
  });
});

describe('A broken picture', () => {
  const fault =
    'lässt sich nicht lesen: Es ist beschädigt oder unvollständig.\n    Kopiere es noch einmal aus der Quelle, oder speichere es neu.';

  test('is reported at every article that shows it, and nothing is published', async () => {
    const whole = await photograph(900, 700);
    const site = await openSample({
      'content/media/informant-meier.jpg': whole.subarray(0, whole.length - 500),
      'content/articles/b.md': article('title: B\ndate: 2024-01-02', 'Da.\n\n![Jet](informant-meier.jpg)'),
      'content/articles/entwurf.md': article(
        'title: C\ndate: 2024-01-02\ndraft: true',
        '![Jet](informant-meier.jpg)',
      ),
    });
    const expected = [
      `content/articles/b.md:8:1: Fehler: Das Bild „informant-meier.jpg“ ${fault}`,
      `content/articles/jet.md:4:8: Fehler: Das Bild „informant-meier.jpg“ ${fault}`,
      `content/media/informant-meier.jpg: Fehler: Das Bild „content/media/informant-meier.jpg“ ${fault}`,
    ];
    expect(reported({ diagnostics: await site.check() })).toEqual(expected);
    const result = await site.build();
    expect(reported(result)).toEqual(expected);
    expect(result.published).toBe(false);
    expect(site.paths()).toEqual([]);
    site.write({ 'content/media/informant-meier.jpg': whole });
    expect(reported(await site.build())).toEqual([]);
  });

  test('leaves the site as it was', async () => {
    const site = await openSample();
    await site.build();
    const before = site.outputs();
    const whole = await photograph(901, 700);
    site.write({ 'content/media/informant-meier.jpg': whole.subarray(0, whole.length - 500) });
    expect((await site.build()).published).toBe(false);
    expect(site.outputs()).toEqual(before);
  });
});

test('A drawing is published without what runs in it, and its author is informed', async () => {
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><path d="M0 0"/></svg>';
  const site = createSite({
    'content/articles/jet.md': article(head, '![Jet](jet.svg)'),
    'content/media/jet.svg': drawing,
  });
  expect(reported(await site.build())).toEqual([
    'content/media/jet.svg: Warnung: Aus der Zeichnung ist entfernt, was ausgeführt wird oder anderes nachlädt: <script>.\n    Sieh nach, ob sie noch stimmt. Schrift als Pfad und Fotos als eigenes Bild bleiben erhalten.',
  ]);
  expect(mediaOf(site).map((path) => site.read(path))).toEqual([
    '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
  ]);
});

test('A picture of too many pixels is refused before anything is made of it', async () => {
  const png = await drawn(8, 8).png().toBuffer();
  png.writeUInt32BE(60_000, 16);
  png.writeUInt32BE(60_000, 20);
  const site = await openSample({ 'content/media/klein.png': png });
  expect(codesOf(await site.build())).toEqual(['pictures/too-large', 'text/picture-unreadable']);
});
