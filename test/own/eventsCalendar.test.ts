/** The example of docs/extending.md, built as it stands there. */
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { article, createSite, reported, type TestSite } from '../support/testSite.ts';

const root = join(import.meta.dirname, '..', '..');
const text = readFileSync(join(root, 'docs', 'extending.md'), 'utf8');
/** The files that the document shows under their names. */
const example = Object.fromEntries(
  [...text.matchAll(/^`([\w/.]+)`\n\n```\w+\n([^]*?)^```$/gm)].map(([, path = '', file = '']) => [
    path,
    file,
  ]),
);

function createCalendar(): TestSite {
  const site = createSite({
    ...example,
    'content/veranstaltungen/lesung.md': article(
      'title: Lesung, mit Wein\nbeginn: 2027-08-02 19:30\nort: Bücherei; Saal 2\ntags: [Kultur]',
      'Wie [das Fest](sommerfest.md).',
    ),
    'content/veranstaltungen/gestern.md': article('title: Gestern\nbeginn: 2026-09-30 10:00\nort: Rathaus'),
    'content/articles/a.md': article(
      'title: A\ndate: 2026-01-01',
      'Es gibt ein [Fest](/veranstaltungen/sommerfest/).',
    ),
  });
  symlinkSync(join(root, 'node_modules'), join(site.folder, 'node_modules'));
  return site;
}

describe('The events calendar', () => {
  test('takes at most sixty lines of configuration and templates', () => {
    const files = Object.entries(example).filter(([path]) => !path.startsWith('content/'));
    expect(files.map(([path]) => path)).toHaveLength(3);
    const lines = files.flatMap(([, file]) => file.trim().split('\n'));
    expect(lines.length).toBeLessThanOrEqual(60);
  });

  test('has pages, a list of what is to come, months, a calendar file and data for machines', async () => {
    const site = createCalendar();
    const result = await site.build();
    expect(reported(result)).toEqual([]);
    const fest = site.read('veranstaltungen/sommerfest/index.html');
    expect(fest).toContain('<p>18. Juli 2027, 15:00 Uhr, Marktplatz</p>');
    expect(fest).toContain('Mit Musik und Kuchen.');
    expect(fest).toContain('"@type":"Event","name":"Sommerfest am Markt"');
    expect(fest).toContain('"startDate":"2027-07-18T15:00:00+02:00"');
    const list = site.read('veranstaltungen/index.html');
    expect(list.match(/<p>.*<\/p>/g)).toEqual([
      '<p>18. Juli 2027, 15:00 Uhr: <a href="/veranstaltungen/sommerfest/">Sommerfest am Markt</a>, Marktplatz</p>',
      '<p>2. August 2027, 19:30 Uhr: <a href="/veranstaltungen/lesung/">Lesung, mit Wein</a>, Bücherei; Saal 2</p>',
    ]);
    expect(site.read('veranstaltungen/2026/09/index.html')).toContain(
      '<h1>Veranstaltungen im September 2026</h1>',
    );
    expect(site.read('veranstaltungen/2027/07/index.html')).toContain('Sommerfest');
    const calendar = site.read('veranstaltungen.ics').split('\r\n');
    expect(calendar).toContain('DTSTART:20270718T130000Z');
    expect(calendar).toContain('LOCATION:Bücherei\\; Saal 2');
    expect(site.read('sitemap-seiten.xml')).toContain('/veranstaltungen/sommerfest/');
    expect(site.read('veranstaltungen/lesung/index.html')).toContain('href="/veranstaltungen/sommerfest/"');
  });
});
