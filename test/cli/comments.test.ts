/** `blattmacher comments …`, as processes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { UrlPath } from '../../src/core/model.ts';
import { programFile, runProgram } from '../support/runProgram.ts';
import { createSite } from '../support/testSite.ts';
import { anna, bert, createDesk } from './commentDesk.ts';

/** Everything that could steer a terminal or turn its text around. */
const hostile = '\u001b[2J\u009b31mrot\u202egrün\u0007\u2066';
// oxlint-disable-next-line no-control-regex
const steering = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

describe('comments', () => {
  test('without a word says what there is, and asks whether another word is meant', async () => {
    const { run } = await createDesk();
    expect(run()).toMatchObject({ code: 2, stdout: '' });
    expect(run('--help')).toMatchObject({ code: 0, stderr: '' });
    expect(run('--help').stdout).toContain('  comments approve <id> …');
    expect(run('aprove', 'x')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'Den Befehl „comments aprove“ kenne ich nicht. Meintest du „comments approve“?\n',
    });
    expect(run('list', '--help').stdout).toContain('Aufruf: blattmacher comments list\n');
  });

  test('needs a site', () => {
    const { folder } = createSite({ 'site.yaml': 'title: x' });
    expect(runProgram(folder, ['comments', 'list']).code).toBe(1);
    expect(runProgram(folder, ['comments', 'list', '--site', 'nirgends']).stderr).toContain('site.yaml');
  });
});

