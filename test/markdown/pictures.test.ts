/** Pictures beside and wider than their text, galleries and pull quotes, as authors write them and as readers get them. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { elementsIn, wordsAt } from '../support/html.ts';
import { article, createSite, reported, svgPicture } from '../support/testSite.ts';

const media = Object.fromEntries(['a', 'b', 'c'].map((name) => [`content/media/${name}.svg`, svgPicture]));

async function pageOf(content: string) {
  const site = createSite({
    ...media,
    'content/articles/a.md': article('title: A\ndate: 2023-01-01', content),
  });
  const result = await site.build();
  return {
    html: result.published ? site.read('2023/01/a/index.html') : '',
    feed: result.published ? site.read('feed.json') : '',
    complaints: reported(result),
  };
}

describe('A picture of its own', () => {
  test.each([
    ['{bild=breit}', 'wide'],
    [' { bild=klein }', 'small'],
    ['{bild=Links}', 'left'],
    ['{bild=rechts}', 'right'],
  ])('with %s behind it stands %s', async (braces, place) => {
    const { html, feed, complaints } = await pageOf(
      `Vorher.\n\n![A](a.svg "Wort. Foto: Max")${braces}\n\nNachher.`,
    );
    expect(complaints).toEqual([]);
    expect(html).toContain(`<figure class="figure-${place}">`);
    expect(wordsAt(html, `.figure-${place}`)).toBe('Wort. Bild: Max');
    expect(html + feed).not.toMatch(/bild=|data-bild/);
  });

  test('has the width of its text without a word, and with one that does not exist, which is told', async () => {
    const { html, complaints } = await pageOf('![A](a.svg)\n\n![B](b.svg){bild=oben}');
    expect(html.match(/<figure>/g)).toHaveLength(2);
    expect(complaints).toEqual([
      expect.stringMatching(/a\.md:8:1: Warnung: Den Platz „oben“.*\n.*\{bild=breit\}/),
    ]);
  });

  test('in a sentence has no place: the braces are told of', async () => {
    const { complaints } = await pageOf('Ein ![A](a.svg){bild=rechts} im Satz.');
    expect(complaints).toEqual([expect.stringContaining('„{bild=rechts}“ steht so auf der Seite')]);
  });
});

describe('A list of nothing but pictures', () => {
  const list = '- ![A](a.svg "Erstes. Foto: Max")\n- ![B](b.svg)\n- ![C](c.svg "Drittes")';

  test.each([list, list.replaceAll('\n', '\n\n')])(
    'is a gallery whose pictures lead to the whole ones',
    async (written) => {
      const { html, feed, complaints } = await pageOf(`Vorher.\n\n${written}\n\nNachher.`);
      expect(complaints).toEqual([]);
      const [gallery] = elementsIn(html, ({ properties }) => String(properties['className']) === 'gallery');
      expect(gallery?.tagName).toBe('ul');
      const links = elementsIn(
        html,
        ({ tagName, properties }) => tagName === 'a' && String(properties['href']).startsWith('/medien/'),
      );
      expect(links.map(({ properties }) => properties['ariaLabel'])).toEqual([
        'Ganzes Bild: A',
        'Ganzes Bild: B',
        'Ganzes Bild: C',
      ]);
      expect(wordsAt(html, '.gallery')).toBe('Erstes. Bild: Max Drittes');
      expect(feed).toContain('<figcaption>Drittes</figcaption>');
    },
  );

  test.each([
    ['one picture alone', '- ![A](a.svg)'],
    ['words beside a picture', '- ![A](a.svg) Wort\n- ![B](b.svg)'],
    ['an item without a picture', '- ![A](a.svg)\n- ![B](b.svg)\n- Wort'],
    ['two pictures in an item', '- ![A](a.svg) ![B](b.svg)\n- ![C](c.svg)'],
    ['numbers', '1. ![A](a.svg)\n2. ![B](b.svg)'],
    ['a picture from elsewhere', '- ![A](a.svg)\n- ![B](https://x.example/b.jpg)'],
  ])('is no gallery with %s', async (_, written) => {
    expect((await pageOf(`Vorher.\n\n${written}`)).html).not.toContain('gallery');
  });

  test('tells of a picture that is missing at its place', async () => {
    const { complaints } = await pageOf('- ![A](a.svg)\n- ![D](d.svg)');
    expect(complaints).toEqual([expect.stringMatching(/a\.md:7:3: Fehler: .*d\.svg/)]);
  });
});

describe('A pull quote', () => {
  const quote = (inside: string): string => `Vorher.\n\n::: {kasten=zitat}\n${inside}\n:::\n\nNachher.`;

  test.each([
    ['"Nein."', '„Nein.“', ''],
    ['"Nein."\n\n— Kim "Jong" Un', '„Nein.“', '— Kim „Jong“ Un'],
    ['> "Nein."\n> "Nie."\n\n– Kim', '„Nein.“ „Nie.“', '– Kim'],
    ['Eins.\n\nZwei.', 'Eins.Zwei.', ''],
  ])('of %j shows the quote and who said it', async (inside, words, source) => {
    const { html, complaints } = await pageOf(quote(inside));
    expect(complaints).toEqual([]);
    expect(wordsAt(html, 'blockquote')).toBe(words);
    expect(wordsAt(html, 'figcaption')).toBe(source);
  });

  test.each(['– Kim', ''])('without a quote (%j) is an error', async (inside) => {
    expect((await pageOf(quote(inside))).complaints).toEqual([
      expect.stringMatching(/a\.md:8:1: Fehler: In diesem Kasten steht kein Zitat/),
    ]);
  });
});

test('Whatever stands between braces, lists and pictures, every picture is on the page and nothing breaks', async () => {
  const piece = fc.constantFrom(
    '![A](a.svg)',
    '![B](b.svg "x")',
    '{bild=rechts}',
    '{bild=}',
    '- ',
    '* ',
    '1. ',
    '\n',
    '\n\n',
    '  ',
    '> ',
    '::: {kasten=zitat}\n',
    ':::\n',
    '— ',
    'Wort',
    '{bild=links} ',
  );
  const site = createSite(media);
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { minLength: 1, maxLength: 14 }).map((all) => all.join('')),
      async (text) => {
        site.write({ 'content/articles/a.md': article('title: A\ndate: 2023-01-01', `Anfang.\n\n${text}`) });
        const { published } = await site.build();
        if (!published) return;
        const html = site.read('2023/01/a/index.html').split('class="prose"')[1] ?? '';
        expect(html.match(/<img /g)?.length ?? 0).toBe(text.match(/!\[/g)?.length ?? 0);
        for (const tag of ['ul', 'li', 'figure', 'blockquote'])
          expect(html.match(new RegExp(`<${tag}[ >]`, 'g'))?.length).toBe(
            html.match(new RegExp(`</${tag}>`, 'g'))?.length,
          );
      },
    ),
    { numRuns: 60 },
  );
});
