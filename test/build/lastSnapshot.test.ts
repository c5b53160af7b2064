/** Pages of which nothing can have changed are recognised without their views; nothing else is. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  article,
  createSite,
  minimalSettings,
  readTree,
  type SiteText,
  svgPicture,
  type TestSite,
  reported,
} from '../support/testSite.ts';

const teaser = 'description: Kim reist.';
const kim = `title: Kim\nslug: kim\ndate: 2025-03-03\nsection: Ausland\n${teaser}`;
const bahn = 'title: Bahn\nslug: bahn\ndate: 2024-04-04\nsection: Inland\ndescription: Sie kommt.';
const sampleFiles = {
  'content/articles/kim.md': article(kim, 'Kim kam an.\n\n![Kim](kim.svg)'),
  'content/articles/bahn.md': article(bahn, 'Sie kam.'),
  'content/media/kim.svg': svgPicture,
  'content/media/zug.svg': svgPicture.replace('<svg', '<svg id="zug"'),
};

async function published(): Promise<TestSite> {
  const site = createSite(sampleFiles);
  await site.build();
  return site;
}

/** Builds from memory; the output is what a clean build makes. Returns how many pages were rendered. */
async function rebuilt(site: TestSite): Promise<number> {
  const { rendered, diagnostics } = await site.build({ verify: true });
  expect(reported({ diagnostics })).toEqual([]);
  return rendered;
}

const mediaIn = (site: TestSite): number =>
  Object.keys(readTree(site.out)).filter((path) => path.endsWith('.svg') && path.startsWith('medien')).length;

