/** `blattmacher newsletter`, as a process. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addressesIn, elementsIn, wordsAt, wordsOf } from '../support/html.ts';
import { runProgram } from '../support/runProgram.ts';
import { article, createSite, minimalSettings, type SiteText, svgPicture } from '../support/testSite.ts';

const files: SiteText = {
  'site.yaml': minimalSettings.replace('https://example.org/', 'https://example.org/blog/'),
  'content/articles/neu.md': article(
    'title: Neues "Rad" für 20 %\nslug: neu\ndate: 2026-10-01 09:00\nauthor: Anna Müller\nkicker: Verkehr\nlabel: anzeige\nimage: { src: rad.svg, alt: Ein Rad }',
    'Es rollt & rollt <b>sehr</b> lange, so lange, dass man eine zweite Zeile braucht, um es zu sagen.',
  ),
  'content/articles/frueh.md': article('title: Früh\ndate: 2026-09-30 14:01\ndescription: Ein Teaser.'),
  'content/articles/alt.md': article('title: Alt\ndate: 2026-09-30 14:00'),
  'content/articles/geheim.md': article('title: Geheimwort\ndate: 2026-10-01 10:00\ndraft: true'),
  'content/articles/bald.md': article('title: Geheimwort bald\ndate: 2026-10-01 14:01'),
  'content/articles/weg.md': article(
    'title: Geheimwort weg\ndate: 2026-10-01 10:00\nexpires: 2026-10-01 11:00',
  ),
  'content/pages/impressum.md': article('title: Impressum'),
  'content/media/rad.svg': svgPicture,
};
/** 14 o'clock in Berlin. */
const noon = ['--now', '2026-10-01T12:00:00Z'];

function makeNewsletter(more: readonly string[] = [], site: SiteText = files) {
  const { folder } = createSite(site);
  const run = runProgram(folder, ['newsletter', ...noon, ...more]);
  const read = (name: string): string => readFileSync(join(folder, 'newsletter/2026-10-01', name), 'utf8');
  return { ...run, folder, read };
}

describe('A newsletter', () => {
  test('has the articles of the last 24 hours that readers see, as HTML and as text', () => {
    const { code, stdout, stderr, read } = makeNewsletter();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(
      'Newsletter mit 2 Artikeln: newsletter.html, newsletter.txt und betreff.txt in newsletter/2026-10-01\n',
    );
    expect(read('betreff.txt')).toBe('Anzeige: Neues „Rad“ für 20 % – und ein weiterer Artikel\n');
    const html = read('newsletter.html');
    expect(elementsIn(html, ({ tagName }) => tagName === 'h2').map(wordsOf)).toEqual([
      'Neues „Rad“ für 20 %',
      'Früh',
    ]);
    expect(wordsAt(html, '.accent')).toBe('Anzeige – Verkehr');
    expect(read('newsletter.txt')).toContain(`* * *

Anzeige – Verkehr
Neues „Rad“ für 20 %
Es rollt & rollt sehr lange, so lange, dass man eine zweite Zeile
braucht, um es zu sagen.
Anna Müller – 1. Oktober 2026, 09:00 Uhr
https://example.org/blog/2026/10/neu/
`);
    expect(read('newsletter.html') + read('newsletter.txt')).not.toMatch(/geheimwort|Alt/i);
  });

  test('loads nothing, and leads to absolute addresses of the blog alone', () => {
    const { read } = makeNewsletter();
    const html = read('newsletter.html');
    expect(elementsIn(html, ({ tagName }) => ['img', 'link', 'script', 'iframe'].includes(tagName))).toEqual(
      [],
    );
    expect(addressesIn(html).length).toBeGreaterThan(3);
    expect(addressesIn(html).filter((address) => !address.startsWith('https://example.org/blog/'))).toEqual(
      [],
    );
  });

  test('shows pictures where that is asked for', () => {
    const html = makeNewsletter(['--pictures']).read('newsletter.html');
    const pictures = elementsIn(html, ({ tagName }) => tagName === 'img').map(({ properties }) => properties);
    expect(pictures).toMatchObject([
      {
        alt: 'Ein Rad',
        width: 568,
        height: 426,
        src: expect.stringMatching(/^https:\/\/example\.org\/blog\/medien\//),
      },
    ]);
  });

  test('begins where `--since` says, by the clock of the blog, and lies where `--out` says', () => {
    const { folder, stdout } = makeNewsletter(['--since', '2026-09-30 13:59', '--out', 'post']);
    expect(stdout).toContain('Newsletter mit 3 Artikeln');
    expect(readFileSync(join(folder, 'post/newsletter.txt'), 'utf8')).toContain('/2026/09/alt/');
    const day = { ...files, 'content/articles/tag.md': article('title: Tag\ndate: 2026-09-29') };
    expect(makeNewsletter(['--since', '2026-09-29'], day).read('newsletter.txt')).toContain('/2026/09/tag/');
    expect(makeNewsletter(['--since', 'gestern'])).toMatchObject({ code: 2 });
  });

  test('is not made when nothing has appeared, or the blog has errors', () => {
    const quiet = makeNewsletter(['--since', '2026-10-01 09:00']);
    expect(quiet).toMatchObject({
      code: 0,
      stdout: 'Seit 1. Oktober 2026, 09:00 Uhr ist nichts erschienen; es gibt keinen Newsletter.\n',
    });
    const faulty = makeNewsletter([], { ...files, 'content/articles/x.md': article('title: X') });
    expect(faulty.code).toBe(1);
    expect(faulty.stderr).toContain('„date“ fehlt');
    for (const { folder } of [quiet, faulty]) expect(existsSync(join(folder, 'newsletter'))).toBe(false);
  });

  test('looks as the blog wants it', () => {
    const own = '<p><%= it.subject %></p><p>{{unsubscribe}}</p>\n';
    const { read } = makeNewsletter([], { ...files, 'templates/newsletter.eta': own });
    expect(read('newsletter.html')).toBe(
      '<p>Anzeige: Neues „Rad“ für 20 % – und ein weiterer Artikel</p><p>{{unsubscribe}}</p>\n',
    );
  });
});
