/** OpenSSH on this machine, for whom SFTP into a folder is all there is. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processorTimeOf, treeOf } from './procfs.ts';

export interface SshServer {
  readonly port: number;
  readonly user: string;
  /** Fingerprint of its key. */
  readonly hostKey: string;
  /** File with the private key of the one who may log in. */
  readonly key: string;
  /** Milliseconds of the processor that it, and its processes for every connection, have taken so far. */
  readonly processor: () => number;
  readonly end: () => void;
}

/** Milliseconds between two looks at processes that may end. */
const lookEvery = 10;

/** @param scratch a folder for its keys and settings */
export async function startSshServer(scratch: string): Promise<SshServer> {
  const port = await freePort();
  for (const name of ['host', 'client']) {
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(scratch, name)]);
  }
  const lines = [
    `ListenAddress 127.0.0.1:${port}`,
    `HostKey ${join(scratch, 'host')}`,
    `AuthorizedKeysFile ${join(scratch, 'client.pub')}`,
    'PidFile none',
    'StrictModes no',
    'UsePAM no',
    'PermitRootLogin yes',
    'Subsystem sftp internal-sftp',
    'ForceCommand internal-sftp',
  ];
  const settings = join(scratch, 'sshd_config');
  writeFileSync(settings, `${lines.join('\n')}\n`);
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  const server = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', settings], { stdio: 'ignore' });
  while (!(await answers(port))) {
    if (server.exitCode !== null) throw new Error('sshd does not run');
    await sleep(20);
  }
  const taken = new Map<number, number>();
  const look = (): void => {
    for (const pid of treeOf(server.pid ?? 0))
      taken.set(pid, Math.max(taken.get(pid) ?? 0, processorTimeOf(pid)));
  };
  const timer = setInterval(look, lookEvery);
  const shown = spawnSync('ssh-keygen', ['-l', '-f', join(scratch, 'host.pub')], { encoding: 'utf8' }).stdout;
  return {
    port,
    user: spawnSync('id', ['-un'], { encoding: 'utf8' }).stdout.trim(),
    hostKey: /SHA256:\S+/.exec(shown)?.[0] ?? '',
    key: join(scratch, 'client'),
    processor: () => {
      look();
      return [...taken.values()].reduce((sum, time) => sum + time, 0);
    },
    end: () => {
      clearInterval(timer);
      server.kill();
    },
  };
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

async function freePort(): Promise<number> {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address() as AddressInfo;
  holder.close();
  return port;
}
