/** Texts for search engines that are not those for readers. */
import { expect, test } from 'vitest';
import { elementsIn, wordsAt } from './support/html.ts';
import { article, createSite } from './support/testSite.ts';

const seo = `seo:
  title: 'Hafen: "Nein" zum Umbau'
  description: Was der Rat am Montag beschloss.`;

const files = {
  'content/articles/rat.md': article(
    `title: Der Rat hat gesprochen\ndate: 2024-01-02\ndescription: Vorspann.\n${seo}`,
  ),
  'content/articles/anzeige.md': article(`title: Kaufen\ndate: 2024-01-02\nlabel: anzeige\n${seo}`),
  'content/pages/haus.md': article(`title: Das Haus\ndescription: Ein Haus.\n${seo}`),
};

function headOf(html: string) {
  const meta = (name: string): unknown =>
    elementsIn(
      html,
      ({ tagName, properties }) =>
        tagName === 'meta' && [properties['name'], properties['property']].includes(name),
    )[0]?.properties['content'];
  return { title: wordsAt(html, 'title'), og: meta('og:title'), description: meta('description') };
}

test('Search engines get texts of their own; readers, breadcrumbs and lists keep the others', async () => {
  const site = createSite(files);
  const { diagnostics } = await site.build();
  expect(diagnostics).toEqual([]);
  const html = site.read('2024/01/der-rat-hat-gesprochen/index.html');
  expect(headOf(html)).toEqual({
    title: 'Hafen: „Nein“ zum Umbau – Der Bote',
    og: 'Hafen: „Nein“ zum Umbau',
    description: 'Was der Rat am Montag beschloss.',
  });
  expect(wordsAt(html, 'h1')).toBe('Der Rat hat gesprochen');
  expect(html).toContain('Vorspann.');
  expect(site.read('index.html')).not.toContain('Umbau');
  const page = site.read('haus/index.html');
  expect(headOf(page)).toMatchObject({
    og: 'Hafen: „Nein“ zum Umbau',
    description: 'Was der Rat am Montag beschloss.',
  });
  expect(wordsAt(page, 'h1')).toBe('Das Haus');
});

test('An advertisement is called one there, too', async () => {
  const site = createSite(files);
  await site.build();
  expect(headOf(site.read('2024/01/kaufen/index.html')).og).toBe('Anzeige: Hafen: „Nein“ zum Umbau');
});
