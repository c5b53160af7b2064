/**
 * What the search finds, by the page itself in a real browser: questions with known answers, asked to the sample blog,
 * in the soak also to the same articles among hundreds of others. The figures are in docs/search.md.
 */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { makeCorpus } from '../../../bench/corpus.ts';
import { blattmacherSite } from '../../../bench/sites/blattmacherSite.ts';
import { articlePath, articleSource } from '../../../bench/sites/writeSite.ts';
import { serveFolder } from '../../../scripts/serveFolder.ts';
import { buildSite } from '../../../src/build/build.ts';
import { sampleBlog, sampleCaches } from '../../support/sampleBlog.ts';
import { createSite, reported } from '../../support/testSite.ts';
import { isSoak } from '../../support/thorough.ts';
import { useBrowser } from '../../support/useBrowser.ts';
import { usualBuild } from '../../support/usualBuild.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const browser = useBrowser();

interface Question {
  readonly group: string;
  readonly words: string;
  /** A part of the address that should be found. */
  readonly answer: string;
}

const questions = readFileSync(join(import.meta.dirname, 'sampleQueries.txt'), 'utf8')
  .split(/^# /m)
  .slice(1)
  .flatMap((part): readonly Question[] => {
    const [group = '', ...lines] = part.trim().split('\n');
    return lines.map((line) => {
      const [words = '', answer = ''] = line.split(' = ');
      return { group, words, answer };
    });
  });

/** The folder of the sample blog, finished, among `others` articles that a program wrote. */
async function sampleAmong(others: number): Promise<string> {
  if (others === 0) return (await sampleBlog()).folder;
  const settings = readFileSync(join(root, 'site.yaml'), 'utf8');
  const site = createSite({ 'site.yaml': `${settings}\ndesign: { socialPictures: nie }\n` });
  cpSync(join(root, 'content'), join(site.folder, 'content'), { recursive: true });
  const written = [...makeCorpus(others)].map((one) => [
    articlePath(one),
    articleSource(blattmacherSite, one),
  ]);
  site.write(Object.fromEntries(written));
  // Its pictures take long, and are the same.
  const { pictures } = sampleCaches();
  const usual = usualBuild(site.folder, site.out);
  expect(reported(await buildSite({ ...usual, caches: { ...usual.caches, pictures } }))).toEqual([]);
  return site.out;
}

/** Types each question and presses Enter; the addresses of the first five results. */
async function ask(page: Page, words: readonly string[]): Promise<readonly (readonly string[])[]> {
  return page.evaluate(`(async () => {
    const form = document.querySelector('[data-search]');
    const results = document.querySelector('[data-results]');
    const found = [];
    for (const words of ${JSON.stringify(words)}) {
      form.elements.namedItem('q').value = words;
      form.requestSubmit();
      const status = results.querySelector('[data-status]');
      const isThere = () => status.textContent.includes('„' + words + '“') && (/^Keine/.test(status.textContent) || results.querySelector('article'));
      while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 5));
      found.push([...results.querySelectorAll('.card-title a')].slice(0, 5).map((link) => link.pathname));
    }
    return found;
  })()`);
}

/** In percent of the questions: answered first, and among the first five; by group and of all. */
function figures(found: readonly (readonly string[])[]) {
  const places = questions.map(({ group, answer }, index) => ({
    group,
    place: found[index]?.findIndex((address) => address.includes(answer)) ?? -1,
  }));
  const percent = (of: typeof places, counts: (place: number) => boolean): number =>
    Math.round((100 * of.filter(({ place }) => counts(place)).length) / of.length);
  const row = (of: typeof places) => ({
    questions: of.length,
    first: percent(of, (place) => place === 0),
    five: percent(of, (place) => place >= 0),
  });
  const groups = [...Map.groupBy(places, ({ group }) => group)].map(([group, of]) => [group, row(of)]);
  return { ...Object.fromEntries(groups), all: row(places) };
}

describe.each([
  ['the sample blog', 0, 90, 95] as const,
  ...(isSoak ? [['the sample blog among five hundred other articles', 500, 86, 92] as const] : []),
])('In %s', (_, others, leastFirst, leastFive) => {
  test('questions are answered with the article that they mean', async () => {
    const { origin, close } = await serveFolder(await sampleAmong(others));
    const page = await browser().newPage();
    await page.goto(`${origin}/suche/`);
    const all = figures(
      await ask(
        page,
        questions.map(({ words }) => words),
      ),
    );
    await page.close();
    await close();
    expect(all['all']?.questions).toBeGreaterThan(150);
    expect(all['all']?.first).toBeGreaterThanOrEqual(leastFirst);
    expect(all['all']?.five).toBeGreaterThanOrEqual(leastFive);
  });
});
