/** `import wordpress` as a whole: a newsroom's export with a bit of everything, and what becomes of it. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSite, checkSite } from '../../src/build/build.ts';
import { UsageError } from '../../src/cli/command.ts';
import { runImport } from '../support/runImport.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { article, filesIn, minimalSettings, readTree, reported } from '../support/testSite.ts';
import { usualBuild } from '../support/usualBuild.ts';
import { inCategory, wxrFile, wxrItem } from '../support/wordpressExport.ts';
import {
  attachments,
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

interface JsonItem {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly result: string;
  readonly file?: string;
  readonly url?: string;
  readonly reason?: string;
}

interface JsonAccount {
  readonly items: readonly JsonItem[];
  readonly totals: {
    readonly items: number;
    readonly imported: number;
    readonly leftOut: number;
    readonly byType: Readonly<
      Record<string, Readonly<Record<string, { readonly imported: number; readonly leftOut: number }>>>
    >;
  };
  readonly differences: readonly { readonly isUnexplained: boolean; readonly reason: string }[];
}

/** With the copy of the uploads, which all share. */
const root = realpathSync(mkdtempSync(join(tmpdir(), 'blattmacher-hafenblatt-')));
const uploads = join(root, 'uploads');
beforeAll(() => writeUploads(uploads));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const whole = ['--uploads', uploads, '--site', 'blog'];

/** A folder with an export in it. */
function withExport(text = wholeExport): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'export.xml'), text);
  return folder;
}

function accountOf(stdout: string): JsonAccount {
  return JSON.parse(stdout);
}

function itemsById({ items }: JsonAccount): Readonly<Record<string, JsonItem>> {
  return Object.fromEntries(items.map((item) => [item.id, item]));
}

/** Sources of the blog with their text, without what the import remembers. */
function sourcesOf(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(readTree(join(folder, 'blog'))).filter(([path]) => !/^\.(?:import|comments)\//.test(path)),
  );
}

async function build(blog: string) {
  const out = join(blog, 'dist');
  return { out, result: await buildSite(usualBuild(blog, out)) };
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
    for (const item of items.filter(({ result }) => result === 'left-out'))
      expect(item.reason, item.id).toMatch(/\.$/);
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
    expect(byId['118']?.reason).toBe('Die alte Adresse ist zu lang, um von ihr weiterzuleiten.');
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
    expect(told).toBe(`41 von 55 Einträgen sind übernommen, nach blog; 7 Unterschiede im Text.
- 1 Eintrag vom Typ „event“ blieb zurück. Mit „--type event=article“ wird er ein Artikel.
- 1 Datei der Mediathek blieb zurück: Kein Text zeigt oder verlinkt sie.
- 1 Datei der Mediathek blieb zurück: In der Kopie der Mediathek fehlt sie.
- Für Leser nicht zu sehen, hier ein Entwurf: 2-mal „privat“, 1-mal „ohne Datum“, 1-mal „geplant“, 1-mal „Entwurf“, 1-mal „wartet auf Durchsicht“, 1-mal „mit Passwort“, 1-mal „archiviert“.
- 1 Kommentar wartet dort auf Freigabe und blieb zurück. Mit „--waiting“ kommt er mit.
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
