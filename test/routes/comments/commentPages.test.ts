/** Published comments on the pages of a whole site. */
import { describe, expect, test } from 'vitest';
import { secretAddress } from '../../comments/hostileComments.ts';
import { elementsIn, wordsAt, wordsOf } from '../../support/html.ts';
import {
  article,
  codesOf,
  createSite,
  minimalSettings,
  type SiteText,
  reported,
} from '../../support/testSite.ts';

const page = '2023/09/kim/index.html';

function comment(id: string, more = ''): string {
  return `id: ${id}\nname: Eva\nemail: ${secretAddress}\nip: 203.0.113.77\ndate: 2023-09-14T10:00:00+02:00\ntext: Satz ${id}.\n${more}`;
}

const files: SiteText = {
  'content/articles/kim.md': article('title: "Kim & Co"\nslug: kim\ndate: 2023-09-13\nauthor: Anna Müller'),
  'content/articles/bus.md': article('title: Der Bus\nslug: bus\ndate: 2023-09-14'),
  'content/comments/kim/a.yaml': comment('a', 'url: https://eva.example/\n'),
  'content/comments/kim/b.yaml': comment('b', 'parent: a\n'),
  'content/comments/kim/c.yaml': comment('c', 'parent: b\n'),
  'content/comments/kim/d.yaml': comment('d', 'parent: c\n'),
};

describe('Below an article', () => {
  test('its comments stand as a conversation, each with anchor, name and date', async () => {
    const site = createSite(files);
    expect(codesOf(await site.build())).toEqual([]);
    const html = site.read(page);
    expect(wordsAt(html, 'h2')).toBe('4 Kommentare');
    const comments = elementsIn(html, ({ properties: { className } }) => String(className) === 'comment');
    expect(comments.map(({ properties: { id } }) => id)).toEqual([
      'kommentar-a',
      'kommentar-b',
      'kommentar-c',
      'kommentar-d',
    ]);
    expect(comments.map(wordsOf)).toEqual([
      expect.stringMatching(/^Eva 14\. September 2023, 10:00 Uhr Satz a\./),
      expect.stringMatching(/^Eva 14\. September/),
      expect.stringMatching(/^Eva 14\. September/),
      expect.stringMatching(/^Eva Antwort an Eva 14\. September 2023, 10:00 Uhr Satz d\./),
    ]);
    expect(html).toContain('<a href="https://eva.example/" rel="ugc nofollow noopener">Eva</a>');
    expect(html).toContain('<a class="comment-answered" href="#kommentar-c">');
    expect(html).toContain('<time datetime="2023-09-14T10:00:00+02:00">14. September 2023, 10:00 Uhr</time>');
  });

  test('closed comments can still be read; of comments that are off nothing is left', async () => {
    const site = createSite(files);
    const withState = (state: string): SiteText => ({
      'content/articles/kim.md': article(`title: Kim\nslug: kim\ndate: 2023-09-13\ncomments: ${state}`),
    });
    site.write(withState('closed'));
    await site.build();
    expect(wordsAt(site.read(page), '.comments')).toMatch(
      /^4 Kommentare .* Die Kommentare zu diesem Artikel sind geschlossen\.$/,
    );
    expect(site.read(page)).not.toContain('<form');
    site.write(withState('off'));
    await site.build();
    expect(Object.values(site.outputs()).filter((text) => /Satz a|4.Kommentare/.test(text))).toEqual([]);
    expect(site.paths().filter((path) => path.endsWith('kommentare.xml'))).toEqual([]);
  });

  test('comments close some days after the article’s date, by the moment of the build', async () => {
    const site = createSite({
      ...files,
      'site.yaml': minimalSettings.replace(' }', ', closeAfterDays: 14 }'),
    });
    const closing = Date.parse('2023-09-27T00:00:00+02:00');
    await site.build({ now: closing - 1 });
    expect(site.read(page)).toContain('<form');
    await site.build({ now: closing });
    expect(site.read(page)).not.toContain('<form');
    expect(wordsAt(site.read(page), '.comments')).toContain('geschlossen');
  });

  test('the comments of a site that takes none any more can be read', async () => {
    const site = createSite({
      ...files,
      'site.yaml': 'title: Der Bote\nurl: https://example.org/\ncomments: { open: nein }\n',
    });
    await site.build();
    expect(wordsAt(site.read(page), '.comments')).toMatch(/^4 Kommentare .* geschlossen\.$/);
    expect(site.read('2023/09/bus/index.html')).not.toContain('ommentare');
  });
});

