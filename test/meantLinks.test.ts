/** Links that a text brings along from another program, or that name a text by its name alone. */
import { describe, expect, test } from 'vitest';
import { article, createSite, type SiteText, svgPicture, reported } from './support/testSite.ts';

const url = '2024/01/a/index.html';
const others: SiteText = {
  'content/articles/2020-01-02-Neue-Firmware.2.md': article(
    'title: Die neue Firmware',
    '## Die Lage\n\nText.',
  ),
  'content/articles/reise/index.md': article('title: Wir reisen\ndate: 2021-05-06\ncategories: [Urlaub]'),
  'content/articles/2019/chronik.md': article('title: Chronik\ndate: 2019-01-01'),
  'content/articles/2020/chronik.md': article('title: Chronik\ndate: 2020-01-01'),
  'content/articles/2018-01-01-geheim.md': article('title: Geheim\ndraft: true'),
  'content/articles/archiv.md': article('title: Das Archiv\ndate: 2022-01-01'),
  'content/pages/kontakt.md': article('title: Kontakt'),
  'content/media/img/haus.svg': svgPicture,
};

function siteWith(body: string, more: SiteText = {}) {
  return createSite({
    ...others,
    ...more,
    'content/articles/neu/a.md': article('title: A\ndate: 2024-01-01', body),
  });
}

async function targetOf(
  body: string,
): Promise<{ readonly href: string | undefined; readonly told: readonly string[] }> {
  const site = siteWith(body);
  const told = reported(await site.build());
  const prose = /<div class="prose">\s*([^]*?)\s*<\/div>/.exec(site.read(url))?.[1] ?? '';
  return { href: /href="([^"]*)"/.exec(prose)?.[1], told };
}

const firmware = '/2020/01/neue-firmware-2/';

describe('A link leads to the one text of its name', () => {
  test.each([
    ['by an address of Jekyll', '[x](/2020/01/02/Neue-Firmware.2.html)', firmware],
    ['by one with a category before the date', '[x](/technik/2020/01/02/neue-firmware-2/)', firmware],
    [
      'by one with the month alone, and a place',
      '[x](/2020/01/neue-firmware.2.html#die-lage)',
      `${firmware}#die-lage`,
    ],
    ['by a whole address of the site', '[x](https://example.org/blog/neue-firmware-2/)', firmware],
    ['by the address of a folder', '[x](/blog/reise/)', '/2021/05/wir-reisen/'],
    ['of a page', '[x](/kontakt.html)', '/kontakt/'],
    ['by a path relative to the old address', '[x](../../../../2020/01/02/neue-firmware.2.html)', firmware],
  ])('%s, and says what readers from elsewhere need', async (_, body, address) => {
    const { href, told } = await targetOf(body);
    expect(href).toBe(address);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/der Link führt zu content\/.*aliases: \[\/.*\]/s);
  });

  test.each([
    ['without the ending', '[x](../2020-01-02-Neue-Firmware.2)', firmware],
    ['without the date', '[x](neue-firmware.2.html)', firmware],
    ['in HTML', '<a href="../2020-01-02-Neue-Firmware.2.html">x</a>', firmware],
  ])('by its file %s, without a word', async (_, body, address) => {
    expect(await targetOf(body)).toEqual({ href: address, told: [] });
  });
});

describe('A link in the words of another program', () => {
  test.each([
    ['[x]({% link _posts/2020-01-02-Neue-Firmware.2.md %})', firmware],
    ['[x]({% post_url 2020-01-02-Neue-Firmware.2 %}#die-lage)', `${firmware}#die-lage`],
    ['[x]({{ site.baseurl }}{% post_url 2020-01-02-Neue-Firmware.2 %})', firmware],
    ['[x]({{< ref "2020-01-02-Neue-Firmware.2.md" >}})', firmware],
    ['[x]({{% relref "/posts/reise" %}})', '/2021/05/wir-reisen/'],
    ['[x]({{ "/kontakt/" | relative_url }})', '/kontakt/'],
    ['[x]({{ site.url }}/kontakt/)', '/kontakt/'],
    ['[x]({{site.url}}{{site.baseurl}}/kontakt/)', '/kontakt/'],
    ['<a href="{{ site.url }}/kontakt/">x</a>', '/kontakt/'],
  ])('%s leads where it did', async (body, address) => {
    expect((await targetOf(body)).href).toBe(address);
  });

  test('shows its picture', async () => {
    const site = siteWith('![Haus]({{ site.baseurl }}/img/haus.svg)\n\n![Haus]({{site.url}}/img/haus.svg)');
    expect(reported(await site.build())).toEqual([]);
    expect(site.read(url).match(/<img [^>]*alt="Haus"/g)).toHaveLength(2);
  });
});

describe('No link leads to a text', () => {
  test.each([
    ['whose name another has as well', '/blog/chronik/'],
    ['of another day', '/2020/01/03/neue-firmware.2.html'],
    ['whose name is that of a tag', '/tags/reise/'],
    ['whose name is that of an author', '/author/reise/'],
  ])('%s', async (_, address) => {
    const told = reported(await siteWith(`[x](${address})`).build());
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('Fehler: Der Link führt ins Leere');
  });

  test('of two of one name, unless a date decides', async () => {
    expect((await targetOf('[x](/2019/01/01/chronik.html)')).href).toBe('/2019/01/chronik/');
  });

  test('where the site has something else', async () => {
    expect(await targetOf('[x](/archiv/)')).toEqual({ href: '/archiv/', told: [] });
  });

  test('where the configuration or the theme has something else', async () => {
    const page = "() => ({ url: '/kontakt/', title: 'K', template: 'page', view: {} })";
    const site = siteWith('[x](/kontakt/) [y](/wir-reisen.html)', {
      'content/pages/kontakt.md': article('title: Kontakt\nslug: schreib-uns'),
      'blattmacher.config.js': `export default { pages: [${page}] };`,
      'templates/page.eta': '<%= it.title %>',
      'templates/static/wir-reisen.html': 'Von Hand.',
    });
    expect(reported(await site.build())).toEqual([]);
    expect(site.read(url)).toContain('<a href="/kontakt/">x</a> <a href="/wir-reisen.html">y</a>');
  });

  test('that readers do not see', async () => {
    const { href, told } = await targetOf('[x](/2018/01/01/geheim.html)');
    expect(href).toBeUndefined();
    expect(told.join()).not.toContain('Fehler');
  });
});
