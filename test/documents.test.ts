/** Files of content/media that are no pictures: which of them a link publishes, and how they are found. */
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mayBeAdded } from '../src/config/documentTypes.ts';
import type { SourcePath } from '../src/core/model.ts';
import { documentFault } from '../src/content/media.ts';
import {
  article,
  codesOf,
  createSite,
  minimalSettings,
  type SiteText,
  reported,
} from './support/testSite.ts';

/** A site with an article that links to all these files of content/media. */
function siteWith(media: SiteText, settings = '') {
  const links = Object.keys(media).map((name) => `[x](<../media/${name}>)`);
  const files = Object.entries(media).map(([name, content]) => [`content/media/${name}`, content]);
  return createSite({
    'site.yaml': minimalSettings + settings,
    'content/articles/a.md': article('title: A\ndate: 2024-01-01', links.join('\n')),
    ...Object.fromEntries(files),
  });
}

function filesWith(endings: string): SiteText {
  return Object.fromEntries(endings.split(' ').map((ending) => [`geheim.${ending}`, `Inhalt ${ending}`]));
}

/** What a browser or some host runs, unpacks or reads as settings. */
const active =
  'php php5 pHp5 phtml phar pht phps asp aspx ashx jsp cgi fcgi pl py rb lua sh bash bat cmd exe com msi scr hta jar ' +
  'html HTML htm xhtml xht shtml shtm stm dhtml mht mhtml xml xsl xslt musicxml svgz rss atom rdf htc swf ' +
  'js mjs cjs jsx wasm css scss coffee webmanifest appcache md markdown htaccess ini inc gz tgz br zst';

describe('A linked document', () => {
  test('is published when nobody runs it, under a neutral name and its ending in small letters', async () => {
    const endings =
      'PDF pdf csv txt odt ods odp odg doc docx xls xlsx ppt pptx rtf epub zip ics vcf geojson mp3 ogg opus m4a wav mp4 webm vtt srt';
    const site = siteWith(filesWith(endings));
    expect(reported(await site.build())).toEqual([]);
    const published = site.paths().filter((path) => path.startsWith('medien/'));
    expect(published.map((path) => path.replace(/^medien\/[0-9a-f]{16}\./, '')).toSorted()).toEqual(
      endings.toLowerCase().split(' ').toSorted(),
    );
    expect(JSON.stringify(site.outputs())).not.toContain('geheim');
  });

  test.each(['', 'documents: [dwg]\n'])(
    'is refused with its place when somebody could (%j)',
    async (settings) => {
      const media = { ...filesWith(active), LIESMICH: 'Bitte!', 'a.b': 'b', 'x.tar.xz': '' };
      const site = siteWith(media, settings);
      const result = await site.build();
      expect(result.published).toBe(false);
      expect(codesOf(result)).toEqual(['text/document-type']);
      const lines = result.diagnostics.map(({ position }) => position?.line);
      expect(lines).toEqual(Object.keys(media).map((_, index) => index + 6));
    },
  );

  test('of a type that nobody knows is reported with both cures', async () => {
    expect(reported(await siteWith({ 'plan.DWG': 'Plan' }).build())).toEqual([
      'content/articles/a.md:6:1: Fehler: Eine Datei mit der Endung „.dwg“ wird nicht veröffentlicht: „../media/plan.DWG“.\n    Verpacke sie als ZIP, oder speichere sie als PDF. Oder schreibe in site.yaml: documents: [dwg]',
    ]);
    expect(reported(await siteWith({ 'plan.php': 'Plan' }).build())).toEqual([
      'content/articles/a.md:6:1: Fehler: Eine Datei mit der Endung „.php“ wird nicht veröffentlicht: „../media/plan.php“.\n    Verpacke sie als ZIP, oder speichere sie als PDF.',
    ]);
  });

  test('of a type that site.yaml adds is published', async () => {
    const site = siteWith({ 'plan.DWG': 'Plan', 'teil.stl': 'solid' }, 'documents: [dwg, .STL]\n');
    expect(reported(await site.build())).toEqual([]);
    expect(site.paths().filter((path) => /^medien\/[0-9a-f]{16}\.(?:dwg|stl)$/.test(path))).toHaveLength(2);
  });

  test('stays where it is when nobody links to it, whatever it is', async () => {
    const site = createSite({ 'content/media/werkzeug.php': '<?php', 'content/media/plan.dwg': '' });
    expect(reported(await site.build())).toEqual([]);
    expect(site.paths().filter((path) => path.startsWith('medien/'))).toEqual([]);
  });

  test('that is no picture is none under a picture’s name either', async () => {
    const site = siteWith({ 'seite.png': '<html>', 'd.SVG': '<html>' });
    expect(codesOf(await site.build())).toEqual([
      'pictures/other-format',
      'pictures/svg-syntax',
      'text/document-unusable',
    ]);
  });

  test('that is too large to be read keeps the site as it was', async () => {
    const site = siteWith({ 'bericht.pdf': '%PDF-1.7' });
    await site.build();
    const before = site.outputs();
    truncateSync(join(site.folder, 'content/media/bericht.pdf'), 2 ** 31);
    const result = await site.build();
    expect(reported(result)).toEqual([
      'content/articles/a.md:6:1: Fehler: Die verlinkte Datei „../media/bericht.pdf“ lässt sich nicht veröffentlichen.\n    Warum, steht bei der Datei selbst.',
      'content/media/bericht.pdf: Fehler: Die Datei ist größer als 2 GB.\n    Verkleinere sie oder lege sie zu einem Dienst, der dafür gemacht ist.',
    ]);
    expect(site.outputs()).toEqual(before);
  });
});

