/** What goes over one connection at the same time arrives whole. */
import { describe, expect, test } from 'vitest';
import type { MovingStore } from '../../src/deploy/target.ts';
import { parseOutputPath } from '../../src/emit/outputPath.ts';
import { type Peer, sftpPeers } from './peers.ts';

const startPeer = sftpPeers();

async function connectTo(peer: Peer): Promise<MovingStore> {
  const store = await peer.target.connect(() => {});
  if (!('upload' in store)) throw new Error('SFTP moves files');
  return store;
}

describe('Over one SFTP connection', () => {
  test('many small files and a big one are sent at the same time', async () => {
    const peer = await startPeer();
    const store = await connectTo(peer);
    const files = Array.from({ length: 120 }, (_, index) => [
      `datei-${index}.txt`,
      index === 60 ? 'groß'.repeat(1_000_000) : `Text ${index} `.repeat(index * 7),
    ]);
    await Promise.all(
      files.map(([name = '', text = '']) => {
        const path = parseOutputPath(name);
        if (path === undefined) throw new Error(name);
        return store.upload({ name, path, bytes: Buffer.from(text) });
      }),
    );
    const read = await Promise.all(
      files.map(async ([name = '']) => [name, Buffer.from((await store.read(name)) ?? []).toString()]),
    );
    await store.close();
    expect(read).toEqual(files);
    expect(await peer.pages()).toEqual(Object.fromEntries(files));
  });

  test('the beginning of a file can be read alone', async () => {
    const peer = await startPeer();
    await peer.write('lang.txt', 'abc'.repeat(100_000));
    const store = await connectTo(peer);
    expect(Buffer.from((await store.read('lang.txt', 4)) ?? []).toString()).toBe('abca');
    expect(await store.read('fehlt.txt', 4)).toBeUndefined();
    await store.close();
  });

  test('long and short listings are whole', async () => {
    const peer = await startPeer();
    const names = Array.from({ length: 1001 }, (_, index) => `${index}.txt`);
    await Promise.all(names.map((name) => peer.write(`viele/${name}`, name)));
    await peer.write('eine/a.txt', 'a');
    const store = await connectTo(peer);
    const listed = await store.list('viele');
    expect(listed.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
    expect(await store.list('eine')).toEqual([{ name: 'a.txt', size: 1, isFolder: false }]);
    expect(await store.list('keine')).toEqual([]);
    await store.close();
  });
});
