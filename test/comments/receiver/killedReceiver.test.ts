import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openCommentStore } from '../../../src/comments/moderation/commentStore.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { goodFields, sendJson } from './testReceiver.ts';

interface Acknowledged {
  readonly id: string;
  readonly text: string;
}

/** Sends comments by many hands until the receiver is gone; returns those that it took. */
async function flood(
  url: string,
  round: number,
  onAcknowledged: (count: number) => void,
): Promise<readonly Acknowledged[]> {
  const acknowledged: Acknowledged[] = [];
  let sent = 0;
  const hand = async (): Promise<void> => {
    for (;;) {
      const text = `Runde ${round}, Kommentar ${sent++}: ${'Größe '.repeat(200)}`;
      // When it is killed the connection breaks, in the middle of an answer or before it.
      const answer = await sendJson(url, { ...goodFields, text })
        .then(async (response): Promise<unknown> => response.json())
        .catch(() => undefined);
      if (typeof answer !== 'object' || answer === null || !('id' in answer)) return;
      acknowledged.push({ id: String(answer.id), text: text.trim() });
      onAcknowledged(acknowledged.length);
    }
  };
  await Promise.all(Array.from({ length: 32 }, hand));
  return acknowledged;
}

test('A receiver that is killed in the middle of a flood has every comment that it took, whole and once', async () => {
  const folder = temporaryFolder();
  const acknowledged: Acknowledged[] = [];
  for (const [round, moment] of [600, 900, 700, 300].entries()) {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'runReceiver.ts'), folder]);
    onTestFinished(() => void child.kill('SIGKILL'));
    const [line] = await once(child.stdout, 'data');
    const taken = await flood(String(line).trim(), round, (count) => {
      if (count === moment) child.kill('SIGKILL');
    });
    expect(taken.length).toBeGreaterThanOrEqual(moment);
    acknowledged.push(...taken);
  }
  const store = openCommentStore(folder);
  const stored = new Map((await store.list()).map(({ id, text }) => [id, text]));
  expect(acknowledged.filter(({ id, text }) => stored.get(id) !== text)).toEqual([]);
  expect(new Set(acknowledged.map(({ id }) => id)).size).toBe(acknowledged.length);
  expect(await store.damaged()).toEqual([]);
  await expectSwept(folder);
});

/** What was being written when the receiver was killed is no comment, and goes away. */
async function expectSwept(folder: string): Promise<void> {
  const pending = join(folder, '.comments', 'pending');
  const unfinished = readdirSync(pending).filter((name) => name.startsWith('.new-'));
  for (const name of unfinished) utimesSync(join(pending, name), 0, 0);
  await openCommentStore(folder).sweep(Date.now());
  expect(readdirSync(pending).filter((name) => !name.endsWith('.json'))).toEqual([]);
}