describe('The setting „documents“', () => {
  test.each(active.toLowerCase().split(' '))('cannot add %s', (ending) => {
    expect(mayBeAdded(ending)).toBe(false);
  });

  test.each(['a.b', 'tar.gz', '*', 'zu-lang', 'ärger', 'abcdefghijk', '../x'])('cannot add %s', (ending) => {
    expect(mayBeAdded(ending)).toBe(false);
  });

  test.each(['dwg', 'stl', '7z', 'json', 'heic', 'tif', 'gpkg', 'parquet', 'indd', 'ai', 'key', 'pages'])(
    'can add %s',
    (ending) => {
      expect(mayBeAdded(ending)).toBe(true);
    },
  );

  test('says what is wrong at its place', async () => {
    const site = createSite({ 'site.yaml': `${minimalSettings}documents: [dwg, PHP]\n` });
    expect(reported(await site.build())).toEqual([
      'site.yaml:8:18: Fehler: „PHP“ kann hier nicht stehen: Solche Dateien führt mancher Server oder Browser aus, oder es ist keine Endung aus Buchstaben und Ziffern.\n    Verpacke solche Dateien als ZIP.',
    ]);
  });
});

describe('What a document holds', () => {
  const isRefused = (name: string, content: string | Uint8Array): boolean =>
    documentFault(Buffer.from(content), name as SourcePath) !== undefined;
  const track = (inside: string, attributes = ''): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"${attributes}><wpt lat="1" lon="2"><name>Ü &amp; <![CDATA[<b>]]></name></wpt>${inside}</gpx>`;

  test.each([
    ['a.pdf', '<html><script>1</script>'],
    ['a.csv', ' \r\n\t<!DOCTYPE html>'],
    ['a.csv', '\ufeff<?xml version="1.0"?><x/>'],
    ['a.doc', Buffer.from('\ufeff<html>', 'utf16le')],
    ['a.dwg', Buffer.from('<html>', 'utf16le').swap16()],
    ['a.geojson', '<svg/>'],
    ['a.vtt', '<script>'],
    ['a.gpx', '<html xmlns="http://www.w3.org/1999/xhtml"/>'],
    ['a.gpx', track('<script xmlns="http://www.w3.org/1999/xhtml">1</script>')],
    ['a.gpx', track('<h:script>1</h:script>', ' xmlns:h="http://www.w3.org/1999/xhtml"')],
    ['a.gpx', track('<s:svg onload="1"/>', ' xmlns:s="&#104;ttp://www.w3.org/2000/svg"')],
    ['a.gpx', track('').replace('UTF-8', 'UTF-7')],
    ['a.gpx', track('').replace('?>', '?><?xml-stylesheet type="text/xsl" href="#x"?>')],
    ['a.gpx', track('').replace('?>', '?><!DOCTYPE gpx [<!ENTITY x "y">]>')],
    ['a.gpx', track('<offen>')],
    ['a.KML', '<kml><x:script xmlns:x="http://www.w3.org/1999/xhtml"/></kml>'],
  ])('is refused where a browser could run it: %s, %j', (name, content) => {
    expect(isRefused(name, content)).toBe(true);
  });

  test.each([
    ['a.pdf', '%PDF-1.7'],
    ['a.txt', '<html>'],
    ['a.csv', 'a;b\n<b>;2'],
    ['a.csv', ''],
    ['a.gpx', track('')],
    ['a.gpx', track('').replace(/^.*\n/, '\ufeff')],
    ['a.kml', '<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:atom="http://www.w3.org/2005/Atom"/>'],
  ])('is taken as it is otherwise: %s, %j', (name, content) => {
    expect(isRefused(name, content)).toBe(false);
  });

  test('is reported where it is refused', async () => {
    const site = siteWith({ 'a.pdf': '<html>' });
    expect(reported(await site.build())).toContain(
      'content/media/a.pdf: Fehler: Diese Datei ist innen eine Webseite oder XML; ein Browser könnte ausführen, was darin steht.\n    Speichere sie in dem Format, das ihr Name nennt, oder verpacke sie als ZIP.',
    );
  });
});

