/** A target without room: a sentence with its cure, nothing torn, and all is well when there is room again. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openTarget } from '../../src/deploy/openTarget.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { deploy, finishBlog, firstPages, type Pages } from './blog.ts';
import {
  folderPeer,
  gitPeer,
  proftpdPeers,
  rsyncPeers,
  sftpPeers,
  type StartPeer,
  vsftpdPeers,
} from './peers.ts';
import { anyPassword, brokenFtps } from './brokenServers.ts';
import { smallDisk } from './smallDisk.ts';

const peers: readonly (readonly [string, StartPeer])[] = [
  ['a folder', folderPeer],
  ['SFTP', sftpPeers()],
  ['FTPS with vsftpd', vsftpdPeers()],
  ['FTPS with proftpd', proftpdPeers()],
  ['rsync', rsyncPeers()],
  ['git', gitPeer],
];

test.each(peers)('A disk that is full is told, by %s', async (name, start) => {
  const peer = await start();
  const { kind } = peer.place;
  const owner = name === 'FTPS with vsftpd' ? 'ftp' : 'nobody';
  const disk = smallDisk(peer.folder, kind === 'ftps' ? { owner } : {});
  if (kind === 'git') spawnSync('git', ['init', '-q', '--bare', peer.folder]);
  const folder = join(temporaryFolder(), 'dist');
  finishBlog(folder, firstPages);
  expect((await deploy(peer.target, folder)).diagnostics).toEqual([]);
  // No packing makes this smaller.
  const big = Array.from({ length: 40_000 }, (_, index) => (index * 7919 + index ** 3).toString(36)).join('');
  const more = { ...firstPages, '2026/11/lang/index.html': big, '2026/12/lang/index.html': `${big}.` };
  finishBlog(folder, more);
  disk.fill(120_000);
  const { done, diagnostics } = await deploy(peer.target, folder, { pauses: { retries: [1, 1] } });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  expect([done, errors.map(({ code }) => code)]).toEqual([false, ['deploy/disk-full']]);
  expect(errors[0]?.hint).toContain('Schaffe Platz');
  const { '.ballast': _, ...shown } = await peer.pages();
  // Differences of what is so long tell nobody anything.
  expect(Object.keys(shown).toSorted()).toEqual(Object.keys(firstPages).toSorted());
  expect(shown).toEqual(firstPages);
  disk.restore();
  expect((await deploy(peer.target, folder)).done).toBe(true);
  const all: Pages = await peer.pages();
  for (const [path, text] of Object.entries(more)) expect([path, all[path] === text]).toEqual([path, true]);
});

// As servers word what RFC 959 has a code for, and some have none for.
describe.each(['552 Quota exceeded', '452 Insufficient storage', '550 Disk quota exceeded'])(
  'A quota that is reached is told, by FTPS: %s',
  (answer) => {
    const start = brokenFtps({ STOR: answer });

    test('with its cure, and without trying again', async () => {
      const { place } = await start();
      const folder = join(temporaryFolder(), 'dist');
      finishBlog(folder, firstPages);
      const target = await openTarget(place, anyPassword, { site: '/nowhere', out: '/nowhere/dist' });
      const { done, diagnostics } = await deploy(target, folder);
      expect([done, diagnostics.map(({ code }) => code)]).toEqual([false, ['deploy/disk-full']]);
    });
  },
);
