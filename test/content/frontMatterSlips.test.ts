/** Slips that authors make in front matter: what is meant for certain is read so, the rest is told with the line to write. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createArticleParser } from '../../src/content/article.ts';
import type { SourcePath } from '../../src/core/model.ts';
import { expectLinearTime, fill } from '../support/linearTime.ts';
import { usualParseOptions } from '../support/parseOptions.ts';

const parse = createArticleParser(usualParseOptions);
const file = 'content/articles/a.md' as SourcePath;

function readWhole(text: string) {
  const { value: meta, diagnostics } = parse(text, file).frontMatter;
  return { meta, diagnostics };
}

const read = (head: string) => readWhole(`---\n${head}\n---\n\nText.\n`);

/** Line of each diagnostic with its cure. */
const told = (head: string): readonly string[] =>
  read(head).diagnostics.map(({ position, hint = '' }) => `${position?.line} ${hint}`);

describe('A slip in YAML is told on its line, with the line to write', () => {
  const last = '\ndate: 2023-09-13';
  test.each([
    ['title: "Nein", sagt der Kanzler', `2 Schreibe: title: '"Nein", sagt der Kanzler'`],
    ['title: "Nein": Merz bleibt hart', `2 Schreibe: title: '"Nein": Merz bleibt hart'`],
    ['title: "Ja", sagt er, "nein"', `2 Schreibe: title: '"Ja", sagt er, "nein"'`],
    ['title: "Der "beste" Film"', `2 Schreibe: title: 'Der "beste" Film'`],
    ["title: 'Wie geht's weiter?'", `2 Schreibe: title: "Wie geht's weiter?"`],
    ["title: '90er Jahre", `2 Schreibe: title: "'90er Jahre"`],
    ["title: 's ist Krieg", `2 Schreibe: title: "'s ist Krieg"`],
    ['title: "C:\\Users"', `2 Schreibe: title: 'C:\\Users'`],
    ['title: @kanzler twittert', '2 Schreibe: title: "@kanzler twittert"'],
    ['title: %-Zeichen', '2 Schreibe: title: "%-Zeichen"'],
    ['title: `code` im Titel', '2 Schreibe: title: "`code` im Titel"'],
    ['title: *Diverse* Leute', '2 Schreibe: title: "*Diverse* Leute"'],
    ['title: &shy;Anfang', '2 Schreibe: title: "&shy;Anfang"'],
    ['title: ! Achtung', '2 Schreibe: title: "! Achtung"'],
    ['title: - 5 Grad im Mai', '2 Schreibe: title: "- 5 Grad im Mai"'],
    ['title: ? Fragen', '2 Schreibe: title: "? Fragen"'],
    ['title: > 5 Prozent', '2 Schreibe: title: "> 5 Prozent"'],
    ['title: | Strich', '2 Schreibe: title: "| Strich"'],
    ['title: [Update] Kim reist', '2 Schreibe: title: "[Update] Kim reist"'],
    ['title: {Satire} Kim reist', '2 Schreibe: title: "{Satire} Kim reist"'],
    ['title: Die Kampagne #MeToo in Berlin', '2 Schreibe: title: "Die Kampagne #MeToo in Berlin"'],
    ['title: #MeToo in Berlin', '2 Schreibe: title: "#MeToo in Berlin"'],
    ['title: Platz # eins', '2 Gehört es zum Text, schreibe: title: "Platz # eins"'],
    ['title: T\ntags: #MeToo, #Klima', '3 Schreibe: tags: ["#MeToo", "#Klima"]'],
    ['title: T\ntags: Klima, #MeToo', '3 Schreibe: tags: [Klima, "#MeToo"]'],
    ['title: T\ntags: [#MeToo, Klima]', '3 Schreibe: tags: ["#MeToo", Klima]'],
    ['title: T\ntags: [Klima, #MeToo]', '3 Schreibe: tags: [Klima, "#MeToo"]'],
    ['title: T\ntags:\n  - Klima\n  - #MeToo', '5 Schreibe: - "#MeToo"'],
    ['title: T\ntags: [\n  Klima,\n  #MeToo,\n  Berlin ]', '5 Schreibe: "#MeToo"'],
    ['title: T\nimage: { src: a.webp, alt: "x" }\nkeyPoints:\n  - Platz #1', '5 Schreibe: - "Platz #1"'],
    ['title: T\ntags: [A, @b]', '3 Schreibe: tags: [A, "@b"]'],
    ['title: T\ntags: [A, B', '3 Schreibe: tags: [A, B]'],
    ['title: T\ntags:\n  - @kim', '4 Schreibe: - "@kim"'],
    ['title:Kim besucht Russland', '2 Schreibe: title: Kim besucht Russland'],
    ['title = "Kim"', '2 Schreibe: title: "Kim"'],
    ['title: T\ndraft; true', '3 Schreibe: draft: true'],
    ['title: T\nsperrfrist 2099-01-01', '3 Schreibe: sperrfrist: 2099-01-01'],
    ['title: T\ntags:\n-Politik', '4 Schreibe: - Politik'],
    [' title: Kim', '2 Schreibe sie ganz links: title: Kim'],
    ['title: T\n  kicker: K', '3 Schreibe sie ganz links: kicker: K'],
    [
      'title: T\ndescription: Ein Vorspann, der\nweitergeht.',
      '4 Geht hier „description“ weiter, schreibe alles in eine Zeile: description: "Ein Vorspann, der weitergeht."',
    ],
  ])('%j', (head, expected) => {
    expect(told(head + last)).toEqual([expected]);
  });

  test('and the line to write says what the author wrote', () => {
    const signs = fc.string({ unit: fc.constantFrom(...'ab \'"\\#:-[]{}@%&*!|>,?`'), maxLength: 12 });
    fc.assert(
      fc.property(signs, (rest) => {
        const { diagnostics } = read(`title: @${rest}\ndate: 2023-09-13`);
        const mended = diagnostics[0]?.hint?.replace('Schreibe: ', '') ?? '';
        const { meta } = read(`${mended}\ndate: 2023-09-13`);
        expect(lettersOf(meta?.title ?? '')).toBe(lettersOf(`@${rest}`));
      }),
    );
  });
});

