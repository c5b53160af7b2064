/** Wide blocks and task lists: named for screen readers, reached by the keyboard, whole in print. */
import { expect, onTestFinished, test } from 'vitest';
import { serveFolder } from '../../scripts/serveFolder.ts';
import { accessibilityFaults } from '../face/accessibilityFaults.ts';
import { article, createSite } from '../support/testSite.ts';
import { useBrowser } from '../support/useBrowser.ts';

const browser = useBrowser();

const line = `const ${'lang'.repeat(75)} = 1;`;
const columns = Array.from({ length: 14 }, (_, index) => `Einwohnerzahl ${2000 + index}`);
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
const body = `- [ ] Antrag stellen
- [x] Antrag lesen

\`\`\`js
${line}
\`\`\`

${row(['', ...columns])}${row(['', ...columns].map(() => '---'))}${row(['Nordrhein-Westfalen', ...columns.map((_, index) => `${18_000_000 + index}`)])}
[](https://example.org/)

##

Ende.
`;

test('Code, wide tables and task lists are named, scroll by keyboard and fit on paper', async () => {
  const site = createSite({
    'content/articles/a.md': article('title: Breit\ndate: 2023-09-13\nslug: a', body),
    'content/comments/a/1.yaml': `name: Kim\ndate: 2023-09-14\ntext: |\n  \`\`\`\n  ${line}\n  \`\`\`\n`,
  });
  expect((await site.build()).published).toBe(true);
  const server = await serveFolder(site.out);
  const page = await browser().newPage();
  onTestFinished(async () => {
    await page.close();
    await server.close();
  });
  await page.goto(`${server.origin}/2023/09/a/`);
  // Of cells that are scrolled away axe cannot tell what is behind them.
  const isScrolledAway = /color-contrast.*at (?:th|td|\.number).*\n.*partially obscured/;
  expect((await accessibilityFaults(page)).filter((fault) => !isScrolledAway.test(fault))).toEqual([]);

  for (const block of ['.prose pre', '.table-box']) {
    await page.focus(block);
    for (let press = 0; press < 5; press++) await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.$eval(block, ({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0);
  }

  // A4 with margins of 2 cm.
  await page.setViewportSize({ width: 643, height: 1000 });
  await page.emulateMedia({ media: 'print' });
  const tooWide = await page.$$eval('.prose :is(pre, table, td, th), .comment-text pre', (elements) =>
    elements
      .filter(
        (element) =>
          element.getBoundingClientRect().right > 644 || element.scrollWidth > element.clientWidth + 1,
      )
      .map(({ tagName }) => tagName),
  );
  expect(tooWide).toEqual([]);
});