describe('comments list', () => {
  test('shows the oldest first, with what made the checks doubt', async () => {
    const { run } = await createDesk(bert, anna);
    expect(run('list')).toEqual({
      code: 0,
      stderr: '',
      stdout: `${anna.id}
    Anna Müller, 23. November 2026, 13:45 Uhr, zu /2023/09/kim/
    Ein *guter* Text. Und noch einer.

${bert.id}
    Bert, 23. November 2026, 14:00 Uhr, zu /2024/01/bus/
    Zu spät!
    ! Der Text hat 4 Links.

2 Kommentare warten auf dich.
`,
    });
  });

  test('gives everything to programs', async () => {
    const { run } = await createDesk(anna, bert);
    const { stdout, code } = run('list', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual([anna, bert].map((comment) => JSON.parse(JSON.stringify(comment))));
  });

  test('leaves a damaged file out and says so', async () => {
    const { run, folder } = await createDesk(anna);
    writeFileSync(join(folder, `.comments/pending/${bert.id}.json`), '{"id": "halb');
    const { code, stdout, stderr } = run('list');
    expect(code).toBe(0);
    expect(stdout).toContain('1 Kommentar wartet auf dich.');
    expect(stderr).toContain(`${bert.id}.json ist beschädigt`);
  });

  test.each([['list'], ['list', '--json'], ['show', anna.id], ['show', anna.id, '--json']])(
    'never lets a comment steer the terminal: %s %s %s',
    async (...args) => {
      const remarks = [hostile];
      const { run } = await createDesk({ ...anna, name: hostile, email: hostile, text: hostile, remarks });
      const { code, stdout, stderr } = run(...args);
      expect(code).toBe(0);
      expect(stdout + stderr).not.toMatch(steering);
      expect(stdout).toContain('grün');
    },
  );
});

describe('comments show', () => {
  test('shows all of one comment, by the beginning of its id', async () => {
    const { run } = await createDesk(anna, bert);
    expect(run('show', '20261123-12')).toEqual({
      code: 0,
      stderr: '',
      stdout: `Kommentar    ${anna.id}
Artikel      /2023/09/kim/
Name         Anna Müller
E-Mail       anna@example.org
Gesendet     23. November 2026, 13:45 Uhr

Ein *guter* Text.

Und noch einer.
`,
    });
  });

  test.each([
    [['show'], 2, 'blattmacher comments show <id>'],
    [['show', 'a', 'b'], 2, 'blattmacher comments show <id>'],
    [['show', '20261124'], 1, 'Einen Kommentar „20261124“ gibt es nicht.\n    Welche auf dich warten'],
    [['show', '2026'], 1, 'Schreibe ein paar Zeichen mehr.'],
    [['show', '../../x'], 1, 'Einen Kommentar „../../x“ gibt es nicht.'],
  ] as const)('says what is wrong with %j', async (args, code, words) => {
    const { run } = await createDesk(anna, bert);
    const result = run(...args);
    expect(result).toMatchObject({ code, stdout: '' });
    expect(result.stderr).toContain(words);
  });
});

describe('comments approve', () => {
  test('publishes under the slug, or under the address when several articles have it', async () => {
    const { run, folder, build, read } = await createDesk(anna, bert);
    const files = [`content/comments/kim/${anna.id}.yaml`, `content/comments/2024-01-bus/${bert.id}.yaml`];
    expect(run('approve', anna.id, bert.id)).toEqual({
      code: 0,
      stderr: '',
      stdout: `Freigegeben: ${files[0]}\nFreigegeben: ${files[1]}\n`,
    });
    for (const file of files) expect(existsSync(join(folder, file))).toBe(true);
    expect(run('list').stdout).toBe('Kein Kommentar wartet auf dich.\n');
    expect((await build()).diagnostics).toEqual([]);
    expect(read('2024/01/bus/index.html')).toContain('Zu spät!');
    expect(read('2023/09/kim/index.html')).toContain('<em>guter</em>');
  });

  test('knows an article by an address that it once had, and keeps what belongs to none', async () => {
    const moved = { ...anna, article: '/alt/kim.html' as UrlPath };
    const { run } = await createDesk(moved, { ...bert, article: '/weg/' as UrlPath });
    const { code, stdout, stderr } = run('approve', bert.id, moved.id);
    expect(code).toBe(1);
    expect(stdout).toBe(`Freigegeben: content/comments/kim/${anna.id}.yaml\n`);
    expect(stderr).toContain('gehört zu /weg/, und diesen Artikel gibt es nicht.');
    expect(run('list').stdout).toContain('1 Kommentar wartet');
    expect(run('approve', anna.id)).toMatchObject({ code: 0, stdout: '' });
  });
});

describe('comments reject and delete', () => {
  test('leave nothing of a comment', async () => {
    const { run, folder } = await createDesk(anna, bert);
    expect(run('approve', anna.id).code).toBe(0);
    expect(run('reject', bert.id)).toMatchObject({ code: 0, stdout: `Abgelehnt und gelöscht: ${bert.id}\n` });
    const file = `content/comments/kim/${anna.id}.yaml`;
    const deletion = run('delete', anna.id);
    expect(deletion.stdout.split('\n').slice(0, 3)).toEqual([
      `Gelöscht: ${file}`,
      'Im Ordner .cache steht davon auch nichts mehr. Woran ich nicht komme:',
      '- die veröffentlichte Seite und der Ordner dist: Dort steht es, bis du den Blog neu baust und hochlädst',
    ]);
    expect(deletion).toMatchObject({ code: 0, stdout: expect.not.stringContaining('Git') });
    expect(existsSync(join(folder, file))).toBe(false);
    expect(readdirSync(join(folder, '.comments/pending'))).toEqual([]);
    expect(readdirSync(join(folder, '.comments/addresses'))).toEqual([]);
    expect(run('delete', anna.id).code).toBe(1);
  });

  test('find all comments of an e-mail address, published ones too', async () => {
    const { run } = await createDesk(anna, { ...bert, email: 'ANNA@example.org' });
    run('approve', anna.id);
    const { code, stderr, stdout } = run('delete', '--email', 'anna@example.org');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      new RegExp(`^Gelöscht: ${bert.id}\nGelöscht: content/comments/kim/${anna.id}.yaml\nIm Ordner`),
    );
    expect(run('delete', '--email', 'anna@example.org').stdout).toBe(
      'Von dieser Adresse gibt es keinen Kommentar.\n',
    );
    expect(run('delete', anna.id, '--email', 'anna@example.org').code).toBe(2);
    expect(run('delete').code).toBe(2);
  });
});

