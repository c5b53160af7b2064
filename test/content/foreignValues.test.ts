/** Values of front matter in the forms of other programs, which mean one thing alone. */
import { describe, expect, test } from 'vitest';
import { article, createSite, reported } from '../support/testSite.ts';

function siteWith(head: string) {
  return createSite({ 'content/articles/a.md': article(`title: A\n${head}`) });
}

describe('A date', () => {
  test.each([
    ['of XML Schema', '2022-02-19+01:00', '2022-02-19T00:00:00+01:00'],
    [
      'with a time of day behind a plus, which no offset can be',
      '2022-02-19+20:00',
      '2022-02-19T20:00:00+01:00',
    ],
  ])('%s is read', async (_, written, moment) => {
    const site = siteWith(`date: "${written}"`);
    expect(reported(await site.build())).toEqual([]);
    expect(site.read('2022/02/a/index.html')).toContain(`datetime="${moment}"`);
  });
});

test('A series may be a list of one, and of two it is an error', async () => {
  const site = siteWith('date: 2022-02-19\nseries: [Sendung]');
  expect(reported(await site.build())).toEqual([]);
  expect(site.paths()).toContain('serie/sendung/index.html');
  const two = reported(await siteWith('date: 2022-02-19\nseries: [Sendung, Reihe]').build());
  expect(two.join()).toContain('Fehler');
});

test('An old address needs no slash at its beginning, and may not be one elsewhere', async () => {
  const site = siteWith('date: 2022-02-19\naliases: 2002/07/10/alt');
  expect(reported(await site.build())).toEqual([]);
  expect(site.read('2002/07/10/alt/index.html')).toContain('/2022/02/a/');
  const elsewhere = reported(await siteWith('date: 2022-02-19\naliases: "https://example.net/alt"').build());
  expect(elsewhere.join()).toContain('ist keine Adresse innerhalb des Blogs');
});

test('Languages alone under „translations“ are told and do not stop the article', async () => {
  const site = siteWith('date: 2022-02-19\ntranslations: [en, fr]');
  const told = reported(await site.build());
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('content/articles/a.md:4:15: Warnung: Unter „translations“ stehen nur Sprachen');
  expect(site.read('2022/02/a/index.html')).not.toContain('hreflang="en"');
});

test('A tag is the same with signs that nobody sees', async () => {
  const site = createSite({
    'content/articles/a.md': article('title: A\ndate: 2022-02-19\ntags: ["Ham\u200bburg", "Berlin\u200e"]'),
    'content/articles/b.md': article('title: B\ndate: 2022-02-20\ntags: [Hamburg, Berlin]'),
  });
  expect(reported(await site.build())).toEqual([]);
  expect(site.read('thema/hamburg/index.html')).not.toContain('\u200b');
});
