/** Black lines on nothing, in front of readers who like it dark. */
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { serveFolder } from '../../scripts/serveFolder.ts';
import { createSite } from '../support/testSite.ts';
import { useBrowser } from '../support/useBrowser.ts';

const browser = useBrowser();

const lines = (style = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><style>${style}</style><path d="M20 20h260v160H20z" fill="none" stroke="#000" stroke-width="9"/></svg>`;

test('Transparent pictures stand on a light ground where the page is dark, and photographs and adaptive drawings on none', async () => {
  const png = await sharp(Buffer.from(lines())).png().toBuffer();
  const photo = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#369' } })
    .jpeg()
    .toBuffer();
  const site = createSite({
    'site.yaml': 'title: Kurier\nurl: https://example.org/\n',
    'content/articles/a.md': `---
title: Plan
date: 2023-09-13
slug: a
image: { src: lead.png, alt: Plan }
---
![Zeichnung](linien.svg)

Im Text ![Bild](text.png) und ![Foto](foto.jpg) und ![Zeichnung](selbst.svg).
`,
    'content/media/lead.png': png,
    'content/media/text.png': Buffer.concat([png, Buffer.from('x')]),
    'content/media/linien.svg': lines(),
    'content/media/selbst.svg': lines('@media (prefers-color-scheme: dark) { path { stroke: #fff } }'),
    'content/media/foto.jpg': photo,
  });
  const { diagnostics } = await site.build();
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const server = await serveFolder(site.out);
  onTestFinished(() => server.close());
  const groundsIn = async (colorScheme: 'light' | 'dark'): Promise<Record<string, string>> => {
    const page = await browser().newPage({ colorScheme });
    await page.goto(`${server.origin}/2023/09/a/`);
    const grounds: Record<string, string> = await page.evaluate(
      `Object.fromEntries([...document.querySelectorAll('main article img')].map((image) => [image.alt + image.closest('p, figure').tagName, getComputedStyle(image).backgroundColor]))`,
    );
    await page.close();
    return grounds;
  };
  const light = 'rgb(245, 240, 231)';
  const dark = 'rgb(35, 33, 30)';
  expect(await groundsIn('dark')).toEqual({
    PlanFIGURE: light,
    ZeichnungFIGURE: light,
    BildP: light,
    FotoP: dark,
    ZeichnungP: dark,
  });
  expect(new Set(Object.values(await groundsIn('light')))).toEqual(new Set([light]));
});
