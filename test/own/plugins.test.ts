/** Plugins of the unified ecosystem, in the places that docs/extending.md names. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compiledModules } from '../support/runProgram.ts';
import { article, createSite, reported, type SiteText, type TestSite } from '../support/testSite.ts';

function siteWith(files: SiteText): TestSite {
  const site = createSite(files);
  symlinkSync(join(import.meta.dirname, '..', '..', 'node_modules'), join(site.folder, 'node_modules'));
  return site;
}

const math: SiteText = {
  'blattmacher.config.ts': `import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';

export default {
  remarkPlugins: [remarkMath],
  rehypePlugins: [[rehypeKatex, { output: 'mathml' }]],
};
`,
  'content/articles/a.md': article(
    'title: Formeln\nslug: a\ndate: 2026-01-01',
    'Es gilt $a^2 + b^2 = c^2$, sagt "Pythagoras".\n\n$$\n\\frac{1}{2}\n$$\n\n- Mit <b>HTML</b> und $x_1$.',
  ),
};

describe('KaTeX', () => {
  test('sets formulas when the site is built, and German around them', async () => {
    const site = siteWith(math);
    expect(reported(await site.build())).toEqual([]);
    const page = site.read('2026/01/a/index.html');
    expect(page).toMatch(/<math[^>]*><semantics><mrow><msup><mi>a<\/mi><mn>2<\/mn><\/msup>/);
    expect(page).toContain('<mfrac>');
    expect(page).toContain('sagt „Pythagoras“.');
    expect(page).toContain('<b>HTML</b>');
    expect(page).not.toMatch(/<[^>]* style=/);
    expect(page.match(/<math/g)).toHaveLength(3);
    expect(page).toContain('content="Es gilt a^2 + b^2 = c^2, sagt „Pythagoras“."');
  });

  test('sets the same in worker threads and in a verified build', async () => {
    const [alone, shared] = [siteWith(math), siteWith(math)];
    await alone.build();
    const { diagnostics } = await shared.build({
      workers: 2,
      threads: { few: 0, modules: compiledModules },
      verify: true,
    });
    expect(diagnostics).toEqual([]);
    expect(shared.outputs()).toEqual(alone.outputs());
  });

  test('tells of a wrong formula at its place', async () => {
    const site = siteWith({
      ...math,
      'content/articles/a.md': article('title: A\ndate: 2026-01-01', 'Gut.\n\nFalsch: $\\nix$.'),
    });
    const [told] = reported(await site.build());
    expect(told).toMatch(/^content\/articles\/a\.md:8:9: Warnung: Das Plugin „rehypeKatex“ meldet: .*nix/);
  });
});

test('A plugin sees the whole text as Markdown, and its links and pictures get their addresses', async () => {
  const site = siteWith({
    'blattmacher.config.js': `const link = () => (tree) => {
  tree.children.push({ type: 'paragraph', children: [
    { type: 'link', url: 'b.md', children: [{ type: 'text', value: 'weiter' }] },
    { type: 'image', url: 'bild.svg', alt: 'Ein Bild' },
  ] });
};
const drawing = () => (tree) => ({ ...tree, children: [...tree.children, { type: 'element', tagName: 'svg',
  properties: { viewBox: '0 0 1 1' }, children: [{ type: 'element', tagName: 'path', properties: { d: 'M0 0', strokeWidth: 2 }, children: [] }] }] });
export default { remarkPlugins: [link], rehypePlugins: [drawing] };
`,
    'content/articles/a.md': article('title: A\nslug: a\ndate: 2026-01-01', 'Ein Satz.'),
    'content/articles/b.md': article('title: B\nslug: b\ndate: 2026-01-02', 'Ein Satz.'),
    'content/media/bild.svg':
      '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"><path d="M0 0h4"/></svg>',
  });
  expect(reported(await site.build())).toEqual([]);
  const page = site.read('2026/01/a/index.html');
  expect(page).toContain('<a href="/2026/01/b/">weiter</a>');
  expect(page).toMatch(/<img[^>]*src="\/medien\//);
  expect(page).toContain('<svg viewBox="0 0 1 1"><path d="M0 0" stroke-width="2"></path></svg>');
});
