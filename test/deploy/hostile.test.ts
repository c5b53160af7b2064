/** What lies on a target may have been written by anybody. */
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestOf } from '../../src/core/digestOf.ts';
import {
  ownFolder,
  parseJournal,
  parseState,
  serializeState,
  stagedFolder,
  stateName,
} from '../../src/deploy/deployState.ts';
import type { Target } from '../../src/deploy/target.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { tries } from '../support/thorough.ts';
import { deploy, finishBlog, firstPages, secondPages } from './blog.ts';
import { folderPeer, rsyncPeers, type StartPeer } from './peers.ts';

const facts = JSON.stringify(['0'.repeat(32), 1]);
const stateWith = (files: string): string =>
  `{"program":"blattmacher","version":1,"site":"https://example.org/","heldBack":false,"files":{${files}},"retired":{}}`;

test.each([
  ['a path that leaves the folder', stateWith(`"../fremd.txt":${facts}`)],
  ['a path that leaves it further in', stateWith(`"2026/../../fremd.txt":${facts}`)],
  ['a whole path', stateWith(`"/etc/passwd":${facts}`)],
  ['a path with a backslash', stateWith(`"..\\\\fremd.txt":${facts}`)],
  ['a file of our own', stateWith(`"${ownFolder}/lock.json":${facts}`)],
  ['a digest that leaves the folder', stateWith(`"index.html":["../../../../fremd.txt",1]`)],
  ['a size below zero', stateWith(`"index.html":["${'0'.repeat(32)}",-1]`)],
  ['another kind of value', stateWith(`"index.html":{"__proto__":[]}`)],
  ['half of it', stateWith(`"index.html":${facts}`).slice(0, 120)],
  ['a newer version', stateWith('').replace('"version":1', '"version":2')],
  ['no JSON', '<html>Anmelden</html>'],
  ['a list', '[]'],
  ['nothing', ''],
])('A state with %s is refused, and nothing is touched', async (_, text) => {
  const peer = await folderPeer();
  const folder = join(temporaryFolder(), 'dist');
  finishBlog(folder, firstPages);
  await peer.write(stateName, text);
  await peer.write('wp-config.php', 'geheim');
  const before = await peer.everything();
  const { done, diagnostics } = await deploy(peer.target, folder);
  expect([done, diagnostics.map(({ code }) => code)]).toEqual([false, ['deploy/state-damaged']]);
  expect(await peer.everything()).toEqual(before);
});

test('Keys that JavaScript knows are names of files like any other', () => {
  const state = parseState(stateWith(`"__proto__":${facts},"constructor":${facts}`));
  expect([...(state?.files.keys() ?? [])]).toEqual(['__proto__', 'constructor']);
  expect(Object.hasOwn(Object.prototype, '0')).toBe(false);
});

