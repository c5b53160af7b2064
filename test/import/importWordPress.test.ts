/** `import wordpress` as a whole: a newsroom's export with a bit of everything, and what becomes of it. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkSite } from '../../src/build/build.ts';
import { UsageError } from '../../src/cli/command.ts';
import { runImport } from '../support/runImport.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { article, filesIn, minimalSettings, readTree, reported } from '../support/testSite.ts';
import { usualBuild } from '../support/usualBuild.ts';
import { wxrComment, wxrFile, wxrHead, wxrItem } from '../support/wordpressExport.ts';
import {
  accountOf,
  attachments,
  build,
  itemsById,
  type JsonAccount,
  withExport,
  exportOf,
  linksOfEveryKind,
  oldBlog,
  others,
  pages,
  posts,
  wholeCount,
  wholeExport,
  writeUploads,
} from './hafenblatt.ts';

/** With the copy of the uploads, which all share. */
const root = realpathSync(mkdtempSync(join(tmpdir(), 'blattmacher-hafenblatt-')));
const uploads = join(root, 'uploads');
beforeAll(() => writeUploads(uploads));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const whole = ['--uploads', uploads, '--site', 'blog'];

/** Sources of the blog with their text, without what the import remembers. */
function sourcesOf(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(readTree(join(folder, 'blog'))).filter(([path]) => !/^\.(?:import|comments)\//.test(path)),
  );
}

