/** Paths that want out of the site: in slugs, aliases and `--out`. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { programFile } from './support/runProgram.ts';
import { article, createSite, reported } from './support/testSite.ts';

const good = article('title: Kim\ndate: 2023-09-13', 'Ein geheimes Wort.');

/** Everything below the folder that holds site and output. */
function neighbourhood(out: string): readonly string[] {
  return readdirSync(dirname(out)).toSorted();
}

describe('A slug', () => {
  test.each([
    '../../etc',
    '..',
    '%2e%2e',
    '%2e%2e%2fx',
    'a/b',
    'a\\\\b',
    'C:',
    'con',
    'nul',
    'com1',
    '.git',
    'Groß',
    'a b',
    '-',
    'a'.repeat(81),
  ])('%s is no part of an address', async (slug) => {
    const site = createSite({
      'content/articles/a.md': article(`title: A\ndate: 2023-01-01\nslug: "${slug}"`),
    });
    const [fault, ...more] = reported(await site.build());
    expect(more).toEqual([]);
    expect(fault).toMatch(
      /^content\/articles\/a\.md:4:7: Fehler: „.*“ eignet sich nicht als Teil einer Adresse(?:: .*)?\.\n {4}(?:Nimm Kleinbuchstaben, Ziffern und Bindestriche\.|Schreibe: slug: [a-z0-9-]+(?: – die alte Adresse .*)?)$/,
    );
  });

  test('made from a file name or a title never leaves the site, nor is it a device', async () => {
    const site = createSite({
      'content/articles/a.md': article('title: ../../../etc/passwd\ndate: 2023-01-01'),
      'content/articles/b.md': article(
        'title: CON\ndate: 2023-01-01\ntags: [aux, "../x"]\nsection: NUL\nauthor: LPT1',
      ),
      'content/pages/..con.md': article('title: P'),
    });
    expect(reported(await site.build())).toEqual([]);
    const folders = new Set(site.paths().flatMap((path) => path.split('/').slice(0, -1)));
    expect([...folders].filter((name) => /^(?:con|aux|nul|lpt1|\.*)$/.test(name))).toEqual([]);
    expect(site.paths()).toContain('2023/01/etc-passwd/index.html');
    expect(site.paths()).toContain('thema/x/index.html');
  });
});

describe('An alias', () => {
  test.each([
    '../x',
    '/../x',
    '/a/../../x',
    '/%2e%2e/x',
    '/%2E%2E%2Fx',
    '/a\\\\b',
    '/%5c..%5cx',
    'C:/x',
    '/c:/x',
    '/%00',
    '//x',
    '/a//b',
    '/%zz/',
    '/a?b',
    '/a#b',
    'https://evil.example/',
  ])('%s is no address inside the blog', async (alias) => {
    const site = createSite({
      'content/articles/a.md': article(`title: A\ndate: 2023-01-01\naliases: ["${alias}"]`),
    });
    const result = await site.build();
    expect(reported(result)).toEqual([
      expect.stringMatching(
        /^content\/articles\/a\.md:4:11: Fehler: „.*“ ist keine Adresse innerhalb des Blogs\.\n {4}Sie beginnt mit „\/“, zum Beispiel \/2019\/alter-artikel\/, und enthält weder „\.\.“ noch „\\“\.$/,
      ),
    ]);
    expect(result.published).toBe(false);
    expect(neighbourhood(site.out)).toEqual(['site']);
  });

  test('of three hundred letters is too long, and that is what is reported', async () => {
    const site = createSite({
      'content/articles/a.md': article(`title: A\ndate: 2023-01-01\naliases: /alt/${'b'.repeat(300)}/`),
    });
    expect(reported(await site.build())).toEqual([
      `content/articles/a.md:4:10: Fehler: Eine Adresse (content/articles/a.md) ist zu lang: Ein Teil zwischen zwei „/“ darf höchstens 255 Byte haben, „${'b'.repeat(40)}…“ hat mehr.\n    Kürze sie. Ein Umlaut zählt doppelt.`,
    ]);
  });

  test.each(['/con/', '/a/nul.html', '/.git/hooks/', '/x./', '/a*b/', '/.blattmacher.json', '/con.html'])(
    '%s is no safe file name everywhere',
    async (alias) => {
      const site = createSite({
        'content/articles/a.md': article(`title: A\ndate: 2023-01-01\naliases: ["${alias}"]`),
      });
      const [fault, ...more] = reported(await site.build());
      expect(more).toEqual([]);
      expect(fault).toContain(
        '(content/articles/a.md) taugt nicht als Adresse: Sie ist nicht auf jedem Rechner ein sicherer Dateiname.',
      );
    },
  );
});

