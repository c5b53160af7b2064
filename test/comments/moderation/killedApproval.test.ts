import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openAddressHashes } from '../../../src/comments/receiver/senderLimits.ts';
import { openCommentStore } from '../../../src/comments/moderation/commentStore.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { pendingComment } from './pendingComment.ts';

const program = fileURLToPath(new URL('./approveAll.ts', import.meta.url));

/** Kills it so many milliseconds after its begin; without a number it may end. */
async function approveAll(site: string, killAfter?: number): Promise<number | null> {
  const child = spawn(process.execPath, [program, site], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  if (killAfter !== undefined) {
    await setTimeout(killAfter);
    child.kill('SIGKILL');
  }
  await ended;
  return child.exitCode;
}

test('An approval that is killed loses no comment, and the next one publishes each once', async () => {
  const site = temporaryFolder();
  const store = openCommentStore(site);
  const ids = Array.from({ length: 150 }, (_, number) => `20261123-${100_000 + number}-abcd2345`);
  await Promise.all(ids.map((id) => store.add(pendingComment({ id }))));
  const folder = join(site, 'content/comments/kim');
  const whole = (): readonly string[] =>
    existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : [];
  for (const killAfter of [20, 60, 110, 190]) {
    await approveAll(site, killAfter);
    const pending = (await store.list()).map(({ id }) => id);
    const published = whole().map((name) => name.replace('.yaml', ''));
    expect(new Set([...pending, ...published])).toEqual(new Set(ids));
  }
  expect(await approveAll(site)).toBe(0);
  expect(await store.list()).toEqual([]);
  expect(readdirSync(folder)).toEqual(ids.map((id) => `${id}.yaml`));
  for (const name of whole()) {
    expect(readFileSync(join(folder, name), 'utf8')).toMatch(/^id: [^]*Und noch einer\.\n$/);
  }
  const hashes = openAddressHashes(site, () => new Uint8Array());
  expect((await hashes.idsOf('anna@example.org')).toSorted()).toEqual(ids);
});
