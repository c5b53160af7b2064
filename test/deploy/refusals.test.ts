/** What is not safe is refused with a sentence, at once and without a way around. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DeployPlace } from '../../src/config/deploySettings.ts';
import { openTarget } from '../../src/deploy/openTarget.ts';
import type { Secrets } from '../../src/deploy/target.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { deploy, finishBlog, firstPages } from './blog.ts';
import { httpsPeers, storageKeys } from './httpsPeer.ts';
import { type FtpOptions, type Peer, rsyncPeers, sftpPeers, vsftpdPeers } from './peers.ts';

const nowhere = { site: '/nowhere', out: '/nowhere/dist' };

/** Deploys to a peer otherwise than it wants, and tells what came of it. */
async function refusedAt(peer: Peer, place: DeployPlace, secrets: Secrets = peer.secrets) {
  const folder = join(temporaryFolder(), 'dist');
  finishBlog(folder, firstPages);
  const target = await openTarget(place, secrets, nowhere);
  const { done, diagnostics } = await deploy(target, folder);
  expect(done).toBe(false);
  expect(await peer.everything()).toEqual({});
  return diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

const withPassword = (password: string): Secrets => ({
  environment: (name) => (name === 'BLATTMACHER_DEPLOY_PASSWORD' ? password : undefined),
  home: '/nowhere',
});

const startSftp = sftpPeers();
const startVsftpd = vsftpdPeers();

test('A host key other than the pinned one gets no password', async () => {
  const peer = await startSftp();
  if (peer.place.kind !== 'sftp') throw new Error('The peer speaks SFTP');
  const told = await refusedAt(peer, { ...peer.place, hostKey: `SHA256:${'A'.repeat(43)}` });
  expect(told).toEqual([
    expect.stringMatching(/^deploy\/changed-host-key: .*SHA256:.* ich habe kein Passwort gesendet\.$/),
  ]);
});

test('A host that nobody knows is shown, and gets no password', async () => {
  const peer = await startSftp();
  if (peer.place.kind !== 'sftp') throw new Error('The peer speaks SFTP');
  const { hostKey = '', ...place } = peer.place;
  const told = await refusedAt(peer, place, withPassword('geheim'));
  expect(told).toEqual([expect.stringMatching(/^deploy\/unknown-host-key: /)]);
  expect(told[0]).toContain(hostKey);
});

test.each([
  ['SFTP', startSftp],
  ['FTPS', startVsftpd],
])('A wrong password ends it, by %s', async (_, start) => {
  const peer = await start();
  const told = await refusedAt(peer, peer.place, withPassword('falsch'));
  expect(told).toEqual([expect.stringMatching(/^deploy\/wrong-login: .*BLATTMACHER_DEPLOY_PASSWORD/)]);
  expect(told[0]).not.toContain('falsch');
});

const startRsync = rsyncPeers();

test.each([
  ['nobody knows', 'ssh-ed25519 AAAA'],
  ['is another than before', undefined],
])('A host key that %s ends it, by rsync', async (_, known) => {
  const peer = await startRsync();
  if (peer.place.kind !== 'rsync') throw new Error('The peer speaks rsync');
  const home = temporaryFolder();
  mkdirSync(join(home, '.ssh'));
  const [host = '', kind = '', key = ''] = readFileSync(
    join(peer.secrets.home, '.ssh', 'known_hosts'),
    'utf8',
  ).split(' ');
  const other = Buffer.from(key, 'base64').fill(7, 20).toString('base64');
  writeFileSync(join(home, '.ssh', 'known_hosts'), known === undefined ? `${host} ${kind} ${other}\n` : '');
  const told = await refusedAt(peer, peer.place, { ...peer.secrets, home });
  expect(told).toEqual([
    expect.stringMatching(
      /^deploy\/program-failed: „ssh“ ist gescheitert: Der Schlüssel von .* ist unbekannt oder ein anderer/,
    ),
  ]);
});

test('A key that the server does not know ends it, by rsync', async () => {
  const peer = await startRsync();
  const key = join(temporaryFolder(), 'fremd');
  spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
  const environment = (name: string) => (name === 'BLATTMACHER_DEPLOY_KEY' ? key : undefined);
  const told = await refusedAt(peer, peer.place, { ...peer.secrets, environment });
  expect(told).toEqual([
    expect.stringMatching(/^deploy\/program-failed: „ssh“ ist gescheitert: .* lässt dich nicht hinein/),
  ]);
});

test('A key that is given itself stands among no arguments of a process', async () => {
  const peer = await startRsync();
  const file = peer.secrets.environment('BLATTMACHER_DEPLOY_KEY') ?? '';
  const key = readFileSync(file, 'utf8');
  const environment = (name: string) => (name === 'BLATTMACHER_DEPLOY_KEY' ? key.trim() : undefined);
  const target = await openTarget(peer.place, { ...peer.secrets, environment }, nowhere);
  const folder = join(temporaryFolder(), 'dist');
  finishBlog(folder, firstPages);
  const seen: string[] = [];
  const looking = setInterval(() => seen.push(...argumentsOfAll()), 10);
  const { done, diagnostics } = await deploy(target, folder).finally(() => clearInterval(looking));
  expect([done, diagnostics]).toEqual([true, []]);
  expect(seen.some((one) => one.includes('rsync'))).toBe(true);
  const secret = key.split('\n')[2] ?? '';
  expect(secret.length).toBeGreaterThan(30);
  expect(seen.filter((one) => one.includes(secret))).toEqual([]);
  expect(await peer.pages()).toEqual(firstPages);
});

/** Of all processes of this machine that one may look at. */
function argumentsOfAll(): readonly string[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      return /^\d+$/.test(name) ? [readFileSync(join('/proc', name, 'cmdline'), 'utf8')] : [];
    } catch {
      // It has ended.
      return [];
    }
  });
}

