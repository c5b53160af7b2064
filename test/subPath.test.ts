/** A blog that is not at the root of its host. */
import { sampleText } from './support/fullPaper.ts';
import { describe, expect, test } from 'vitest';
import { addressesIn } from './support/html.ts';
import { article, createSite } from './support/testSite.ts';

describe('Under a sub-path', () => {
  const sitePath = 'https://example.org/blog/';
  const settings = `title: Der Bote\nurl: ${sitePath}\narticlesPerPage: 1\nnavigation: [{ name: Korea, url: /thema/nordkorea/ }]\n`;

  test('every address of a page begins with it, or is elsewhere', async () => {
    const site = createSite({
      'site.yaml': settings,
      ...sampleText,
      'content/articles/mehr.md': article(
        'title: Mehr\ndate: 2024-01-01\ntags: [Nordkorea]\nsection: Ausland',
        '[Kim](2023/kim.md#x) [Wurzel](/feed.xml) [Bild](../media/kim.svg) [oben](#oben) [weg](https://weg.example/)\n\n![Bild](kim.svg)\n\nText ![Bild](kim.svg) Text[^1]\n\n[^1]: Fuß.',
      ),
    });
    await site.build();
    const pages = site.paths().filter((path) => path.endsWith('.html'));
    const astray = pages.flatMap((page) =>
      addressesIn(site.read(page)).filter((address) => !/^(?:\/blog\/|https:\/\/|mailto:|#)/.test(address)),
    );
    expect(astray).toEqual([]);
    expect(pages.some((page) => site.read(page).includes('href="/blog/thema/nordkorea/seite/2/"'))).toBe(
      true,
    );
    expect(site.read('alt/kim.html')).toContain('url=/blog/2023/09/kim-besucht-flugzeugwerk/');
  });

  test('the files stand where they stood, without it', async () => {
    const site = createSite({ 'site.yaml': settings, ...sampleText });
    await site.build();
    expect(site.paths()).toContain('2023/09/kim-besucht-flugzeugwerk/index.html');
  });

  test('feeds and sitemaps name whole addresses with it', async () => {
    const site = createSite({
      'site.yaml': settings,
      ...sampleText,
      'content/articles/mehr.md': article(
        'title: Mehr\ndate: 2024-01-01',
        '[Kim](2023/kim.md) [Wurzel](/feed.xml) [oben](#oben)\n\n![Bild](kim.svg)\n\n## Oben',
      ),
    });
    await site.build();
    const texts = site
      .paths()
      .filter((path) => /\.(?:xml|json)$/.test(path))
      .map((path) => site.read(path));
    const addresses = texts.flatMap((text) => [
      ...text.matchAll(/(?:href|src|url)=(?:\\?["']|&quot;)([^"'\\&]+)|<(?:loc|link)[^>]*>([^<\s]+)/g),
    ]);
    expect(addresses.length).toBeGreaterThan(50);
    const astray = addresses
      .map(([, attribute, element]) => attribute ?? element ?? '')
      .filter((address) => !address.startsWith(sitePath) && !address.startsWith('https://anna.example/'));
    expect(astray).toEqual([]);
  });
});
