/** What lies at other sites, in a whole site: nothing of it before a reader wants it. */
import { describe, expect, test } from 'vitest';
import { article, createSite, svgPicture, reported, reportedFor } from './support/testSite.ts';

const video = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ';
const page = '2023/09/kim/index.html';

function site(text: string) {
  return {
    'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13', text),
    'content/articles/anna.md': article('title: Anna\ndate: 2023-09-12'),
    'content/media/still.svg': svgPicture,
  };
}

function policyOf(html: string): string {
  return /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
}

describe('An embedded video', () => {
  test('is a box of our own with consent, a hidden button and a link', async () => {
    const built = createSite(site(`Vorher.\n\n![Kim im Werk](${video} "Aufnahme vom Freitag")\n\nNachher.`));
    expect(reported(await built.build())).toEqual([]);
    const html = built.read(page);
    expect(html).toContain(
      'data-embed="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ" data-title="Kim im Werk"',
    );
    expect(html).toContain('<p class="embed-title">Kim im Werk</p>');
    expect(html).toContain('YouTube (Google) erfährt dann deine IP-Adresse');
    expect(html).toContain('<button type="button" hidden>Video von YouTube laden</button>');
    expect(html).toContain(
      `<a class="embed-link" href="${video}" rel="noopener">Video bei YouTube öffnen</a>`,
    );
    expect(html).toContain('Aufnahme vom Freitag');
    expect(html).not.toMatch(/<iframe|src="https:/);
  });

  test('may have a picture of the site before it', async () => {
    const built = createSite(site(`[![Kim im Werk](still.svg "Foto: Max")](${video})`));
    expect(reported(await built.build())).toEqual([]);
    expect(built.read(page)).toMatch(/<div class="embed-box">\s*<img src="\/medien\/[0-9a-f]+\.svg" alt=""/);
    expect(built.read(page)).toContain('<figcaption> <span class="credit">Bild: Max</span> <a');
  });

  test('opens the content policy for its host alone, and on its page alone', async () => {
    const mastodon = 'https://mastodon.social/@Gargron/113789643022468290';
    const built = createSite(site(`![a](${video})\n\n![b](${video})\n\n![c](${mastodon})`));
    await built.build();
    const frames = 'frame-src https://mastodon.social https://www.youtube-nocookie.com;';
    expect(policyOf(built.read(page))).toContain(frames);
    expect(built.read(page)).toMatch(/<script type="module" src="\/assets\/embeds\.[0-9a-f]{8}\.js">/);
    for (const other of ['index.html', '2023/09/anna/index.html', 'archiv/index.html']) {
      expect(policyOf(built.read(other))).not.toContain('frame-src');
      expect(built.read(other)).not.toContain('embeds.');
    }
  });

  test('can be loaded where it stands in the text about an author', async () => {
    const built = createSite({
      ...site('Text.'),
      'content/authors/anna.md': article('name: Anna', `![a](${video})`),
      'content/articles/anna.md': article('title: Anna\ndate: 2023-09-12\nauthor: Anna'),
    });
    expect(reported(await built.build())).toEqual([]);
    const html = built.read('autor/anna/index.html');
    expect(policyOf(html)).toContain('frame-src https://www.youtube-nocookie.com;');
    expect(html).toMatch(/<script type="module" src="\/assets\/embeds\./);
  });

  test('is a plain link in feeds', async () => {
    const built = createSite(site(`Text.\n\n![Kim & Co](${video})`));
    await built.build();
    const feed = JSON.parse(built.read('feed.json')) as { items: { content_html: string }[] };
    expect(feed.items[0]?.content_html).toBe(
      `<p>Text.</p>\n<p><a href="${video}">Video bei YouTube: Kim &amp; Co</a></p>`,
    );
  });

  test('changes its page when its address does', async () => {
    const built = createSite(site(`Text.\n\n![Kim](${video})`));
    await built.build();
    built.write(site(`Text.\n\n![Kim](${video.replace('dQw', 'abc')})`));
    await built.build();
    expect(built.read(page)).toContain('embed/abc4w9WgXcQ');
  });

  test('stays a link where the author writes a link', async () => {
    const built = createSite(
      site(`[Zum Video](${video})\n\n<${video}>\n\n[![Kim](still.svg)](https://example.com/)`),
    );
    await built.build();
    expect(built.read(page)).not.toContain('data-embed');
  });
});

describe('An author is informed', () => {
  test.each([
    `https://user@www.youtube.com/watch?v=dQw4w9WgXcQ`,
    `https://www.youtube.com:444/watch?v=dQw4w9WgXcQ`,
    `https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ`,
    `http://www.youtube.com/watch?v=dQw4w9WgXcQ`,
    'https://www.youtube.com/@kanal',
  ])('that nothing can be embedded from %s', async (address) => {
    const [first = '', ...others] = await reportedFor(site(`Text.\n\n![Kim](${address})`));
    expect(others).toEqual([]);
    expect(first).toContain('content/articles/kim.md:8:1');
    expect(first).toContain(`Aus „${address}“ lässt sich nichts einbetten.`);
  });

  test('that a video needs a paragraph of its own', async () => {
    const [first = ''] = await reportedFor(site(`Hier ![Kim](${video}) im Text.`));
    expect(first).toContain('steht mitten im Text');
  });

  test('that other pictures from elsewhere, and scripts, are none', async () => {
    const [first = '', second = ''] = await reportedFor(
      site('![Kim](https://example.com/kim.jpg)\n\n![Kim](javascript:alert(1)//youtube.com)'),
    );
    expect(first).toContain('liegt auf einem fremden Server');
    expect(second).toContain('gibt es nicht');
  });
});