describe('The blog of a newsroom', () => {
  let folder = '';
  let account: JsonAccount;
  let told = '';
  let code: number | null = null;
  const read = (file: string): string => readFileSync(join(folder, 'blog', file), 'utf8');

  beforeAll(async () => {
    folder = join(root, 'whole');
    mkdirSync(folder);
    writeFileSync(join(folder, 'export.xml'), wholeExport);
    const run = await runImport(folder, 'wordpress', ['export.xml', ...whole, '--json']);
    account = accountOf(run.stdout);
    told = run.stderr;
    code = run.code;
  });

  test('has every item of its export in the account, once, in sums that add up', () => {
    expect(code).toBe(0);
    const { items, totals } = account;
    expect(items).toHaveLength(wholeCount);
    expect(new Set(items.map(({ type, id }) => `${type} ${id}`)).size).toBe(wholeCount);
    const statuses = Object.values(totals.byType).flatMap((ofType) => Object.values(ofType));
    expect(statuses.reduce((sum, { imported }) => sum + imported, 0)).toBe(totals.imported);
    expect(statuses.reduce((sum, { leftOut }) => sum + leftOut, 0)).toBe(totals.leftOut);
    expect(totals.imported + totals.leftOut).toBe(wholeCount);
    expect(items.filter(({ result }) => result === 'imported')).toHaveLength(totals.imported);
    const withoutReason = items.filter(
      ({ result, reason }) => result === 'left-out' && !reason?.endsWith('.'),
    );
    expect(withoutReason).toEqual([]);
    const missing = items.flatMap(({ file }) => (file === undefined ? [] : [file]));
    const there = new Set(filesIn(join(folder, 'blog')));
    expect(missing.filter((file) => !there.has(file))).toEqual([]);
  });

  test('is told in JSON with fixed names', () => {
    expect(Object.keys(account)).toEqual(['items', 'totals', 'differences']);
    const names = new Set(account.items.flatMap((item) => Object.keys(item)));
    expect([...names].toSorted()).toEqual([
      'file',
      'id',
      'reason',
      'result',
      'status',
      'title',
      'type',
      'url',
    ]);
    for (const { result, url } of account.items) {
      expect(['imported', 'left-out']).toContain(result);
      if (result === 'left-out') expect(url).toBeUndefined();
    }
  });

  test('differs only where a reason is known', () => {
    expect(account.differences.filter(({ isUnexplained }) => isUnexplained)).toEqual([]);
  });

  test('has a lead article as an author would have typed it', () => {
    expect(read('content/articles/2019/kran.md')).toBe(`---
title: "Der „neue“ Kran & der alte"
date: 2019-05-04 12:30
updated: 2019-06-01 09:00
lead: true
description: Am Hafen dreht sich was.
seo:
  title: Kräne im Vergleich
  description: Was Hafenblatt über Kräne weiß
section: Hafen
tags: [Stadt, C++, "Wind & Wasser", "Was nun, wohin?"]
authors: [Kim Möller, Jo Şahin]
image: 2019/05/kran-abend.jpg
slug: kran
---

Er dreht sich. [Mehr](baustein.md)

## Technik

50 Tonnen.
`);
    expect(read('content/media/2019/05/kran-abend.jpg.yaml')).toBe(
      'alt: Ein Kran vor rotem Himmel\ncaption: Der Kran im Abendlicht.\ncredit: Kim Möller/dpa\n',
    );
    // Not what a camera wrote.
    expect(filesIn(join(folder, 'blog/content/media')).filter((file) => file.endsWith('.yaml'))).toEqual([
      '2019/05/kran-abend.jpg.yaml',
    ]);
  });

  test('has pictures, sounds and films as our Markdown has them', () => {
    expect(read('content/articles/2019/bilder.md')).toBe(`---
title: Bilder und Töne
date: 2019-05-04 12:30
section: Hafen
authors: [Kim Möller]
audio:
  src: 2019/05/ton.mp3
slug: bilder
---

Vor dem Bild.

![Ein Boot](2019/05/boot.jpg "Das Boot von Jo")

- ![](2019/05/möwe.jpg)
- ![](2019/05/kran-abend.jpg)

![](https://www.youtube.com/watch?v=dQw4w9WgXcQ)

![](2019/05/ton.mp3)

Verloren

<!-- Aus WordPress: [kontaktformular] -->
`);
  });

  test('leads every link of a text to its goal here', () => {
    const lines = Object.entries(linksOfEveryKind).map(([label, [, goal]]) =>
      goal === undefined ? `- ${label}` : `- [${label}](${goal})`,
    );
    expect(read('content/articles/2019/verweise.md').split('---\n\n')[1]).toBe(`${lines.join('\n')}\n`);
  });

  test('keeps what has no title, no date, a long name or the address of another', () => {
    const byId = itemsById(account);
    expect(byId['114']).toMatchObject({ title: 'Ohne Titel (114)', url: '/2019/05/ohne-titel/' });
    expect(byId['115']).toMatchObject({ file: 'content/articles/1970/nullen.md' });
    expect(byId['115']?.url).toBeUndefined();
    expect(byId['116']?.url).toBe('/2019/05/zwilling/');
    expect(byId['117']).toMatchObject({
      url: '/2019/05/zwilling-2/',
      reason:
        'Die Adresse war vergeben; sie endet hier auf „zwilling-2“. Unter der alten Adresse /2019/05/zwilling/ steht hier etwas anderes.',
    });
    expect(byId['118']?.reason).toBe(
      'Die alte Adresse ist zu lang für eine Datei: nginx, Caddy, Netlify und Cloudflare leiten von ihr weiter, andere nicht.',
    );
    expect(byId['302']?.url).toBe('/team/');
    expect(byId['304']?.url).toBe('/projekte-team/');
    expect(byId['305']).toMatchObject({
      url: '/archiv-2/',
      reason:
        'Die Adresse war vergeben; sie endet hier auf „archiv-2“. Unter der alten Adresse /archiv/ steht hier etwas anderes.',
    });
    expect(byId['306']).toMatchObject({ file: 'content/pages/suche.md', url: '/suche/' });
    expect(byId['306']?.reason).toBeUndefined();
  });

  test('accounts for comments on what can have none here', async () => {
    const on = (id: string, type: string, fields: Readonly<Record<string, string>> = {}) =>
      wxrItem(
        {
          'wp:post_id': id,
          'wp:post_type': type,
          'wp:post_name': `${type}-${id}`,
          link: `${oldBlog}/${type}-${id}/`,
          ...fields,
        },
        [
          ['1', '1', 'comment'],
          ['2', '0', 'comment'],
          ['3', 'spam', 'comment'],
          ['4', '1', 'pingback'],
        ]
          .map(([number = '', state = '', kind = '']) =>
            wxrComment({
              'wp:comment_id': `${id}${number}`,
              'wp:comment_author': 'Leserin',
              'wp:comment_date_gmt': '2019-05-05 08:00:00',
              'wp:comment_content': 'Schön.',
              'wp:comment_approved': state,
              'wp:comment_type': kind,
            }),
          )
          .join(''),
      );
    const items = [
      on('71', 'page'),
      on('72', 'event'),
      on('73', 'attachment', { 'wp:attachment_url': `${oldBlog}/wp-content/uploads/boot.jpg` }),
      on('74', 'post', { 'wp:status': 'trash' }),
    ];
    const other = withExport(exportOf(items));
    const args = ['export.xml', '--site', 'blog', '--type', 'event=collection', '--waiting', '--json'];
    const run = await runImport(other, 'wordpress', args);
    expect(run.code).toBe(0);
    const byId = itemsById(accountOf(run.stdout));
    const reasons = {
      71: 'Seiten haben hier keine Kommentare.',
      72: 'Sammlungen haben hier keine Kommentare.',
      73: 'Bilder und Dokumente haben hier keine Kommentare.',
      74: 'Der Text, zu dem er gehört, ist nicht dabei.',
    };
    for (const [id, reason] of Object.entries(reasons)) {
      for (const number of [1, 2])
        expect(byId[`${id}${number}`]).toMatchObject({ result: 'left-out', reason });
      expect(byId[`${id}3`]?.reason).toBe('Spam.');
      expect(byId[`${id}4`]?.reason).toBe('Verweis eines anderen Blogs, kein Kommentar.');
    }
    expect(run.stderr).toContain('- 2 Kommentare blieben zurück: Seiten haben hier keine Kommentare.\n');
    expect(run.stderr).not.toContain('auf Freigabe');
    expect(filesIn(join(other, 'blog')).filter((file) => /comments/.test(file))).toEqual([]);
  });

  test('says what hides a text here', () => {
    const byId = itemsById(account);
    const hidden = {
      103: 'War im Export noch für den 4. Mai 2019 geplant: hier ein Entwurf. Ist er dort inzwischen erschienen, exportiere noch einmal.',
      104: 'War ein Entwurf und ist es hier.',
      105: 'Wartete auf Durchsicht: hier ein Entwurf.',
      106: 'War privat: hier ein Entwurf.',
      108: 'War mit einem Passwort geschützt: hier ein Entwurf, ohne das Passwort.',
      109: 'Hatte den Zustand „archiviert“: hier ein Entwurf.',
      115: 'Ohne lesbares Datum: hier ein Entwurf vom 1. Januar 1970.',
      309: 'War privat: hier ein Entwurf.',
    };
    for (const [id, reason] of Object.entries(hidden)) {
      expect(byId[id]).toMatchObject({ result: 'imported', reason });
      expect(byId[id]?.url).toBeUndefined();
      expect(read(byId[id]?.file ?? '')).toContain('\ndraft: true\n');
    }
    expect(byId['107']).toMatchObject({ result: 'left-out', reason: 'Lag im Papierkorb.' });
    expect(byId['102']).toMatchObject({
      url: '/2026/12/bald/',
      reason: 'Erscheint hier wie geplant am 24. Dezember 2026.',
    });
  });

  test('has settings of its own, with its menu', () => {
    const settings = read('site.yaml');
    for (const line of [
      'title: "Hafenblatt"',
      `url: "${oldBlog}/"`,
      'description: Nachrichten vom Wasser',
      'language: de',
      'timezone: Europe/Berlin',
      'permalink: "/:year/:month/:slug/"',
      'navigation:\n  - name: Vom Hafen\n    url: "/ressort/hafen/"\n  - name: Über uns\n    url: "/ueber-uns/"\n  - name: Kran\n    url: "/2019/05/kran/"\n',
    ])
      expect(settings).toContain(`\n${line}`);
    const byId = itemsById(account);
    expect(byId['505']?.reason).toBe('Führt zu nichts, was Leser hier sehen.');
  });

  test('tells in a few lines what to look at', () => {
    expect(told)
      .toBe(`41 von 55 Einträgen sind übernommen, nach blog; 7 Unterschiede im Text, mit bekanntem Grund.
- 1 Eintrag vom Typ „event“ blieb zurück. Mit „--type event=article“ wird er ein Artikel.
- 1 Datei der Mediathek blieb zurück: Kein Text zeigt oder verlinkt sie.
- 1 Datei der Mediathek blieb zurück: In der Kopie der Mediathek fehlt sie.
- Für Leser nicht zu sehen, hier ein Entwurf: 2-mal „privat“, 1-mal „ohne Datum“, 1-mal „geplant“, 1-mal „Entwurf“, 1-mal „wartet auf Durchsicht“, 1-mal „mit Passwort“, 1-mal „archiviert“.
- 1 Kommentar wartet dort auf Freigabe und blieb zurück. Mit „--waiting“ kommt er mit.
- 1 Kommentar blieb zurück: Seiten haben hier keine Kommentare.
Was aus jedem einzelnen wurde, steht in blog/import-report.html; öffne die Datei im Browser.
So geht es weiter: cd blog, dann „npm install“ und „npm run watch“.
`);
  });

  test('builds without an error, and shows nobody what was hidden', async () => {
    const copy = join(root, 'built');
    cpSync(join(folder, 'blog'), copy, { recursive: true });
    const { out, result } = await build(copy);
    const faults = reported(result).filter(
      (line) => !/steht nicht, wer es gemacht hat|fehlt die Beschreibung/.test(line),
    );
    expect(faults).toEqual([]);
    expect(result.published).toBe(true);
    const checked = await checkSite(usualBuild(copy, out));
    expect(checked.filter(({ severity }) => severity === 'error')).toEqual([]);
    const published = readTree(out);
    expect(published['2019/05/kran/index.html']).toContain('50 Tonnen');
    const leaks = Object.entries(published).flatMap(([path, text]) =>
      /geheim|privat\.example|203\.0\.113|boese\(\)/i.test(text) || /geheim|intern/.test(path) ? [path] : [],
    );
    expect(leaks).toEqual([]);
    for (const text of Object.values(sourcesOf(folder))) {
      expect(text).not.toMatch(
        /privat\.example|203\.0\.113|geheimwort|geheimspam|geheimpapierkorb|geheimping|geheimwartend/,
      );
    }
  });
});

