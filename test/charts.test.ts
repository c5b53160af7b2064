/** Charts in a whole site: their files, their pages, their feeds. */
import { describe, expect, test } from 'vitest';
import { article, createSite, type SiteText, reported, reportedFor } from './support/testSite.ts';

const page = '2023/09/kim/index.html';

function site(data: string, more: SiteText = {}): SiteText {
  const chart = `Text.\n\n::: {diagramm=linie}\n**Zinsen**\n\n${data}\n\nQuelle: EZB\n:::`;
  return { 'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13', chart), ...more };
}

const link = '[Daten](../media/zinsen.csv)';
const csv = { 'content/media/zinsen.csv': 'Jahr;Satz\n2022;2,5 %\n2023;4 %\n' };

describe('A chart', () => {
  test('of a table stands in the page, without anything inline that the content policy forbids', async () => {
    const built = createSite(site('| Jahr | Satz |\n|--|--|\n| 2022 | 2,5 |\n| 2023 | 4 |'));
    expect(reported(await built.build())).toEqual([]);
    expect(built.read(page)).toContain('<figure class="chart">');
    expect(built.read(page)).not.toMatch(/ style=|<style/);
  });

  test('of a file is drawn from it, offers it, and is another when the file is', async () => {
    const built = createSite(site(link, csv));
    expect(reported(await built.build())).toEqual([]);
    const before = built.read(page);
    expect(before).toContain('Von 2,5 % (2022) auf 4 % (2023)');
    const [, download = ''] = /href="\/(medien\/[0-9a-f]+\.csv)" download/.exec(before) ?? [];
    expect(built.read(download)).toBe(csv['content/media/zinsen.csv']);
    built.write({ 'content/media/zinsen.csv': 'Jahr;Satz\n2022;2,5 %\n2023;4,5 %\n' });
    await built.build();
    expect(built.read(page)).toContain('auf 4,5 % (2023)');
    expect(built.paths()).not.toContain(download);
  });

  test('is another when its text names another file', async () => {
    const built = createSite(site(link, { ...csv, 'content/media/neu.csv': 'Jahr;Satz\n2022;7\n2023;8\n' }));
    await built.build();
    built.write(site(link.replace('zinsen', 'neu')));
    await built.build();
    expect(built.read(page)).toContain('Von 7 (2022) auf 8 (2023)');
  });

  test('is in feeds a table without a drawing, with absolute addresses', async () => {
    const built = createSite(site(link, csv));
    await built.build();
    const feed = JSON.parse(built.read('feed.json')) as { items: { content_html: string }[] };
    const html = feed.items[0]?.content_html ?? '';
    expect(html).not.toMatch(/<svg|chart-legend/);
    expect(html).toContain('<td>2,5 %</td>');
    expect(html).toMatch(/href="https:\/\/example\.org\/medien\/[0-9a-f]+\.csv"/);
  });
});

describe('Of the file of a chart an author is informed', () => {
  const faulty = async (text: string): Promise<string> =>
    (await reportedFor(site(link, { 'content/media/zinsen.csv': text })))[0] ?? '';

  test('that it is missing, and which one may be meant', async () => {
    const [first = ''] = await reportedFor(site('[Daten](zinssen.csv)', csv));
    expect(first).toContain('content/articles/kim.md:11:1');
    expect(first).toContain('Meintest du „zinsen.csv“?');
  });

  test('where a number is none', async () => {
    expect(await faulty('Jahr;Satz\n2022;2,5\n2023;viel\n')).toMatch(
      /content\/media\/zinsen\.csv:3:6[^]*„viel“ ist keine Zahl/,
    );
  });

  test('where a row is too short', async () => {
    expect(await faulty('Jahr;Satz\n2022\n')).toContain('content/media/zinsen.csv:2:1');
  });

  test('that it is no text', async () => {
    const latin = new Uint8Array([0x4a, 0xe4, 0x3b, 0x31]);
    const [first = ''] = await reportedFor(site(link, { 'content/media/zinsen.csv': latin }));
    expect(first).toContain('lässt sich nicht als CSV lesen');
  });

  test('nothing while no text has a chart of it', async () => {
    const quiet = { 'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13', link) };
    expect(
      await reportedFor({ ...quiet, 'content/media/zinsen.csv': 'kein;Diagramm\nsondern;Worte\n' }),
    ).toEqual([]);
  });
});
