/** The command line as people and programs use it: a real process, real streams, real exit codes. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runIn } from '../support/smallPaper.ts';
import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { runProgram } from '../support/runProgram.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { article, createSite, type SiteText } from '../support/testSite.ts';

const sampleText: SiteText = { 'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13') };

describe('Help', () => {
  test.each(['--help', '-h', 'help'])('is printed on stdout for %s', (word) => {
    const { code, stdout, stderr } = runIn({}, word);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`Blattmacher macht aus einem Ordner mit Markdown ein ganzes Nachrichtenblog.

Aufruf: blattmacher <befehl> …

Befehle:
  init <ordner>       legt einen neuen Blog an
  build               macht aus dem Blog die fertigen Seiten
  watch               zeigt den Blog im Browser und jede Änderung sofort, auch Entwürfe
  check               prüft Texte und fertige Seiten, ohne etwas zu schreiben
  deploy [ziel]       baut den Blog und bringt ihn dorthin, wo Leserinnen und Leser sind
  list                zeigt alle Artikel, oder nur die geplanten oder die Entwürfe
  explain <artikel>   sagt, warum unter „Siehe auch“ gerade diese Artikel stehen
  new "Titel"         legt einen neuen Artikel an, als Entwurf
  newsletter          macht aus den neuesten Artikeln eine Mail, als HTML und als Text
  vgwort              vergibt Zählmarken der VG Wort an Artikel, die lang genug sind
  comments …          nimmt Kommentare an und legt sie dir vor
  import …            holt einen ganzen Blog aus einem anderen Programm
  doctor              sagt, ob auf diesem Rechner alles da ist, was Blattmacher braucht
  completion <shell>  gibt ein Skript aus, mit dem bash, zsh oder fish Befehle ergänzen

Mehr zu einem Befehl: blattmacher <befehl> --help
`);
  });

  test('goes to stderr, with exit code 2, when no command is named', () => {
    const { code, stdout, stderr } = runIn({});
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Aufruf: blattmacher <befehl> …');
  });

  test.each(['build', 'check', 'deploy', 'list', 'explain', 'new', 'vgwort'])(
    'of %s names every option in German',
    (name) => {
      const { code, stdout, stderr } = runIn({}, name, '--help');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(new RegExp(`^blattmacher ${name} [^]*\\.\n\nAufruf: blattmacher ${name}`));
      expect(stdout).toContain('--site ORDNER');
    },
  );
});

describe('The version', () => {
  test.each(['--version', '-v'])('is printed for %s', (word) => {
    expect(runIn({}, word)).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });
});

describe('A wrong call', () => {
  test.each([
    [['buidl'], 'Den Befehl „buidl“ kenne ich nicht. Meintest du „build“?\n'],
    [
      ['xyz'],
      'Den Befehl „xyz“ kenne ich nicht. Es gibt: init, build, watch, check, deploy, list, explain, new, newsletter, vgwort, comments, import, doctor, completion.\n',
    ],
    [
      ['build', '--drafs'],
      'Die Angabe „--drafs“ kenne ich nicht. Meintest du „--drafts“?\nHilfe: blattmacher build --help\n',
    ],
    [['check', '--quatsch=1'], 'Die Angabe „--quatsch“ kenne ich nicht.\nHilfe: blattmacher check --help\n'],
    [
      ['build', '--site'],
      'Hinter „--site“ fehlt etwas. Schreibe: --site ORDNER\nHilfe: blattmacher build --help\n',
    ],
    [['build', '--json=ja'], 'Hinter „--json“ darf kein Wert stehen.\nHilfe: blattmacher build --help\n'],
    [
      ['build', '--now', 'gestern'],
      '„gestern“ ist kein Zeitpunkt. Schreibe zum Beispiel: 2023-09-13T14:30:00+02:00\nHilfe: blattmacher build --help\n',
    ],
    [
      ['build', '--workers', '65'],
      'Hinter „--workers“ steht „65“; es muss eine ganze Zahl von 0 bis 64 sein.\nHilfe: blattmacher build --help\n',
    ],
    [
      ['build', '--workers=-1'],
      'Hinter „--workers“ steht „-1“; es muss eine ganze Zahl von 0 bis 64 sein.\nHilfe: blattmacher build --help\n',
    ],
    [
      ['build', '--workers', 'viele'],
      'Hinter „--workers“ steht „viele“; es muss eine ganze Zahl von 0 bis 64 sein.\nHilfe: blattmacher build --help\n',
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
    const site = createSite(sampleText);
    expect(runProgram(site.folder, args)).toEqual({ code: 2, stdout: '', stderr: words });
    expect(existsSync(join(site.folder, 'dist'))).toBe(false);
  });
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

  test.each([
    ['18.20.4', ['--version'], 2],
    ['20.20.2', ['--version'], 0],
    ['20.20.2', ['--help'], 0],
    ['20.20.2', ['init', '--yes', '--dry-run'], 0],
    ['22.17.1', ['doctor'], 1],
  ])('(%s) may as well be asked %j', (version, args, code) => {
    const { code: given, stdout } = runProgram(temporaryFolder(), args, {}, pretend(version));
    expect(given).toBe(code);
    if (args[0] === 'doctor') expect(stdout).toMatch(/^× Node\.js 22\.17\.1 ist zu alt\. .*\n✓ /);
  });

  test.each(['22.18.0', '23.0.0', '24.1.0'])('(%s) is not so old', (version) => {
    expect(runProgram(createSite({}).folder, ['build'], {}, pretend(version)).code).toBe(0);
  });
});