describe('The command', () => {
  test('is refused with exit code 2 where it is called wrongly', async () => {
    const folder = withExport();
    for (const args of [[], ['export.xml', '--type', 'event'], ['export.xml', '--since', 'gestern']])
      await expect(runImport(folder, 'wordpress', [...args, '--site', 'blog'])).rejects.toThrow(UsageError);
    expect(filesIn(folder)).toEqual(['export.xml']);
  });

  test('says in a sentence what is no export, and leaves nothing behind', async () => {
    const cases: Readonly<Record<string, RegExp>> = {
      '': /ist leer/,
      '<html><body>Anmelden</body></html>': /ist eine Webseite/,
      [wxrFile('')]: /In diesem Export steht kein einziger Eintrag/,
    };
    for (const [text, sentence] of Object.entries(cases)) {
      const folder = withExport(text);
      const run = await runImport(folder, 'wordpress', ['export.xml', '--site', 'blog']);
      expect(run).toMatchObject({ code: 1, stdout: '' });
      expect(run.stderr).toMatch(sentence);
      expect(filesIn(folder)).toEqual(['export.xml']);
    }
    const missing = await runImport(withExport(), 'wordpress', ['nirgends.xml', '--site', 'blog']);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('nirgends.xml');
    const noUploads = await runImport(withExport(), 'wordpress', ['export.xml', '--uploads', 'weg']);
    expect(noUploads.code).toBe(1);
    expect(noUploads.stderr).toContain('weg mit den Bildern gibt es nicht.');
  });

  test('takes what is whole of a file that breaks off, and ends with 1', async () => {
    const folder = withExport(wholeExport.slice(0, wholeExport.indexOf('Die Schleuse')));
    const run = await runImport(folder, 'wordpress', ['export.xml', ...whole, '--json']);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('bricht mittendrin ab');
    const { items } = accountOf(run.stdout);
    expect(items.filter(({ type }) => type === 'post').map(({ id }) => id)).toEqual([
      '101',
      '102',
      '103',
      '104',
      '105',
      '106',
      '107',
      '108',
      '109',
    ]);
  });

  test('takes a blog whose export does not say where it was', async () => {
    const folder = withExport(wxrFile(wxrItem(), { head: '<title></title>' }));
    const run = await runImport(folder, 'wordpress', ['export.xml', '--site', 'blog']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(folder, 'blog', 'site.yaml'), 'utf8')).toContain('url: "https://blog.example/"');
  });

  test('says in the report that a path before all addresses is dropped', async () => {
    const playground = 'https://playground.example/scope:kind-harbor';
    const text = wxrFile(wxrItem({ link: `${playground}/2019/05/hafen/` }), {
      head: wxrHead.replaceAll('https://blog.example', playground),
    });
    const folder = withExport(text);
    const run = await runImport(folder, 'wordpress', ['export.xml', '--site', 'blog']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const note =
      'Dort begannen alle Adressen mit /scope:kind-harbor/, hier mit /: Aus https://playground.example/scope:kind-harbor/… wird https://playground.example/…. Einen solchen Pfad nimmt „url“ in site.yaml nicht.';
    expect(run.stdout).toContain(`- ${note}\n`);
    expect(readFileSync(join(folder, 'blog', 'import-report.html'), 'utf8')).toContain(`<li>${note}</li>`);
    const below = wxrHead.replaceAll('https://blog.example', 'https://blog.example/zeitung');
    const other = withExport(
      wxrFile(wxrItem({ link: 'https://blog.example/zeitung/2019/05/hafen/' }), { head: below }),
    );
    expect((await runImport(other, 'wordpress', ['export.xml', '--site', 'blog'])).stdout).not.toContain(
      'Dort begannen',
    );
  });

  test('writes nothing at all in a dry run, and says the same', async () => {
    const folder = withExport();
    const dry = await runImport(folder, 'wordpress', ['export.xml', ...whole, '--json', '--dry-run']);
    expect(dry.code).toBe(0);
    expect(dry.stderr).toContain('würden übernommen');
    expect(readTree(folder)).toEqual({ 'export.xml': expect.anything() });
    const real = await runImport(folder, 'wordpress', ['export.xml', ...whole, '--json']);
    expect(accountOf(dry.stdout)).toEqual(accountOf(real.stdout));
    const before = readTree(folder);
    await runImport(folder, 'wordpress', ['export.xml', ...whole, '--dry-run']);
    expect(readTree(folder)).toEqual(before);
  });

  test('takes since a day only what changed then', async () => {
    const folder = withExport();
    const args = ['export.xml', ...whole, '--json', '--since', '2019-05-20'];
    const { code, stdout } = await runImport(folder, 'wordpress', args);
    expect(code).toBe(0);
    const { items } = accountOf(stdout);
    expect(items).toHaveLength(wholeCount);
    const taken = items.filter(({ type, result }) => /^(?:post|page)$/.test(type) && result === 'imported');
    expect(taken.map(({ id }) => id)).toEqual(['101', '115']);
    expect(items.find(({ id }) => id === '110')?.reason).toBe(
      'Hat sich seit dem Tag nach „--since“ nicht geändert. Ohne „--since“ kommt er mit.',
    );
  });

  test.each(['article', 'page', 'collection', 'none'])('makes an own type to %s', async (goal) => {
    const folder = withExport();
    const args = ['export.xml', ...whole, '--json', '--type', `event=${goal}`];
    const { code, stdout } = await runImport(folder, 'wordpress', args);
    expect(code).toBe(0);
    const event = itemsById(accountOf(stdout))['401'];
    const expected = {
      article: { file: 'content/articles/2019/hafenfest.md', url: '/2019/05/hafenfest/' },
      page: { file: 'content/pages/hafenfest.md', url: '/hafenfest/' },
      collection: { file: 'content/event/hafenfest.md', url: '/event/hafenfest/' },
      none: { reason: 'So gewünscht (--type).' },
    }[goal];
    expect(event).toMatchObject(expected ?? {});
    if (goal === 'none') return;
    const { out, result } = await build(join(folder, 'blog'));
    expect(result.published ? [] : reported(result)).toEqual([]);
    expect(readTree(out)[`${event?.url?.slice(1)}index.html`]).toContain('Am Samstag.');
  });

  test('lets waiting comments wait here, on request', async () => {
    const folder = withExport();
    const { stdout } = await runImport(folder, 'wordpress', ['export.xml', ...whole, '--json', '--waiting']);
    expect(itemsById(accountOf(stdout))['1003']).toMatchObject({
      result: 'imported',
      reason: 'Wartet auf Freigabe.',
    });
    const waiting = filesIn(join(folder, 'blog', '.comments', 'pending'));
    expect(waiting).toHaveLength(1);
    await runImport(folder, 'wordpress', ['export.xml', ...whole, '--waiting']);
    expect(filesIn(join(folder, 'blog', '.comments', 'pending'))).toEqual(waiting);
  });

  test('takes the redirects of the plugin, and names those that lead nowhere', async () => {
    const folder = withExport();
    const rule = (url: string, goal: string) => ({
      url,
      action_type: 'url',
      action_code: 301,
      action_data: { url: goal },
      match_type: 'url',
      enabled: true,
      regex: false,
    });
    const json = { redirects: [rule('/hafen-neu', '/2019/05/kran/'), rule('/tot', '/gibt-es-nicht/')] };
    writeFileSync(join(folder, 'r.json'), JSON.stringify(json));
    writeFileSync(
      join(folder, 'r.csv'),
      'source,target,regex,code,type,hits,title,status\n/alt-csv,/ueber-uns/,0,301,url,5,,active\n',
    );
    const first = await runImport(folder, 'wordpress', ['export.xml', ...whole, '--redirects', 'r.json']);
    expect(first.stdout).toContain('/tot');
    await runImport(folder, 'wordpress', ['export.xml', ...whole, '--redirects', 'r.csv']);
    const lines = readFileSync(join(folder, 'blog', 'content', 'redirects.txt'), 'utf8').split('\n');
    expect(lines.filter((line) => /^\/(?:hafen-neu|alt-csv|tot)/.test(line))).toEqual([
      '/hafen-neu content/articles/2019/kran.md',
      '/alt-csv content/pages/ueber-uns.md',
    ]);
    const other = await runImport(folder, 'wordpress', ['export.xml', ...whole, '--redirects', 'export.xml']);
    expect(other.code).toBe(1);
    expect(other.stderr).toContain('ist kein Export des Plugins „Redirection“.');
  });

  test('reads several files as one export', async () => {
    const folder = withExport();
    const one = await runImport(folder, 'wordpress', ['export.xml', ...whole, '--json']);
    const parts = {
      'a.xml': exportOf(Object.values(posts).slice(0, 9)),
      'b.xml': exportOf([...Object.values(posts).slice(9), ...pages, ...others]),
      'c.xml': exportOf(attachments),
    };
    const apart = temporaryFolder();
    for (const [name, text] of Object.entries(parts)) writeFileSync(join(apart, name), text);
    const several = await runImport(apart, 'wordpress', [...Object.keys(parts), ...whole, '--json']);
    expect(accountOf(several.stdout)).toEqual(accountOf(one.stdout));
    expect(sourcesOf(apart)).toEqual(sourcesOf(folder));
  });
});

