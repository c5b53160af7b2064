/** `blattmacher comments …` with what machines sent, what others own, and what is no file. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openCommentStore } from '../../src/comments/moderation/commentStore.ts';
import { pendingComment } from '../comments/moderation/pendingComment.ts';
import { programFile } from '../support/runProgram.ts';
import { anna, createDesk } from './commentDesk.ts';

describe('comments list --caught', () => {
  test('shows what fell into a trap, which is counted, and can be published or deleted like all others', async () => {
    const { run, folder } = await createDesk(anna);
    expect(run('list', '--caught').stdout).toBe('In den letzten 30 Tagen fing keine Falle etwas.\n');
    const caught = openCommentStore(folder, 'caught');
    const at = new Date().toISOString().slice(0, 10).replaceAll('-', '');
    const [human, machine, hasty] = ['h', 'm', 's'].map((letter) => `${at}-000000-${letter.repeat(8)}`);
    for (const [id = '', trap] of [
      [human, 'honeypot'],
      [machine, 'honeypot'],
      [hasty, 'time'],
    ] as const)
      await caught.add(pendingComment({ id, trap, text: `Text ${id}` }));
    await caught.add(pendingComment({ id: '20200101-000000-aaaaaaaa', trap: 'time' }));
    const count =
      'In den letzten 30 Tagen fingen die Fallen 2 im versteckten Feld und 1 mit zu schneller Hand.';
    expect(run('list').stdout).toContain(
      `1 Kommentar wartet auf dich.\n${count} Ansehen: blattmacher comments list --caught\n`,
    );
    expect(run('list', '--caught').stdout).toContain(`Text ${human}`);
    expect(JSON.parse(run('list', '--caught', '--json').stdout)).toHaveLength(3);
    expect(run('approve', human ?? '').stdout).toBe(`Freigegeben: content/comments/kim/${human}.yaml\n`);
    expect(run('reject', machine ?? '').code).toBe(0);
    expect(run('delete', '--email', 'anna@example.org').stdout).toContain(`Gelöscht: ${hasty}\n`);
    expect(await caught.ids()).toEqual([]);
  });
});

describe('A folder of another user', () => {
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

  test('is named with the cure, whatever the command', async () => {
    const { folder, write } = await createDesk(anna);
    write({ 'x.csv': 'name,text,article,date\nAnna,Ja,kim,2024-02-01\n' });
    chmodSync(join(folder, '..'), 0o755);
    chmodSync(join(folder, '.comments'), 0o000);
    onTestFinished(() => chmodSync(join(folder, '.comments'), 0o700));
    const commands = [
      ['list'],
      ['list', '--json'],
      ['list', '--caught'],
      ['show', anna.id],
      ['approve', anna.id],
      ['reject', anna.id],
      ['delete', anna.id],
      ['delete', '--email', 'anna@example.org'],
      ['import', 'x.csv'],
      ['serve', '--port', '0'],
    ];
    const runs = commands.map(async (args) => {
      const child = spawn(process.execPath, [programFile, 'comments', ...args], { cwd: folder, ...nobody });
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (bytes) => (output += String(bytes)));
      const [code] = await once(child, 'close');
      return { args, code, output };
    });
    for (const { args, code, output } of await Promise.all(runs)) {
      expect([args, code, output]).toEqual([
        args,
        1,
        expect.stringContaining(`${join(folder, '.comments')} `),
      ]);
      expect(output).toContain('EACCES');
      expect(output).toMatch(/sudo/);
      expect(output).not.toMatch(/Error:|\n {4}at /);
    }
  });
});

describe('comments delete in a Git repository', () => {
  test('says how many commits still hold what it deleted', async () => {
    const { run, folder } = await createDesk(anna);
    const git = (...args: readonly string[]) => spawnSync('git', ['-C', folder, ...args]);
    run('approve', anna.id);
    const file = `content/comments/kim/${anna.id}.yaml`;
    git('init', '-q');
    const commit = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '-qm', 'x'];
    for (const text of ['', '# anders\n']) {
      appendFileSync(join(folder, file), text);
      git('add', '-A');
      git(...commit);
    }
    const { code, stdout } = run('delete', anna.id);
    expect(code).toBe(0);
    expect(stdout).toContain('2 Commits kennen die Datei');
    expect(stdout).toContain(`--path ${file}\n`);
  });
});

describe('comments import', () => {
  test('reads nothing that has no end, that is too large or that never speaks', async () => {
    const { run, folder } = await createDesk();
    symlinkSync('/dev/zero', join(folder, 'zero.yml'));
    writeFileSync(join(folder, 'huge.csv'), '');
    truncateSync(join(folder, 'huge.csv'), 10 ** 11);
    mkdirSync(join(folder, 'alt/kim'), { recursive: true });
    const pipes = ['pipe.yml', 'alt/kim/pipe.yml'];
    expect(spawnSync('sh', ['-c', 'mkfifo "$@"', 'sh', ...pipes], { cwd: folder }).status).toBe(0);
    const { code, stdout, stderr } = run('import', 'pipe.yml', 'zero.yml', 'huge.csv', '/dev/zero', 'alt');
    expect([code, stdout]).toEqual([1, 'Nichts Neues.\n']);
    expect(stderr).toContain('pipe.yml“ ist keine Datei.');
    expect(stderr).toContain('zero.yml“ ist keine Datei.');
    expect(stderr).toContain('huge.csv“ ist größer als 64 MB.');
    expect(stderr).toContain('/dev/zero“ kann ich nicht einlesen.');
  });
});
