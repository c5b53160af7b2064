/** An article that every page announces until its time is over. */
import { describe, expect, test } from 'vitest';
import { DevSite } from '../src/dev/devSite.ts';
import { wordsAt } from './support/html.ts';
import { article, createSite, type SiteText, reported } from './support/testSite.ts';
import { usualBuild } from './support/usualBuild.ts';

const noon = Date.UTC(2026, 9, 1, 12);
const hour = 3_600_000;
const files: SiteText = {
  'content/articles/beben.md': article(
    'title: Die Erde "bebt"\nslug: beben\ndate: 2026-10-01 13:00\nbreaking: 2026-10-01 16:00',
  ),
  'content/articles/alt.md': article('title: Alt\ndate: 2023-01-01'),
};
const old = '2023/01/alt/index.html';
const banner = 'Eilmeldung Die Erde „bebt“';

describe('An Eilmeldung', () => {
  test('stands on every page but its own', async () => {
    const site = createSite(files);
    expect(reported(await site.build({ now: noon }))).toEqual([]);
    for (const path of [old, 'index.html', '404.html', 'archiv/index.html'])
      expect(wordsAt(site.read(path), '.breaking')).toBe(banner);
    expect(wordsAt(site.read('2026/10/beben/index.html'), '.breaking')).toBe('');
  });

  test('appears with its article and goes at its end, by the site’s clock, where only the time has changed', async () => {
    const site = createSite(files);
    const seenAt = async (now: number) => {
      const { snapshot } = await site.build({ now });
      return [wordsAt(site.read(old), '.breaking'), snapshot?.collections.nextChange];
    };
    const [begin, end] = [noon - hour, noon + 2 * hour];
    expect(await seenAt(begin - 1)).toEqual(['', { instant: begin, kind: 'appears' }]);
    expect(await seenAt(begin)).toEqual([banner, { instant: end, kind: 'changes' }]);
    expect(await seenAt(end - 1)).toEqual([banner, { instant: end, kind: 'changes' }]);
    expect(await seenAt(end)).toEqual(['', { instant: begin + 48 * hour, kind: 'ages' }]);
    expect(site.read('2026/10/beben/index.html')).toContain('bebt');
    expect(await seenAt(end - 1)).toEqual([banner, { instant: end, kind: 'changes' }]);
  });

  test('goes from the preview when its time is over', async () => {
    const site = createSite(files);
    let now = noon;
    const devSite = new DevSite({ ...usualBuild(site.folder, site.out), now: () => now });
    await devSite.rebuild();
    const shown = (): string => wordsAt(String(devSite.answer('/2023/01/alt/')?.body), '.breaking');
    expect([shown(), devSite.isDue()]).toEqual([banner, false]);
    now += 2 * hour;
    expect(devSite.isDue()).toBe(true);
    expect(await devSite.rebuild()).toMatchObject({ kind: 'reload' });
    expect([shown(), devSite.isDue()]).toEqual(['', false]);
  });

  test('of a draft is not announced, even where drafts are shown', async () => {
    const site = createSite({
      ...files,
      'content/articles/beben.md': String(files['content/articles/beben.md']).replace(
        'date',
        'draft: ja\ndate',
      ),
    });
    await site.build({ now: noon, preview: true });
    expect(wordsAt(site.read(old), '.breaking')).toBe('');
  });

  test('that ends before its article appears is reported', async () => {
    const site = createSite({
      'content/articles/a.md': article('title: A\ndate: 2026-01-02\nbreaking: 2026-01-01'),
    });
    expect(reported(await site.build())).toEqual([
      expect.stringContaining('a.md:4:11: Warnung: Die Eilmeldung endet, bevor'),
    ]);
  });
});