describe('The output folder', () => {
  const run = (site: string, out: string, home = '/nowhere') =>
    spawnSync(process.execPath, [programFile, 'build', '--site', site, '--out', out, '--now', '2026-10-01'], {
      cwd: site,
      encoding: 'utf8',
      env: { HOME: home },
    });

  test.each([
    ['.', 'ist der Ordner deines Blogs oder enthält ihn; deine Quellen wären in Gefahr.'],
    ['..', 'ist der Ordner deines Blogs oder enthält ihn; deine Quellen wären in Gefahr.'],
    ['/', 'Fehler: In die Wurzel des Dateisystems (/) schreibe ich keinen Blog.'],
    ['../zuhause', 'ist dein persönlicher Ordner oder enthält ihn; dorthin schreibe ich nichts.'],
    ['content', 'liegt in „content“ oder enthält diesen Ordner; was dort steht, wäre in Gefahr.'],
    [
      'content/articles/dist',
      'liegt in „content“ oder enthält diesen Ordner; was dort steht, wäre in Gefahr.',
    ],
    ['templates', 'liegt in „templates“ oder enthält diesen Ordner; was dort steht, wäre in Gefahr.'],
    ['.git', 'liegt in „.git“ oder enthält diesen Ordner; was dort steht, wäre in Gefahr.'],
    ['diplom', 'ist nicht leer, und Blattmacher hat ihn nicht angelegt.'],
    ['diplom/arbeit.txt', 'ist kein Ordner, sondern eine Datei.'],
    ['verknuepft', 'ist ein symbolischer Link.'],
  ])('%s is refused, and nothing is touched', (out, words) => {
    const site = createSite({ 'content/articles/a.md': good, 'diplom/arbeit.txt': 'Diplomarbeit' });
    mkdirSync(join(site.folder, '..', 'zuhause'));
    symlinkSync(join(site.folder, 'diplom'), join(site.folder, 'verknuepft'));
    const entries = (): readonly string[] =>
      readdirSync(join(site.folder, '..'), { recursive: true, encoding: 'utf8' })
        .filter((path) => !path.includes('.cache'))
        .toSorted();
    const before = entries();
    const { status, stdout, stderr } = run(
      site.folder,
      out,
      out === '..' ? undefined : join(site.folder, '..', 'zuhause'),
    );
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(words);
    expect(stderr).toContain('Nichts wurde veröffentlicht; die Ausgabe ist, wie sie war.');
    expect(entries()).toEqual(before);
  });

  test('is dist/ in the site when nobody says otherwise, and other people’s files in it survive', () => {
    const site = createSite({ 'content/articles/a.md': good });
    const build = () =>
      spawnSync(process.execPath, [programFile, 'build'], { cwd: site.folder, env: {}, encoding: 'utf8' });
    expect(build().status).toBe(0);
    writeFileSync(join(site.folder, 'dist', 'CNAME'), 'example.org');
    site.remove('content/articles/a.md');
    expect(build().status).toBe(0);
    expect(existsSync(join(site.folder, 'dist', 'CNAME'))).toBe(true);
    expect(existsSync(join(site.folder, 'dist', '2023'))).toBe(false);
  });
});
