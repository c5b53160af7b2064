/** Whoever else may write on a target may put links there: nothing outside of the blog's folder is written, removed or carried off. */
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { digestOf } from '../../src/core/digestOf.ts';
import {
  formerName,
  keptFolder,
  ownFolder,
  serializeState,
  stagedFolder,
  stateName,
} from '../../src/deploy/deployState.ts';
import { stagedName } from '../../src/deploy/plan.ts';
import { foldersAbove, parseOutputPath } from '../../src/emit/outputPath.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { deploy, finishBlog, firstPages, secondPages } from './blog.ts';
import {
  folderPeer,
  type Peer,
  proftpdPeers,
  rsyncPeers,
  sftpPeers,
  type StartPeer,
  vsftpdPeers,
} from './peers.ts';

const peers: readonly (readonly [string, () => StartPeer])[] = [
  ['a folder', () => folderPeer],
  ['SFTP', () => sftpPeers()],
  ['SFTP without posix-rename and hard links', () => sftpPeers('posix-rename,hardlink')],
  ['FTPS with vsftpd', () => vsftpdPeers()],
  ['FTPS with proftpd', () => proftpdPeers()],
  ['rsync', rsyncPeers],
];

function pathOf(name: string) {
  const path = parseOutputPath(name);
  if (path === undefined) throw new Error(name);
  return path;
}

/** A folder beside that of the blog, which the server can reach, with a letter that is nobody's business. */
function neighbourOf({ folder }: Peer) {
  const outside = `${folder}-fremd`;
  mkdirSync(outside);
  onTestFinished(() => rmSync(outside, { recursive: true, force: true }));
  chmodSync(outside, 0o777);
  writeFileSync(join(outside, 'brief.txt'), 'privat');
  chmodSync(join(outside, 'brief.txt'), 0o666);
  /** Puts a link to it, or to its letter, into the folder of the blog. */
  const link = (path: string, file = ''): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    const { uid, gid } = statSync(folder);
    // What is on the way belongs to whoever deploys.
    for (const above of foldersAbove(path)) chownSync(join(folder, above), uid, gid);
    const up = '../'.repeat(path.split('/').length);
    symlinkSync(`${up}${basename(outside)}${file === '' ? '' : `/${file}`}`, join(folder, path));
  };
  const content = () => readdirSync(outside).map((name) => [name, readFileSync(join(outside, name), 'utf8')]);
  return { link, content };
}

const asBefore = [['brief.txt', 'privat']];

