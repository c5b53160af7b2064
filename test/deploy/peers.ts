/** The servers that tests deploy to: real ones, at free ports of this machine, until the end of the test. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import type { DeployPlace } from '../../src/config/deploySettings.ts';
import { openTarget, type Secrets } from '../../src/deploy/openTarget.ts';
import type { Target } from '../../src/deploy/target.ts';
import { needToolHere } from '../support/needTools.ts';
import { freePort } from '../support/runServer.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import type { Pages } from './blog.ts';

/** A place to deploy to, and a look at it from behind. */
export interface Peer {
  readonly target: Target;
  readonly place: DeployPlace;
  readonly secrets: Secrets;
  /** What readers could ask for: all but our own files. */
  readonly pages: () => Promise<Pages>;
  /** All files, ours too. */
  readonly everything: () => Promise<Pages>;
  readonly write: (path: string, text: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
  /** The process of the server. */
  readonly server?: ChildProcess;
}

const noSecrets: Secrets = { environment: () => undefined, home: '/nowhere' };

/** The peer behind which there is a folder of this machine. */
export async function peerAt(
  folder: string,
  place: DeployPlace,
  secrets: Partial<Secrets> = {},
): Promise<Peer> {
  const all = { ...noSecrets, ...secrets };
  const everything = async (): Promise<Pages> =>
    Object.fromEntries(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .toSorted()
        .map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]),
    );
  return {
    target: await openTarget(place, all, { site: '/nowhere/site', out: '/nowhere/site/dist' }),
    place,
    secrets: all,
    everything,
    pages: async () => withoutOwn(await everything()),
    write: async (path, text) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    remove: async (path) => rmSync(join(folder, path), { recursive: true }),
  };
}

export function withoutOwn(pages: Pages): Pages {
  return Object.fromEntries(
    Object.entries(pages).filter(([path]) => !path.startsWith('.blattmacher-deploy')),
  );
}

export function folderPeer(): Promise<Peer> {
  const path = temporaryFolder();
  return peerAt(path, { kind: 'folder', path });
}

export interface SshServer {
  readonly port: number;
  /** Fingerprint of its key. */
  readonly hostKey: string;
  /** File with the private key of the one who may log in. */
  readonly key: string;
  /** What the server's files lie in, and its path for clients. */
  readonly folder: string;
  readonly path: string;
  readonly user: string;
  readonly server: ChildProcess;
}

/** OpenSSH; as root it confines everybody to SFTP below a folder, without a shell. `denied`: requests that it does not know. */
export async function startSshServer({ denied = '', shell = false } = {}): Promise<SshServer> {
  needToolHere('sshd');
  const isRoot = process.getuid?.() === 0;
  const scratch = temporaryFolder();
  // OpenSSH confines only below folders that nobody else may write to.
  const confined = isRoot && !shell;
  const jail = confined ? mkdtempSync('/run/blattmacher-') : temporaryFolder();
  if (confined) {
    chmodSync(jail, 0o755);
    onTestFinished(() => rmSync(jail, { recursive: true, force: true }));
  }
  mkdirSync(join(jail, 'web'));
  for (const name of ['host', 'client']) {
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(scratch, name)]);
  }
  if (isRoot) mkdirSync('/run/sshd', { recursive: true });
  const port = await freePort();
  const sftp = `internal-sftp${denied === '' ? '' : ` -P ${denied}`}`;
  const lines = [
    `ListenAddress 127.0.0.1:${port}`,
    `HostKey ${join(scratch, 'host')}`,
    `AuthorizedKeysFile ${join(scratch, 'client.pub')}`,
    'PidFile none',
    'StrictModes no',
    'UsePAM no',
    'PermitRootLogin yes',
    'PasswordAuthentication yes',
    'MaxStartups 100',
    `Subsystem sftp ${sftp}`,
    ...(confined ? [`ChrootDirectory ${jail}`] : []),
    ...(shell ? [] : [`ForceCommand ${sftp}`]),
  ];
  writeFileSync(join(scratch, 'sshd_config'), `${lines.join('\n')}\n`);
  const server = await startServer('/usr/sbin/sshd', ['-D', '-e', '-f', join(scratch, 'sshd_config')], port);
  const { stdout } = spawnSync('ssh-keygen', ['-l', '-f', join(scratch, 'host.pub')], { encoding: 'utf8' });
  const hostKey = /SHA256:\S+/.exec(stdout)?.[0] ?? '';
  const user = spawnSync('id', ['-un'], { encoding: 'utf8' }).stdout.trim();
  const path = confined ? '/web' : join(jail, 'web');
  return { port, hostKey, key: join(scratch, 'client'), folder: join(jail, 'web'), path, user, server };
}

export async function sftpPeer(denied = ''): Promise<Peer> {
  const { port, hostKey, key, folder, path, user, server } = await startSshServer({ denied });
  const place = { kind: 'sftp', host: '127.0.0.1', port, user, path, hostKey } as const;
  const peer = await peerAt(folder, place, {
    environment: (name) => (name === 'BLATTMACHER_DEPLOY_KEY' ? key : undefined),
  });
  return { ...peer, server };
}

/** Runs a server until the end of the test; resolves when somebody answers at its port. */
export async function startServer(
  program: string,
  args: readonly string[],
  port: number,
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<ChildProcess> {
  const server = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let told = '';
  server.stdout?.on('data', (bytes: Buffer) => void (told += bytes.toString()));
  server.stderr?.on('data', (bytes: Buffer) => void (told += bytes.toString()));
  onTestFinished(async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  });
  await once(server, 'spawn');
  await vi.waitFor(
    async () => {
      if (server.exitCode !== null) return;
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect').finally(() => socket.destroy());
    },
    { interval: 20 },
  );
  if (server.exitCode !== null) throw new Error(`${program} stopped: ${told}`);
  return server;
}

export const hasFile = existsSync;