describe('comments import', () => {
  const csv = `name,email,comment,referrer,created_at
Anna,anna@example.org,"Ein Text,
mit Komma",https://example.org/2023/09/kim/,2024-02-01 10:00:00 UTC
Bert,,Ohne Artikel,https://example.org/weg/,2024-02-02 10:00:00 UTC
`;

  test('takes the rows of a CSV once, to be moderated', async () => {
    const { run, write } = await createDesk();
    write({ 'netlify.csv': csv });
    const first = run('import', 'netlify.csv');
    expect(first).toMatchObject({
      code: 0,
      stdout: '1 Kommentar eingelesen.\n1 ausgelassen:\n  1 × Oben einzeln genannt.\n',
    });
    expect(first.stderr).toContain('Zeile 4: Zu „https://example.org/weg/“ gibt es keinen Artikel.');
    expect(run('import', 'netlify.csv').stdout).toContain('Nichts Neues; 1 war schon da.\n');
    expect(run('list').stdout).toContain('Anna, 1. Februar 2024, 11:00 Uhr, zu /2023/09/kim/');
  });

  test('asks for what it cannot guess', async () => {
    const { run, write } = await createDesk();
    write({ 'x.csv': 'Wer;Was;Wozu;Wann\nAnna;Ja;kim;1.2.2024 10:00\n' });
    const { code, stderr } = run('import', 'x.csv');
    expect(code).toBe(1);
    expect(stderr).toContain('die Spalte für „text“ nicht. Es gibt: Wer, Was, Wozu, Wann.');
    const columns = 'text=Was,name=Wer,article=Wozu,date=Wann';
    expect(run('import', 'x.csv', '--columns', columns).stdout).toBe('1 Kommentar eingelesen.\n');
    expect(run('import', 'x.csv', '--columns', 'quatsch').code).toBe(2);
    expect(run('import', 'nirgends.csv').stderr).toContain('nirgends.csv“ lässt sich nicht lesen (ENOENT)');
  });

  test('publishes what Staticman had moderated, if told so, with its threads', async () => {
    const { run, write, folder } = await createDesk();
    write({
      'alt/kim/entry1.yml':
        '_id: 0d0cd5b0-1d5a-11ea-9a4e-6d0b4b5a3b1c\nname: Anna\nemail: 0bc83cb571cd1c50ba6f3e8a78ef1346\nmessage: Frage\ndate: 1576168206\n',
      'alt/kim/entry2.json': JSON.stringify({
        _id: '1d0cd5b0-1d5a-11ea-9a4e-6d0b4b5a3b1c',
        _parent: '0d0cd5b0-1d5a-11ea-9a4e-6d0b4b5a3b1c',
        name: 'Bert',
        message: 'Antwort',
        date: '2019-12-13T16:30:06.000Z',
      }),
    });
    const { code, stdout } = run('import', 'alt', '--approve');
    expect(code).toBe(0);
    expect(stdout).toContain('2 Kommentare eingelesen.');
    const texts = readdirSync(join(folder, 'content/comments/kim')).map((name) =>
      readFileSync(join(folder, 'content/comments/kim', name), 'utf8'),
    );
    const [question = '', answer = ''] = texts;
    expect(question).toContain('text: Frage');
    expect(answer).toContain(`parent: ${/id: (.*)/.exec(question)?.[1]}\n`);
    expect(texts.join('')).not.toContain('0bc83cb571cd1c50ba6f3e8a78ef1346');
    expect(run('import', 'alt', '--approve').stdout).toBe('Nichts Neues; 2 waren schon da.\n');
  });
});

describe('comments serve', () => {
  test('takes a comment that can be listed and approved meanwhile, tells a program of it, and ends in order', async () => {
    const { run, write, folder } = await createDesk();
    write({
      'site.yaml':
        'title: Der Bote\nurl: https://example.org/\ncomments:\n  endpoint: https://example.org/comments\n',
      'hook.mjs':
        "import { readFileSync, writeFileSync } from 'node:fs';\nwriteFileSync(process.argv[2], readFileSync(0));\n",
    });
    const reported = join(folder, 'told.json');
    const child = spawn(
      process.execPath,
      [
        programFile,
        'comments',
        'serve',
        '--port',
        '0',
        '--git',
        '--on-comment',
        `${process.execPath} ${join(folder, 'hook.mjs')} ${reported}`,
      ],
      { cwd: folder, env: { PATH: process.env['PATH'], HOME: '/nowhere' } },
    );
    onTestFinished(() => void child.kill('SIGKILL'));
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes) => (output += String(bytes)));
    const url = await vi.waitFor(() => {
      const found = /unter (http:\S+)/.exec(output)?.[1];
      if (found === undefined) throw new Error(`No address in: ${output}`);
      return found;
    }, 15_000);
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: 'https://example.org' },
      body: JSON.stringify({
        article: '/2023/09/kim/',
        name: 'Anna',
        email: 'anna@example.org',
        text: 'Guter Text.',
      }),
    });
    expect(answer.status).toBe(201);
    const { id } = JSON.parse(await answer.text());
    expect(run('approve', id).stdout).toBe(`Freigegeben: content/comments/kim/${id}.yaml\n`);
    await vi.waitFor(() => expect(readFileSync(reported, 'utf8')).toContain('Guter Text.'), 10_000);
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    expect(output).toContain('Der Dienst ist beendet.');
    expect(output).toContain('Mit Git ging es nicht: Der Ordner des Blogs liegt in keinem Git-Repository.');
    expect(output).not.toContain('anna@example.org');
  });

  test.each([
    [['--port', 'x'], 'kein Port'],
    [['--path', 'comments'], 'kein Pfad'],
    [['--proxies', '0'], '--proxies 2'],
    [['--mail-to', 'anna@example.org'], 'BLATTMACHER_SMTP'],
  ])('says what is wrong with %j', async (args, words) => {
    const { run } = await createDesk();
    const { code, stderr } = run('serve', ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});
