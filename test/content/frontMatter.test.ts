import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourcePath } from '../../src/core/model.ts';
import { createArticleParser } from '../../src/content/article.ts';
import { printDiagnostic } from '../../src/core/diagnostics/printDiagnostics.ts';
import { usualParseOptions } from '../support/parseOptions.ts';

const parse = createArticleParser(usualParseOptions);
const file = 'content/articles/kim.md' as SourcePath;
const same = (text: string): string => text;
const paint = { error: same, warning: same, note: same, strong: same, faint: same };

function read(text: string, path = file) {
  const {
    frontMatter: { value: meta, diagnostics },
    content,
  } = parse(text, path);
  return { ...(meta && { value: { meta, content } }), diagnostics };
}

function frontMatter(lines: string) {
  return read(`---\n${lines}\n---\n\nText.\n`);
}

function printed(lines: string): readonly string[] {
  return frontMatter(lines).diagnostics.map((diagnostic) => printDiagnostic(diagnostic, paint));
}

const valid = 'title: Kim\ndate: 2023-09-13';

describe('The front matter of an article', () => {
  it('is read with all that it may say', () => {
    const { value, diagnostics } = frontMatter(`title: "Kim: ein Besuch"
date: 2023-09-13 14:30
updated: 2023-09-14
kicker: Nordkorea
description: Der Teaser.
section: Ausland
tags: [Nordkorea, Russland]
author: Anna Müller
image: { src: kim.webp, alt: Ein Jet, credit: dpa, caption: Freitag }
slug: kim
aliases: [/alt/, /2019/kim.html]
draft: true
expires: 2030-01-01
label: Analyse
related: [bbc]
corrections:
  - date: 2023-09-15
    text: Zuerst stand hier etwas Falsches.
comments: closed
series: Kims Reisen`);
    expect(diagnostics).toEqual([]);
    expect(value?.meta).toMatchObject({
      title: 'Kim: ein Besuch',
      kicker: 'Nordkorea',
      section: { key: 'ausland', name: 'Ausland' },
      tags: [{ key: 'nordkorea' }, { key: 'russland' }],
      authors: [{ key: 'anna-mueller', name: 'Anna Müller' }],
      image: { src: 'kim.webp', alt: 'Ein Jet', credit: 'dpa', caption: 'Freitag' },
      slug: 'kim',
      aliases: ['/alt/', '/2019/kim.html'],
      draft: true,
      label: 'analyse',
      related: [{ target: 'bbc' }],
      corrections: [{ text: 'Zuerst stand hier etwas Falsches.' }],
      comments: 'closed',
      series: { key: 'kims-reisen' },
    });
  });

  it('keeps a tag as it was typed, whatever YAML would make of it', () => {
    const { value } = frontMatter(`${valid}\ntags: [1.10, 010, ja, no, 14:30, 2023-09-13, ~, 0x1F]`);
    expect(value?.meta.tags.map(({ name }) => name)).toEqual([
      '1.10',
      '010',
      'ja',
      'no',
      '14:30',
      '2023-09-13',
      '0x1F',
    ]);
  });

  it('takes tags with commas as a list, and the names of Jekyll, Hugo and WordPress', () => {
    const { value, diagnostics } = frontMatter(
      `${valid}\ntags: Bahn, Verkehr\ncategories: [Wirtschaft, Inland]\nlastmod: 2023-10-01`,
    );
    expect(diagnostics).toEqual([]);
    expect(value?.meta.tags.map(({ name }) => name)).toEqual(['Bahn', 'Verkehr', 'Inland']);
    expect(value?.meta.section?.name).toBe('Wirtschaft');
    expect(value?.meta.updated).toBeDefined();
  });

  it('may leave date and slug to the name of the file', () => {
    const { value, diagnostics } = read(
      '---\ntitle: Kim in Russland\n---\nText.',
      'content/articles/2023-09-13-kim.md' as SourcePath,
    );
    expect(diagnostics).toEqual([]);
    expect(value?.meta.slug).toBe('kim');
    expect(value?.meta.date.instant).toBe(Date.UTC(2023, 8, 12, 22));
  });

  it('says what is wrong with a title that holds a colon, where, and how to mend it', () => {
    expect(printed('title: Bund: Länder streiten\ndate: 2023-09-13')).toEqual([
      'content/articles/kim.md:2:8: Fehler: Der Wert von „title“ enthält einen Doppelpunkt und muss in Anführungszeichen stehen.\n    Schreibe: title: "Bund: Länder streiten"',
    ]);
  });

  it('points at the value that is wrong, and tells all faults at once', () => {
    expect(
      printed('title: Kim\ndate: gestern\nlabel: witzig\ntags: [a, b]\ndraft: vielleicht\naliases: [../x]'),
    ).toEqual([
      'content/articles/kim.md:3:7: Fehler: „gestern“ ist kein Datum, das ich lesen kann.\n    Schreibe: date: 2023-09-13 14:30',
      'content/articles/kim.md:7:11: Fehler: „../x“ ist keine Adresse innerhalb des Blogs.\n    Sie beginnt mit „/“, zum Beispiel /2019/alter-artikel/, und enthält weder „..“ noch „\\“.',
      'content/articles/kim.md:6:8: Fehler: „draft“ kennt den Wert „vielleicht“ nicht.\n    Möglich sind: true, false, ja, nein.',
      'content/articles/kim.md:4:8: Fehler: „label“ kennt den Wert „witzig“ nicht.\n    Möglich sind: meinung, analyse, anzeige, gastbeitrag, agentur, eigene-sache.',
    ]);
  });

  it('names what is missing', () => {
    expect(frontMatter('kicker: x').diagnostics.map(({ message }) => message)).toEqual([
      '„title“ fehlt.',
      '„date“ fehlt.',
    ]);
  });

  it('suggests the key that was meant, on every level', () => {
    expect(printed(`${valid}\ntgas: [a]\nimage:\n  src: a.webp\n  cerdit: dpa`)).toEqual([
      'content/articles/kim.md:4:1: Warnung: Den Schlüssel „tgas“ kenne ich nicht.\n    Meintest du „tags“?',
      'content/articles/kim.md:7:3: Warnung: Den Schlüssel „cerdit“ kenne ich nicht.\n    Meintest du „credit“?',
    ]);
  });

  it('leaves out a tag of nothing but punctuation and says so', () => {
    const { value, diagnostics } = frontMatter(`${valid}\ntags: ["…", Bahn]`);
    expect(value?.meta.tags.map(({ name }) => name)).toEqual(['Bahn']);
    expect(diagnostics).toMatchObject([
      { code: 'front-matter/empty-term', position: { line: 4, column: 8 } },
    ]);
  });

  it('warns of a time that the clock shows twice, and refuses one that it skips', () => {
    expect(frontMatter('title: a\ndate: 2024-10-27 02:30').diagnostics).toMatchObject([
      { code: 'front-matter/time-twice', severity: 'warning', position: { line: 3, column: 7 } },
    ]);
    expect(frontMatter('title: a\ndate: 2024-03-31 02:30').diagnostics).toMatchObject([
      { code: 'schema/date-gap', severity: 'error' },
    ]);
  });
});

