/** What is not safe is refused with a sentence, at once and without a way around. */
import { chmodSync, chownSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DeployPlace } from '../../src/config/deploySettings.ts';
import { openTarget } from '../../src/deploy/openTarget.ts';
import type { Secrets } from '../../src/deploy/target.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { deploy, finishBlog, firstPages } from './blog.ts';
import { makeCertificate, type Peer, sftpPeer, vsftpdPeer } from './peers.ts';

/** Deploys to a peer otherwise than it wants, and tells what came of it. */
async function refusedAt(peer: Peer, place: DeployPlace, secrets: Secrets = peer.secrets) {
  const folder = join(temporaryFolder(), 'dist');
  finishBlog(folder, firstPages);
  const target = await openTarget(place, secrets, { site: '/nowhere', out: '/nowhere/dist' });
  const { done, diagnostics } = await deploy(target, folder);
  expect(done).toBe(false);
  expect(await peer.everything()).toEqual({});
  return diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

const withPassword = (password: string): Secrets => ({
  environment: (name) => (name === 'BLATTMACHER_DEPLOY_PASSWORD' ? password : undefined),
  home: '/nowhere',
});

test('A host key other than the pinned one gets no password', async () => {
  const peer = await sftpPeer();
  if (peer.place.kind !== 'sftp') throw new Error('The peer speaks SFTP');
  const told = await refusedAt(peer, { ...peer.place, hostKey: `SHA256:${'A'.repeat(43)}` });
  expect(told).toEqual([
    expect.stringMatching(/^deploy\/changed-host-key: .*SHA256:.* ich habe kein Passwort gesendet\.$/),
  ]);
});

test('A wrong password ends it, by SFTP', async () => {
  const peer = await sftpPeer();
  const told = await refusedAt(peer, peer.place, withPassword('falsch'));
  expect(told).toEqual([expect.stringMatching(/^deploy\/wrong-login: .*BLATTMACHER_DEPLOY_PASSWORD/)]);
});

test('A wrong password ends it, by FTPS', async () => {
  const peer = await vsftpdPeer();
  const told = await refusedAt(peer, peer.place, withPassword('falsch'));
  expect(told).toEqual([expect.stringMatching(/^deploy\/wrong-login: .*BLATTMACHER_DEPLOY_PASSWORD/)]);
});

test.each([
  ['of an unknown authority', { isTrusted: false }, 'von einer Stelle, die ich nicht kenne'],
  ['that has expired', { certificate: { days: -1 } }, 'es ist abgelaufen'],
  ['for another name', { certificate: { name: 'DNS:anders.example' } }, 'für einen anderen Namen'],
])('A certificate %s gets no password', async (_, { certificate, ...options }: Shown, reason) => {
  const peer = await vsftpdPeer({ ...options, certificate: makeCertificate(certificate) });
  const told = await refusedAt(peer, peer.place);
  expect(told).toEqual([
    expect.stringMatching(/^deploy\/certificate: .* Ich habe kein Passwort gesendet\.$/),
  ]);
  expect(told[0]).toContain(reason);
});

interface Shown {
  readonly isTrusted?: boolean;
  readonly certificate?: { readonly days?: number; readonly name?: string };
}

test('A folder in which one may no longer write is told, and stays as it is', async () => {
  const peer = await vsftpdPeer();
  const folder = join(temporaryFolder(), 'dist');
  finishBlog(folder, firstPages);
  await deploy(peer.target, folder);
  const before = await peer.everything();
  for (const path of ['', '.blattmacher-deploy']) {
    chownSync(join(peer.folder, path), 0, 0);
    chmodSync(join(peer.folder, path), 0o755);
  }
  finishBlog(folder, { ...firstPages, 'neu/index.html': 'neu' });
  const { done, diagnostics } = await deploy(peer.target, folder);
  expect([done, diagnostics.map(({ code }) => code)]).toEqual([false, ['deploy/not-allowed']]);
  expect(await peer.everything()).toEqual(before);
});
