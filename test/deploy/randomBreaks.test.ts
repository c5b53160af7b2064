/** Whatever ends a deployment at whatever moment: nothing is torn, and the next one ends whole. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openTarget } from '../../src/deploy/openTarget.ts';
import type { Target } from '../../src/deploy/target.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { freshSeed, isSoak } from '../support/thorough.ts';
import { counting, expectWhole, pagesOf, randomBy } from './breaking.ts';
import { deploy, finishBlog } from './blog.ts';
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
import { startProxy } from './proxy.ts';
import { type SmallDisk, smallDisk } from './smallDisk.ts';

const peers: readonly (readonly [string, () => StartPeer])[] = [
  ['a folder', () => folderPeer],
  ['SFTP', () => sftpPeers()],
  ['FTPS', () => vsftpdPeers()],
  ['S3', s3Peers],
  ['rsync', rsyncPeers],
  ['git', () => gitPeer],
];

/** Ends a deployment that is under way; resolves when it has ended, with whether it got to its end. */
type Break = (work: {
  readonly folder: string;
  readonly target: Target;
  readonly moment: () => number;
}) => Promise<boolean>;

/** How often a deployment is broken: in any way, or each way so often that two hundred are broken in all. */
const roundsOf = (ways: number): number => (isSoak ? 20 * ways : 2);

describe.each(peers)('On %s', (name, startPeers) => {
  const start = startPeers();

  test(`breaks at random moments tear nothing (seed ${freshSeed})`, async () => {
    const peer = await start();
    const disk = name === 'S3' ? undefined : diskOf(peer);
    const random = randomBy(freshSeed);
    const folder = join(temporaryFolder(), 'dist');
    let before = pagesOf('stand0');
    finishBlog(folder, before);
    expect((await deploy(peer.target, folder)).done).toBe(true);
    const breaks = await breaksOf(peer, disk);
    let length = 0;
    let broken = 0;
    const rounds = roundsOf(breaks.length);
    const first = Math.floor(random() * breaks.length);
    for (let round = 1; round <= rounds; round++) {
      const after = pagesOf(`stand${round}`);
      finishBlog(folder, after);
      const uploads: string[] = [];
      const [way, breakIt] = breaks[(first + round) % breaks.length] ?? [];
      const moment = (): number => random() * Math.max(length, 50);
      const isDone = await breakIt?.({ folder, target: counting(peer.target, uploads), moment });
      disk?.restore();
      if (!isDone) broken++;
      expectWhole(await peer.pages(), before, after);
      const begun = Date.now();
      const next = await deploy(counting(peer.target, uploads), folder);
      length = Date.now() - begun;
      const faults = next.diagnostics.filter(({ severity }) => severity === 'error');
      expect([round, way, next.done, faults]).toEqual([round, way, true, []]);
      const { [`assets/stand${round - 1}.css`]: _, '.ballast': __, ...shown } = await peer.pages();
      expect([way, shown]).toEqual([way, after]);
      // What was brought by a killed process is not counted.
      const repeated = uploads.length - new Set(uploads).size;
      expect([way, repeated]).toEqual([way, Math.min(repeated, 16)]);
      before = after;
    }
    if (!isSoak) return;
    console.log(`${name}: ${broken} of ${rounds} deployments were broken`);
    expect(broken).toBeGreaterThan(rounds / 3);
  });
});

/** A disk where the peer's files are. */
function diskOf(peer: Peer): SmallDisk {
  const { kind } = peer.place;
  // A repository keeps all states.
  const size = kind === 'git' ? '64m' : '2m';
  const disk = smallDisk(peer.folder, { size, owner: kind === 'ftps' ? 'ftp' : '' });
  if (kind === 'git') spawnSync('git', ['init', '-q', '--bare', peer.folder]);
  return disk;
}

async function breaksOf(
  peer: Peer,
  disk: SmallDisk | undefined,
): Promise<readonly (readonly [string, Break])[]> {
  const { kind } = peer.place;
  const kill: Break = async ({ folder, moment }) => {
    const child = startDeployment(peer, folder);
    let told = '';
    child.stdout?.on('data', (part: Buffer) => void (told += part.toString()));
    const ended = once(child, 'close');
    while (!told.includes('begins') && child.exitCode === null) await sleep(1);
    await Promise.race([sleep(moment()), ended]);
    child.kill('SIGKILL');
    await ended;
    return told.includes('done');
  };
  const whileWorking =
    (harm: (moment: number) => Promise<void> | void): Break =>
    async ({ folder, target, moment }) => {
      const working = deploy(target, folder, { pauses: { retries: [] } });
      await Promise.race([sleep(moment()), working]);
      await harm(moment());
      return (await working).done;
    };
  const server = kind === 'git' ? process.pid : peer.server?.pid;
  return [
    ['killed', kill],
    ...(kind === 's3' ? [['cut off', await cutting(peer)] as const] : []),
    ...(server !== undefined && kind !== 's3'
      ? [['server gone', whileWorking(() => killBelow(server, kind === 'git' ? /^git/ : /./))] as const]
      : []),
    ...(disk
      ? ([
          [
            'full',
            async (work) => {
              disk.fill(work.moment() * 2000);
              return (await deploy(work.target, work.folder, { pauses: { retries: [] } })).done;
            },
          ],
          ['read only', whileWorking(disk.forbid)],
        ] as const satisfies readonly (readonly [string, Break])[])
      : []),
  ];
}

function startDeployment({ place, secrets, variables }: Peer, folder: string): ChildProcess {
  const script = join(import.meta.dirname, 'deployOnce.ts');
  return spawn(process.execPath, [script, JSON.stringify(place), folder, secrets.home], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { PATH: process.env['PATH'], ...variables },
  });
}

/** Through a proxy that ends the connection after some bytes. */
async function cutting(peer: Peer): Promise<Break> {
  if (peer.place.kind !== 's3') throw new Error('Only storage is cut so');
  const proxy = await startProxy(Number(new URL(peer.place.endpoint).port));
  onTestFinished(proxy.close);
  const place = { ...peer.place, endpoint: `http://127.0.0.1:${proxy.port}` };
  const target = await openTarget(place, peer.secrets, { site: '/nowhere', out: '/nowhere/dist' });
  return async ({ folder, moment }) => {
    proxy.cutAfter(moment() * 300);
    const { done } = await deploy(target, folder, { pauses: { retries: [] } });
    proxy.cutAfter(Number.POSITIVE_INFINITY);
    return done;
  };
}

/** Kills what a process has started, and what that has. */
function killBelow(pid: number, named: RegExp): void {
  for (const [child, comm] of childrenOf(pid)) {
    killBelow(child, named);
    try {
      if (named.test(comm)) process.kill(child, 'SIGKILL');
    } catch {
      // It has ended.
    }
  }
}

/** Fields 1, 2 and 4 of Linux' /proc/PID/stat, see proc(5). */
function childrenOf(pid: number): readonly (readonly [number, string])[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const [, comm = '', parent] =
        /\((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
      return Number(parent) === pid ? [[Number(name), comm] as const] : [];
    } catch {
      return [];
    }
  });
}