describe('A document with signs in its name that mean something in addresses', () => {
  const names = ['Bericht #1.pdf', 'Wer war es?.pdf', '5%ab.pdf', '100%.pdf', 'Größe 5%ab #2?.pdf'];
  const documents = Object.fromEntries(names.map((name) => [name, `%PDF-1.7 ${name}`]));

  test.each([
    ['as it is typed', (name: string) => `<../media/${name}>`],
    ['percent-encoded', (name: string) => `../media/${encodeURIComponent(name)}`],
  ])('is found %s', async (_, written) => {
    const site = siteWith(documents);
    const text = names.map((name) => `[x](${written(name)})`).join('\n');
    site.write({ 'content/articles/a.md': article('title: A\ndate: 2024-01-01', text) });
    expect(reported(await site.build())).toEqual([]);
    const [page, feed] = [site.read('2024/01/a/index.html'), site.read('feed.xml')];
    expect([...page.matchAll(/href="\/medien\/[0-9a-f]{16}\.pdf"/g)]).toHaveLength(names.length);
    expect([...feed.matchAll(/https:\/\/example\.org\/medien\/[0-9a-f]{16}\.pdf/g)]).toHaveLength(
      names.length,
    );
  });

  test('is suggested in a form that works', async () => {
    const site = createSite({
      'content/media/Bericht #1.pdf': '%PDF-1.7',
      'content/articles/a.md': article('title: A\ndate: 2024-01-01', '[x](<../media/Berichd #1.pdf>)'),
    });
    const [fault] = reported(await site.build());
    const cure = /Meintest du „([^“]*)“/.exec(fault ?? '')?.[1];
    expect(cure).toBe('../media/Bericht%20%231.pdf');
    site.write({ 'content/articles/a.md': article('title: A\ndate: 2024-01-01', `[x](${cure})`) });
    expect(reported(await site.build())).toEqual([]);
  });

  test('is not looked for where the part before the sign is a file', async () => {
    const site = createSite({
      'content/media/bericht.pdf': '%PDF-1.7',
      'content/media/bericht.pdf#page=3': 'falsch',
      'content/articles/#metoo.md': article(
        'title: Bilanz\ndate: 2024-01-02',
        '[x](../media/bericht.pdf#page=3)',
      ),
      'content/articles/a.md': article('title: A\ndate: 2024-01-01', '[x](./#metoo.md)'),
    });
    expect(reported(await site.build())).toEqual([]);
    expect(site.read('2024/01/bilanz/index.html')).toMatch(/href="\/medien\/[0-9a-f]{16}\.pdf#page=3"/);
    expect(site.read('2024/01/a/index.html')).toContain('href="/2024/01/bilanz/"');
  });
});