interface Shown {
  readonly why: string;
  readonly options: FtpOptions;
  readonly reason: string;
}

const untrusted: readonly Shown[] = [
  {
    why: 'of an unknown authority',
    options: { isTrusted: false },
    reason: 'von einer Stelle, die ich nicht kenne',
  },
  {
    why: 'that is not yet valid, or is so by a clock that is wrong',
    options: { certificate: { isFuture: true } },
    reason: 'es gilt noch nicht, oder die Uhr hier geht falsch',
  },
  { why: 'that has expired', options: { certificate: { days: -1 } }, reason: 'es ist abgelaufen' },
  {
    why: 'for another name',
    options: { certificate: { name: 'DNS:anders.example' } },
    reason: 'für einen anderen Namen',
  },
  {
    why: 'signed by itself',
    options: { isTrusted: false, certificate: { isSelfSigned: true } },
    reason: 'selbst ausgestellt',
  },
];

describe.each(untrusted)('A certificate $why gets no password', ({ options, reason }) => {
  const startFtps = vsftpdPeers(options);
  const startHttps = httpsPeers(options);

  test('by FTPS', async () => {
    const peer = await startFtps();
    const told = await refusedAt(peer, peer.place);
    expect(told).toEqual([
      expect.stringMatching(/^deploy\/certificate: .* Ich habe kein Passwort gesendet\.$/),
    ]);
    expect(told[0]).toContain(reason);
  });

  test('by S3', async () => {
    const { place, requests } = await startHttps();
    const folder = join(temporaryFolder(), 'dist');
    finishBlog(folder, firstPages);
    const { diagnostics } = await deploy(await openTarget(place, storageKeys, nowhere), folder);
    expect(diagnostics.map(({ code }) => code)).toEqual(['deploy/certificate']);
    expect(diagnostics[0]?.message).toContain(reason);
    expect(requests).toEqual([]);
  });
});

const startSlipshod = httpsPeers();

test('Storage that leads elsewhere is not followed', async () => {
  const { place, requests, answer } = await startSlipshod();
  answer((response) => response.writeHead(307, { location: `${place.endpoint}/anderswo` }).end());
  const folder = join(temporaryFolder(), 'dist');
  finishBlog(folder, firstPages);
  const { diagnostics } = await deploy(await openTarget(place, storageKeys, nowhere), folder);
  expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    `deploy/storage: Der Speicherdienst verweigert ${place.endpoint}/blog: er leitet anderswohin; ich folge nicht.`,
  ]);
  expect(requests.filter((url) => url.includes('anderswo'))).toEqual([]);
});