describe('A blog that is here already', () => {
  test('keeps its files, its menu and its redirects', async () => {
    const folder = withExport();
    const own = {
      'site.yaml': `${minimalSettings}navigation:\n  - name: Eigenes\n    url: /eigenes/\n`,
      'content/articles/2019/kran.md': article('title: Mein eigener Kran\ndate: 2019-05-01'),
      'content/pages/eigenes.md': '---\ntitle: Eigenes\n---\n\nVon hier.\n',
      'content/pages/ueber-uns.md': '---\ntitle: Wir\n---\n\nVon hier.\n',
      'content/authors/kim-moeller.md': '---\nname: Kim Möller\n---\n\nSchreibt seit 1999.\n',
      'content/redirects.txt': '# Meine\n/alt/ /eigenes/\n/feed/* /atom.xml\n',
    };
    for (const [path, text] of Object.entries(own)) {
      mkdirSync(join(folder, 'blog', path, '..'), { recursive: true });
      writeFileSync(join(folder, 'blog', path), text);
    }
    const run = await runImport(folder, 'wordpress', ['export.xml', ...whole, '--json']);
    expect(run.code).toBe(0);
    const after = sourcesOf(folder);
    const utf8 = (path: string): string => Buffer.from(after[path] ?? '', 'latin1').toString('utf8');
    for (const [path, text] of Object.entries(own)) {
      if (path === 'content/redirects.txt') expect(utf8(path).startsWith(text)).toBe(true);
      else expect({ path, text: utf8(path) }).toEqual({ path, text });
    }
    expect(utf8('content/redirects.txt').match(/^\/feed\/\* /gm)).toHaveLength(1);
    const byId = itemsById(accountOf(run.stdout));
    expect(byId['101']?.file).toBe('content/articles/2019/kran-2.md');
    expect(byId['301']).toMatchObject({ file: 'content/pages/ueber-uns-2.md', url: '/ueber-uns-2/' });
    expect(byId['501']?.reason).toMatch(/^Steht hier nicht im Menü/);
    const { result } = await build(join(folder, 'blog'));
    expect(result.published ? [] : reported(result)).toEqual([]);
  });

  test('tells in a sentence what the system refuses, and goes on the next time', async () => {
    const folder = withExport();
    await runImport(folder, 'wordpress', ['export.xml', ...whole]);
    const report = join(folder, 'blog', 'import-report.html');
    rmSync(report);
    mkdirSync(report);
    const run = await runImport(folder, 'wordpress', ['export.xml', ...whole]);
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(
      /Fehler: Das System lässt mich hier nicht lesen oder schreiben: blog\/.*import-report\.html\S* \(EISDIR\)\./,
    );
    rmSync(report, { recursive: true });
    expect((await runImport(folder, 'wordpress', ['export.xml', ...whole])).code).toBe(0);
  });

  test('is refused where it is something else', async () => {
    const folder = withExport();
    mkdirSync(join(folder, 'blog'));
    writeFileSync(join(folder, 'blog', 'steuer.xls'), '1');
    const run = await runImport(folder, 'wordpress', ['export.xml', ...whole]);
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toContain('Im Ordner blog liegt kein Blog, aber etwas anderes (steuer.xls).');
    expect(filesIn(join(folder, 'blog'))).toEqual(['steuer.xls']);
  });
});
