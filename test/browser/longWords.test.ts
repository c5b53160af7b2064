/** German compounds of sixty letters on the smallest phones. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openBrowser } from '../../scripts/openBrowser.ts';
import { serveFolder } from '../../scripts/serveFolder.ts';
import { overflow } from '../face/overflow.ts';
import { createSite } from '../support/testSite.ts';

const word = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgese';
/** Without a place at which a browser knows how to hyphenate. */
const solid = 'X'.repeat(60);

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

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
---
${word} ${solid}

## ${word}

- ${solid}

> ${word}

| ${word} | ${solid} |
|---|---|
| 1 | 2 |
`,
    'content/articles/b.md': `---\ntitle: ${solid}\ndate: 2023-09-12\nsection: ${word}\ntags: [${word}, ${solid}]\nslug: b\n---\nText.\n`,
    'content/media/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600"/>',
    'content/comments/a/1.yaml': `name: ${solid}\ndate: 2023-09-14\ntext: ${word} ${solid}\n`,
  });
  const { published, diagnostics } = await site.build();
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(published).toBe(true);
  const server = await serveFolder(site.out);
  const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
  onTestFinished(async () => {
    await page.close();
    await server.close();
  });
  const listing = site.paths().find((path) => path.startsWith('ressort/') && path.endsWith('/index.html'));
  const paths = [
    '',
    '2023/09/a/',
    '2023/09/b/',
    String(listing).replace('index.html', ''),
    'archiv/',
    '404.html',
  ];
  const found: string[] = [];
  for (const path of paths) {
    await page.goto(`${server.origin}/${path}`, { waitUntil: 'load' });
    found.push(...(await overflow(page)).map((fault) => `/${path}: ${fault}`));
  }
  expect(found).toEqual([]);
});
