/** German compounds of sixty letters on the smallest phones, on machines with few fonts and before those of the pages have come. */
import { expect, onTestFinished, test } from 'vitest';
import { type MachineFonts, openBrowser } from '../../scripts/openBrowser.ts';
import { serveFolder } from '../../scripts/serveFolder.ts';
import { overflow } from '../face/overflow.ts';
import { holdBack } from '../face/pageKinds.ts';
import { createSite } from '../support/testSite.ts';

const word = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgese';
/** Without a place at which a browser knows how to hyphenate. */
const solid = 'X'.repeat(60);
const long = 'x'.repeat(60);

/** What of these pages does not fit on a machine with such fonts, where those of the pages do not come. */
async function overflowing(origin: string, paths: readonly string[], fonts: MachineFonts) {
  const browser = await openBrowser([], fonts);
  onTestFinished(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
  // Pages at old addresses lead on at once; here they are checked.
  await page.route('**/*alt/', holdBack);
  await page.route('**/*.woff2', (route) => route.abort());
  const found: string[] = [];
  for (const path of paths) {
    await page.goto(`${origin}/${path}`, { waitUntil: 'load' });
    expect(new URL(page.url()).pathname).toBe(`/${path}`);
    found.push(...(await overflow(page)).map((fault) => `/${path}, fonts: ${fonts}: ${fault}`));
  }
  return found;
}

test('Long words stay on the page everywhere', async () => {
  const site = createSite({
    'site.yaml': `title: ${word}\nurl: https://example.org/\ndescription: ${word}\nnavigation:\n  - { name: ${word}, url: / }\n  - { name: ${solid}, url: / }\ncomments: { endpoint: /c }\n`,
    'content/articles/a.md': `---
title: ${word}
kicker: ${word}
description: ${word} ${solid}
date: 2023-09-13
section: ${word}
tags: [${word}, ${solid}]
author: ${word}
image: { src: a.svg, alt: Bild, caption: ${word}, credit: ${solid} }
corrections: [{ date: 2023-09-14, text: ${solid} }]
slug: a
aliases: [/alt/]
---
${word} ${solid}

## ${word}

- ${solid}

> ${word}

| ${word} | ${solid} |
|---|---|
| 1 | 2 |
`,
    'content/articles/b.md': `---\ntitle: ${solid}\ndate: 2023-09-12\nsection: ${word}\ntags: [${word}, ${solid}]\nslug: ${long}\naliases: [/noch-alt/]\n---\nText.\n`,
    'content/media/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600"/>',
    'content/comments/a/1.yaml': `name: ${solid}\ndate: 2023-09-14\ntext: ${word} ${solid}\n`,
  });
  const { published, diagnostics } = await site.build();
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(published).toBe(true);
  const server = await serveFolder(site.out);
  onTestFinished(() => server.close());
  const listing = site.paths().find((path) => path.startsWith('ressort/') && path.endsWith('/index.html'));
  const paths = [
    '',
    '2023/09/a/',
    `2023/09/${long}/`,
    String(listing).replace('index.html', ''),
    'archiv/',
    '404.html',
    'alt/',
    'noch-alt/',
  ];
  expect(await overflowing(server.origin, paths, 'usual')).toEqual([]);
  expect(await overflowing(server.origin, paths, 'wide')).toEqual([]);
});
