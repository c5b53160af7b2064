/** Mistakes of people in site.yaml, and the answers of the program. The words are part of the promise. */
import { describe, expect, test } from 'vitest';
import { codesOf, createSite, minimalSettings, reported, reportedFor } from './support/testSite.ts';

describe('Settings', () => {
  test('that are missing: this is no blog', async () => {
    const site = createSite({});
    site.remove('site.yaml');
    expect(reported(await site.build())).toEqual([
      `Fehler: In „${site.folder}“ liegt kein Blog: Die Datei site.yaml fehlt.\n    Wechsle in den Ordner deines Blogs oder nenne ihn mit --site ORDNER.`,
    ]);
  });

  test.each(['site.yml', 'Site.yaml', 'site.yaml.txt'])('that are named %s are found', async (name) => {
    const site = createSite({});
    site.rename('site.yaml', name);
    expect(reported(await site.build())).toEqual([
      `Fehler: In „${site.folder}“ liegt kein Blog: Die Datei site.yaml fehlt.\n    Dort liegt „${name}“: Benenne die Datei um in „site.yaml“.`,
    ]);
  });

  test('in a folder that does not exist: the same', async () => {
    const site = createSite({});
    const result = await site.build({ site: `${site.folder}/nirgends` });
    expect(codesOf(result)).toEqual(['source/no-site']);
  });

  test.each([
    ['', 1],
    ['# nichts\n', 1],
    ['title:\nurl: "  "\n', 2],
  ])('that say nothing (%j) lack title and url', async (text, line) => {
    expect(await reportedFor({ 'site.yaml': text })).toEqual([
      'site.yaml:1:1: Fehler: „title“ fehlt.\n    Ergänze eine Zeile „title: …“.',
      `site.yaml:${line}:1: Fehler: „url“ fehlt.\n    Ergänze eine Zeile „url: …“.`,
    ]);
  });

  test.each([
    [
      'timezone: Europa/Berlin',
      'site.yaml:8:11: Fehler: Die Zeitzone „Europa/Berlin“ kenne ich nicht.\n    Schreibe zum Beispiel: Europe/Berlin',
    ],
    ...[
      '/:year/',
      ':slug',
      '/:slug',
      '/:jahr/:slug/',
      '/../:slug/',
      '/:slug/../',
      '/%2e%2e/:slug/',
      '/:slugs/',
    ].map((pattern) => [
      `permalink: "${pattern}"`,
      `site.yaml:8:12: Fehler: Aus „${pattern}“ wird keine Adresse.\n    Sie beginnt und endet mit „/“, enthält :slug und sonst nur :year, :month, :day, :section, Kleinbuchstaben, Ziffern und „-“.`,
    ]),
    [
      'language: en',
      'site.yaml:8:11: Fehler: „language“ kennt den Wert „en“ nicht.\n    Möglich sind: de, de-AT, de-CH.',
    ],
    [
      'articlesPerPage: viele',
      'site.yaml:8:18: Fehler: „articlesPerPage“ muss eine Zahl sein, hier steht „viele“.\n    Schreibe nur Ziffern, ohne Anführungszeichen.',
    ],
    [
      'artikelProSeite: 3',
      'site.yaml:8:1: Warnung: Den Schlüssel „artikelProSeite“ kenne ich nicht.\n    Er bleibt ohne Wirkung.',
    ],
    [
      'feeditems: 3',
      'site.yaml:8:1: Warnung: Den Schlüssel „feeditems“ kenne ich nicht.\n    Meintest du „feedItems“?',
    ],
    [
      'navigation: [Politik]',
      'site.yaml:8:14: Fehler: Unter „navigation“ müssen eingerückte Angaben „schlüssel: wert“ stehen.\n    So zum Beispiel: { name: "…", url: "…" }',
    ],
  ])('with „%s“ are understood or explained', async (line, words) => {
    expect(await reportedFor({ 'site.yaml': `${minimalSettings}${line}\n` })).toEqual([words]);
  });

  test('with an address that is none are explained', async () => {
    expect(
      await reportedFor({ 'site.yaml': 'title: x\nurl: example.org\ncomments: { open: nein }\n' }),
    ).toEqual([
      'site.yaml:2:6: Fehler: „url“ muss eine ganze Adresse mit https:// sein, hier steht „example.org“.\n    Schreibe zum Beispiel: https://example.org/',
    ]);
  });
});
