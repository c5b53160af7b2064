/** The command line as people and programs use it: a real process, real streams, real exit codes. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../support/runProgram.ts';
import { article, createSite, minimalSettings, type SiteText } from '../support/testSite.ts';

const noon = ['--now', '2026-10-01T12:00:00Z'];
const paper: SiteText = {
  'content/articles/kim.md': article(
    'title: Kim besucht Flugzeugwerk\ndate: 2023-09-13\nsection: Ausland\ntags: [Nordkorea, Russland]',
  ),
  'content/articles/pakt.md': article(
    'title: Der Pakt\ndate: 2024-06-19\nsection: Ausland\ntags: [Nordkorea, Russland]\nrelated: [bus]',
  ),
  'content/articles/bus.md': article('title: Der Bus\nslug: bus\ndate: 2024-01-01\ntags: [Verkehr]'),
  'content/articles/bahn.md': article('title: Die Bahn\ndate: 2024-02-01\ntags: [Verkehr, Einzelfall]'),
};
const faulty: SiteText = {
  'content/articles/kim.md': article('title: Kim\ndate: bald\nkiker: x'),
};

/** Runs a command in the folder of a new site. */
function runIn(files: SiteText, ...args: readonly string[]) {
  return runProgram(createSite(files).folder, args);
}

describe('Help', () => {
  test.each(['--help', '-h', 'help'])('is printed on stdout for %s', (word) => {
    const { code, stdout, stderr } = runIn({}, word);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`Blattmacher macht aus einem Ordner mit Markdown ein ganzes Nachrichtenblog.

Aufruf: blattmacher <befehl> …

Befehle:
  build              macht aus dem Blog die fertigen Seiten
  check              sucht nach Fehlern, ohne etwas zu schreiben
  explain <artikel>  sagt, warum unter „Siehe auch“ gerade diese Artikel stehen
  new "Titel"        legt einen neuen Artikel an, als Entwurf

Mehr zu einem Befehl: blattmacher <befehl> --help
`);
  });

  test('goes to stderr, with exit code 2, when no command is named', () => {
    const { code, stdout, stderr } = runIn({});
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Aufruf: blattmacher <befehl> …');
  });

  test.each(['build', 'check', 'explain', 'new'])('of %s names every option in German', (name) => {
    const { code, stdout, stderr } = runIn({}, name, '--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^blattmacher ${name} [^]*\\.\n\nAufruf: blattmacher ${name}`));
    expect(stdout).toContain('--site ORDNER');
  });
});

describe('A wrong call', () => {
  test.each([
    [['buidl'], 'Den Befehl „buidl“ kenne ich nicht. Meintest du „build“?\n'],
    [['xyz'], 'Den Befehl „xyz“ kenne ich nicht. Es gibt: build, check, explain, new.\n'],
    [
      ['build', '--drafs'],
      'Die Angabe „--drafs“ kenne ich nicht. Meintest du „--drafts“?\nHilfe: blattmacher build --help\n',
    ],
    [['check', '--quatsch=1'], 'Die Angabe „--quatsch“ kenne ich nicht.\nHilfe: blattmacher check --help\n'],
    [
      ['build', '--site'],
      'Mit der Angabe „--site“ stimmt etwas nicht: Sie braucht einen Wert, oder sie darf keinen haben.\nHilfe: blattmacher build --help\n',
    ],
    [
      ['build', '--json=ja'],
      'Mit der Angabe „--json“ stimmt etwas nicht: Sie braucht einen Wert, oder sie darf keinen haben.\nHilfe: blattmacher build --help\n',
    ],
    [
      ['build', '--now', 'gestern'],
      '„gestern“ ist kein Zeitpunkt. Schreibe zum Beispiel: 2023-09-13T14:30:00+02:00\nHilfe: blattmacher build --help\n',
    ],
    [['build', 'alles'], 'Mit „alles“ kann ich hier nichts anfangen.\nHilfe: blattmacher build --help\n'],
    [
      ['new'],
      'Wie soll der Artikel heißen? Schreibe: blattmacher new "Titel"\nHilfe: blattmacher new --help\n',
    ],
    [
      ['explain'],
      'Welcher Artikel? Schreibe: blattmacher explain <artikel>\nHilfe: blattmacher explain --help\n',
    ],
  ])('%j is explained on stderr, with exit code 2 and nothing done', (args, words) => {
    const site = createSite(paper);
    expect(runProgram(site.folder, args)).toEqual({ code: 2, stdout: '', stderr: words });
    expect(existsSync(join(site.folder, 'dist'))).toBe(false);
  });
});

