/** What belongs to texts besides words: pictures beside them, sound and film, and what would come from elsewhere. */
import { describe, expect, test } from 'vitest';
import sharp from 'sharp';
import type { SourcePath } from '../src/core/model.ts';
import { readPictureHeader } from '../src/images/pictureHeader.ts';
import {
  article,
  createSite,
  minimalSettings,
  reported,
  type SiteText,
  svgPicture,
} from './support/testSite.ts';

const head = 'title: A\ndate: 2024-01-01';
const page = '2024/01/a/index.html';

async function built(files: SiteText) {
  const site = createSite(files);
  const result = await site.build();
  return { ...site, result, told: reported(result) };
}

describe('Beside a text', () => {
  test('stand its pictures and documents, in a folder of their own or next to it, with their sidecars', async () => {
    const { read, told, paths } = await built({
      'content/articles/2024-01-01-a/index.md': article(
        'title: Etwas\nimage: titel.svg',
        '![Nah](nah.svg)\n\n[Papier](papier.pdf) und [Antrag](antrag.docx) von [B](../b.md)',
      ),
      'content/articles/2024-01-01-a/titel.svg': svgPicture.replace('h4', 'h3'),
      'content/articles/2024-01-01-a/titel.svg.yaml': 'alt: Ein Titel\n',
      'content/articles/2024-01-01-a/nah.svg': svgPicture,
      'content/articles/2024-01-01-a/papier.pdf': '%PDF-1.7',
      'content/articles/2024-01-01-a/antrag.docx': 'PK',
      'content/articles/2024-01-01-a/ungenutzt.svg': svgPicture.replace('h4', 'h2'),
      'content/articles/b.md': article('title: B\ndate: 2024-01-02', '![Foto](foto.svg)'),
      'content/articles/foto.svg': svgPicture.replace('h4', 'v2'),
      'content/pages/team/index.md': article('title: Das Team', '![Wir](wir.svg)'),
      'content/pages/team/wir.svg': svgPicture,
    });
    expect(told).toEqual([]);
    const html = read(page);
    expect(html).toMatch(/<img [^>]*src="\/medien\/[0-9a-f]{16}\.svg" alt="Ein Titel"/);
    expect(html).toMatch(/<img [^>]*src="\/medien\/[0-9a-f]{16}\.svg" alt="Nah"/);
    expect(html).toMatch(
      /href="\/medien\/[0-9a-f]{16}\.pdf">Papier<[^]*\.docx">Antrag<[^]*href="\/2024\/01\/b\/"/,
    );
    expect(read('2024/01/b/index.html')).toMatch(/src="\/medien\/[0-9a-f]{16}\.svg" alt="Foto"/);
    expect(read('team/index.html')).toMatch(/src="\/medien\/[0-9a-f]{16}\.svg" alt="Wir"/);
    expect(paths().filter((path) => path.startsWith('medien/'))).toHaveLength(5);
    expect(paths().join()).not.toMatch(/titel|nah\.|papier|foto\./);
  });

  test('a picture that comes later is found by the next build', async () => {
    const site = createSite({ 'content/articles/a.md': article(head, '![x](/img/x.svg) [y](/files/y.pdf)') });
    expect((await site.build()).published).toBe(false);
    site.write({
      'content/articles/img/x.svg': svgPicture,
      'content/media/img/x.svg': svgPicture,
      'content/media/files/y.pdf': '%PDF',
    });
    expect(reported(await site.build())).toEqual([]);
    expect(site.read(page)).toMatch(/\.svg"[^]*\.pdf"/);
  });
});