describe('Front matter is data, never code', () => {
  it.each([
    'js',
    'javascript',
    'json',
    'coffee',
    'coffeescript',
    'cson',
    'toml',
    'ts',
    'python',
    '__proto__',
    'constructor',
  ])('refuses the language %s', (language) => {
    const { value, diagnostics } = read(`---${language}\n{ title: (globalThis.hacked = true) }\n---\n`);
    expect(value).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(['front-matter/only-yaml']);
    expect('hacked' in globalThis).toBe(false);
  });

  it('takes a body that begins with ---js for text', () => {
    const { value, diagnostics } = read(`---\n${valid}\n---\n---js\nalert(1)\n---\n`);
    expect(diagnostics).toEqual([]);
    expect(value?.content.html.join('')).toContain('alert(1)');
  });

  it('reports a broken article as often as it is read', () => {
    const broken = '---\ntitle: [a\n---\n';
    expect(read(broken).diagnostics).toHaveLength(1);
    expect(read(broken)).toEqual(read(broken));
  });

  it.each([
    ['an anchor', 'title: &a x\ndate: 2023-09-13', 'yaml/anchor'],
    ['an alias', 'title: *a\ndate: 2023-09-13', 'yaml/anchor'],
    ['a tag', 'title: !!js/function x\ndate: 2023-09-13', 'yaml/tag'],
    ['a merge key', '<<: x\ntitle: x\ndate: 2023-09-13', 'yaml/forbidden-key'],
    ['a key twice', `${valid}\ntitle: y`, 'yaml/duplicate-key'],
    ['__proto__', `${valid}\n__proto__: { draft: true }`, 'yaml/forbidden-key'],
    ['constructor', `${valid}\nconstructor: x`, 'yaml/forbidden-key'],
    ['prototype', `${valid}\nprototype: x`, 'yaml/forbidden-key'],
    ['a tabulator', 'title: x\n\tdate: 2023-09-13', 'yaml/tab'],
    ['too much depth', `title: x\nimage: ${'['.repeat(30)}${']'.repeat(30)}`, 'yaml/too-deep'],
    ['endless depth', `title: ${'['.repeat(60_000)}`, 'yaml/too-deep'],
    ['more than 64 KB', `title: ${'x'.repeat(70_000)}`, 'yaml/too-large'],
    ['a list instead of keys', '- a\n- b', 'schema/not-a-mapping'],
    ['a text instead of keys', 'nur Text', 'schema/not-a-mapping'],
  ])('refuses %s', (_, lines, code) => {
    const { value, diagnostics } = frontMatter(lines);
    expect(value).toBeUndefined();
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  });

  it.each(Object.getOwnPropertyNames(Object.prototype))(
    'takes the key %s for an unknown or a forbidden one',
    (key) => {
      const codes = frontMatter(`${valid}\n${key}: x`).diagnostics.map(({ code }) => code);
      expect(codes.some((code) => code === 'schema/unknown-key' || code === 'yaml/forbidden-key')).toBe(true);
    },
  );

  it.each([
    ['no head', 'Nur Text.', 'front-matter/none'],
    ['a head that does not end', '---\ntitle: x\n', 'front-matter/unclosed'],
  ])('explains %s', (_, text, code) => {
    expect(read(text).diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
  });

  it('answers any text with a value or an error, never with an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (lines) => {
        const { value, diagnostics } = frontMatter(lines);
        expect(value !== undefined || diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
      }),
    );
  });
});