describe('build', () => {
  test('tells on stdout, in one line, what it did', () => {
    const site = createSite({
      ...paper,
      'content/articles/bald.md': article('title: Bald\ndate: 2026-10-02 09:05'),
    });
    const first = runProgram(site.folder, ['build', ...noon]);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(
      /^4 Artikel: \d+ Dateien geschrieben, 0 unverändert, 0 entfernt, in \d+,\d\d s\. Nächste Veröffentlichung: 2\. Oktober 2026, 09:05 Uhr\.\n$/,
    );
    expect(runProgram(site.folder, ['build', ...noon]).stdout).toMatch(
      /^4 Artikel: 0 Dateien geschrieben, \d+ unverändert, 0 entfernt, in /,
    );
    expect(existsSync(join(site.folder, 'dist', 'index.html'))).toBe(true);
  });

  test('tells on stderr, with exit code 1, what is wrong', () => {
    const { code, stdout, stderr } = runIn(faulty, 'build');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(`content/articles/kim.md:4:1: Warnung: Den Schlüssel „kiker“ kenne ich nicht.
    Meintest du „kicker“?
content/articles/kim.md:3:7: Fehler: „bald“ ist kein Datum, das ich lesen kann.
    Schreibe: date: 2023-09-13 14:30
1 Fehler, 1 Warnung.
Nichts wurde veröffentlicht; die Ausgabe ist, wie sie war.
`);
  });

  test('tells warnings, and builds all the same', () => {
    const { code, stdout, stderr } = runIn(
      { 'content/articles/kim.md': article('title: Kim\ndate: 2023-01-01\nkiker: x') },
      'build',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^1 Artikel: /);
    expect(stderr).toMatch(/\n1 Warnung\.\n$/);
  });

  test('with --json prints nothing on stdout but one JSON value', () => {
    const site = createSite({
      ...paper,
      'content/articles/bald.md': article('title: Bald\ndate: 2026-10-02 09:05'),
    });
    const { code, stdout, stderr } = runProgram(site.folder, ['build', '--json', ...noon]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      published: true,
      articles: 4,
      rendered: expect.any(Number),
      written: expect.any(Number),
      unchanged: 0,
      removed: 0,
      milliseconds: expect.any(Number),
      nextBuild: '2026-10-02T09:05:00+02:00',
      diagnostics: [],
    });
  });

  test('with --json says in JSON what is wrong, with exit code 1', () => {
    const { code, stdout, stderr } = runIn(faulty, 'build', '--json');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      published: false,
      written: 0,
      nextBuild: null,
      diagnostics: expect.arrayContaining([
        {
          code: 'schema/date',
          severity: 'error',
          file: 'content/articles/kim.md',
          position: { line: 3, column: 7 },
          message: '„bald“ ist kein Datum, das ich lesen kann.',
          hint: 'Schreibe: date: 2023-09-13 14:30',
        },
      ]),
    });
  });

  test('takes the site, the output and the moment from its options', () => {
    const site = createSite({ ...paper, 'content/articles/x.md': article('title: X\ndate: 2030-01-01') });
    const where = ['--site', site.folder, '--out', site.out];
    const run = (...args: readonly string[]) => runProgram('/', ['build', ...where, ...args]);
    expect(run('--now', '2030-01-01T00:00:00+01:00').code).toBe(0);
    expect(site.paths()).toContain('2030/01/x/index.html');
    expect(run('--now', '2029-12-31T22:59:59Z').code).toBe(0);
    expect(site.paths()).not.toContain('2030/01/x/index.html');
    expect(run('--now', '2029-12-31T22:59:59Z', '--drafts').code).toBe(0);
    expect(site.read('2030/01/x/index.html')).toContain('Geplant für 1. Januar 2030');
    expect(existsSync(join(site.folder, 'dist'))).toBe(false);
  });

  test('with --no-cache repairs what somebody changed in the output', () => {
    const site = createSite(paper);
    const run = (...args: readonly string[]) =>
      runProgram(site.folder, ['build', '--out', site.out, ...args]);
    run();
    const before = site.outputs();
    writeFileSync(join(site.out, 'index.html'), 'Quatsch');
    expect(run('--no-cache').code).toBe(0);
    expect(site.outputs()).toEqual(before);
  });

  test.each([{}, { NO_COLOR: '1' }, { FORCE_COLOR: '1' }, { CI: 'true' }])(
    'writes no colours and no progress bar into a file, whatever the environment says (%j)',
    (env) => {
      const { stdout, stderr } = runProgram(createSite(faulty).folder, ['build'], env);
      expect(stdout + stderr).toMatch(/^[^\u001b\r]*$/);
    },
  );

  test('lets no source steer the terminal', () => {
    const { stderr } = runIn(
      { 'content/articles/a.md': article('title: A\ndate: "\\e[2J\\a\\rgestern"') },
      'build',
    );
    expect(stderr).toContain('„\ufffd[2J\ufffd\ufffdgestern“ ist kein Datum');
  });
});

