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

  test.each([
    ['sftp, host: -oProxyCommand, user: kim, path: /x', 'schema/deploy-host'],
    ['sftp, host: a b, user: kim, path: /x', 'schema/deploy-host'],
    ['rsync, host: -lroot, path: /x', 'schema/deploy-host'],
    ['rsync, host: example.org, user: -oProxyCommand=x, path: /x', 'schema/deploy-word'],
    ['rsync, host: example.org, path: -e', 'schema/deploy-word'],
    ['git, remote: "--upload-pack=x", branch: pages', 'schema/deploy-word'],
    ['git, remote: "ext::sh%20-c%20x", branch: pages', 'schema/deploy-unsafe'],
    ['git, remote: "ext::sh -c x", branch: pages', 'schema/deploy-word'],
    ['git, remote: "http://example.org/x.git", branch: pages', 'schema/deploy-unsafe'],
    ['git, remote: "git://example.org/x.git", branch: pages', 'schema/deploy-unsafe'],
    ['git, remote: "https://kim:geheim@example.org/x.git", branch: pages', 'settings/deploy-secret'],
    ['git, remote: "git@example.org:x.git", branch: "--delete"', 'schema/deploy-word'],
    ['git, remote: "git@example.org:x.git", branch: "a..b"', 'schema/deploy-word'],
    ['s3, endpoint: "http://example.org", bucket: blog', 'schema/deploy-unsafe'],
    ['s3, endpoint: "http://localhost:geheim@example.org", bucket: blog', 'schema/deploy-unsafe'],
    ['s3, endpoint: "https://kim:geheim@example.org", bucket: blog', 'settings/deploy-secret'],
    ['sftp, host: example.org, user: kim, path: /x, password: geheim', 'settings/deploy-secret'],
  ])('of a target that are not safe are refused: %s', async (place, code) => {
    const site = createSite({ 'site.yaml': `${minimalSettings}deploy: { kind: ${place} }\n` });
    expect(codesOf(await site.build())).toContain(code);
  });

  test.each([
    'sftp, host: ssh.example.org, user: kim@example.org, path: /x',
    'rsync, host: "[2001:db8::1]", path: /x',
    'git, remote: "git@example.org:kim/x.git", branch: gh-pages',
    'git, remote: "ssh://git@[2001:db8::1]/x.git", branch: pages',
    's3, endpoint: "http://127.0.0.1:9000", bucket: blog',
  ])('of a target that are safe are taken: %s', async (place) => {
    const site = createSite({ 'site.yaml': `${minimalSettings}deploy: { kind: ${place} }\n` });
    expect(codesOf(await site.build()).filter((code) => /deploy/.test(code))).toEqual([]);
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
