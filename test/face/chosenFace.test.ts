/** What a site chooses for itself, in a real browser and before the checker: front page, links around it, and the forms of an article that the sample blog has not. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import sharp from 'sharp';
import { serveFolder } from '../../scripts/serveFolder.ts';
import { buildSite } from '../../src/build/build.ts';
import { isMissing, needTool } from '../support/needTools.ts';
import { article, reported } from '../support/testSite.ts';
import { useBrowser } from '../support/useBrowser.ts';
import { usualBuild } from '../support/usualBuild.ts';
import { accessibilityFaults } from './accessibilityFaults.ts';
import { countReachable, keyboardWalk } from './keyboardWalk.ts';
import { watchLayout } from './layoutShift.ts';
import { nuFaults } from './nuFaults.ts';
import { overflow } from './overflow.ts';
import { scrollThrough } from './scrollThrough.ts';
import { listenForTroubles } from './troubles.ts';

needTool('java');
const browser = useBrowser();

const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#357' } })
  .png()
  .toBuffer();
const words = 'Wer am Hafen wohnt, hört die Züge schon lange nicht mehr, sagt der Wirt. '.repeat(6);

const chosen = {
  'site.yaml': `title: Hafenbote
url: https://example.org/
description: Was am Hafen geschieht
pictureCredits: off
comments: { open: false }
design: { socialPictures: nie }
header: [{ name: Newsletter, url: /impressum/ }, { name: Kontakt, url: /impressum/ }]
footer: [impressum, { name: Verein, url: https://verein.example/ }]
publisher: { profiles: [{ name: Mastodon, url: https://social.example/@bote }] }
front: { opinion: 2, mostRead: [a9, a8], sections: [Leben, Rathaus] }
`,
  'content/pages/impressum.md': article('title: Impressum', words),
  'content/media/a.png': picture,
  'content/media/b.png': picture,
  'content/media/ton.mp3': 'Ton',
  'content/articles/hafen.md': article(
    'title: Ein Tag am Hafen\nslug: hafen\ndate: 2026-09-01\nlead: ja\naudio: { src: ton.mp3, duration: "32:10" }\nimage: { src: a.png, alt: Der Hafen }',
    `${words}\n\n![Ein Zug](a.png "Der Zug. Foto: Max"){bild=rechts}\n\n${words}\n\n::: {kasten=zitat}\n"Man gewöhnt sich."\n\n— Der Wirt\n:::\n\n![Die Stadt](b.png){bild=breit}\n\n- ![A](a.png "Eins")\n- ![B](b.png "Zwei. Foto: Max")\n- ![Noch einmal A](a.png)\n\n![Links](b.png "Links"){bild=links}\n\n${words}\n\n![Klein](a.png){bild=klein}\n\nEnde.`,
  ),
  ...Object.fromEntries(
    Array.from({ length: 10 }, (_, index) => [
      `content/articles/a${index}.md`,
      article(
        `title: Der Rat streitet zum ${index}. Mal über die Brücke\nslug: a${index}\ndate: 2026-08-${28 - index}\nkicker: Verkehr\nauthor: Leyla Toprak\nsection: ${['Rathaus', 'Leben'][index % 2]}${index % 4 === 1 ? '\nlabel: meinung' : ''}${index % 3 === 0 ? '\nimage: { src: b.png, alt: Brücke }' : ''}`,
        words,
      ),
    ]),
  ),
};
const few = {
  'site.yaml': chosen['site.yaml'].replace(/^front:.*$/m, ''),
  'content/pages/impressum.md': chosen['content/pages/impressum.md'],
  'content/media/a.png': picture,
  'content/articles/eins.md': article(
    'title: Der erste Artikel\ndate: 2026-09-01\nimage: { src: a.png, alt: Hafen }',
    words,
  ),
};

let folder = '';

beforeAll(async () => {
  if (isMissing('chromium')) return;
  folder = mkdtempSync(join(tmpdir(), 'blattmacher-chosen-'));
  for (const [name, files] of Object.entries({ chosen, few })) {
    const site = join(folder, `${name}-site`);
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(site, path)), { recursive: true });
      writeFileSync(join(site, path), content);
    }
    // One site after the other: both encode pictures with all processors.
    // oxlint-disable-next-line no-await-in-loop
    const result = await buildSite(usualBuild(site, join(folder, 'out', name)));
    const complaints = reported(result);
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  }
});

afterAll(() => {
  if (folder !== '') rmSync(folder, { recursive: true });
});

describe.each([
  ['the front page with blocks', 'chosen', '/'],
  ['the front page of one article', 'few', '/'],
  ['an article with sound, gallery and quote', 'chosen', '/2026/09/hafen/'],
])('%s', (_, name, path) => {
  test('fits, stands still, complains of nothing, and axe finds nothing; all of it is reached by keyboard', async () => {
    const { origin, close } = await serveFolder(join(folder, 'out', name));
    const context = await browser().newContext({ reducedMotion: 'reduce' });
    const page = await context.newPage();
    const troubles = await listenForTroubles(page, origin);
    for (const width of [320, 1280]) {
      /* One width after the other in one tab. */
      // oxlint-disable no-await-in-loop
      await page.setViewportSize({ width, height: 700 });
      const shiftsOf = await watchLayout(page);
      await page.goto(origin + path);
      await scrollThrough(page);
      // What has no name moves inside of the browser's own player.
      const shifts = (await shiftsOf()).filter(({ moved }) => moved.some((element) => element !== ''));
      expect({ width, overflow: await overflow(page), shifts }).toEqual({ width, overflow: [], shifts: [] });
      // oxlint-enable no-await-in-loop
    }
    expect(await accessibilityFaults(page)).toEqual([]);
    const stops = await keyboardWalk(page, await countReachable(page));
    expect(stops.filter((stop) => !stop.isInView || !stop.isUncovered || !stop.isMarked)).toEqual([]);
    expect(troubles).toEqual([]);
    await context.close();
    await close();
  });
});

test('The Nu HTML checker finds nothing on their pages', async () => {
  expect(await nuFaults(join(folder, 'out'))).toEqual([]);
});