describe('check', () => {
  test('says that all is well, and writes nothing', () => {
    const site = createSite(paper);
    expect(runProgram(site.folder, ['check'])).toEqual({
      code: 0,
      stdout: 'Alles in Ordnung.\n',
      stderr: '',
    });
    expect(existsSync(join(site.folder, 'dist'))).toBe(false);
  });

  test('says what is wrong, with exit code 1', () => {
    const { code, stdout, stderr } = runIn(faulty, 'check');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('content/articles/kim.md:3:7: Fehler:');
  });

  test('says it in JSON as well', () => {
    const { code, stdout } = runIn(faulty, 'check', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout).diagnostics).toHaveLength(2);
  });
});

describe('explain', () => {
  test('tells why the articles under „Siehe auch“ are those', () => {
    const { code, stdout, stderr } = runIn(paper, 'explain', 'der-pakt', ...noon);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Siehe auch, zu „Der Pakt“:');
    expect(stdout).toContain(
      '1. Der Bus (/2024/01/bus/)\n   von Hand ausgewählt („related“ im Kopf des Artikels)',
    );
    expect(stdout).toMatch(
      /2\. Kim besucht Flugzeugwerk \(\/2023\/09\/kim-besucht-flugzeugwerk\/\)\n {3}Wertung 0,\d{3} = Ähnlichkeit 1,000 × Zeitfaktor 0,\d{3}\n {3}erschienen am 13\. September 2023, 280 Tage Abstand\n/,
    );
    expect(stdout).toContain('– Thema nordkorea: in 2 Artikeln, ');
  });

  test.each(['bahn.md', 'content/articles/bahn.md', 'die-bahn'])('knows an article as %s', (name) => {
    const { stdout } = runIn(paper, 'explain', name, ...noon);
    expect(stdout).toContain('Siehe auch, zu „Die Bahn“:');
    expect(stdout).toContain('Ohne Wirkung:\n– Thema einzelfall: steht in keinem anderen Artikel');
  });

  test('gives its numbers to programs', () => {
    const { code, stdout } = runIn(paper, 'explain', 'der-pakt', '--json', ...noon);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      picks: [{ title: 'Der Bus', url: '/2024/01/bus/' }],
      related: [{ title: 'Kim besucht Flugzeugwerk', similarity: 1, score: expect.any(Number) }],
    });
  });

  test('asks whether another article is meant', () => {
    expect(runIn(paper, 'explain', 'der-packt', ...noon)).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'Fehler: Einen veröffentlichten Artikel „der-packt“ gibt es nicht.\n    Meintest du „der-pakt“?\n1 Fehler.\n',
    });
  });
});