describe('The number of comments', () => {
  test('stands at the article and in lists, where there are any', async () => {
    const site = createSite(files);
    await site.build();
    expect(site.read(page)).toContain('<a href="#kommentare">4\u00a0Kommentare</a>');
    const cards = elementsIn(
      site.read('index.html'),
      ({ properties: { className } }) => String(className) === 'card-meta',
    );
    expect(cards.map(wordsOf)).toEqual(['14. September 2023', '13. September 2023 · 4 Kommentare']);
  });

  test('is one at one', async () => {
    const site = createSite({ ...files, 'content/comments/bus/a.yaml': comment('a') });
    await site.build();
    expect(wordsAt(site.read('2023/09/bus/index.html'), 'h2')).toBe('1 Kommentar');
  });
});

describe('Feeds of comments', () => {
  test('exist for articles that have any and for the site, newest first, and heads link to them', async () => {
    const site = createSite({
      ...files,
      'content/comments/bus/e.yaml': comment('e').replace('2023-09-14', '2023-09-15'),
    });
    await site.build();
    expect(site.paths().filter((path) => path.endsWith('kommentare.xml'))).toEqual([
      '2023/09/bus/kommentare.xml',
      '2023/09/kim/kommentare.xml',
      'kommentare.xml',
    ]);
    const feed = site.read('kommentare.xml');
    expect([...feed.matchAll(/<link>(.*?)<\/link>/g)].map(([, link]) => link)).toEqual([
      'https://example.org/',
      'https://example.org/2023/09/bus/#kommentar-e',
      ...['d', 'c', 'b', 'a'].map((id) => `https://example.org/2023/09/kim/#kommentar-${id}`),
    ]);
    expect(feed).toContain('<title>Eva zu „Kim &amp; Co“</title>');
    expect(feed).toContain('<content:encoded><![CDATA[<p>Satz e.</p>]]></content:encoded>');
    expect(site.read('index.html')).toContain('title="Kommentare" href="/kommentare.xml"');
    expect(site.read(page)).toContain(
      'title="Kommentare zu „Kim &amp; Co“" href="/2023/09/kim/kommentare.xml"',
    );
  });

  test('show as many as other feeds do', async () => {
    const site = createSite({ ...files, 'site.yaml': `${minimalSettings}feedItems: 2\n` });
    await site.build();
    expect(site.read('kommentare.xml').match(/<item>/g)).toHaveLength(2);
  });
});

describe('For machines', () => {
  test('an article tells its comments, and nothing in them ends the script', async () => {
    const site = createSite({
      ...files,
      'content/comments/kim/e.yaml':
        'id: e\nname: "</script><b>"\ndate: 2023-09-15\ntext: "*a* </script><!-- \\u2028 & b"\n',
    });
    await site.build();
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(site.read(page)) ?? [];
    expect(json).not.toMatch(/[<>&\u2028]/);
    expect(JSON.parse(json)['@graph'][0]).toMatchObject({
      '@type': 'NewsArticle',
      '@id': 'https://example.org/2023/09/kim/',
      headline: 'Kim & Co',
      datePublished: '2023-09-13T00:00:00+02:00',
      author: [{ name: 'Anna Müller' }],
      commentCount: 5,
      comment: [
        { url: 'https://example.org/2023/09/kim/#kommentar-a', text: 'Satz a.', author: { name: 'Eva' } },
        {},
        {},
        {},
        { text: 'a </script><!--\n& b', author: { name: '</script><b>' } },
      ],
    });
  });
});

describe('What nobody may see', () => {
  test('is in no file: addresses of e-mail and of computers', async () => {
    const site = createSite(files);
    await site.build();
    const outputs = Object.entries(site.outputs());
    expect(outputs.filter(([, text]) => text.includes('Satz a.')).map(([path]) => path)).toEqual([
      '2023/09/kim/index.html',
      '2023/09/kim/kommentare.xml',
      'kommentare.xml',
    ]);
    const secrets = new RegExp(`${secretAddress}|203\\.0\\.113`);
    expect(outputs.filter(([, text]) => secrets.test(text)).map(([path]) => path)).toEqual([]);
  });

  test.each(['draft: true', 'date: 2026-11-01', 'date: 2023-09-13\nexpires: 2024-01-01'])(
    'is in no file: comments on an article with %j',
    async (head) => {
      const date = head.startsWith('date') ? '' : 'date: 2023-09-13\n';
      const site = createSite({
        ...files,
        'content/articles/kim.md': article(`title: Kim\nslug: kim\n${date}${head}`),
      });
      expect(reported(await site.build({ now: Date.UTC(2026, 9, 1) }))).toEqual([]);
      const outputs = Object.entries(site.outputs());
      expect(outputs.length).toBeGreaterThan(5);
      expect(outputs.filter(([, text]) => /Satz|kommentar-/.test(text)).map(([path]) => path)).toEqual([]);
    },
  );
});
