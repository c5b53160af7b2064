/** The connection breaks at any moment: nothing is torn, and the next run ends whole without doing anything twice. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { journalName, parseState, serializeJournal, stateName } from '../../src/deploy/deployState.ts';
import { openTarget } from '../../src/deploy/openTarget.ts';
import { ConnectionLost, type Target } from '../../src/deploy/target.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { freshSeed, tries } from '../support/thorough.ts';
import { deploy, finishBlog } from './blog.ts';
import { counting, expectWhole, pagesOf, randomBy, withoutOldStyles } from './breaking.ts';
import { folderPeer, sftpPeers } from './peers.ts';
import { startProxy } from './proxy.ts';

const startSftp = sftpPeers();

test(`A connection that is cut at random moments tears nothing (seed ${freshSeed})`, async () => {
  const peer = await startSftp();
  if (peer.place.kind !== 'sftp') throw new Error('The peer speaks SFTP');
  const proxy = await startProxy(peer.place.port);
  onTestFinished(proxy.close);
  const through = await openTarget({ ...peer.place, port: proxy.port }, peer.secrets, {
    site: '/nowhere',
    out: '/nowhere/dist',
  });
  const folder = join(temporaryFolder(), 'dist');
  const random = randomBy(freshSeed);
  let before = pagesOf('stand0');
  finishBlog(folder, before);
  expect((await deploy(peer.target, folder)).done).toBe(true);
  for (let round = 1; round <= tries(8, 200); round++) {
    const after = pagesOf(`stand${round}`);
    finishBlog(folder, after);
    const uploads: string[] = [];
    const target = counting(through, uploads);
    // Logging in takes some 3,000 bytes, all of it some 150,000.
    proxy.cutAfter(3000 + Math.floor(random() ** 2 * 140_000));
    const cut = await deploy(target, folder, { pauses: { retries: [] } });
    expectWhole(await peer.pages(), before, after);
    proxy.cutAfter(Number.POSITIVE_INFINITY);
    const whole = await deploy(target, folder);
    expect([round, whole.done, whole.diagnostics.filter(({ severity }) => severity === 'error')]).toEqual([
      round,
      true,
      [],
    ]);
    expect(uploads.length - Object.keys(after).length).toBeLessThanOrEqual(cut.done ? 0 : 16);
    expect(withoutOldStyles(await peer.pages(), after)).toEqual(after);
    before = after;
  }
});

test('Whatever step fails, going on with yet another state, or back, ends whole', async () => {
  const peer = await folderPeer();
  const folder = join(temporaryFolder(), 'dist');
  const [first, second, third] = [pagesOf('eins'), pagesOf('zwei'), pagesOf('drei')];
  const begin = async (): Promise<void> => {
    finishBlog(folder, first);
    await deploy(peer.target, folder, { adopt: true });
    finishBlog(folder, second);
  };
  const steps = 200;
  for (let step = 1; step < steps; step += tries(9, 199) === 9 ? 9 : 1) {
    await begin();
    const failed = await deploy(failingAt(peer.target, step), folder, { pauses: { retries: [] } });
    expectWhole(await peer.pages(), first, second);
    if (failed.done) break;
    // One time to another state, one time back to the first, which may be half replaced.
    const isBack = step % 2 === 0;
    finishBlog(folder, isBack ? first : third);
    const { done, diagnostics } = await deploy(peer.target, folder);
    expect([step, done, diagnostics.filter(({ severity }) => severity === 'error')]).toEqual([
      step,
      true,
      [],
    ]);
    const goal = isBack ? first : third;
    expect(withoutOldStyles(await peer.pages(), goal)).toEqual(goal);
  }
});

test('A deployment that ended before it could say so leaves the state before it to go back to', async () => {
  const peer = await folderPeer();
  const folder = join(temporaryFolder(), 'dist');
  const [first, second] = [pagesOf('eins'), pagesOf('zwei')];
  for (const pages of [first, second]) {
    finishBlog(folder, pages);
    await deploy(peer.target, folder);
  }
  const { files } = parseState(readFileSync(join(peer.folder, stateName), 'utf8')) ?? {};
  await peer.write(journalName, serializeJournal(files ?? new Map()));
  expect((await deploy(peer.target, folder)).plan?.files).toEqual([]);
  expect(existsSync(join(peer.folder, journalName))).toBe(false);
  expect((await deploy(peer.target, folder, { direction: 'back' })).done).toBe(true);
  expect(withoutOldStyles(await peer.pages(), first)).toEqual(first);
});

/** Of all steps that change something, one is refused, and with it all that follow: the connection is gone. */
function failingAt(target: Target, step: number): Target {
  let done = 0;
  const breaking = <Args extends readonly unknown[], Value>(act: (...args: Args) => Promise<Value>) => {
    return (...args: Args): Promise<Value> =>
      ++done >= step ? Promise.reject(new ConnectionLost('Schere')) : act(...args);
  };
  return {
    ...target,
    connect: async (notes) => {
      const store = await target.connect(notes);
      if (!('move' in store)) throw new Error('The target takes changes as a whole');
      const { write, remove, upload, move, copy, makeFolder } = store;
      return {
        ...store,
        write: breaking(write),
        remove: breaking(remove),
        upload: breaking(upload),
        move: breaking(move),
        makeFolder: breaking(makeFolder),
        ...(copy && { copy: breaking(copy) }),
      };
    },
  };
}
