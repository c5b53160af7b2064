/** A site in which nothing has changed is recognised without its sources; in which anything has changed, never. */
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BuildOptions, BuildResult } from '../../src/build/build.ts';
import { createCaches } from '../../src/content/load/sourceCache.ts';
import {
  article,
  createSite,
  minimalSettings,
  reported,
  type SiteText,
  type TestSite,
} from '../support/testSite.ts';

const sampleFiles = {
  'content/articles/kim.md': article('title: Kim\nslug: kim\ndate: 2025-03-03\nsection: Ausland', 'Er kam.'),
  'content/articles/bald.md': article('title: Bald\ndate: 2026-10-02 09:00\nsection: Inland'),
  'content/articles/notiz.md': article('title: Notiz\ndate: 2025-01-01\nsection: Inland\nlaune: gut'),
};

/** A minute later, when the files are no longer fresh. */
function later(site: TestSite, options: Partial<BuildOptions> = {}): Promise<BuildResult> {
  const clock = (): number => Date.now() + 60_000;
  return site.build({ caches: createCaches({ site: site.folder, program: 'test', clock }), ...options });
}

async function built(files: SiteText = {}, options: Partial<BuildOptions> = {}): Promise<TestSite> {
  const site = createSite({ ...sampleFiles, ...files });
  expect((await later(site, options)).published).toBe(true);
  return site;
}

const isRecognised = ({ published, snapshot }: BuildResult): boolean => published && snapshot === undefined;

/** Builds once more; the site and what is said are those of a build from the sources alone. */
async function rebuilt(site: TestSite, options: Partial<BuildOptions> = {}): Promise<BuildResult> {
  const result = await later(site, options);
  const outputs = site.outputs();
  const clean = await later(site, { ...options, fresh: true });
  expect({
    said: reported(result),
    outlook: result.outlook,
    unchanged: result.unchanged + result.written,
  }).toEqual({
    said: reported(clean),
    outlook: clean.outlook,
    unchanged: clean.unchanged + clean.written,
  });
  expect(outputs).toEqual(site.outputs());
  return result;
}

describe('A site in which nothing has changed', () => {
  test('is recognised, and its warnings are said again', async () => {
    const site = await built();
    const result = await rebuilt(site);
    expect(isRecognised(result)).toBe(true);
    expect(result.diagnostics.map(({ code }) => code)).toEqual(['schema/unknown-key']);
  });

  test('is not recognised while a file is so fresh that it may change within one tick of the clock', async () => {
    const site = await built();
    expect(isRecognised(await site.build())).toBe(false);
  });

  test('is made from the sources where that is asked for', async () => {
    const site = await built();
    expect(isRecognised(await later(site, { verify: true }))).toBe(false);
    expect(isRecognised(await later(site, { fresh: true }))).toBe(false);
  });

  test('is recognised until the next article is due', async () => {
    const site = await built();
    const due = Date.UTC(2026, 9, 2, 7);
    expect(isRecognised(await rebuilt(site, { now: due - 1 }))).toBe(true);
    expect(isRecognised(await rebuilt(site, { now: due }))).toBe(false);
    expect(isRecognised(await rebuilt(site, { now: due - 1 }))).toBe(false);
  });

  test('is not recognised when a setting has expired meanwhile', async () => {
    const security = 'security: { contact: mailto:a@example.org, expires: 2026-10-02T06:00:00Z }\n';
    const site = await built({ 'site.yaml': minimalSettings + security });
    expect(isRecognised(await rebuilt(site))).toBe(true);
    const result = await rebuilt(site, { now: Date.UTC(2026, 9, 2, 6, 30) });
    expect(result.diagnostics.map(({ code }) => code)).toContain('settings/security-expired');
  });

  test('is not recognised while it has a warning that ends by itself', async () => {
    const head = 'title: Kim\ndate: 2025-03-03\nupdated: 2026-10-05\nsection: Ausland';
    const site = await built({ 'content/articles/kim.md': article(head) });
    expect((await rebuilt(site)).diagnostics.map(({ code }) => code)).toContain('catalogue/future');
    await rebuilt(site, { now: Date.UTC(2026, 9, 6) });
  });
});

describe('A site is made anew after', () => {
  const kimPage = (site: TestSite): string => join(site.out, '2025/03/kim/index.html');
  test.each<[string, (site: TestSite) => void, Partial<BuildOptions>?]>([
    [
      'an edit of the same length',
      (site) =>
        site.write({ 'content/articles/kim.md': sampleFiles['content/articles/kim.md'].replace('Er', 'Es') }),
    ],
    [
      'a new article',
      (site) =>
        site.write({ 'content/articles/neu.md': article('title: Neu\ndate: 2025-01-02\nsection: Inland') }),
    ],
    ['the loss of an article', (site) => site.remove('content/articles/notiz.md')],
    [
      'a new name of a file',
      (site) => site.rename('content/articles/kim.md', 'content/articles/kim-jong-un.md'),
    ],
    ['a file that is left out', (site) => site.write({ 'content/articles/brief.txt': 'Hallo' })],
    ['another setting', (site) => site.write({ 'site.yaml': `${minimalSettings}language: de-AT\n` })],
    ['a template of its own', (site) => site.write({ 'templates/partials/footer.eta': 'Fuß' })],
    ['the loss of a page', (site) => rmSync(kimPage(site))],
    ['the damage of a page', (site) => truncateSync(kimPage(site), 10)],
    ['the loss of its manifest', (site) => writeFileSync(join(site.out, '.blattmacher.json'), '{}')],
    ['another program', () => {}, { program: 'other' }],
    ['the wish to see drafts', () => {}, { preview: true }],
  ])('%s', async (_, change, options) => {
    const site = await built();
    change(site);
    expect(isRecognised(await later(site, options))).toBe(false);
    await rebuilt(site, options);
  });
});

describe('The kept result', () => {
  test('holds nothing of a comment', async () => {
    const site = await built();
    site.write({ 'content/comments/kim/a.yaml': 'name: Grete Geheim\nunfug: Grete Geheim\n' });
    expect((await rebuilt(site)).diagnostics).toHaveLength(2);
    expect(isRecognised(await rebuilt(site))).toBe(false);
    const kept = readFileSync(join(site.folder, '.cache', 'last-build', 'files.json'), 'utf8');
    expect(kept).not.toContain('kim/a');
  });

  test('counts for nothing when it is damaged', async () => {
    const site = await built();
    const file = join(site.folder, '.cache', 'last-build', 'files.json');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('Er', 'Es').replace('"articles":2', '"articles":7'),
    );
    expect(isRecognised(await rebuilt(site))).toBe(false);
    expect(isRecognised(await rebuilt(site))).toBe(true);
  });
});
