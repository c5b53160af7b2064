/** OpenSSH on this machine, for tests and measurements. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/freePort.ts';

export interface SshServer {
  readonly port: number;
  readonly user: string;
  /** Fingerprint of its key. */
  readonly hostKey: string;
  /** As `known_hosts` has it. */
  readonly publicHostKey: string;
  /** File with the private key of the one who may log in. */
  readonly key: string;
  readonly server: ChildProcess;
}

/** Whoever has the key gets in. `scratch`: a folder for its keys and settings; `lines`: of its settings. */
export async function startSshServer(scratch: string, lines: readonly string[]): Promise<SshServer> {
  for (const name of ['host', 'client']) {
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(scratch, name)]);
  }
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  const port = await freePort();
  const settings = [
    `ListenAddress 127.0.0.1:${port}`,
    `HostKey ${join(scratch, 'host')}`,
    `AuthorizedKeysFile ${join(scratch, 'client.pub')}`,
    'PidFile none',
    'StrictModes no',
    'UsePAM no',
    'PermitRootLogin yes',
    ...lines,
  ];
  writeFileSync(join(scratch, 'sshd_config'), `${settings.join('\n')}\n`);
  const server = await startServer('/usr/sbin/sshd', ['-D', '-e', '-f', join(scratch, 'sshd_config')], port);
  const { stdout } = spawnSync('ssh-keygen', ['-l', '-f', join(scratch, 'host.pub')], { encoding: 'utf8' });
  return {
    port,
    user: spawnSync('id', ['-un'], { encoding: 'utf8' }).stdout.trim(),
    hostKey: /SHA256:\S+/.exec(stdout)?.[0] ?? '',
    publicHostKey: readFileSync(join(scratch, 'host.pub'), 'utf8').split(' ').slice(0, 2).join(' '),
    key: join(scratch, 'client'),
    server,
  };
}

/** Runs a server; resolves when somebody answers at its port. */
export async function startServer(
  program: string,
  args: readonly string[],
  port: number,
): Promise<ChildProcess> {
  const server = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let told = '';
  server.stdout.on('data', (bytes: Buffer) => void (told += bytes.toString()));
  server.stderr.on('data', (bytes: Buffer) => void (told += bytes.toString()));
  await once(server, 'spawn');
  while (!(await answers(port))) {
    if (server.exitCode !== null) throw new Error(`${program} stopped: ${told}`);
    await sleep(20);
  }
  return server;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
      .on('connect', () => {
        socket.destroy();
        resolve(true);
      })
      .on('error', () => resolve(false));
  });
}
