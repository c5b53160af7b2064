/** A sound in the head of an article: player, enclosure in all feeds, and a feed for podcast programs. */
import { parseRssFeed } from 'feedsmith';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import {
  article,
  createSite,
  minimalSettings,
  reported,
  reportedFor,
  type SiteText,
} from './support/testSite.ts';

const cover = (width: number, height = width): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#888' } })
    .png()
    .toBuffer();

const sound = 'kein echter Ton, aber seine Bytes';
const files: SiteText = {
  'content/articles/folge.md': article(
    'title: Folge "eins"\ndate: 2023-09-13\naudio: { src: folge.mp3, duration: "1:02:10" }\ndescription: Worum es geht',
    '![Ein zweiter Ton](anders.ogg)\n\nText.',
  ),
  'content/articles/nur-ton.md': article('title: Nur Ton\ndate: 2023-09-12\nton: folge.mp3', ''),
  'content/articles/stumm.md': article('title: Stumm\ndate: 2023-09-14'),
  'content/articles/entwurf.md': article('title: Entwurf\ndate: 2023-09-11\naudio: geheim.mp3\ndraft: ja'),
  'content/media/folge.mp3': sound,
  'content/media/anders.ogg': 'anders',
  'content/media/geheim.mp3': 'geheim',
};
const settings = `${minimalSettings}podcast:
  image: podcast.png
  author: Leyla & Max
  email: podcast@example.org
  category: Society & Culture
`;

test('An article with a sound has a player that loads nothing by itself, its length and the file to save', async () => {
  const site = createSite(files);
  expect(reported(await site.build())).toEqual([]);
  const html = site.read('2023/09/folge-eins/index.html');
  expect(html).toMatch(/<audio controls preload="none" src="\/medien\/[0-9a-f]+\.mp3" aria-label="Hören">/);
  expect(html).toMatch(/Hören, 1:02:10 · <a href="\/medien\/[0-9a-f]+\.mp3" type="audio\/mpeg" download>/);
  expect(html).toMatch(
    /"audio":\{"@type":"AudioObject","contentUrl":"https:\/\/example\.org\/medien\/[0-9a-f]+\.mp3","encodingFormat":"audio\/mpeg","duration":"PT3730S"\}/,
  );
  expect(site.read('2023/09/nur-ton/index.html')).not.toContain('Hören, ');
  expect(site.read('2023/09/stumm/index.html')).not.toContain('<audio');
  expect(site.paths().filter((path) => path.endsWith('.mp3'))).toHaveLength(1);
  expect(site.paths()).not.toContain('podcast.xml');
});

test('In an article in another language the words at its sound are told as German', async () => {
  const site = createSite({
    'content/articles/a.md': article('title: A\ndate: 2023-09-13\nlang: en\naudio: a.mp3'),
    'content/media/a.mp3': sound,
  });
  expect(reported(await site.build())).toEqual([]);
  expect(site.read('2023/09/a/index.html')).toContain('<figure class="article-audio" lang="de">');
});

test('In the other feeds the sound of the head is the enclosure, before those of the text', async () => {
  const site = createSite(files);
  await site.build();
  for (const path of ['feed.xml', 'atom.xml', 'feed.json']) {
    expect(site.read(path)).toContain('audio/mpeg');
    expect(site.read(path)).not.toMatch(/audio\/ogg|itunes/);
  }
});