describe.each(peers)('Where links lie on %s', (name, startPeers) => {
  const start = startPeers();
  const begin = async () => {
    const peer = await start();
    const folder = join(temporaryFolder(), 'dist');
    finishBlog(folder, firstPages);
    const neighbour = neighbourOf(peer);
    return { peer, folder, ...neighbour };
  };

  test('in the place of a folder, nothing behind it is written, removed or carried off', async () => {
    const { peer, folder, link, content } = await begin();
    await deploy(peer.target, folder);
    link('privat');
    // The letter is ours to remove, says a state that somebody else has put there, and a page is to go beside it.
    const files = new Map(
      [
        ['privat/brief.txt', 'privat'],
        ['index.html', 'x'],
      ].map(([path = '', text = '']) => [pathOf(path), { digest: digestOf(text), size: text.length }]),
    );
    const state = { site: 'https://example.org/', files, retired: new Map(), heldBack: false };
    await peer.write(stateName, serializeState(state));
    finishBlog(folder, { ...secondPages, 'privat/index.html': 'neu' });
    const before = await peer.pages();
    const { done, diagnostics } = await deploy(peer.target, folder, { mayRemove: async () => true });
    expect(content()).toEqual(asBefore);
    const texts = await peer.everything();
    // The look from behind follows the link.
    const copies = Object.entries(texts).filter(
      ([path, text]) => text === 'privat' && !path.startsWith('privat/'),
    );
    expect(copies).toEqual([]);
    // rsync puts a folder in its place.
    if (name === 'rsync') return expect(done).toBe(true);
    expect([done, diagnostics.at(-1)?.message]).toEqual([
      false,
      '„privat“ ist dort kein Ordner, sondern eine Verknüpfung, die anderswohin führt; durch sie schreibe und lösche ich nicht.',
    ]);
    expect(await peer.pages()).toEqual(before);
    await peer.remove('privat');
    expect((await deploy(peer.target, folder)).done).toBe(true);
    expect((await peer.pages())['privat/index.html']).toBe('neu');
  });

  test('further in, too, whether the folder is known or new', async () => {
    const { peer, folder, link, content } = await begin();
    finishBlog(folder, { 'index.html': 'eins' });
    await deploy(peer.target, folder);
    link('2026/10/kim');
    finishBlog(folder, firstPages);
    const { done, diagnostics } = await deploy(peer.target, folder);
    expect(content()).toEqual(asBefore);
    if (name === 'rsync') return expect(done).toBe(true);
    expect([done, diagnostics.at(-1)?.code]).toEqual([false, 'deploy/leads-elsewhere']);
  });

  // rsync uses no folders in it.
  const ownFolders = name === 'rsync' ? [ownFolder] : [ownFolder, stagedFolder, keptFolder];

  test.each(ownFolders)('in the place of our own %s, neither', async (path) => {
    const { peer, folder, link, content } = await begin();
    link(path);
    const { done, diagnostics } = await deploy(peer.target, folder);
    expect(content()).toEqual(asBefore);
    expect([
      done,
      diagnostics.map(({ code }) => code).filter((code) => code !== 'deploy/no-posix-rename'),
    ]).toEqual([false, ['deploy/leads-elsewhere']]);
  });

  test('in the place of files of ours, these are replaced and what the links lead to stays', async () => {
    const { peer, folder, link, content } = await begin();
    await deploy(peer.target, folder);
    finishBlog(folder, secondPages);
    const page = pathOf('2026/10/kim/index.html');
    await peer.remove(page);
    const staged = stagedName(page, digestOf(secondPages[page] ?? ''));
    for (const path of [
      page,
      '2026/11/neu/index.html',
      `${stagedFolder}/${staged}`,
      `${keptFolder}/${digestOf(firstPages[page] ?? '')}`,
      formerName,
      `${stateName}.new`,
      `.new-${stateName}`,
      `${ownFolder}/journal.json.new`,
      `${ownFolder}/.new-journal.json`,
      `${ownFolder}/lock.json.new`,
    ])
      link(path, 'brief.txt');
    const { done, diagnostics } = await deploy(peer.target, folder);
    expect([done, diagnostics.filter(({ severity }) => severity === 'error')]).toEqual([true, []]);
    expect(content()).toEqual(asBefore);
    expect(await peer.pages()).toMatchObject(secondPages);
    expect(Object.values(await peer.everything())).not.toContain('privat');
  });

  test('in circles, they stop nothing', async () => {
    const { peer, folder, content } = await begin();
    symlinkSync('kreis', join(peer.folder, 'kreis'));
    symlinkSync('hin', join(peer.folder, 'her'));
    symlinkSync('her', join(peer.folder, 'hin'));
    symlinkSync('.', join(peer.folder, 'hier'));
    const refused = await deploy(peer.target, folder);
    expect(refused.diagnostics.at(-1)?.code).toBe('deploy/foreign-files');
    expect(refused.diagnostics.at(-1)?.message).toContain('hier');
    expect((await deploy(peer.target, folder, { adopt: true })).done).toBe(true);
    finishBlog(folder, secondPages);
    expect((await deploy(peer.target, folder)).done).toBe(true);
    expect(await peer.pages()).toMatchObject(secondPages);
    expect(content()).toEqual(asBefore);
  });
});
