/** Symbolic links, and things in the folder that are no files. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { listSite, readText } from '../src/content/discover.ts';
import { programFile } from './support/runProgram.ts';
import { temporaryFolder } from './support/temporaryFolder.ts';
import { article, codesOf, createSite, minimalSettings, reported } from './support/testSite.ts';

const good = article('title: Kim\ndate: 2023-09-13', 'Ein geheimes Wort.');

/** A folder outside any site, with a secret in it. */
function outside(): string {
  const folder = mkdtempSync(join(tmpdir(), 'blattmacher-outside-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'geheim.md'), good);
  return folder;
}

describe('A symbolic link', () => {
  const refused = (path: string, folder: string): string =>
    `${path}: Fehler: Diese symbolische Verknüpfung führt aus ${folder} hinaus, zu etwas Verstecktem, auf einen Ordner oder ins Leere.\n    Lege die Datei selbst in den Ordner.`;
  const root = 'dem Ordner des Blogs';

  test.each([
    ['content/articles/x.md', '„content/articles“'],
    ['content/media/x.jpg', '„content/media“'],
    ['content/pages/x.md', '„content/pages“'],
    ['templates/x.eta', '„templates“'],
    ['content/vgwort.csv', '„content“'],
  ])('to a file outside is refused: %s', async (path, folder) => {
    const site = createSite({ 'content/articles/a.md': good });
    mkdirSync(dirname(join(site.folder, path)), { recursive: true });
    symlinkSync(join(outside(), 'geheim.md'), join(site.folder, path));
    const result = await site.build();
    expect(reported(result)).toEqual([refused(path, folder)]);
    expect(result.published).toBe(false);
  });

  test.each([
    ['content/articles/x', '„content/articles“'],
    ['content/articles', '„content“'],
    ['content', root],
    ['templates', root],
    ['content/media', '„content“'],
  ])('to a folder outside is refused: %s', async (path, folder) => {
    const site = createSite({});
    mkdirSync(dirname(join(site.folder, path)), { recursive: true });
    symlinkSync(outside(), join(site.folder, path));
    expect(reported(await site.build())).toEqual([refused(path, folder)]);
  });

  test('to something else of the site, hidden or not, is refused', async () => {
    const site = createSite({
      'content/articles/a.md': good,
      'content/articles/entwurf.md': article(
        'title: Geheim\ndraft: true\ndate: 2023-01-01',
        'Streng geheim.',
      ),
      'content/media/.versteckt/liste.txt': 'geheim',
      'content/media/alt.txt~': 'geheim',
      '.git/config': 'geheim',
      '.comments/key': 'geheim',
      '.env': 'geheim',
    });
    const links = {
      'content/media/a.txt': '../../.git/config',
      'content/media/b.txt': '../../.comments/key',
      'content/media/c.txt': '../articles/entwurf.md',
      'content/media/d.txt': '.versteckt/liste.txt',
      'content/media/e.txt': 'alt.txt~',
      // Through another link: the end counts.
      'content/media/f.txt': 'a.txt',
      'content/pages/entwurf.md': '../articles/entwurf.md',
      'templates/static/config.txt': '../../.git/config',
      'templates/page.eta': '../.env',
      'content/redirects.txt': 'articles/entwurf.md',
      'content/vgwort.csv': '../.env',
    };
    for (const [path, goal] of Object.entries(links)) {
      mkdirSync(dirname(join(site.folder, path)), { recursive: true });
      symlinkSync(goal, join(site.folder, path));
    }
    const result = await site.build();
    const refusals = result.diagnostics.filter(({ code }) => code === 'source/link');
    expect(refusals.map(({ file }) => file).toSorted()).toEqual(Object.keys(links).toSorted());
    expect(result.published).toBe(false);
  });

  test('that leads nowhere is refused', async () => {
    const site = createSite({ 'content/articles/a.md': good });
    symlinkSync('nirgends.md', join(site.folder, 'content/articles/b.md'));
    symlinkSync('c.md', join(site.folder, 'content/articles/c.md'));
    expect(reported(await site.build())).toEqual([
      refused('content/articles/b.md', '„content/articles“'),
      refused('content/articles/c.md', '„content/articles“'),
    ]);
  });

  test('as site.yaml leads to settings beside it only', async () => {
    const site = createSite({ 'site.yaml': '', 'einstellungen.yaml': minimalSettings });
    site.remove('site.yaml');
    symlinkSync('einstellungen.yaml', join(site.folder, 'site.yaml'));
    expect(reported(await site.build())).toEqual([]);
    site.remove('site.yaml');
    symlinkSync(join(outside(), 'geheim.md'), join(site.folder, 'site.yaml'));
    expect(reported(await site.build())).toContain(refused('site.yaml', root));
  });

  test('to a file of the same folder is that file, under the name of the link', async () => {
    const site = createSite({
      'content/articles/a.md': article('title: A\ndate: 2023-01-01', '[Liste](../media/l.txt)'),
      'content/articles/entwuerfe/vorlage.text': good,
      'content/media/listen/2023.txt': 'Eins',
    });
    symlinkSync('entwuerfe/vorlage.text', join(site.folder, 'content/articles/b.md'));
    symlinkSync('m.txt', join(site.folder, 'content/media/l.txt'));
    symlinkSync(join(site.folder, 'content/media/listen/2023.txt'), join(site.folder, 'content/media/m.txt'));
    expect(reported(await site.build())).toEqual([
      expect.stringContaining(
        'content/articles/entwuerfe/vorlage.text: Warnung: Diese Datei ist kein Artikel',
      ),
    ]);
    expect(site.paths()).toContain('2023/09/kim/index.html');
  });

  test('that is listed ends in a visible file of its folder, however links lead to links', () => {
    const folders = [
      'content/articles',
      'content/media',
      'templates/static',
      'templates',
      '.git',
      '.',
      'content/media/.x',
    ];
    const names = ['a.md', 'b.txt', '.env', 'c.md~'];
    const place = fc
      .tuple(fc.constantFrom(...folders), fc.constantFrom(...names))
      .map((parts) => parts.join('/'));
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(place, fc.option(place)), {
          minLength: 1,
          maxLength: 12,
          selector: ([path]) => path,
        }),
        (tree) => {
          const folder = temporaryFolder();
          for (const [path, goal] of tree) {
            const at = join(folder, path);
            mkdirSync(dirname(at), { recursive: true });
            if (goal === null) writeFileSync(at, path);
            else symlinkSync(relative(dirname(at), join(folder, goal)), at);
          }
          const real = realpathSync(folder);
          for (const { path, diskPath } of listSite(folder).files) {
            const from = path.startsWith('templates') ? 'templates' : path.split('/').slice(0, 2).join('/');
            const end = relative(real, realpathSync(diskPath));
            expect(realpathSync(join(folder, path))).toBe(realpathSync(diskPath));
            expect(end.startsWith(`${from}/`)).toBe(true);
            expect(end).not.toMatch(/(?:^|\/)\.|~$/);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('What is no file', () => {
  test('a socket named like an article is refused, not read', async () => {
    const site = createSite({ 'content/articles/a.md': good });
    const server = createServer().listen(join(site.folder, 'content/articles/b.md'));
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    expect(reported(await site.build())).toEqual([
      'content/articles/b.md: Fehler: Das ist weder eine Datei noch ein Ordner.\n    Entferne es aus dem Blog.',
    ]);
  });

  test('a folder named like an article holds articles like any other', async () => {
    const site = createSite({ 'content/articles/b.md/a.md': good, 'content/media/x.jpg/y.txt': 'y' });
    expect(reported(await site.build())).toEqual([]);
    expect(site.paths()).toContain('2023/09/kim/index.html');
  });

  test.each(['content', 'content/articles', 'templates'])(
    'a file named like a folder of the site is reported: %s',
    async (path) => {
      const site = createSite({ [path]: 'Ich bin kein Ordner.' });
      expect(reported(await site.build())).toEqual([
        `${path}: Fehler: Hier muss ein Ordner stehen, und das ist keiner.\n    Gib der Datei einen anderen Namen, oder verschiebe sie.`,
      ]);
    },
  );

  test.each(['content/redirects.txt', 'content/vgwort.csv', 'site.yaml'])(
    'a folder and a pipe in place of a file are reported: %s',
    async (path) => {
      const site = createSite({ 'content/articles/a.md': good });
      rmSync(join(site.folder, path), { force: true });
      mkdirSync(join(site.folder, path));
      expect(codesOf(await site.build())).toContain('source/is-folder');
      rmdirSync(join(site.folder, path));
      expect(spawnSync('mkfifo', [join(site.folder, path)]).status).toBe(0);
      const result = await site.build();
      expect(codesOf(result)).toContain('source/not-a-file');
      expect(result.published).toBe(false);
    },
  );

  test('what becomes a pipe after it was listed keeps nobody waiting', () => {
    const site = createSite({ 'content/articles/a.md': good });
    const [source] = listSite(site.folder).files;
    if (!source) throw new Error('Nothing is listed');
    rmSync(source.diskPath);
    expect(spawnSync('mkfifo', [source.diskPath]).status).toBe(0);
    expect(readText(source)).toMatchObject({ value: '' });
  });

  test.each([
    'content/articles/a.md',
    'content/media/jet.svg',
    'content/media/bericht.pdf',
    'content/articles',
  ])('what may not be read is named: %s', (path) => {
    const site = createSite({
      'content/articles/a.md': article(
        'title: A\ndate: 2023-01-01\nimage: { src: jet.svg, alt: Jet }',
        '[Bericht](../media/bericht.pdf)',
      ),
      'content/media/bericht.pdf': '%PDF-1.7',
      'content/media/jet.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    });
    chmodSync(dirname(site.folder), 0o777);
    chmodSync(join(site.folder, path), 0o000);
    onTestFinished(() => chmodSync(join(site.folder, path), 0o700));
    // Nobody may read it but the system's administrator, so the program runs as nobody.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const { stderr, status } = spawnSync(process.execPath, [programFile, 'build', '--site', site.folder], {
      cwd: tmpdir(),
      encoding: 'utf8',
      env: {},
      ...nobody,
    });
    expect(stderr).toContain(`${path}: Fehler: Das System gibt den Inhalt nicht heraus (EACCES).`);
    expect(status).toBe(1);
  });
});