describe('After a snapshot was published', () => {
  test('nothing is rendered when nothing has changed', async () => {
    expect(await rebuilt(await published())).toBe(0);
  });

  test('an edited text is rendered where it stands, and media of other pages stay', async () => {
    const site = await published();
    site.write({ 'content/articles/bahn.md': article(bahn, 'Sie kam doch nicht.') });
    // The article, and the feeds of the site and of the Ressort, which have whole texts.
    expect(await rebuilt(site)).toBe(7);
    expect(await rebuilt(site)).toBe(0);
  });

  test('the known addresses, and all else, are those of a clean build when a text was edited', async () => {
    const site = await published();
    site.write({ 'content/articles/bahn.md': article(bahn, 'Sie kam doch nicht.') });
    await rebuilt(site);
    const clean = join(site.folder, 'sauber');
    await site.build({ out: clean, fresh: true });
    expect(readTree(clean)).toEqual(readTree(site.out));
    site.write({ 'content/articles/bahn.md': article(bahn.replace('slug: bahn', 'slug: zug'), 'Sie kam.') });
    const { diagnostics } = await site.build();
    expect(diagnostics.map(({ code }) => code)).toContain('address/moved');
  });

  test('an article that wants the address of another is found beside one of which only the text changed', async () => {
    const site = await published();
    site.write({
      'content/articles/kim.md': article(kim, 'Kim kam nicht an.'),
      'content/articles/bahn.md': article(kim, 'Sie kam.'),
    });
    const { published: isPublished, diagnostics } = await site.build();
    expect(isPublished).toBe(false);
    expect(diagnostics.map(({ code }) => code)).toContain('output/url-taken');
  });

  test('a picture that comes into a text is published, and one that leaves it is removed', async () => {
    const site = await published();
    const before = mediaIn(site);
    site.write({ 'content/articles/bahn.md': article(bahn, 'Sie kam.\n\n![Zug](zug.svg)') });
    await rebuilt(site);
    expect(mediaIn(site)).toBe(before + 1);
    site.write({ 'content/articles/kim.md': article(kim, 'Kim kam an.') });
    await rebuilt(site);
    expect(mediaIn(site)).toBe(before);
  });

  test('a sound in place of another takes its place in the output, too', async () => {
    const site = createSite({
      ...sampleFiles,
      'content/articles/kim.md': article(kim, '![Ton](kim.mp3)'),
      'content/media/kim.mp3': 'kein echter Ton',
      'content/media/neu.mp3': 'auch keiner',
    });
    const sounds = () => site.paths().filter((path) => path.endsWith('.mp3'));
    await site.build();
    const before = sounds();
    site.write({ 'content/articles/kim.md': article(kim, '![Ton](neu.mp3)') });
    await rebuilt(site);
    expect(sounds()).toHaveLength(1);
    expect(sounds()).not.toEqual(before);
  });

  test('another opening is seen by the lists that show it', async () => {
    const site = await published();
    const withoutTeaser = kim.replace(`\n${teaser}`, '');
    site.write({ 'content/articles/kim.md': article(withoutTeaser, 'Er ist da.') });
    await rebuilt(site);
    site.write({ 'content/articles/kim.md': article(withoutTeaser, 'Er ist wieder fort.') });
    await rebuilt(site);
    expect(readTree(site.out)['index.html']).toContain('Er ist wieder fort.');
  });

  test('a page that somebody removed or cut is made again', async () => {
    const site = await published();
    rmSync(join(site.out, '2025/03/kim/index.html'));
    writeFileSync(join(site.out, 'index.html'), '');
    expect(await rebuilt(site)).toBe(2);
  });

  test('an article is closed for comments when its days are over', async () => {
    const site = createSite({
      ...sampleFiles,
      'site.yaml': minimalSettings.replace(' }', ', closeAfterDays: 30 }'),
    });
    const page = '2025/03/kim/index.html';
    await site.build({ now: Date.parse('2025-03-20T12:00Z') });
    expect(site.read(page)).toContain('<form');
    await site.build({ now: Date.parse('2025-05-01T12:00Z') });
    expect(site.read(page)).not.toContain('<form');
  });

  test('a dossier that is a draft comes and goes with the preview', async () => {
    const site = createSite({
      'content/articles/bus.md': article('title: Bus\ndate: 2025-03-01\ntags: [Verkehr]'),
      'content/dossiers/verkehr.md': article('title: Alles fährt\ndraft: true'),
    });
    const titleOf = async (preview: boolean) => {
      await site.build({ preview });
      return /<title>(.*?)<\/title>/.exec(site.read('thema/verkehr/feed.xml'))?.[1];
    };
    expect(await titleOf(false)).toBe('Verkehr – Der Bote');
    expect(await titleOf(true)).toBe('Alles fährt – Der Bote');
    expect(await titleOf(false)).toBe('Verkehr – Der Bote');
  });

  test('a comment that was published is shown', async () => {
    const site = await published();
    const text = 'name: Anna\ndate: 2025-03-04\ntext: Gut gesagt.\n';
    site.write({ 'content/comments/kim/a.yaml': `id: a\n${text}` });
    await rebuilt(site);
    expect(site.read('2025/03/kim/index.html')).toContain('Gut gesagt.');
    site.remove('content/comments/kim');
    await rebuilt(site);
    expect(site.read('2025/03/kim/index.html')).not.toContain('Gut gesagt.');
  });

  test('a comment and a picture that change while pages are made of them are seen by the next build', async () => {
    const comment = (words: string): SiteText => ({
      'content/comments/kim/a.yaml': `id: a\nname: Anna\ndate: 2025-03-04\ntext: ${words}\n`,
    });
    const site = createSite({ ...sampleFiles, ...comment('Vorher.') });
    const changed = svgPicture.replace('<svg', '<svg id="neu"');
    await site.build({
      onProgress: ({ done, total }) => {
        if (done === total) site.write({ ...comment('Nachher.'), 'content/media/kim.svg': changed });
      },
    });
    await rebuilt(site);
    expect(site.read('2025/03/kim/index.html')).toContain('Nachher.');
    expect(Object.values(site.outputs()).join('\n')).toContain(' id="neu"');
  });

  test('it counts for nothing in a folder that an older snapshot left', async () => {
    const site = await published();
    const elsewhere = join(site.folder, 'anderswo');
    const edited = {
      'content/articles/kim.md': article(kim.replace('Kim reist', 'Kim ruht'), 'Kim schläft.'),
    };
    await site.build({ out: elsewhere });
    site.write(edited);
    await rebuilt(site);
    const { rendered } = await site.build({ out: elsewhere });
    expect(rendered).toBeGreaterThan(5);
    expect(readTree(elsewhere)).toEqual(readTree(site.out));
  });
});
