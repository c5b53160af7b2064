/** `blattmacher init`: a new blog, whole or not at all. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { jsonSchemas } from '../../scripts/schemas.ts';
import { checkSite } from '../../src/build/build.ts';
import { answerFault, packageNameOf, titleOf } from '../../src/cli/init/answers.ts';
import { starterFiles } from '../../src/cli/init/starter.ts';
import { writeStarter } from '../../src/cli/init/writeStarter.ts';
import { runProgram } from '../support/runProgram.ts';
import { tries } from '../support/thorough.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { filesIn, reported } from '../support/testSite.ts';
import { usualBuild } from '../support/usualBuild.ts';

const templates = join(import.meta.dirname, '..', '..', 'starter');
const quiet = ['--no-install', '--no-git'];
const answers = [
  '--title',
  'Der Bote',
  '--url',
  'https://bote.example/',
  '--author',
  'Erika Muster',
  '--email',
  'e@bote.example',
];

function init(folder: string, ...args: readonly string[]) {
  return runProgram(folder, ['init', ...args]);
}

describe('A new blog', () => {
  test('has what was answered, builds without a word, and is one commit away from being published', () => {
    const folder = temporaryFolder();
    const made = init(folder, 'bote', ...answers, '--place', '12345 Musterstadt', '--no-install');
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const blog = join(folder, 'bote');
    expect(readdirSync(folder)).toEqual(['bote']);
    expect(existsSync(join(blog, '.git', 'HEAD'))).toBe(true);
    const imprint = readFileSync(join(blog, 'content', 'pages', 'impressum.md'), 'utf8');
    expect(imprint).toContain(
      'Erika Muster\\\n[Bitte ergänzen: Straße und Hausnummer; ein Postfach genügt nicht]\\\n12345 Musterstadt',
    );
    expect(imprint).toContain('E-Mail: e@bote.example');
    const manifest = JSON.parse(readFileSync(join(blog, 'package.json'), 'utf8'));
    expect(manifest).toMatchObject({
      name: 'bote',
      devDependencies: { node: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
    });
    const built = runProgram(blog, ['build']);
    expect(built).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(blog, 'dist', 'index.html'), 'utf8')).toContain('Der Bote');
    const checked = runProgram(blog, ['check']);
    expect(checked.code).toBe(0);
    expect(checked.stderr).toContain('Hier fehlt noch etwas: „[Bitte ergänzen: ');
  });

  test('has settings that its editor knows, and every key that is a comment would be right', () => {
    const folder = temporaryFolder();
    init(folder, ...answers, ...quiet);
    const settings = readFileSync(join(folder, 'site.yaml'), 'utf8');
    // Comments whose only word is a key, and what belongs to it.
    const all = settings
      .replace(/^comments:\n {2}open: false\n/m, '')
      .replace(/^# (?=(?: {2,}[-\w]|\w+:(?: |$)(?!.*\.$)))/gm, '')
      .replace(/^profiles/m, '  profiles');
    const schema = jsonSchemas().get('site.schema.json') ?? {};
    const isRight = new Ajv({ allErrors: true, strict: false }).compile(schema);
    for (const text of [settings, all]) expect([isRight(load(text)), isRight.errors]).toEqual([true, null]);
    expect(Object.keys(Object(load(all))).length).toBeGreaterThan(15);
    expect(isRight(load(`${settings}\nunbekannt: 1`))).toBe(false);
  });

  test('has gaps where nothing was answered, and nowhere else', () => {
    const folder = temporaryFolder();
    expect(init(folder, 'blog', '--yes', ...quiet).code).toBe(0);
    const text = (path: string): string => readFileSync(join(folder, 'blog', path), 'utf8');
    expect(text('content/pages/impressum.md')).toContain('E-Mail: [Bitte ergänzen: deine E-Mail-Adresse]');
    expect(text('site.yaml')).toContain('title: "Blog"\n');
    expect(text('site.yaml')).not.toContain('email');
    expect(
      filesIn(join(folder, 'blog')).filter(
        (path) => /\.(?:md|yaml)$/.test(path) && text(path).includes('{{'),
      ),
    ).toEqual([]);
  });

  test('is only shown by --dry-run', () => {
    const folder = temporaryFolder();
    const { code, stdout } = init(folder, 'bote', '--yes', '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('In bote würde ich anlegen:\n  .editorconfig\n');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('lies beside a repository, a licence and a README that are there, and leaves them alone', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, '.git'));
    writeFileSync(join(folder, 'LICENSE'), 'MIT');
    writeFileSync(join(folder, 'README.md'), 'Meins');
    expect(init(folder, ...answers, '--no-install').code).toBe(0);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe('Meins');
    expect(readdirSync(join(folder, '.git'))).toEqual([]);
    expect(existsSync(join(folder, 'site.yaml'))).toBe(true);
  });
});

describe('Nothing is made', () => {
  const cannotAsk =
    'Ohne Terminal kann ich nicht fragen. Es fehlt: --title, --author, --email. Gib das an, oder nimm --yes: Dann bleiben Lücken, die gekennzeichnet sind.\nHilfe: blattmacher init --help\n';
  test.each([
    [['--url', 'https://a.example/'], 2, cannotAsk],
    [
      ['--yes', '--url', 'example.org'],
      2,
      '„example.org“ ist keine Adresse, unter der ein Blog stehen kann. Schreibe sie ganz, mit https:// am Anfang: https://example.org/\nHilfe: blattmacher init --help\n',
    ],
    [['--yes', '--url', 'http://example.org'], 2, expect.stringContaining('https:// am Anfang')],
    [['--yes', '--email', 'erika'], 2, expect.stringContaining('„erika“ ist keine E-Mail-Adresse.')],
    [['--yes', '--title', ' '], 2, expect.stringContaining('Der Titel fehlt.')],
    [['--yes', '--title', 'a\nb'], 2, expect.stringContaining('in eine Zeile')],
    [['a', 'b', '--yes'], 2, expect.stringContaining('Mit „b“ kann ich hier nichts anfangen.')],
  ])('with %j, and it is told why', (args, code, stderr) => {
    const folder = temporaryFolder();
    expect(init(folder, ...args)).toEqual({ code, stdout: '', stderr });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('in a folder with something else', () => {
    const folder = temporaryFolder();
    for (const name of ['a', 'b', 'c', 'd']) writeFileSync(join(folder, name), '');
    expect(init(folder, '--yes')).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'Im Ordner . liegt schon etwas (a, b, c und 1 mehr); ich habe nichts angelegt. Nimm einen leeren Ordner: blattmacher init mein-blog\n',
    });
    expect(readdirSync(folder)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('where a file stands in the place of the folder', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'blog'), 'x');
    const { code, stderr } = init(folder, 'blog', '--yes', ...quiet);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^Das System lässt mich den Ordner blog nicht .* \(ENOTDIR\)/),
    });
    expect(readdirSync(folder)).toEqual(['blog']);
  });

  test('of a blog that cannot be written whole', () => {
    const folder = temporaryFolder();
    const files = new Map([
      ['a.md', 'a'],
      [`${'x'.repeat(300)}.md`, 'a name that no system takes'],
    ]);
    expect(() => writeStarter(join(folder, 'tief', 'blog'), files)).toThrow('ENAMETOOLONG');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('above a folder that is there: only in it anything is written', () => {
    const parent = temporaryFolder();
    const folder = join(parent, 'blog');
    mkdirSync(folder);
    const seen = new Set<string>();
    const files = new Map([
      ['a.md', 'a'],
      ['content/b.md', 'b'],
    ]);
    const watched: typeof files = Object.assign(new Map(files), {
      *[Symbol.iterator]() {
        for (const entry of files) {
          for (const name of readdirSync(parent)) seen.add(name);
          yield entry;
        }
      },
    });
    writeStarter(folder, watched);
    expect([...seen]).toEqual(['blog']);
    expect(readdirSync(folder)).toEqual(['a.md', 'content']);
  });

  test('before all of it: a new folder appears with everything in it', () => {
    const folder = join(temporaryFolder(), 'blog');
    const files = new Map([['a.md', 'a']]);
    const watched: typeof files = Object.assign(new Map(files), {
      *[Symbol.iterator]() {
        expect(existsSync(folder)).toBe(false);
        yield* files;
        expect(existsSync(folder)).toBe(false);
      },
    });
    writeStarter(folder, watched);
    expect(readdirSync(folder)).toEqual(['a.md']);
    expect(statSync(folder).mode & 0o777).toBe(0o777 & ~process.umask());
  });

  test('behind a link that leads nowhere', () => {
    const folder = temporaryFolder();
    symlinkSync(join(folder, 'nirgends'), join(folder, 'blog'));
    expect(() => writeStarter(join(folder, 'blog'), new Map([['a.md', 'a']]))).toThrow(/^E[A-Z]+:/);
    expect(readdirSync(folder)).toEqual(['blog']);
  });

  test('without network: the blog stands, nothing half of npm’s', () => {
    const folder = temporaryFolder();
    const tools = temporaryFolder();
    writeFileSync(
      join(tools, 'npm'),
      '#!/bin/sh\nmkdir node_modules; touch package-lock.json; echo "ENOTFOUND" >&2; exit 1\n',
    );
    chmodSync(join(tools, 'npm'), 0o755);
    const { code, stderr } = runProgram(folder, ['init', 'blog', '--yes', '--no-git'], {
      PATH: `${tools}:${process.env['PATH']}`,
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^ENOTFOUND\nnpm konnte nicht holen, .* rufe auf: cd blog && npm install\n$/);
    expect(readdirSync(join(folder, 'blog'))).toEqual(expect.arrayContaining(['site.yaml']));
    expect(readdirSync(join(folder, 'blog'))).not.toEqual(expect.arrayContaining(['node_modules']));
  });
});

describe('Whatever is answered', () => {
  const line = fc
    .oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[-#>*_`[\]<&:.1 a"'\\|~!{}$]{1,20}$/))
    .map((text) => text.trim())
    .filter((text) => answerFault('title', text) === undefined);

  test('becomes a blog without a fault', async () => {
    const parent = temporaryFolder();
    let count = 0;
    await fc.assert(
      fc.asyncProperty(line, line, line, async (title, author, place) => {
        const folder = join(parent, String(count++));
        const files = starterFiles({
          templates,
          answers: { title, url: 'https://example.org/', author, place },
          folderName: title,
          date: '2024-05-01 12:00',
          program: '0.1.0',
          node: '24.0.0',
        });
        writeStarter(folder, files);
        const diagnostics = await checkSite(usualBuild(folder, join(folder, 'dist')));
        expect(reported({ diagnostics })).toEqual([]);
      }),
      { numRuns: tries(6) },
    );
  });

  test('names a package that npm takes, and suggests a title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(packageNameOf(name)).toMatch(/^[a-z0-9][a-z0-9-]*$/);
        expect(answerFault('title', titleOf(name))).toBe(undefined);
      }),
    );
    expect(titleOf('mein-blog')).toBe('Mein Blog');
  });
});
