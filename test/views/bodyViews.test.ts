import { describe, expect, test } from 'vitest';
import { germanOptions } from '../../src/config/germanOptions.ts';
import type { Media, SourcePath, UrlPath } from '../../src/core/model.ts';
import { type RenderContext, bodyBlocks, feedHtml } from '../../src/views/bodyViews.ts';
import type { CardView } from '../../src/views/views.ts';
import { createMarkdownRenderer } from '../../src/markdown/markdown.ts';

const file = 'content/articles/a.md' as SourcePath;
const page = '/2024/01/a/' as UrlPath;
const render = createMarkdownRenderer({
  html: [],
  relatedAfter: 1,
  typography: germanOptions('de'),
  hints: false,
});
const contentOf = (markdown: string) => render({ file, markdown, firstLine: 1 }).content;

const jet: Media = {
  file: 'content/media/jet.jpg' as SourcePath,
  digest: 'abc',
  isPicture: true,
  width: 40,
  height: 30,
  caption: 'Ein "Jet"',
  credit: 'A & B',
};
const document: Media = { file: 'content/media/b.PDF' as SourcePath, digest: 'def', isPicture: false };
const media = new Map([jet, document].map((one) => [one.file, one]));
const addresses = new Map([
  ['content/articles/kim.md', '/2023/09/kim/'],
  ['content/pages/größe.md', '/größe/'],
]);

const context: RenderContext = {
  clock: { now: 0, preview: false },
  site: { origin: 'https://example.org', base: '/blog' },
  findMeant: () => undefined,
  addressOf: (source) => addresses.get(source) as UrlPath | undefined,
  media: {
    site: { origin: 'https://example.org', base: '' },
    has: (path) => media.has(path),
    peek: (path) => media.get(path),
    at: (path) => media.get(path),
  },
};
const card: CardView = {
  url: '/x/',
  kicker: '',
  title: 'X',
  teaser: '',
  authors: [],
  published: { iso: '', day: '', full: '' },
};

test('A text for a feed loses the soft hyphens of its words, and none of its addresses', () => {
  const html = feedHtml(
    contentOf('<p><a href="https://example.org/a\u00adb" title="c\u00add">e\u00adf</a></p>'),
    file,
    page,
    context,
  );
  expect(html).toBe('<p><a href="https://example.org/a\u00adb" title="c\u00add">ef</a></p>');
});

describe('A text for its page', () => {
  test('has its links filled in', () => {
    expect(
      bodyBlocks(
        contentOf('[k](kim.md#x) [g](../pages/größe.md) [w](/w/) [b](../media/b.PDF) [o](#o)'),
        file,
        context,
      ),
    ).toEqual([
      {
        kind: 'html',
        html: '<p><a href="/blog/2023/09/kim/#x">k</a> <a href="/blog/gr%C3%B6%C3%9Fe/">g</a> <a href="/blog/w/">w</a> <a href="/blog/medien/def.pdf">b</a> <a href="#o">o</a></p>',
      },
    ]);
  });

  test('keeps the words of a link to what nobody sees, and not one sign of its address', () => {
    const [block] = bodyBlocks(
      contentOf('Da [steht *es*](geheim.md "T") und [dort](geheim.md).'),
      file,
      context,
    );
    expect(block).toEqual({
      kind: 'html',
      html: '<p>Da <a title="T">steht <em>es</em></a> und <a>dort</a>.</p>',
    });
  });

  test('is cut at figures and at the place of the related article', () => {
    const blocks = bodyBlocks(contentOf('Eins.\n\nZwei.\n\n![Jet](jet.jpg)\n\nDrei.'), file, context, card);
    expect(blocks).toEqual([
      { kind: 'html', html: '<p>Eins.</p>' },
      { kind: 'related', card },
      { kind: 'html', html: expect.stringContaining('<p>Zwei.</p>') },
      {
        kind: 'figure',
        picture: { url: '/blog/medien/abc.jpg', alt: 'Jet', width: 40, height: 30, isTransparent: true },
        caption: 'Ein "Jet"',
        credit: 'A & B',
      },
      { kind: 'html', html: expect.stringContaining('<p>Drei.</p>') },
    ]);
  });

  test('is in one piece where there is no related article', () => {
    const blocks = bodyBlocks(contentOf('Eins.\n\nZwei.'), file, context);
    expect(blocks).toEqual([{ kind: 'html', html: '<p>Eins.</p>\n<p>Zwei.</p>' }]);
  });

  test('shows a picture inside a sentence, with its words escaped', () => {
    expect(bodyBlocks(contentOf('Ein ![A & <B>](jet.jpg) Bild.'), file, context)).toEqual([
      {
        kind: 'html',
        html: '<p>Ein <img src="/blog/medien/abc.jpg" alt="A &amp; &lt;B&gt;" width="40" height="30" class="transparent" loading="lazy" decoding="async"> Bild.</p>',
      },
    ]);
  });

  test('of nothing is nothing', () => {
    expect(bodyBlocks(contentOf(''), file, context)).toEqual([]);
  });
});

describe('A text for a feed', () => {
  test('has whole addresses everywhere, also for places on its own page', () => {
    expect(
      feedHtml(
        contentOf('[k](kim.md#x) [w](/w/) [o](#o) ![j](jet.jpg) [e](https://e.example/)'),
        file,
        page,
        context,
      ),
    ).toBe(
      '<p><a href="https://example.org/blog/2023/09/kim/#x">k</a> <a href="https://example.org/blog/w/">w</a> <a href="https://example.org/blog/2024/01/a/#o">o</a> <img src="https://example.org/blog/medien/abc.jpg" alt="j" width="40" height="30"> <a href="https://e.example/">e</a></p>',
    );
  });

  test('shows figures without a template, and no related article', () => {
    expect(feedHtml(contentOf('Eins.\n\n![j](jet.jpg)'), file, page, context)).toBe(
      '<p>Eins.</p>\n<figure><img src="https://example.org/blog/medien/abc.jpg" alt="j" width="40" height="30"><figcaption>Ein &quot;Jet&quot; Bild: A &amp; B</figcaption></figure>',
    );
  });

  test('has no soft hyphens, which readers and searches stumble over', () => {
    expect(feedHtml(contentOf('Sil\u00adben und Tren&shy;nung'), file, page, context)).toBe(
      '<p>Silben und Trennung</p>',
    );
  });

  test('tells no more of a hidden article than the page does', () => {
    expect(feedHtml(contentOf('Da [steht es](geheim.md).'), file, page, context)).toBe(
      '<p>Da <a>steht es</a>.</p>',
    );
  });
});