describe('new', () => {
  test('makes an article that builds, as a draft', () => {
    const site = createSite({});
    const run = runProgram(site.folder, ['new', 'Bund: Länder streiten über "Geld"']);
    const year = new Date().getFullYear();
    const path = `content/articles/${year}/bund-laender-streiten-ueber-geld.md`;
    expect(run).toEqual({ code: 0, stdout: `Angelegt: ${path}\n`, stderr: '' });
    expect(readFileSync(join(site.folder, path), 'utf8')).toMatch(
      /^---\ntitle: "Bund: Länder streiten über \\"Geld\\""\ndate: \d{4}-\d\d-\d\d \d\d:\d\d\n[^]*\ndraft: true\n---\n\n$/,
    );
    const built = runProgram(site.folder, ['build', '--drafts', '--out', site.out]);
    expect(built.code).toBe(0);
    const page =
      site.paths().find((name) => name.endsWith('bund-laender-streiten-ueber-geld/index.html')) ?? '';
    expect(site.read(page)).toContain('<h1>Bund: Länder streiten über &quot;Geld&quot;</h1>');
  });

  test('never overwrites', () => {
    const site = createSite({});
    const { stdout } = runProgram(site.folder, ['new', 'Kim']);
    const path = stdout.replace('Angelegt: ', '').trim();
    site.write({ [path]: 'Mein Text.' });
    expect(runProgram(site.folder, ['new', 'KIM'])).toEqual({
      code: 1,
      stdout: '',
      stderr: `Die Datei ${path} gibt es schon; ich habe nichts geändert.\n`,
    });
    expect(readFileSync(join(site.folder, path), 'utf8')).toBe('Mein Text.');
  });

  test('wants a blog to write into', () => {
    const site = createSite({});
    site.remove('site.yaml');
    const { code, stderr } = runProgram(site.folder, ['new', 'Kim']);
    expect(code).toBe(1);
    expect(stderr).toContain('Die Datei site.yaml fehlt.');
    expect(existsSync(join(site.folder, 'content'))).toBe(false);
  });

  test.each(['../../../weg', '\u0000', '"""', "'", '--- {{', 'a\nb', '[x]: &y', '🙂', 'Ä'.repeat(300)])(
    'makes a valid article of the title %j',
    (title) => {
      const site = createSite({ 'site.yaml': minimalSettings });
      const args = title.includes('\u0000') ? [title.replace('\u0000', '?')] : [title];
      expect(runProgram(site.folder, ['new', '--', ...args]).code).toBe(0);
      expect(runProgram(site.folder, ['check', '--drafts']).stderr).not.toContain('Fehler');
    },
  );
});

describe('An old Node', () => {
  const pretend = (version: string): readonly string[] => [
    '--import',
    `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`,
  ];

  test.each(['18.20.4', '20.20.2', '22.17.1'])('(%s) is told which one it takes', (version) => {
    expect(runProgram(createSite({}).folder, ['build'], {}, pretend(version))).toEqual({
      code: 2,
      stdout: '',
      stderr: `Blattmacher braucht Node.js 22.18 oder neuer; hier läuft ${version}.\n`,
    });
  });

  test.each(['22.18.0', '23.0.0', '24.1.0'])('(%s) is not so old', (version) => {
    expect(runProgram(createSite({}).folder, ['build'], {}, pretend(version)).code).toBe(0);
  });
});
