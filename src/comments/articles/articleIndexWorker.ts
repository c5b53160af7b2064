/**
 * Scans the site once and ends: parsing in the main thread would make the service wait, and the memory is
 * freed.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { completeSnapshot } from '../../build/snapshot.ts';
import { createCaches } from '../../content/load/sourceCache.ts';
import type { ScanRequest } from './articleIndex.ts';
import type { Checked } from '../../core/model.ts';
import type { ReceivingSite } from '../receiver/receiverOptions.ts';
import { receivingSiteOf } from './receivingSiteOf.ts';

const request: ScanRequest = workerData;
const { site, program, now } = request;
const { value, diagnostics } = await completeSnapshot({
  ...request,
  preview: false,
  hints: false,
  workers: 0,
  caches: createCaches({ site, program, clock: () => now }),
});
const answer: Checked<ReceivingSite> = { ...(value && { value: receivingSiteOf(value) }), diagnostics };
parentPort?.postMessage(answer);