test('The feed for podcast programs has all that directories ask for, and the articles with a sound alone', async () => {
  const site = createSite({ ...files, 'site.yaml': settings, 'templates/podcast.png': await cover(1400) });
  expect(reported(await site.build())).toEqual([]);
  const text = site.read('podcast.xml');
  const feed = parseRssFeed(text);
  expect(feed).toMatchObject({
    title: 'Der Bote',
    description: 'Nachrichten aus der Nachbarschaft',
    link: 'https://example.org/',
    language: 'de',
    atom: { links: [{ rel: 'self', href: 'https://example.org/podcast.xml' }] },
    itunes: {
      author: 'Leyla & Max',
      owner: { name: 'Leyla & Max', email: 'podcast@example.org' },
      categories: [{ text: 'Society & Culture' }],
      explicit: false,
      image: expect.stringMatching(/^https:\/\/example\.org\/assets\/podcast\.[0-9a-f]{8}\.png$/),
    },
  });
  expect(feed.items).toMatchObject([
    {
      title: 'Folge „eins“',
      description: 'Worum es geht',
      enclosures: [{ type: 'audio/mpeg', length: sound.length }],
      itunes: { duration: 3730 },
    },
    { title: 'Nur Ton', enclosures: [{ type: 'audio/mpeg' }] },
  ]);
  expect(text).not.toContain('ogg');
  const other = parseRssFeed(site.read('feed.xml')).items?.find(({ title }) => title === 'Nur Ton');
  expect(feed.items?.[1]?.guid).toEqual(other?.guid);
  const image = String(feed.itunes?.image).replace('https://example.org/', '');
  expect(site.paths()).toContain(image);
  expect(site.read('index.html')).toContain('<a href="/podcast.xml">Podcast</a>');
  expect(site.read('index.html')).toContain('type="application/rss+xml" title="Podcast" href="/podcast.xml"');
});

test('The podcast appears, changes and goes with its settings and its sounds', async () => {
  const site = createSite({ ...files, 'site.yaml': settings, 'templates/podcast.png': await cover(1400) });
  await site.build();
  const [before, old] = [site.read('podcast.xml'), site.paths().filter((path) => path.endsWith('.mp3'))];
  site.write({ 'content/media/folge.mp3': `${sound}!` });
  await site.build();
  expect(site.read('podcast.xml')).not.toBe(before);
  expect(site.paths().filter((path) => path.endsWith('.mp3'))).not.toEqual(old);
  site.write({ 'content/articles/stumm.md': article('title: Stumm\ndate: 2023-09-14\naudio: folge.mp3') });
  await site.build();
  expect(site.read('podcast.xml').match(/<item>/g)).toHaveLength(3);
  site.write({ 'site.yaml': minimalSettings });
  await site.build();
  expect(site.paths()).not.toContain('podcast.xml');
  expect(site.read('index.html')).not.toContain('podcast');
});

test.each([
  ['audio: weg.mp3', /a\.md:4:8: Fehler: .*weg\.mp3/],
  ['audio: folg.mp3', /a\.md:4:8: Fehler: .*folg\.mp3[^]*folge\.mp3/],
  ['audio: kim.svg', /a\.md:4:8: Fehler: Unter „audio“ steht „kim\.svg“/],
  ['audio: https://x.example/folge.mp3', /a\.md:4:8: Fehler: Unter „audio“ steht „https:/],
  ['audio: { src: folge.mp3, duration: lang }', /a\.md:4:36: Fehler: „lang“ ist keine Dauer/],
  ['audio: { src: folge.mp3, duration: "12:99" }', /a\.md:4:36: Fehler: „12:99“ ist keine Dauer/],
])('%s is an error at its place', async (line, expected) => {
  const told = await reportedFor({
    'content/articles/a.md': article(`title: A\ndate: 2023-01-01\n${line}`),
    'content/media/folge.mp3': sound,
  });
  expect(told).toEqual([expect.stringMatching(expected)]);
});

test('A cover that is missing is an error, one of another size a warning, a category of nobody an error', async () => {
  const told = async (more: SiteText, yaml = settings) =>
    reportedFor({ ...files, 'site.yaml': yaml, ...more });
  expect(await told({})).toEqual([expect.stringMatching(/^Fehler: Das Titelbild „podcast\.png“/)]);
  expect(await told({ 'templates/podcast.png': await cover(1400, 900) })).toEqual([
    expect.stringMatching(/^templates\/podcast\.png: Warnung: .*1400 × 900 Punkte/),
  ]);
  const wrong = settings.replace('Society & Culture', 'Gesellschaft');
  expect(await told({ 'templates/podcast.png': await cover(1400) }, wrong)).toEqual([
    expect.stringMatching(/^site\.yaml:\d+:\d+: Fehler: .*Gesellschaft/),
  ]);
});
