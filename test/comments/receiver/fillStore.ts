/**
 * Run as a process of its own by `fullDisk.test.ts`, where the disk is small: sends comments until several are
 * refused, makes room, sends one more, and tells what came of it as JSON.
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goodFields, listenTo, makeTestReceiver, sendJson } from './testReceiver.ts';

const folder = process.argv[2] ?? '';
const ballast = join(folder, 'ballast');
writeFileSync(ballast, Buffer.alloc(20_000));
const { receiver, store, world } = makeTestReceiver(folder);
const { url, close } = await listenTo(receiver);
const statuses: number[] = [];
const send = async (text: string): Promise<void> => {
  statuses.push((await sendJson(url, { ...goodFields, text })).status);
};
for (let count = 0; statuses.filter((status) => status === 503).length < 5 && count < 1000; count++)
  await send(`${count} ${'a'.repeat(9000)}`);
const whole = (await store.list()).length;
rmSync(ballast);
await send('Jetzt ist wieder Platz.');
close();
const names = readdirSync(join(folder, '.comments', 'pending'));
process.stdout.write(
  JSON.stringify({
    taken: statuses.filter((status) => status === 201).length,
    refused: statuses.filter((status) => status === 503).length,
    last: statuses.at(-1),
    whole: whole + 1,
    unfinished: names.filter((name) => !name.endsWith('.json')).length,
    damaged: (await store.damaged()).length,
    reported: world.reported.length,
  }),
);
