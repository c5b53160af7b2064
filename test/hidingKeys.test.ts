/** Keys of front matter that hide a text: a mistake in them publishes nothing. */
import { describe, expect, test } from 'vitest';
import { article, createSite, reported, reportedFor } from './support/testSite.ts';

const before = 'title: A\ndate: 2023-01-01\n';

describe('A mistyped key that hides', () => {
  test.each([
    ['sperfrist: 2099-01-01', 'sperfrist', 'sperrfrist'],
    ['sperrfist: 2099-01-01', 'sperrfist', 'sperrfrist'],
    ['embrago: 2099-01-01', 'embrago', 'embargo'],
    ['publsih_date: 2099-01-01', 'publsih_date', 'publishDate'],
    ['pubished: false', 'pubished', 'published'],
    ['hiden: true', 'hiden', 'hidden'],
    ['darft: true', 'darft', 'draft'],
    ['entwrf: true', 'entwrf', 'entwurf'],
    ['expire: 2023-02-01', 'expire', 'expires'],
  ])('%s is an error', async (line, key, suggestion) => {
    const site = createSite({ 'content/articles/a.md': article(before + line) });
    const result = await site.build();
    expect(result.published).toBe(false);
    expect(reported(result)).toEqual([
      `content/articles/a.md:4:1: Fehler: Den Schlüssel „${key}“ kenne ich nicht; so wäre zu sehen, was vielleicht niemand sehen soll.\n    Meintest du „${suggestion}“? Soll die Angabe nichts bewirken, lösche sie.`,
    ]);
  });

  test('is an error in pages and dossiers as well', async () => {
    const lines = await reportedFor({
      'content/pages/p.md': article('title: P\nentwrf: true'),
      'content/dossiers/d.md': article('title: D\nDraftt: true'),
      'content/articles/a.md': article(before),
    });
    expect(lines.map((line) => line.split(' kenne')[0])).toEqual([
      'content/dossiers/d.md:3:1: Fehler: Den Schlüssel „Draftt“',
      'content/pages/p.md:3:1: Fehler: Den Schlüssel „entwrf“',
    ]);
  });
});

test.each(['sperrfrist', 'embargo'])('An empty „%s“ is an error', async (key) => {
  expect(await reportedFor({ 'content/articles/a.md': article(`${before}${key}:`) })).toEqual([
    `content/articles/a.md:4:1: Fehler: „${key}“ ist leer; so erschiene der Artikel ohne Sperrfrist.\n    Schreibe: ${key}: 2023-09-13 14:30 – oder lösche die Zeile, wenn es keine gibt.`,
  ]);
});

test.each([
  ['embargo', 'sperrfrist', 'die Sperrfrist'],
  ['sperrfrist', 'embargo', 'die Sperrfrist'],
  ['sperrfrist', 'publishDate', 'die Sperrfrist'],
  ['publishDate', 'sperrfrist', 'die Sperrfrist'],
  ['expires', 'expiryDate', 'den Ablauf'],
])('„%s“ and „%s“ in one head are an error that names both', async (first, second, what) => {
  const head = `${before}${first}: 2024-01-01\n${second}: 2099-01-01`;
  const [line] = await reportedFor({ 'content/articles/a.md': article(head) });
  expect(line).toContain(`Fehler: Zwei Angaben für ${what}: `);
  expect(line).toContain(`„${first}“`);
  expect(line).toContain(`„${second}“`);
});

test('A cure names the key that the author wrote', async () => {
  expect(await reportedFor({ 'content/articles/a.md': article(`${before}sperrfrist: bald`) })).toEqual([
    'content/articles/a.md:4:13: Fehler: „bald“ ist kein Datum, das ich lesen kann.\n    Schreibe: sperrfrist: 2023-09-13 14:30',
  ]);
});
