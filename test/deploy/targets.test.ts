/** What every target does: one suite, before real servers. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { deploy, finishBlog, firstPages, secondPages } from './blog.ts';
import {
  folderPeer,
  gitPeer,
  type Peer,
  proftpdPeers,
  rsyncPeers,
  s3Peers,
  sftpPeers,
  type StartPeer,
  vsftpdPeers,
} from './peers.ts';

const peers: readonly (readonly [string, () => StartPeer])[] = [
  ['a folder', () => folderPeer],
  ['OpenSSH', () => sftpPeers()],
  ['OpenSSH without posix-rename and hard links', () => sftpPeers('posix-rename,hardlink')],
  ['vsftpd', () => vsftpdPeers()],
  ['proftpd', () => proftpdPeers('1.3')],
  ['S3', s3Peers],
  ['rsync', rsyncPeers],
  ['git', () => gitPeer],
];

const codesOf = ({ diagnostics }: { diagnostics: readonly { code: string }[] }): readonly string[] =>
  diagnostics.map(({ code }) => code).filter((code) => code !== 'deploy/no-posix-rename');

async function beat(peer: Peer, isOver: () => boolean): Promise<void> {
  for (let count = 0; !isOver(); count++) {
    await peer.write('.blattmacher-deploy/beat.json', `${count}`);
    await sleep(20);
  }
}

describe.each(peers)('On %s', (name, startPeers) => {
  const start = startPeers();
  const begin = async () => {
    const peer = await start();
    const folder = join(temporaryFolder(), 'dist');
    finishBlog(folder, firstPages);
    return { peer, folder };
  };

  test('an empty place gets the whole blog, and the next run has nothing to do', async () => {
    const { peer, folder } = await begin();
    const first = await deploy(peer.target, folder);
    expect([first.done, codesOf(first)]).toEqual([true, []]);
    expect(await peer.pages()).toEqual(firstPages);
    const second = await deploy(peer.target, folder);
    expect([second.done, codesOf(second), second.plan?.files]).toEqual([true, [], []]);
    expect(await peer.pages()).toEqual(firstPages);
  });

  test('only differences go there; what is gone goes last, and a stylesheet stays until the next change', async () => {
    const { peer, folder } = await begin();
    await deploy(peer.target, folder);
    finishBlog(folder, secondPages);
    const second = await deploy(peer.target, folder);
    expect([second.done, codesOf(second)]).toEqual([true, []]);
    expect(second.plan?.files.map(({ path, reason }) => `${reason} ${path}`)).toEqual([
      'new assets/zwei.css',
      'new 2026/11/neu/index.html',
      'changed 2026/10/kim/index.html',
      'changed feed.xml',
      'changed index.html',
    ]);
    expect(second.plan?.removals.last).toEqual(['2026/10/über/index.html']);
    // Storage and git know no empty folders; elsewhere none is left.
    expect(existsSync(join(peer.folder, '2026/10/über'))).toBe(false);
    const kept = { 'assets/eins.css': firstPages['assets/eins.css'] };
    expect(await peer.pages()).toEqual({ ...secondPages, ...kept });
    await deploy(peer.target, folder);
    expect(await peer.pages()).toEqual({ ...secondPages, ...kept });
    const thirdPages = { ...secondPages, 'index.html': 'Drei' };
    finishBlog(folder, thirdPages);
    const third = await deploy(peer.target, folder);
    expect([third.done, third.plan?.removals.last]).toEqual([true, ['assets/eins.css']]);
    expect(await peer.pages()).toEqual(thirdPages);
  });

  test('a dry run plans and changes nothing', async () => {
    const { peer, folder } = await begin();
    const before = await peer.everything();
    const { plan, done } = await deploy(peer.target, folder, { dryRun: true });
    expect([done, plan?.files.length]).toEqual([true, Object.keys(firstPages).length]);
    expect(await peer.everything()).toEqual(before);
  });

  test('files of others are refused with their names, and stay for ever', async () => {
    const { peer, folder } = await begin();
    await peer.write('wp-config.php', 'geheim');
    await peer.write('wp-content/bild.jpg', 'Bild');
    const refused = await deploy(peer.target, folder);
    const planned = await deploy(peer.target, folder, { dryRun: true });
    for (const { done, diagnostics } of [refused, planned])
      expect([done, codesOf({ diagnostics })]).toEqual([false, ['deploy/foreign-files']]);
    expect(refused.diagnostics.at(-1)?.message).toContain('wp-config.php');
    const adopted = await deploy(peer.target, folder, { adopt: true });
    expect([adopted.done, codesOf(adopted)]).toEqual([true, []]);
    for (const text of ['Nur noch das', 'Nur noch dies']) {
      finishBlog(folder, { 'index.html': text });
      await deploy(peer.target, folder);
    }
    expect(await peer.pages()).toEqual({
      'index.html': 'Nur noch dies',
      'wp-config.php': 'geheim',
      'wp-content/bild.jpg': 'Bild',
    });
  });

  test('another blog is refused', async () => {
    const { peer, folder } = await begin();
    await deploy(peer.target, folder);
    const other = await deploy(peer.target, folder, { site: 'https://anders.example.org/' });
    expect([other.done, codesOf(other)]).toEqual([false, ['deploy/other-blog']]);
  });

  test('many removals are asked about', async () => {
    const { peer, folder } = await begin();
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (__, index) => [`${index}/index.html`, `Seite ${index}`]),
    );
    finishBlog(folder, { ...firstPages, ...many });
    await deploy(peer.target, folder);
    finishBlog(folder, firstPages);
    const refused = await deploy(peer.target, folder);
    expect([refused.done, codesOf(refused)]).toEqual([false, ['deploy/removals-refused']]);
    expect(await peer.pages()).toEqual({ ...firstPages, ...many });
    const asked: number[] = [];
    const done = await deploy(peer.target, folder, { mayRemove: async (count) => asked.push(count) > 0 });
    expect([done.done, asked]).toEqual([true, [60]]);
    expect(await peer.pages()).toEqual(firstPages);
  });

  test('a big file and odd names arrive whole', async () => {
    const { peer, folder } = await begin();
    const pages = {
      'index.html': 'x',
      'medien/groß.bin': 'abcdefgh'.repeat(200_000),
      "2026/it's (so) + 100% #1 & mehr/index.html": 'seltsam',
      'tag/c++/index.html': 'c++',
      '-rf/--delete/index.html': 'Striche',
      [`2026/${'ö'.repeat(120)}/index.html`]: 'lang',
      'tag/日本語 🙂/index.html': 'weit her',
      '~/$(id)/index.html': 'Schale',
    };
    finishBlog(folder, pages);
    expect(codesOf(await deploy(peer.target, folder))).toEqual([]);
    expect(await peer.pages()).toEqual(pages);
  });

  test('everything can be uploaded again where somebody has tidied up', async () => {
    const { peer, folder } = await begin();
    await deploy(peer.target, folder);
    await peer.write('index.html', 'verdorben');
    await peer.remove('2026/10/kim/index.html');
    const { done, diagnostics } = await deploy(peer.target, folder, { again: true });
    expect([done, codesOf({ diagnostics })]).toEqual([true, []]);
    expect(await peer.pages()).toEqual(firstPages);
  });

  test('one goes back to the state before, and forth again', async () => {
    const { peer, folder } = await begin();
    expect(codesOf(await deploy(peer.target, folder, { direction: 'back' }))).toEqual(['deploy/no-former']);
    await deploy(peer.target, folder);
    finishBlog(folder, secondPages);
    await deploy(peer.target, folder);
    const back = await deploy(peer.target, folder, { direction: 'back' });
    if (!peer.keepsFormer) {
      expect([back.done, codesOf(back)]).toEqual([false, ['deploy/no-former']]);
      return expect(await peer.pages()).toMatchObject(secondPages);
    }
    expect([back.done, codesOf(back)]).toEqual([true, []]);
    expect(await peer.pages()).toMatchObject(firstPages);
    expect(Object.keys(await peer.pages())).not.toContain('2026/11/neu/index.html');
    // A timer leaves it so; a person does not.
    expect(codesOf(await deploy(peer.target, folder, { byItself: true }))).toEqual(['deploy/held-back']);
    expect(codesOf(await deploy(peer.target, folder))).toEqual([]);
    expect(await peer.pages()).toMatchObject(secondPages);
  });

  test('of two deployments at once the second waits for nobody, and what is there is whole', async () => {
    const { peer, folder } = await begin();
    await deploy(peer.target, folder);
    const other = join(temporaryFolder(), 'dist');
    finishBlog(other, secondPages);
    finishBlog(folder, { ...firstPages, 'index.html': 'Startseite drei' });
    const pauses = { beat: 50, stale: 20_000 };
    const both = await Promise.all([folder, other].map((one) => deploy(peer.target, one, { pauses })));
    expect(both.some(({ done }) => done)).toBe(true);
    const told = both.flatMap(({ done, diagnostics }) => (done ? [] : [diagnostics.at(-1)]));
    for (const fault of told)
      expect(fault).toMatchObject({ code: expect.stringMatching(/^deploy\/lock(?:ed|-lost)$/) });
    // Whoever comes now finds all in order.
    const last = await deploy(peer.target, other);
    expect([last.done, codesOf(last)]).toEqual([true, []]);
    expect(await peer.pages()).toMatchObject(secondPages);
  });

  // Two pushes to one branch need none.
  if (name === 'git') return;

  test('a lock of somebody who works is kept, and one of nobody is taken over', async () => {
    const { peer, folder } = await begin();
    await deploy(peer.target, folder);
    finishBlog(folder, secondPages);
    const owner = { pid: 7, host: 'anderswo', token: 'fremd', since: 'gestern' };
    await peer.write('.blattmacher-deploy/lock.json', JSON.stringify(owner));
    let isOver = false;
    const beating = beat(peer, () => isOver);
    const locked = await deploy(peer.target, folder, { pauses: { beat: 40, stale: 20_000 } });
    isOver = true;
    await beating;
    expect([locked.done, codesOf(locked)]).toEqual([false, ['deploy/locked']]);
    const taken = await deploy(peer.target, folder);
    expect([taken.done, codesOf(taken)]).toEqual([true, ['deploy/lock-taken-over']]);
    expect(await peer.pages()).toMatchObject(secondPages);
  });
});

const startOlder = proftpdPeers('1.2');

test('A server that knows TLS 1.2 at most gets the whole blog, too', async () => {
  const peer = await startOlder();
  const folder = join(temporaryFolder(), 'dist');
  finishBlog(folder, firstPages);
  expect(codesOf(await deploy(peer.target, folder))).toEqual([]);
  expect(await peer.pages()).toEqual(firstPages);
});
