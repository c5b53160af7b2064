/** Keys of front matter that hide a text: a mistake in them publishes nothing. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createArticleParser } from '../src/content/article.ts';
import type { SourcePath } from '../src/core/model.ts';
import { article, createSite, reported, reportedFor } from './support/testSite.ts';
import { usualParseOptions } from './support/parseOptions.ts';

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
    `content/articles/a.md:4:1: Fehler: „${key}“ ist leer; so erschiene der Artikel ohne Sperrfrist.\n    Schreibe: ${key}: 2099-12-31 18:00 – oder lösche die Zeile, wenn es keine gibt.`,
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
    'content/articles/a.md:4:13: Fehler: „bald“ ist kein Datum, das ich lesen kann.\n    Schreibe: sperrfrist: 2099-12-31 18:00',
  ]);
});

/** Lines that hide a text, in the words of many programs. */
const hidingLines: readonly string[] = [
  'draft: true',
  'draft: ja',
  'Draft: TRUE',
  'draft: "true"',
  'draft: yes',
  'DRAFT: on',
  'is_draft: 1',
  'entwurf: ja',
  'Entwurf: true',
  'ist-entwurf: ja',
  'published: false',
  'Published: "false"',
  'published: nein',
  'publish: no',
  'publish: off',
  "publish: 'False'",
  'public: false',
  'isPublic: false',
  'published: 0',
  'veröffentlicht: nein',
  'Veröffentlicht: false',
  'veroeffentlicht: no',
  'sichtbar: nein',
  'öffentlich: falsch',
  'status: draft',
  'status: private',
  'Status: "Draft"',
  'status: pending',
  'status: Entwurf',
  'status: trash',
  'post_status: auto-draft',
  'visibility: private',
  'Visibility: hidden',
  'sichtbarkeit: privat',
  'state: draft',
  'hidden: true',
  'Hidden: yes',
  'versteckt: ja',
  'private: true',
  'privat: true',
  'is-private: true',
  'geheim: ja',
  'permalink: false',
  'output: false',
  'headless: true',
  'online: nein',
  'unpublished: true',
  'vertraulich: ja',
];

/** Lines that could hide a text, but not as anything here does. */
const unclearLines: readonly string[] = [
  'unlisted: true',
  'listed: false',
  'password: geheim',
  'Passwort: "123"',
  'protected: true',
  'kennwort: x',
  'status: future',
  'status: fertig',
  'visibility: password',
  'published: bald',
  'publish: später',
  'hidden: vielleicht',
  'draft: vielleicht',
  'draft: [true]',
  'private: { for: alle }',
  'hiden: true',
  'pubished: false',
  'entwurv: ja',
  'veröfentlicht: nein',
  'staus: draft',
  'paswort: x',
  'params: { hidden: true }',
  'extra:\n  draft: true',
  'draft:true',
  'draft; true',
  'draft = true',
  'draft true',
  ' draft: true',
  ' draft:true',
  '- draft: true',
  'draft: #true',
  'draft: „true“',
  'sperrfrist:',
  'embargo: nie',
  'Sperrfrist: bald',
  'draft: *ja',
];

test('What hides a text, in any words, hides it', async () => {
  const site = createSite({
    'content/articles/offen.md': article('title: Offen\ndate: 2023-01-01\npublished: true\nstatus: publish'),
    ...Object.fromEntries(
      hidingLines.map((line, index) => [
        `content/articles/g${index}.md`,
        article(
          `title: Verborgenes ${index}\n${line}\ndate: 2023-01-01\ntags: [Geheimsache]`,
          'Verschlusssache.',
        ),
      ]),
    ),
    'content/pages/p.md': article('title: Verborgenes\npublished: false', 'Verschlusssache.'),
  });
  const result = await site.build();
  expect(reported(result)).toEqual([]);
  expect(result.outlook?.articles).toBe(1);
  const all = Object.entries(site.outputs());
  expect(all.some(([, text]) => text.includes('Offen'))).toBe(true);
  for (const word of ['Verborgenes', 'Verschlusssache', 'Geheimsache', 'verborgenes', 'geheimsache'])
    expect(all.filter(([path, text]) => path.includes(word) || text.includes(word))).toEqual([]);
});

describe('Whatever else stands in the front matter', () => {
  const parse = createArticleParser(usualParseOptions);
  const further = fc.subarray([
    'draft: false',
    'published: true',
    'status: publish',
    'public: ja',
    'visibility: public',
    'entwurf: nein',
    'published: 2020-01-01',
    'tags: [a, b]',
    'description: Ein Vorspann',
    'kicker: # x',
    'Titel: B',
    'section: C',
    'publishDate: 2020-01-01',
    'comments: true',
    '# draft: false',
    'password: ""',
    'hidden: false',
    'expires: 2099-01-01',
  ]);
  const keyOf = (line: string): string => line.split(':')[0] ?? '';

  test('a text that its author hides is never published, and no cure takes the hiding away', () => {
    const lines = fc.constantFrom(...hidingLines, ...unclearLines);
    fc.assert(
      fc.property(lines, further, fc.nat(), fc.constantFrom('', ' ', '\t'), (line, others, at, end) => {
        const all = [
          'title: A',
          'date: 2023-01-01',
          ...others.filter((other) => keyOf(other) !== keyOf(line)),
        ];
        // A line that goes on with the one above it is an author's slip behind a text, not within a list.
        all.splice(line.startsWith(' ') ? 1 : at % (all.length + 1), 0, line + end);
        const source = `---\n${all.join('\n')}\n---\n\nText.\n`;
        const { value, diagnostics } = parse(source, 'content/articles/a.md' as SourcePath).frontMatter;
        const isRefused = diagnostics.some(({ severity }) => severity === 'error');
        expect({ line, hidden: isRefused || value?.draft === true }).toEqual({ line, hidden: true });
        for (const { hint = '' } of diagnostics) {
          expect(hint).not.toMatch(/draft: (?:false|nein)|published: (?:true|ja|2)|status: publish/);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('a key of others that shows a text, or says nothing, changes nothing', () => {
    const shown = [
      'published: true',
      'status: publish',
      'hidden: false',
      'private: no',
      'password: ""',
      'draft: null',
    ];
    const neither = [
      'state: Bayern',
      'publisher: dpa',
      'toc: { hidden: true }',
      'cover: { hidden: true }',
      'active: menu',
    ];
    for (const line of [...shown, ...neither]) {
      const source = `---\ntitle: A\ndate: 2023-01-01\n${line}\n---\nText.\n`;
      const { value, diagnostics } = parse(source, 'content/articles/a.md' as SourcePath).frontMatter;
      expect({ line, draft: value?.draft }).toEqual({ line, draft: false });
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });

  test('the word that hides wins over one that shows, and that is told', () => {
    const source = '---\ntitle: A\ndate: 2023-01-01\ndraft: false\nstatus: private\n---\nText.\n';
    const { value, diagnostics } = parse(source, 'content/articles/a.md' as SourcePath).frontMatter;
    expect(value?.draft).toBe(true);
    expect(diagnostics).toMatchObject([{ code: 'front-matter/still-hidden', position: { line: 4 } }]);
  });
});