const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

describe('Whatever stands behind „title: “', () => {
  const words = fc.constantFrom(
    'Kim',
    'reist',
    '#MeToo',
    '5',
    '%',
    '"Nein"',
    "geht's",
    ': ',
    ' #',
    '- ',
    '&',
    '*',
    '!',
    '@x',
    '|',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '`',
    '>',
    '?',
    ',',
    ' ',
    '  ',
    '„ja“',
    '\u00a0',
    'null',
    '~',
    '---',
    '&amp;',
    '2023-09-13',
    'true',
    '\t',
    '<b>',
    '=',
    '...',
    '\u2028',
    '\u200b',
  );
  test('is the title whole, or is told on its line', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 7 }), (parts) => {
        const text = parts.join('');
        const { meta, diagnostics } = read(`title: ${text}\ndate: 2023-09-13`);
        if (diagnostics.some(({ position }) => position?.line === 2)) return;
        expect(lettersOf(meta?.title ?? '')).toBe(lettersOf(text.replaceAll('&amp;', '&')));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('What is meant for certain is read so', () => {
  const date = 'date: 2023-09-13';
  const terms = (head: string, key: 'tags' | 'authors' = 'tags') => {
    const { meta, diagnostics } = read(`title: T\n${date}\n${head}`);
    expect(diagnostics).toEqual([]);
    return meta?.[key].map(({ name }) => name);
  };

  test.each([
    ['tags: [\n  Klima,\n  Berlin\n]'],
    ['tags: [\nKlima,\nBerlin]'],
    ['tags: [\n\tKlima,\n\tBerlin\n]'],
    ['tags:\n  -Klima\n  -Berlin'],
    ['tags:\n  - Klima\n   - Berlin'],
    ['tags: Klima; Berlin'],
    ['tags: Klima | Berlin'],
    ['tags:\u00a0[Klima, Berlin]'],
    ['schlagworte: Klima, Berlin'],
    ['Schlagwörter:\n- Klima\n- Berlin'],
    ['TAGS: [Klima, null, Berlin]'],
    ['categories: [Politik, Klima, Berlin]'],
    ['tags: [Klima]\nressort: [Politik, Berlin, Klima]'],
  ])('%j are two tags', (head) => {
    expect(terms(head)).toEqual(['Klima', 'Berlin']);
  });

  test.each([
    ['author: { name: Anna Müller }'],
    ['authors:\n  - name: Anna Müller\n    email: anna@example.org'],
    ['author:\n  login: anna\n  display_name: Anna Müller'],
    ['author: { first_name: Anna, last_name: Müller, login: am }'],
    ['Autorin: Anna Müller'],
  ])('%j is an author', (head) => {
    expect(terms(head, 'authors')).toEqual(['Anna Müller']);
  });

  test('German keys, those of others, and HTML characters', () => {
    const { meta, diagnostics } = read(
      'Titel: "Donau&shy;dampf &amp; Co. &#8211; ein Jahr"\nDatum: 13. Sept. 2023\nteaser: Kurz.\nressort: Kunst, Kultur und Medien\nlast_modified_at: 2023-09-20\nserie: Reisen\ncomments: false',
    );
    expect(diagnostics).toEqual([]);
    expect(meta).toMatchObject({
      title: 'Donau\u00addampf & Co.\u00a0– ein Jahr',
      description: 'Kurz.',
      section: { name: 'Kunst, Kultur und Medien' },
      series: { name: 'Reisen' },
      comments: 'off',
    });
    expect(meta?.updated).toBeDefined();
  });

  test('„null“ and „~“ are nothing, „Null“ is a word', () => {
    const { meta, diagnostics } = read(
      `title: Null\n${date}\ndescription: null\nauthor: null\ntags: null\nseries: null\nkicker: ~\nsection: NULL`,
    );
    expect(diagnostics).toEqual([]);
    expect(meta).toMatchObject({ title: 'Null', authors: [], tags: [] });
    expect(meta).not.toHaveProperty('series');
    expect(meta).not.toHaveProperty('section');
    expect(read(`title: "null"\n${date}`).meta?.title).toBe('null');
    expect(told(`${date}\ntitle: null`)).toEqual(['3 Ergänze eine Zeile „title: …“.']);
  });

  test('protected spaces around a key, with the places as they are', () => {
    const { meta, diagnostics } = read(`title:\u00a0Kim\ndate:\u00a0\u20092023-09-13\n\u00a0\u00a0`);
    expect(diagnostics).toEqual([]);
    expect(meta?.title).toBe('Kim');
    expect(read('title:\u00a0Kim\ndate:\u00a0gestern').diagnostics).toMatchObject([
      { code: 'schema/date', position: { line: 3, column: 7 } },
    ]);
    expect(read(`title: T\n${date}\ncorrections: [\nfalsch\n]`).diagnostics).toMatchObject([
      { position: { line: 5, column: 1 } },
    ]);
  });

  test.each([
    ['a remark on a line of its own', `title: T\n# draft: true\n${date}`],
    ['a remark behind a date', `title: T\n${date} #vorläufig`],
    ['a remark behind a tag', `title: T\n${date}\ntags: Klima # Thema?`],
    ['an item that is switched off', `title: T\n${date}\ntags:\n  - Klima\n  #- Berlin`],
    ['a key that is switched off', `title: T\n${date}\nimage:\n  src: a.webp\n  alt: Zug\n  #credit: Max`],
    ['a number sign in quotes', `title: "Platz #1"\n${date}`],
    ['a number sign within a word', `title: C#-Kurs\n${date}`],
    ['one tag of two words', `title: T\n${date}\ntags: Olaf Scholz`],
    ['two authors', `title: T\n${date}\nauthor: Anna Müller, Ben Schulz`],
    ['a quotation as headline', `title: „Wir sind bereit“\n${date}`],
    ['an update on the same day', `title: T\ndate: 2023-09-13 14:30\nupdated: 2023-09-13`],
    ['an old text', 'title: T\ndate: 1848-03-18'],
  ])('%s is no fault', (_, head) => {
    expect(read(head).diagnostics).toEqual([]);
  });
});

describe('Doubtful values are warnings', () => {
  const head = 'title: T\ndate: 2023-09-13\n';
  test.each([
    ['updated: 2023-09-01', 'front-matter/updated-early'],
    ['tags: motor raspi', 'front-matter/blanks'],
    ['author: Müller, Anna', 'front-matter/name-order'],
    ['tags: [“Klima”]', 'front-matter/curly-quotes'],
    ['tags: „Klima“, „Berlin“', 'front-matter/curly-quotes'],
    ['kicker: “Klima”', 'front-matter/curly-quotes'],
    ['permalink: /alt/seite.html', 'front-matter/permalink'],
    ['updated: 2024-01-01\nlastmod: 2023-10-01', 'front-matter/same-meaning'],
    ['section: A\ncategories: [B]', 'front-matter/same-meaning'],
    ['updated: 2206-01-01', 'front-matter/odd-year'],
  ])('%j', (line, code) => {
    const { meta, diagnostics } = read(head + line);
    expect(diagnostics).toMatchObject([{ code, severity: 'warning' }]);
    expect(meta).toBeDefined();
  });

  test('years that must be slips', () => {
    for (const year of ['0206', '2206'])
      expect(read(`title: T\ndate: ${year}-09-13`).diagnostics).toMatchObject([
        { code: 'front-matter/odd-year', position: { line: 3 } },
      ]);
  });

  test('two names with one value are no fault', () => {
    expect(read(`${head}summary: S\ndescription: S`).diagnostics).toEqual([]);
  });
});

describe('Addresses', () => {
  test.each([
    [`slug: ${'wort-'.repeat(17)}ende`, 'länger als 80 Zeichen', `slug: ${'wort-'.repeat(16).slice(0, -1)}`],
    ['slug: berlin---danach', 'doppelten Bindestrich', 'slug: berlin-danach'],
    ['slug: Grüße', 'Kleinbuchstaben', 'slug: gruesse'],
  ])('%s', (line, reason, cure) => {
    const { diagnostics } = read(`title: T\ndate: 2023-09-13\n${line}`);
    expect(diagnostics[0]?.message).toContain(reason);
    expect(diagnostics[0]?.hint).toContain(`Schreibe: ${cure}`);
  });
});

describe('A head in another form is named', () => {
  test.each([
    [
      '+++\ntitle = "Kim"\ndate = 2023-09-13\ndraft = true\n[taxonomies]\ntags = ["a"]\n[extra]\nlead = "x"\n+++\n\nText.',
      'TOML',
      'title: "Kim"\ndate: 2023-09-13\ndraft: true\ntags: ["a"]\nextra:\n  lead: "x"',
    ],
    [
      '{\n"title": "Kim",\n"date": "2023-09-13",\n"tags": ["a"]\n}\n\nText.',
      'JSON',
      'title: "Kim"\ndate: "2023-09-13"\ntags: ["a"]',
    ],
  ])('%j', (text, language, yaml) => {
    const { meta, diagnostics } = readWhole(text);
    expect(meta).toBeUndefined();
    expect(diagnostics[0]?.message).toContain(language);
    expect(diagnostics[0]?.hint).toBe(`Schreibe statt seiner:\n---\n${yaml}\n---`);
  });

  test.each([
    ['—\ntitle: Kim\n—\n', 'front-matter/other-dashes', 1],
    ['----\ntitle: Kim\n----\n', 'front-matter/other-dashes', 1],
    ['---\ntitle: Kim\n—\n\nText.', 'front-matter/other-dashes', 3],
    ['\n\n---\ntitle: Kim\n---\n', 'front-matter/not-first', 3],
    ['title: Kim\n', 'front-matter/none', 1],
  ])('%j', (text, code, line) => {
    expect(readWhole(text).diagnostics).toMatchObject([{ code, position: { line } }]);
  });
});

describe('Hostile heads', () => {
  test.each(['[', '-x\n', '"', "'", '#', ' #a', '&amp;', ';', 'a=', '\u00a0', '[#', '“', 'a\n'])(
    'of nothing but %j are read in linear time',
    (sign) => {
      expectLinearTime((length) => {
        const text = fill(sign, length / 3);
        readWhole(`---\n${text}\ntitle: ${text}\ntags: [${text}\n  x: [\n---\n`);
        readWhole(`---\ntitle: T\ndescription: x${text}\n---\n`);
      });
    },
  );
});
