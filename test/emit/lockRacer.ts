/** Run by `lock.test.ts` as a process of its own. */
import { once } from 'node:events';
import { setInterval } from 'node:timers';
import { acquireLock } from '../../src/emit/lock.ts';

process.stdout.write('bereit ');
await once(process.stdin, 'data');
const { kind } = acquireLock(process.argv[2] ?? '', { pid: process.pid, host: 'schreibtisch' });
process.stdout.write(kind);
process.stdin.destroy();
if (kind === 'held') setInterval(() => {}, 1000);
