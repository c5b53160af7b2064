/** Run as a process of its own by `killedReceiver.test.ts`: a receiver for the folder, until it is killed. Prints its address. */
import { randomBytes } from 'node:crypto';
import { listenTo, makeTestReceiver } from './testReceiver.ts';

const { receiver, store } = makeTestReceiver(process.argv[2] ?? '', { random: randomBytes });
await store.sweep(Date.now());
const { url } = await listenTo(receiver);
process.stdout.write(`${url}\n`);
