/** Hashes of commenters' addresses that come all at once, from an import. */
import { lstatSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAddressHashes } from '../../../src/comments/receiver/senderLimits.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const random = (bytes: number): Uint8Array => new Uint8Array(bytes).fill(1);

test('many addresses are found as if each had come alone, and a second time nothing is written', async () => {
  const site = temporaryFolder();
  const folder = join(site, '.comments', 'addresses');
  const hashes = openAddressHashes(site, random);
  await hashes.put('eins', 'Anna@example.org');
  // What a killed import left, and a link in the way.
  writeFileSync(join(folder, '.new-addresses'), 'halb');
  mkdirSync(join(site, 'fremd'));
  symlinkSync(join(site, 'fremd'), join(folder, 'drei'));
  const all = ['eins', 'zwei', 'drei'].map((id) => ({ id, address: 'anna@example.org' }));
  await hashes.putAll([...all, { id: 'vier', address: 'ben@example.org' }]);
  expect((await hashes.idsOf('ANNA@example.org')).toSorted()).toEqual(['drei', 'eins', 'zwei']);
  expect(readdirSync(folder).toSorted()).toEqual(['drei', 'eins', 'vier', 'zwei']);
  expect(readdirSync(join(site, 'fremd'))).toEqual([]);
  const before = readdirSync(folder).map((name) => lstatSync(join(folder, name)).ino);
  await hashes.putAll(all);
  expect(readdirSync(folder).map((name) => lstatSync(join(folder, name)).ino)).toEqual(before);
  await expect(hashes.putAll([{ id: '../a', address: 'x' }])).rejects.toThrow('No id');
});