test.each([
  [507, 'XMinioStorageFull', 'deploy/disk-full', 'kein Platz'],
  [403, 'QuotaExceeded', 'deploy/disk-full', 'kein Platz'],
  [403, 'RequestTimeTooSkewed', 'deploy/storage', 'die Uhr hier geht falsch'],
  [403, 'InvalidAccessKeyId', 'deploy/storage', 'AWS_ACCESS_KEY_ID'],
  [403, 'SignatureDoesNotMatch', 'deploy/storage', 'AWS_SECRET_ACCESS_KEY'],
  [404, 'NoSuchBucket', 'deploy/storage', 'den Bucket gibt es nicht'],
  [301, 'PermanentRedirect', 'deploy/storage', 'andere Adresse'],
  [418, '</Code>\u001b[2J', 'deploy/storage', 'Antwort 418'],
])('What storage refuses is a sentence: %d %s', async (status, reason, code, words) => {
  const { place, answer } = await startSlipshod();
  answer((response) => response.writeHead(status).end(`<Error><Code>${reason}</Code></Error>`));
  const folder = join(temporaryFolder(), 'dist');
  finishBlog(folder, firstPages);
  const { diagnostics } = await deploy(await openTarget(place, storageKeys, nowhere), folder);
  expect(diagnostics.map((one) => one.code)).toEqual([code]);
  expect(diagnostics[0]?.message).toContain(words);
});

test.each(['', '<a', '<ListBucketResult><Contents><Key>../../x</Key></Contents></ListBucketResult>', '{}'])(
  'An answer of storage that makes no sense breaks nothing: %s',
  async (text) => {
    const { place, answer, requests } = await startSlipshod();
    answer((response) => response.end(text));
    const folder = join(temporaryFolder(), 'dist');
    finishBlog(folder, firstPages);
    const { done, diagnostics } = await deploy(await openTarget(place, storageKeys, nowhere), folder, {
      pauses: { retries: [] },
    });
    expect([done, diagnostics.at(-1)?.severity]).toEqual([false, 'error']);
    expect(requests.filter((url) => url.includes('..'))).toEqual([]);
  },
);

test('A folder in which one may no longer write is told, and stays as it is', async () => {
  const peer = await startVsftpd();
  const folder = join(temporaryFolder(), 'dist');
  finishBlog(folder, firstPages);
  await deploy(peer.target, folder);
  const before = await peer.everything();
  for (const path of ['', '.blattmacher-deploy', '.blattmacher-deploy/new', '.blattmacher-deploy/back']) {
    if (!existsSync(join(peer.folder, path))) continue;
    chownSync(join(peer.folder, path), 0, 0);
    chmodSync(join(peer.folder, path), 0o755);
  }
  finishBlog(folder, { ...firstPages, 'neu/index.html': 'neu' });
  const { done, diagnostics } = await deploy(peer.target, folder);
  // vsftpd does not say why.
  expect([done, diagnostics.map(({ code }) => code)]).toEqual([false, ['deploy/refused']]);
  expect(await peer.everything()).toEqual(before);
});

test('A look by FTPS that is soon over leaves no connection open', async () => {
  const peer = await startVsftpd();
  const folder = join(temporaryFolder(), 'dist');
  finishBlog(folder, firstPages);
  const server = peer.server?.pid ?? 0;
  const sessions = (): number =>
    readFileSync(`/proc/${server}/task/${server}/children`, 'utf8').trim().split(/\s+/).filter(Boolean)
      .length;
  expect((await deploy(peer.target, folder, { dryRun: true })).done).toBe(true);
  await expect.poll(sessions).toBe(0);
});

test('A page that one may not remove is told, by FTPS', async () => {
  const peer = await startVsftpd();
  const folder = join(temporaryFolder(), 'dist');
  finishBlog(folder, firstPages);
  await deploy(peer.target, folder);
  chownSync(join(peer.folder, '2026/10/kim'), 0, 0);
  const { '2026/10/kim/index.html': _, ...rest } = firstPages;
  finishBlog(folder, rest);
  const { done, diagnostics } = await deploy(peer.target, folder);
  expect([done, diagnostics.map(({ code }) => code)]).toEqual([false, ['deploy/not-allowed']]);
  chmodSync(join(peer.folder, '2026/10/kim'), 0o777);
  expect((await deploy(peer.target, folder)).done).toBe(true);
  expect(await peer.pages()).toEqual(rest);
});

test.each([
  ['SFTP', sftpPeers('posix-rename,rename')],
  ['FTPS', vsftpdPeers({ more: ['cmds_denied=RNFR,RNTO'] })],
])('A server that renames nothing is left as it is, by %s', async (_, start) => {
  const peer = await start();
  const folder = join(temporaryFolder(), 'dist');
  finishBlog(folder, firstPages);
  const { done, diagnostics } = await deploy(peer.target, folder);
  expect([done, diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)]).toEqual([
    false,
    ['deploy/no-rename'],
  ]);
  expect(await peer.pages()).toEqual({});
});
