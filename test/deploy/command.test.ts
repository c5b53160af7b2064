/** `blattmacher deploy` as people and timers call it: the real program, on every kind of target. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { anna, createDesk } from '../cli/commentDesk.ts';
import { type ProgramRun, programFile } from '../support/runProgram.ts';
import { freePort } from '../support/freePort.ts';
import { nginxAround, runServer } from '../support/runServer.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { createSite, minimalSettings } from '../support/testSite.ts';
import {
  folderPeer,
  gitPeer,
  type Peer,
  rsyncPeers,
  s3Peers,
  sftpPeers,
  type StartPeer,
  vsftpdPeers,
} from './peers.ts';

/** What a hook of git has in its environment: what it names must stay as it is. */
const ofHook = { GIT_DIR: '/nowhere/.git', GIT_INDEX_FILE: '/nowhere/index', GIT_WORK_TREE: '/nowhere' };

/** Runs the program; servers of the tests go on meanwhile. */
async function run(
  folder: string,
  args: readonly string[],
  peer?: Peer,
  more: NodeJS.ProcessEnv = {},
): Promise<ProgramRun> {
  const child = spawn(process.execPath, [programFile, 'deploy', ...args], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: peer?.secrets.home ?? '/nowhere',
      ...peer?.variables,
      ...ofHook,
      ...more,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const told = { stdout: '', stderr: '' };
  child.stdout.on('data', (part: Buffer) => void (told.stdout += part.toString()));
  child.stderr.on('data', (part: Buffer) => void (told.stderr += part.toString()));
  await once(child, 'close');
  return { code: child.exitCode, ...told };
}

const article = (title: string, more = ''): string =>
  `---\ntitle: ${title}\nslug: kim\ndate: 2026-01-01\n${more}---\nText von Kim.\n`;

const pageOfKim = '2026/01/kim/index.html';

const startRsync = rsyncPeers();

const peers: readonly (readonly [string, StartPeer])[] = [
  ['a folder', folderPeer],
  ['SFTP', sftpPeers()],
  ['FTPS', vsftpdPeers()],
  ['S3', s3Peers()],
  ['rsync', startRsync],
  ['git', gitPeer],
];

test.each(peers)('A plan, a deployment, a change and the way back, by %s', async (_, start) => {
  const peer = await start();
  const site = createSite({
    'site.yaml': `${minimalSettings}deploy: ${JSON.stringify(peer.place)}\n`,
    'content/articles/kim.md': article('Kim eins'),
  });
  const now = ['--now', '2026-10-01T12:00', '--no-verify'];
  const planned = await run(site.folder, ['--dry-run', ...now], peer);
  expect(planned).toMatchObject({ code: 0, stderr: '' });
  expect(planned.stdout).toMatch(/Neu: \d+ Dateien/);
  expect(await peer.everything()).toEqual({});

  const first = await run(site.folder, now, peer);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  const online = await peer.pages();
  expect(online[pageOfKim]).toContain('Kim eins');
  const out = join(site.folder, 'dist');
  expect(online['index.html']).toBe(readFileSync(join(out, 'index.html'), 'utf8'));

  site.write({ 'content/articles/kim.md': article('Kim zwei') });
  const second = await run(site.folder, now, peer);
  expect(second).toMatchObject({ code: 0, stderr: '' });
  expect(second.stdout).toMatch(/: \d Dateien hochgeladen, 0 gelöscht/);
  expect((await peer.pages())[pageOfKim]).toContain('Kim zwei');

  const back = await run(site.folder, ['--back', '--no-verify'], peer);
  if (peer.keepsFormer) {
    expect(back).toMatchObject({ code: 0, stderr: '' });
    expect((await peer.pages())[pageOfKim]).toContain('Kim eins');
  } else {
    expect(back.code).toBe(1);
    expect(back.stderr).toContain('Einen früheren Stand, zu dem ich zurück könnte, gibt es dort nicht.');
    expect((await peer.pages())[pageOfKim]).toContain('Kim zwei');
  }
  for (const secret of Object.values(peer.variables).filter((value) => !value.startsWith('/')))
    if (secret !== 'kim')
      for (const { stdout, stderr } of [planned, first, second, back])
        expect(stdout + stderr).not.toContain(secret);
});

describe('What is planned comes online by a timer', () => {
  test('at its time and not before; a failure is told, and the next run makes up for it', async () => {
    const online = join(temporaryFolder(), 'online');
    mkdirSync(online);
    const site = createSite({
      'site.yaml': `${minimalSettings}deploy: { kind: folder, path: ${online} }\n`,
      'content/articles/kim.md': article('Kim'),
      'content/articles/plan.md': '---\ntitle: Geplant\nslug: plan\ndate: 2026-02-01T08:00\n---\nSpäter.\n',
    });
    const planned = join(online, '2026/02/plan/index.html');
    const timer = (now: string) => run(site.folder, ['--if-due', '--now', now, '--no-verify']);
    const silent = { code: 0, stdout: '', stderr: '' };
    expect((await timer('2026-01-15T12:00')).code).toBe(0);
    // While nothing is due, nobody asks the target: it may be gone.
    renameSync(online, `${online}-weg`);
    expect(await timer('2026-01-20T12:00')).toEqual(silent);
    const failed = await timer('2026-02-01T08:01');
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain(`Den Ordner „${online}“ gibt es dort nicht.`);
    renameSync(`${online}-weg`, online);
    const done = await timer('2026-02-01T08:02');
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(planned, 'utf8')).toContain('Geplant');
    expect(await timer('2026-02-01T08:03')).toEqual(silent);
    // Who goes back has a reason: a timer leaves it so, and does not fail.
    expect(await run(site.folder, ['--back', '--no-verify'])).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(planned)).toBe(false);
    site.write({ 'content/articles/kim.md': article('Kim zwei') });
    const held = await timer('2026-02-01T08:04');
    expect(held.code).toBe(0);
    expect(held.stderr).toContain('Jemand ist mit „deploy --back“ zum früheren Stand zurückgegangen');
    expect(existsSync(planned)).toBe(false);
  });

  test('and so do comments, once they are approved', async () => {
    const online = temporaryFolder();
    const desk = await createDesk(anna);
    const settings = join(desk.folder, 'site.yaml');
    writeFileSync(settings, `${readFileSync(settings, 'utf8')}deploy: { kind: folder, path: ${online} }\n`);
    const timer = () => run(desk.folder, ['--if-due', '--now', '2026-12-01T12:00', '--no-verify']);
    const told = await timer();
    expect([told.code, told.stderr]).toEqual([0, '']);
    const page = join(online, '2023/09/kim/index.html');
    expect(readFileSync(page, 'utf8')).not.toContain('Anna Müller');
    expect(desk.run('approve', anna.id).code).toBe(0);
    expect((await timer()).code).toBe(0);
    expect(readFileSync(page, 'utf8')).toContain('Anna Müller');
    expect(await timer()).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

test('Afterwards the address of the blog is looked at: what readers get is the new page, or it is told', async () => {
  const scratch = temporaryFolder();
  const [served, elsewhere] = [join(scratch, 'online'), join(scratch, 'anderswo')];
  mkdirSync(served);
  mkdirSync(elsewhere);
  const port = await freePort();
  const server = `server { listen 127.0.0.1:${port}; root ${served}; }`;
  writeFileSync(
    join(scratch, 'nginx.conf'),
    `user root;\n${nginxAround(server, 'include /etc/nginx/mime.types;')}`,
  );
  await runServer('nginx', ['-p', scratch, '-e', 'stderr', '-c', join(scratch, 'nginx.conf')], scratch, port);
  const settings = minimalSettings.replace('https://example.org/', `http://127.0.0.1:${port}/`);
  const site = createSite({
    'site.yaml': `${settings}deploy: { targets: { gut: { kind: folder, path: ${served} }, falsch: { kind: folder, path: ${elsewhere} } } }\n`,
    'content/articles/kim.md': article('Kim eins'),
  });
  const now = ['--now', '2026-10-01T12:00'];
  expect(await run(site.folder, ['gut', ...now])).toMatchObject({ code: 0, stderr: '' });
  site.write({ 'content/articles/kim.md': article('Kim zwei') });
  const wrong = await run(site.folder, ['falsch', ...now]);
  // It is online somewhere: a warning.
  expect(wrong.code).toBe(0);
  expect(wrong.stderr).toContain(`http://127.0.0.1:${port}/`);
  expect(wrong.stderr).toContain('zeigt noch etwas anderes als der fertige Blog');
});

test('A host that nobody knows ends it, by git over ssh', async () => {
  const peer = await startRsync();
  if (peer.place.kind !== 'rsync') throw new Error('The peer speaks rsync');
  const { user = '', port } = peer.place;
  const remote = `ssh://${user}@127.0.0.1:${port}${peer.folder}`;
  const site = createSite({
    'site.yaml': `${minimalSettings}deploy: { kind: git, remote: '${remote}', branch: pages }\n`,
    'content/articles/kim.md': article('Kim'),
  });
  const ssh = 'ssh -o BatchMode=yes -o UserKnownHostsFile=/dev/null -o GlobalKnownHostsFile=/dev/null';
  const { code, stderr } = await run(site.folder, ['--no-verify'], peer, { GIT_SSH_COMMAND: ssh });
  expect(code).toBe(1);
  expect(stderr).toContain('ist unbekannt oder ein anderer als früher');
});
