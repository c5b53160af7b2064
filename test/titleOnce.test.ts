/** Other programs want the headline as the first heading of the text; on the page it stands once all the same. */
import { describe, expect, test } from 'vitest';
import { article, createSite, minimalSettings, reported } from './support/testSite.ts';

const title = '"Nein" - sagt Kim';

async function pageOf(body: string, language = ''): Promise<string> {
  const site = createSite({
    'site.yaml': `${minimalSettings}permalink: /:slug/\n`,
    'content/articles/a.md': article(`title: '${title}'\ndate: 2023-09-13\nslug: a\n${language}`, body),
    'content/pages/impressum.md': article('title: Impressum', '# Impressum\n\n## Anschrift\n\nHier.'),
  });
  expect(reported(await site.build())).toEqual([]);
  expect(site.read('impressum/index.html').match(/<h[1-6][^>]*>.*?<\/h[1-6]>/g)).toContain(
    '<h2 id="anschrift">Anschrift</h2>',
  );
  const [, prose = ''] = site.read('a/index.html').split('<div class="prose">');
  return prose.split('<footer')[0] ?? '';
}

const headings = (page: string) => page.match(/<h[1-6][^>]*>.*?<\/h[1-6]>/gs) ?? [];

describe('A first heading that repeats the headline', () => {
  test.each([
    `# ${title}`,
    `# „NEIN“ – sagt Kim!`,
    `# **"Nein"** - sagt *Kim*`,
    `"Nein" - sagt Kim\n===`,
    `<h1>"Nein" – sagt Kim</h1>`,
    `Ein Vorspann.\n\n# ${title}`,
  ])('is left out: %s', async (heading) => {
    const page = await pageOf(`${heading}\n\nEin Text.\n\n## Ein Teil\n\n### Darin\n\nEnde.`);
    expect(headings(page)).toEqual(['<h2 id="ein-teil">Ein Teil</h2>', '<h3 id="darin">Darin</h3>']);
    expect(page).toContain('<p>Ein Text.</p>');
  });

  test('stays where it says more, or something leads to it', async () => {
    expect(headings(await pageOf(`# [${title}](https://example.com/)\n\nText.`))).toHaveLength(1);
    expect(headings(await pageOf(`# ${title} heute\n\nText.`))).toHaveLength(1);
    expect(headings(await pageOf(`# ${title}[^1]\n\nText.\n\n[^1]: Note.`))[0]).toContain('Kim');
    expect(headings(await pageOf(`# ${title}\n\nText, [nach oben](#nein-sagt-kim).`))).toHaveLength(1);
    expect(headings(await pageOf(`## Teil\n\n# ${title}\n\nText.`))).toHaveLength(2);
  });
});

test('Headings of the first level elsewhere move down with all others', async () => {
  const page = await pageOf('# Eins\n\nText.\n\n## Zwei\n\nText.\n\n# Drei\n\nText.');
  expect(headings(page).map((heading) => heading.slice(0, 3))).toEqual(['<h2', '<h3', '<h2']);
});