describe('Sound and film', () => {
  test('have players whose files are published under neutral names, and stand in feeds', async () => {
    const { read, told, paths } = await built({
      'content/articles/a.md': article(
        head,
        [
          '![Gespräch mit Kim](ton.mp3 "Das Gespräch. Foto: Anna")',
          'Im Text ![Der Film](/filme/film.mp4) auch.',
          '<audio src="ton.mp3"></audio>',
          '<video width="300" loop><source src="filme/film.mp4" type="video/mp4"></video>',
          '![x](https://example.org/ton.mp3)',
        ].join('\n\n'),
      ),
      'content/media/ton.mp3': 'ID3 ton',
      'content/media/filme/film.mp4': 'film',
    });
    expect(told).toEqual([]);
    const html = read(page);
    const sound = '/medien/[0-9a-f]{16}\\.mp3';
    expect(html).toMatch(
      new RegExp(
        `<figure><audio src="${sound}" aria-label="Gespräch mit Kim" controls preload="none"></audio><figcaption>Das Gespräch. Bild: Anna</figcaption></figure>`,
      ),
    );
    expect(html).toMatch(
      /Im Text <video src="\/medien\/[0-9a-f]{16}\.mp4" aria-label="Der Film" controls preload="none"><\/video> auch/,
    );
    expect(html).toMatch(
      /<video width="300" loop controls preload="none"><source src="\/medien\/[0-9a-f]{16}\.mp4" type="video\/mp4"><\/video>/,
    );
    expect(html.match(new RegExp(`<audio src="${sound}"`, 'g'))).toHaveLength(3);
    expect(html).toContain('media-src &#39;self&#39;;');
    expect(paths().filter((path) => /\.(?:mp3|mp4)$/.test(path))).toHaveLength(2);
    expect(paths().join()).not.toMatch(/ton|film/);
    const whole = `https://example\\.org${sound}`;
    expect(read('feed.xml')).toMatch(new RegExp(`<enclosure url="${whole}" length="7" type="audio/mpeg"/>`));
    expect(read('atom.xml')).toMatch(
      new RegExp(`<link rel="enclosure" type="audio/mpeg" length="7" href="${whole}"/>`),
    );
    const [item] = JSON.parse(read('feed.json')).items;
    expect(item.attachments).toMatchObject([{ mime_type: 'audio/mpeg', size_in_bytes: 7 }]);
    expect(item.content_html.match(/src="https:\/\/example\.org\/medien\//g)).toHaveLength(5);
    expect(item.content_html).not.toMatch(/src="(?!https:\/\/example\.org\/medien\/)/);
  });

  test('are no empty article, and an error with its place where the file is missing', async () => {
    const only = await built({
      'content/articles/a.md': article(head, '![](ton.mp3)'),
      'content/media/ton.mp3': 'ID3',
    });
    expect(only.told).toEqual([]);
    const { told } = await built({
      'content/articles/a.md': article(head, '![x](tohn.mp3)\n\n<video><source src="nix.mp4"></video>'),
      'content/media/ton.mp3': 'ID3',
    });
    expect(told).toEqual([
      'content/articles/a.md:6:1: Fehler: Die Datei „tohn.mp3“ gibt es nicht.\n    Meintest du „ton.mp3“?',
      expect.stringMatching(/^content\/articles\/a\.md:8:8: Fehler: Die Datei „nix\.mp4“ gibt es nicht/),
    ]);
  });

  test('of other hosts load nothing before somebody wants it', async () => {
    const text = article(head, '<audio src="https://example.net/a.mp3" autoplay>Das Gespräch</audio>');
    const usual = await built({ 'content/articles/a.md': text });
    expect(usual.read(page)).toContain(
      '<a href="https://example.net/a.mp3" rel="noreferrer">Das Gespräch (Ton auf example.net)</a>',
    );
    expect(usual.read(page)).not.toContain('<audio');
    expect(usual.told.join()).toContain(
      'Warnung: „https://example.net/a.mp3“ liegt auf einem fremden Server',
    );
    const allowed = await built({
      'content/articles/a.md': text,
      'site.yaml': `${minimalSettings}html: [audio]\n`,
    });
    expect(allowed.read(page)).toContain('<audio src="https://example.net/a.mp3" controls preload="none">');
    expect(allowed.read(page)).not.toContain('autoplay');
  });
});

describe('From another host', () => {
  test('no picture is loaded: a link stands in its place', async () => {
    const { result, read, told } = await built({
      'content/articles/a.md': article(
        `${head}\nimage: { src: "https://example.net/titel.jpg", alt: Titel }`,
        [
          '![Kim am Fenster](https://example.net/kim.jpg "Bildzeile")',
          'Im Text ![](//example.net/x.png).',
          '[![Kim *groß*](https://example.net/kim.jpg)](https://example.com/)',
          '![Vogel](https://www.example.net/uploads/2019/09/Twitter-Vogel-240x300.jpg)',
        ].join('\n\n'),
      ),
    });
    expect(result.published).toBe(true);
    expect(told).toHaveLength(5);
    for (const text of told) expect(text).toContain('Warnung: Das Bild „');
    const html = read(page);
    expect(html).toContain(
      '<a href="https://example.net/kim.jpg" rel="noreferrer">Kim am Fenster (Bild auf example.net)</a>',
    );
    expect(html).toContain('<a href="https://example.net/x.png" rel="noreferrer">Bild auf example.net</a>');
    expect(html).toContain('<a href="https://example.com/"><span>Kim groß (Bild auf example.net)</span></a>');
    expect(html).not.toMatch(/<(?:img|source|iframe)[^>]*example\.(?:net|com)/);
    expect(read('feed.xml')).not.toMatch(/<img|url="https:\/\/example\.net/);
  });

  test('a frame of YouTube or Vimeo is what can be embedded, with its two clicks', async () => {
    const frames = [
      '<iframe width="560" height="315" src="https://www.youtube.com/embed/abcdefghijk" title="Ein Film" frameborder="0" allowfullscreen></iframe>',
      '<p><iframe src="//www.youtube-nocookie.com/embed/abcdefghijk?rel=0&start=30"></iframe></p>',
      '<div><iframe src="http://player.vimeo.com/video/76979871"></iframe></div>',
    ];
    const { told, read } = await built({
      'content/articles/a.md': article(head, `Text.\n\n${frames.join('\n\n')}`),
    });
    expect(told).toEqual([]);
    const html = read(page);
    expect(html).not.toContain('<iframe');
    expect(
      html.match(/data-frame="[^"]*"|data-src="[^"]*"/g) ??
        html.match(/youtube-nocookie\.com\/embed\/abcdefghijk/g),
    ).not.toBeNull();
    expect(html).toContain('Ein Film');
    expect(html).toContain('player.vimeo.com/video/76979871?dnt=1');
    expect(html).toContain('youtube-nocookie.com/embed/abcdefghijk?start=30');
    const other = await built({
      'content/articles/a.md': article(
        head,
        'Text.\n\n<iframe src="https://evil.example/embed/abcdefghijk"></iframe>',
      ),
    });
    expect(other.told.join()).toContain('Das HTML-Element <iframe> ist nicht erlaubt');
    expect(other.read(page)).not.toContain('evil.example');
  });
});

test('A JPEG may say its size before all else', async () => {
  const plain = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#345' } })
    .jpeg()
    .toBuffer();
  const segments: Buffer[] = [];
  let at = 2;
  for (; plain[at + 1] !== 0xda; at += 2 + plain.readUInt16BE(at + 2))
    segments.push(plain.subarray(at, at + 2 + plain.readUInt16BE(at + 2)));
  const isSize = (segment: Buffer): boolean => segment[1] === 0xc0;
  const tables = segments.filter((one) => !isSize(one) && one[1] !== 0xe0);
  const shuffled = Buffer.concat([
    plain.subarray(0, 2),
    ...segments.filter(isSize),
    ...tables,
    plain.subarray(at),
  ]);
  expect(shuffled.subarray(0, 4).toString('hex')).toBe('ffd8ffc0');
  expect(readPictureHeader(shuffled, 'content/media/a.jpg' as SourcePath)).toMatchObject({
    value: { width: 40, height: 30 },
    diagnostics: [],
  });
  const { told, read } = await built({
    'content/articles/a.md': article(head, '![Bild](a.jpg)'),
    'content/media/a.jpg': shuffled,
  });
  expect(told).toEqual([]);
  expect(read(page)).toMatch(/<img [^>]*width="40" height="30"/);
});