test('Whatever stands in a state or journal, it is read as ours or not at all', () => {
  const path = fc.oneof(
    fc.string(),
    fc.constantFrom('index.html', '../x', '/x', 'a/../b', '__proto__', `${ownFolder}/x`),
  );
  const entry = fc.tuple(path, fc.oneof(fc.json(), fc.constant(facts), fc.constant('null')));
  const ofAll = fc
    .array(entry)
    .map((entries) => stateWith(entries.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')));
  fc.assert(
    fc.property(fc.oneof(ofAll, fc.string(), fc.json()), (text) => {
      const state = parseState(text);
      for (const [name, { digest, size }] of state?.files ?? []) {
        expect(name.split('/')).not.toContain('..');
        expect(name.startsWith('/')).toBe(false);
        expect(digest).toMatch(/^[0-9a-f]{32}$/);
        expect(size).toBeGreaterThanOrEqual(0);
      }
      if (state) expect(parseState(serializeState(state))).toEqual(state);
      parseJournal(text);
    }),
    { numRuns: tries(300) },
  );
});

const startRsync = rsyncPeers();

test.each<readonly [string, StartPeer]>([
  ['a folder', folderPeer],
  ['rsync', startRsync],
])('A state that is a folder, a pipe or without end stops nothing for long, in %s', async (_, start) => {
  for (const make of [
    (file: string) => mkdirSync(file),
    (file: string) => spawnSync('mkfifo', [file]),
    (file: string) => {
      writeFileSync(file, '');
      // It takes no room on the disk.
      truncateSync(file, 2 ** 40);
    },
  ]) {
    const peer = await start();
    const folder = join(temporaryFolder(), 'dist');
    finishBlog(folder, firstPages);
    make(join(peer.folder, stateName));
    const { done, diagnostics } = await deploy(peer.target, folder);
    // What cannot be read is as if it were not there, until it stands in the way.
    expect(done || diagnostics.at(-1)?.severity === 'error').toBe(true);
  }
});

/** A server that tells of files what is not so. */
function lying(target: Target, folder: string, names: readonly string[]): Target {
  return {
    ...target,
    connect: async (notes) => {
      const store = await target.connect(notes);
      return {
        ...store,
        list: async (asked) =>
          asked === folder ? names.map((name) => ({ name, size: 3, isFolder: false })) : store.list(asked),
      };
    },
  };
}

test('Names that we never gave are never removed, whatever is listed', async () => {
  const peer = await folderPeer();
  const folder = join(temporaryFolder(), 'dist');
  finishBlog(folder, firstPages);
  await deploy(peer.target, folder);
  await peer.write('wp-config.php', 'geheim');
  finishBlog(folder, secondPages);
  const names = [
    '../../wp-config.php',
    '../../../wp-config.php',
    'x\n',
    '-rf',
    '\u001b[2J',
    'a'.repeat(5000),
    '',
  ];
  const { done } = await deploy(lying(peer.target, stagedFolder, names), folder);
  expect(done).toBe(true);
  expect(await peer.pages()).toMatchObject({ ...secondPages, 'wp-config.php': 'geheim' });
});

test('A list of files that are not there is found out, and the cure helps', async () => {
  const peer = await folderPeer();
  const folder = join(temporaryFolder(), 'dist');
  const pages = { 'index.html': 'neu' };
  finishBlog(folder, pages);
  const names = [digestOf(`index.html\n${digestOf('neu')}`)];
  const target = lying(peer.target, stagedFolder, names);
  const first = await deploy(target, folder);
  expect([first.done, first.diagnostics.map(({ code }) => code)]).toEqual([false, ['deploy/vanished']]);
  expect(first.diagnostics[0]?.hint).toContain('--again');
  const again = await deploy(target, folder, { again: true });
  expect([again.done, again.diagnostics]).toEqual([true, []]);
  expect(await peer.pages()).toEqual(pages);
});

test('A page that changes the case of its name survives where case makes no difference', async () => {
  const peer = await folderPeer();
  const folder = join(temporaryFolder(), 'dist');
  finishBlog(folder, { ...firstPages, 'Tag/index.html': 'alt' });
  await deploy(caseless(peer.target), folder);
  finishBlog(folder, { ...firstPages, 'tag/index.html': 'neu' });
  expect((await deploy(caseless(peer.target), folder)).done).toBe(true);
  expect((await peer.pages())['tag/index.html']).toBe('neu');
});

/** A disk on which names are the same in upper and lower case. */
function caseless(target: Target): Target {
  return {
    ...target,
    connect: async (notes) => {
      const store = await target.connect(notes);
      if (!('move' in store)) throw new Error('The target takes changes as a whole');
      const { move, remove, copy, makeFolder, removeFolder } = store;
      const same = (path: string): string => (path.startsWith('.') ? path : path.toLowerCase());
      return {
        ...store,
        move: (from, to, isNew) => move(same(from), same(to), isNew),
        remove: (path) => remove(same(path)),
        makeFolder: (path) => makeFolder(same(path)),
        removeFolder: (path) => removeFolder(same(path)),
        ...(copy && { copy: (from: string, to: string) => copy(same(from), same(to)) }),
      };
    },
  };
}
