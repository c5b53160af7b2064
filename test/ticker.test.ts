/** Live tickers: one Markdown file, an entry a heading with a time. */
import { describe, expect, test } from 'vitest';
import { DevSite } from '../src/dev/devSite.ts';
import { elementsIn, idsIn, wordsAt, wordsOf } from './support/html.ts';
import { article, createSite, svgPicture, type TestSite, reported } from './support/testSite.ts';
import { usualBuild } from './support/usualBuild.ts';

const entries = `Heute wählt die Stadt.

## 14:30 Uhr: Die Wahl "läuft"

Es ist voll. Mehr [beim Amt](../pages/amt.md).

### Vor dem Rathaus

Auch hier.

## 18.00 Uhr – Die Lokale schließen

## 1. Oktober 2026, 0:15 Uhr: Das Ergebnis

![Ein Turm](turm.svg)

## 0:40

Gute Nacht.`;

const ticker = (body: string, head = 'ticker: true'): string =>
  article(`title: Die Wahl\nslug: wahl\ndate: 2026-09-30 12:00\n${head}`, body);

const file = 'content/articles/wahl.md';
const page = '2026/09/wahl/index.html';
const tickerSite = (body = entries, head = 'ticker: true'): TestSite =>
  createSite({
    [file]: ticker(body, head),
    'content/pages/amt.md': article('title: Amt'),
    'content/media/turm.svg': svgPicture,
  });
const headlines = (html: string): readonly string[] =>
  elementsIn(html, ({ properties }) => String(properties['className']) === 'ticker-entry').map((entry) =>
    wordsOf(entry.children[0] ?? entry),
  );
/** By the clock of Berlin on 30 September and 1 October. */
const at = (day: number, hour: number, minute = 0): number => Date.UTC(2026, 8, day, hour - 2, minute);
const night = at(31, 12);

const all = [
  '1. Oktober 2026, 00:40 Uhr',
  '1. Oktober 2026, 00:15 Uhr Das Ergebnis',
  '18:00 Uhr Die Lokale schließen',
  '14:30 Uhr Die Wahl „läuft“',
];

