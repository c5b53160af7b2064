/** The files of comments, from the folder to the pages. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hostileFiles } from '../../comments/hostileComments.ts';
import { foreignParts } from '../../comments/foreignParts.ts';
import { article, codesOf, createSite, type SiteText, reported } from '../../support/testSite.ts';

const fine = 'name: Eva\ndate: 2023-09-14 10:00\ntext: Ein Satz.\n';
const kim = 'content/articles/kim.md';
const page = '2023/09/kim/index.html';
const files: SiteText = {
  [kim]: article('title: Kim\nslug: kim\ndate: 2023-09-13\naliases: [/alt/kim-in-russland.html]'),
  'content/articles/bus.md': article('title: Der Bus\nslug: bus\ndate: 2023-09-14'),
};

describe('A folder', () => {
  test.each(['kim', '2023-09-kim', '2023/09/kim', 'kim-in-russland'])('may be called %s', async (folder) => {
    const site = createSite({ ...files, [`content/comments/${folder}/a.yaml`]: fine });
    expect(codesOf(await site.build())).toEqual([]);
    expect(site.read(page)).toContain('1\u00a0Kommentar');
  });

  test('that no article is meant by is reported once, with the cure', async () => {
    const site = createSite({
      ...files,
      'content/comments/kimm/a.yaml': fine,
      'content/comments/kimm/b.yaml': fine,
      'content/comments/c.yaml': fine,
    });
    expect(reported(await site.build())).toEqual([
      'content/comments/c.yaml: Warnung: Was im Ordner „“ liegt, erscheint nicht: Zu diesem Namen gibt es keinen Artikel.\n    Nenne den Ordner in content/comments nach dem letzten Teil der Adresse des Artikels.',
      'content/comments/kimm/a.yaml: Warnung: Was im Ordner „kimm“ liegt, erscheint nicht: Zu diesem Namen gibt es keinen Artikel.\n    Meintest du „kim“?',
    ]);
  });

  test('that two articles could be meant by is reported with the name that tells them apart', async () => {
    const site = createSite({
      ...files,
      'content/articles/kim-2.md': article('title: Kim\nslug: kim\ndate: 2024-01-01'),
      'content/comments/kim/a.yaml': fine,
      'content/comments/2024-01-kim/b.yaml': fine,
    });
    expect(reported(await site.build())).toEqual([
      expect.stringContaining('Nenne den Ordner nach der ganzen Adresse des Artikels, zum Beispiel „20'),
    ]);
    expect(site.read('2024/01/kim/index.html')).toContain('1\u00a0Kommentar');
    expect(site.read(page)).not.toContain('1\u00a0Kommentar');
  });

  test('is not called unknown as long as an article cannot be read', async () => {
    const site = createSite({
      ...files,
      'content/articles/wer.md': article('title: Wer\ndate: bald'),
      'content/comments/wer/a.yaml': fine,
    });
    expect(codesOf(await site.build())).toEqual(['schema/date']);
  });
});

describe('Of two comments with one id', () => {
  test('the second is left out, below one article; below two both stand', async () => {
    const site = createSite({
      ...files,
      'content/comments/kim/a.yaml': `id: x\n${fine}`,
      'content/comments/kim/b.yaml': `id: x\n${fine}`,
      'content/comments/bus/c.yaml': `id: x\n${fine}`,
    });
    expect(reported(await site.build())).toEqual([
      'content/comments/kim/b.yaml: Warnung: Dieser Kommentar erscheint nicht: Seine „id“ „x“ hat schon der in content/comments/kim/a.yaml.\n    Gib ihm eine andere, oder lösche eine der beiden Dateien.',
    ]);
    expect(site.read(page)).toContain('1\u00a0Kommentar');
    expect(site.read('2023/09/bus/index.html')).toContain('1\u00a0Kommentar');
  });
});

describe('No file stops a build', () => {
  test('whatever it holds and wherever it lies', async () => {
    const site = createSite({
      ...files,
      ...Object.fromEntries(hostileFiles.map(({ path, bytes }) => [path, bytes])),
    });
    const { published, diagnostics } = await site.build();
    expect(published).toBe(true);
    expect(diagnostics.filter(({ severity }) => severity !== 'warning')).toEqual([]);
    expect(diagnostics.length).toBeGreaterThan(50);
    const texts = [...site.read(page).matchAll(/<div class="comment-text"[^>]*>(.*?)<\/div>/gs)];
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.flatMap(([, html = '']) => foreignParts(html))).toEqual([]);
  });

  test('not even one that leads out of the blog or into nothing', async () => {
    const site = createSite({ ...files, 'content/comments/kim/a.yaml': fine });
    symlinkSync('/etc/hostname', join(site.folder, 'content/comments/kim/b.yaml'));
    symlinkSync('nichts', join(site.folder, 'content/comments/kim/c.yaml'));
    const result = await site.build();
    expect(result.published).toBe(true);
    expect(codesOf(result)).toEqual(['comments/skipped']);
    expect(site.read(page)).toContain('1\u00a0Kommentar');
  });
});

describe('A change', () => {
  test('is seen, makes the pages anew that show it, and leaves nothing behind', async () => {
    const site = createSite({ ...files, 'content/comments/kim/a.yaml': fine });
    const options = { fresh: false };
    await site.build(options);
    expect((await site.build(options)).rendered).toBe(0);
    site.write({ 'content/comments/kim/a.yaml': fine.replace('Satz', 'Wort') });
    const changed = await site.build({ ...options, verify: true });
    expect(codesOf(changed)).toEqual([]);
    // The article and two feeds.
    expect(changed.rendered).toBe(3);
    expect(site.read(page)).toContain('Ein Wort.');
    site.remove('content/comments/kim/a.yaml');
    const removed = await site.build({ ...options, verify: true });
    expect(codesOf(removed)).toEqual([]);
    expect(site.paths().filter((path) => path.endsWith('kommentare.xml'))).toEqual([]);
    expect(site.read(page)).not.toContain('1\u00a0Kommentar');
  });

  test('of nothing leaves the warnings where they were', async () => {
    const site = createSite({ ...files, 'content/comments/kim/a.yaml': 'name: Eva\n' });
    const first = await site.build({ fresh: false });
    expect(codesOf(first)).toEqual(['comments/no-text']);
    expect((await site.build({ fresh: false })).diagnostics).toEqual(first.diagnostics);
  });
});

test('Many comments are parsed by worker threads, to the same bytes', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 320 }, (_, number) => [
      `content/comments/${number % 2 === 0 ? 'kim' : 'bus'}/${number}.yaml`,
      number === 7 ? 'name: nichts\n' : fine.replace('Ein Satz.', `'**Satz** ${number}'`),
    ]),
  );
  const here = createSite({ ...files, ...many });
  const there = createSite({ ...files, ...many });
  const codes = codesOf(await here.build({ workers: 0 }));
  expect(codes).not.toEqual([]);
  expect(codesOf(await there.build({ workers: 2 }))).toEqual(codes);
  expect(there.outputs()).toEqual(here.outputs());
  expect(there.read(page)).toContain('160\u00a0Kommentare');
});