describe('A live ticker', () => {
  test('shows its entries newest first, below the introduction, each with its time', async () => {
    const site = tickerSite();
    expect(reported(await site.build({ now: night }))).toEqual([]);
    const html = site.read(page);
    expect(headlines(html)).toEqual(all);
    expect(wordsAt(html, '.prose')).toMatch(/^Heute wählt die Stadt\. 1\. Oktober/);
    expect(html).toContain('<time datetime="2026-09-30T18:00:00+02:00">18:00 Uhr</time>');
    expect(wordsAt(html, '.ticker-state')).toBe('Liveticker, wird laufend aktualisiert');
    expect(wordsAt(html, '.dateline')).toMatch(/Aktualisiert am 1\. Oktober 2026, 00:40 Uhr$/);
  });

  test('says where the day changes, as soon as an entry of the next one is seen', async () => {
    const site = tickerSite();
    await site.build({ now: night });
    expect(wordsAt(site.read(page), '.ticker-day')).toBe('30. September 2026');
    expect(site.read(page)).toMatch(
      /<p class="ticker-day">30\. September 2026<\/p>\s*<article class="ticker-entry"><h2 id="eintrag-2026-09-30-1800"/,
    );
    await site.build({ now: at(30, 18, 30) });
    expect(site.read(page)).not.toContain('ticker-day');
  });

  test('knows full hours', async () => {
    const site = tickerSite('## 18 Uhr: Die Lokale\n\nZu.\n\n## 19 Uhr\n\nOffen.');
    expect(reported(await site.build({ now: night }))).toEqual([]);
    expect(headlines(site.read(page))).toEqual(['19:00 Uhr', '18:00 Uhr Die Lokale']);
  });

  test('written from below shows the same', async () => {
    const site = tickerSite();
    await site.build({ now: night });
    const [introduction = '', first = '', second = '', third = ''] = entries.split(/^(?=## )/m);
    const turned = [
      introduction,
      '## 1. Oktober 2026, 0:40 Uhr\n\nGute Nacht.\n\n',
      third,
      second.replace('18.00', '30.09.2026 18:00'),
      first,
    ];
    const shown = site.read(page);
    site.write({ [file]: ticker(turned.join('')) });
    expect(reported(await site.build({ now: night }))).toEqual([]);
    expect(headlines(site.read(page))).toEqual(headlines(shown));
  });

  test('has anchors made of times, which hold when headlines change', async () => {
    const site = tickerSite(`${entries}\n\n## 0:40 Uhr: Noch etwas`);
    await site.build({ now: night });
    const anchors = (): readonly string[] => idsIn(site.read(page)).filter((id) => id.startsWith('eintrag-'));
    const before = anchors();
    expect(before).toEqual([
      'eintrag-2026-10-01-0040-2',
      'eintrag-2026-10-01-0040',
      'eintrag-2026-10-01-0015',
      'eintrag-2026-09-30-1800',
      'eintrag-2026-09-30-1430',
    ]);
    site.write({ [file]: ticker(entries.replace('Das Ergebnis', 'Es ist knapp')) });
    await site.build({ now: night });
    expect(anchors()).toEqual(before.slice(1));
  });

  test('that ended says when, from that moment on', async () => {
    const site = tickerSite(entries, 'ticker: { ends: 2026-10-01 01:00 }');
    const stateAt = async (now: number): Promise<string> => {
      await site.build({ now });
      return wordsAt(site.read(page), '.ticker-state');
    };
    expect(await stateAt(at(31, 1) - 1)).toBe('Liveticker, wird laufend aktualisiert');
    expect(await stateAt(at(31, 1))).toBe('Liveticker, beendet am 1. Oktober 2026, 01:00 Uhr');
  });

  test('that is a draft follows the time as well, where drafts are shown', async () => {
    const site = tickerSite(entries, 'ticker: { ends: 2026-10-01 01:00 }\ndraft: true');
    const seenAt = async (now: number): Promise<string> => {
      await site.build({ now, preview: true });
      return `${wordsAt(site.read(page), '.ticker-state')} ${site.read(page).split('Geplant').length}`;
    };
    expect(await seenAt(at(31, 0, 15))).toBe('Liveticker, wird laufend aktualisiert 2');
    expect(await seenAt(at(31, 0, 40))).toBe('Liveticker, wird laufend aktualisiert 1');
    expect(await seenAt(at(31, 1))).toBe('Liveticker, beendet am 1. Oktober 2026, 01:00 Uhr 1');
  });

  test('has feeds of its own, with absolute addresses and ids that stay', async () => {
    const site = tickerSite();
    await site.build({ now: night });
    const feed: unknown = JSON.parse(site.read('2026/09/wahl/feed.json'));
    expect(feed).toMatchObject({
      title: 'Die Wahl – Der Bote',
      items: [
        { title: '00:40 Uhr', content_html: '<p>Gute Nacht.</p>' },
        { title: 'Das Ergebnis' },
        { title: 'Die Lokale schließen' },
        {
          title: 'Die Wahl „läuft“',
          url: 'https://example.org/2026/09/wahl/#eintrag-2026-09-30-1430',
          id: expect.stringMatching(/^tag:example\.org,2000:[0-9a-f]{24}#eintrag-2026-09-30-1430$/),
          date_published: '2026-09-30T14:30:00+02:00',
          content_html: expect.stringContaining('<a href="https://example.org/amt/">beim Amt</a>'),
        },
      ],
    });
    expect(site.read('2026/09/wahl/feed.xml')).toContain('<title>Die Lokale schließen</title>');
    expect(site.read('2026/09/wahl/atom.xml')).toContain('Das Ergebnis');
    expect(site.read(page)).toContain('href="/2026/09/wahl/feed.xml"');
    expect(site.read('feed.json')).toMatch(/Gute Nacht[^]*Die Lokale[^]*Es ist voll/);
  });

  test('tells machines that it is a LiveBlogPosting', async () => {
    const site = tickerSite(entries, 'ticker: { ends: 2026-10-01 01:00 }');
    await site.build({ now: night });
    const json = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(site.read(page))?.[1] ?? '';
    const { '@graph': nodes } = JSON.parse(json) as { '@graph': readonly object[] };
    expect(nodes[0]).toMatchObject({
      '@type': 'LiveBlogPosting',
      headline: 'Die Wahl',
      coverageStartTime: '2026-09-30T14:30:00+02:00',
      coverageEndTime: '2026-10-01T01:00:00+02:00',
      dateModified: '2026-10-01T00:40:00+02:00',
      liveBlogUpdate: [
        { headline: '00:40 Uhr', articleBody: 'Gute Nacht.' },
        {},
        {},
        {
          '@type': 'BlogPosting',
          headline: 'Die Wahl „läuft“',
          url: 'https://example.org/2026/09/wahl/#eintrag-2026-09-30-1430',
          articleBody: expect.stringMatching(/Es ist voll\. Mehr beim Amt\. Vor dem Rathaus Auch hier\.$/),
        },
      ],
    });
  });

  test('tells of headings without a time, times that no clock shows, and footnotes', async () => {
    const body = `${entries}\n\n## Was noch?\n\n## 25:00 Uhr: Spät\n\n## 3.10 Euro\n\nDas[^1] war es.\n\n[^1]: Ja.`;
    const complaints = reported(await tickerSite(body).build({ now: night }));
    expect(complaints.map((line) => line.split(/\n|; /)[0])).toEqual([
      expect.stringMatching(/wahl\.md:\d+:1: Warnung: „Was noch\?“ beginnt nicht mit einer Uhrzeit/),
      expect.stringMatching(/wahl\.md:\d+:1: Warnung: „3\.10\sEuro“ beginnt nicht mit einer Uhrzeit/),
      expect.stringContaining('Warnung: Auf der Seite gibt es keine Stelle „#fn-1“.'),
      expect.stringMatching(/wahl\.md:\d+:1: Fehler: Den Tag oder die Uhrzeit „25:00 Uhr“ gibt es nicht/),
      expect.stringMatching(/wahl\.md:\d+:\d+: Fehler: In einem Ticker gibt es keine Fußnoten/),
    ]);
  });

  test('is one only where its head says so', async () => {
    const site = tickerSite(entries, 'ticker: false');
    expect(reported(await site.build({ now: night }))).toEqual([]);
    expect(headlines(site.read(page))).toEqual([]);
    expect(site.paths()).not.toContain('2026/09/wahl/feed.xml');
  });
});

describe('An entry whose time has not come', () => {
  const secret = `${entries.replace('Gute Nacht.', 'Geheimwort ![Geheimwort](geheim.svg)')}\n\n## 2:00 Uhr: Geheimwort\n\nGeheimwort.\n\n![Geheimwort](geheim.svg)\n\n![Geheimwort](https://vimeo.com/76979871)`;
  const files = {
    [file]: ticker(secret),
    'content/pages/amt.md': article('title: Amt'),
    'content/media/turm.svg': svgPicture,
    'content/media/geheim.svg': svgPicture.replace('M0', 'M5'),
  };
  const media = (site: TestSite): number => site.paths().filter((path) => path.startsWith('medien/')).length;

  test('is nowhere in the output: no page, feed, JSON-LD, picture', async () => {
    const site = createSite(files);
    expect(reported(await site.build({ now: at(31, 0, 39) }))).toEqual([]);
    expect(JSON.stringify(site.outputs())).not.toMatch(/geheimwort|vimeo\.com/i);
    expect(headlines(site.read(page))).toEqual(all.slice(1));
    expect(media(site)).toBe(1);
  });

  test('comes at its time, where only the time has changed; then the next build is due at the next one', async () => {
    const site = createSite(files);
    const seenAt = async (now: number) => {
      const { snapshot } = await site.build({ now });
      return [headlines(site.read(page)).length, snapshot?.due()?.instant];
    };
    expect(await seenAt(at(30, 14))).toEqual([0, at(30, 14, 30)]);
    expect(await seenAt(at(30, 14, 30))).toEqual([1, at(30, 18)]);
    expect(await seenAt(at(31, 0, 40))).toEqual([4, at(31, 2)]);
    expect(media(site)).toBe(2);
    // Two days after its date it leaves the news sitemap.
    expect(await seenAt(at(31, 2))).toEqual([5, at(32, 12)]);
    expect(await seenAt(at(30, 14))).toEqual([0, at(30, 14, 30)]);
    expect(media(site)).toBe(0);
  });

  test('is in the preview with a word about it, until its time comes', async () => {
    const site = createSite(files);
    let now = at(31, 1);
    const devSite = new DevSite({ ...usualBuild(site.folder, site.out), preview: true, now: () => now });
    await devSite.rebuild();
    const shown = (): string => String(devSite.answer('/2026/09/wahl/')?.body);
    expect(shown()).toContain('Geplant für 1. Oktober 2026, 02:00 Uhr');
    now = at(31, 2);
    expect(devSite.isDue()).toBe(true);
    expect(await devSite.rebuild()).toMatchObject({ kind: 'reload' });
    expect(shown()).not.toContain('Geplant');
    site.write({ [file]: ticker(`${secret}\n\n## 2:10 Uhr: Nachtrag`) });
    expect(devSite.rebuildFast([file])).toMatchObject({ kind: 'reload' });
    expect(shown()).toContain('Geplant für 1. Oktober 2026, 02:10 Uhr');
    now = at(31, 2, 10);
    expect(devSite.isDue()).toBe(true);
  });

  test('edited into the past takes its place at once', async () => {
    const site = createSite(files);
    await site.build({ now: at(31, 1) });
    site.write({ [file]: ticker(secret.replace('## 2:00', '## 0:50')) });
    await site.build({ now: at(31, 1) });
    expect(headlines(site.read(page))[0]).toBe('1. Oktober 2026, 00:50 Uhr Geheimwort');
  });
});
