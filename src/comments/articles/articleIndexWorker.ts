/**
 * Scans the site once and ends: parsing in the main thread would make the service wait, and the memory is
 * freed.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { completeSnapshot } from '../../build/snapshot.ts';
import { createCaches } from '../../content/load/sourceCache.ts';
import type { ScanAnswer, ScanRequest } from './articleIndex.ts';
import { receivingSiteOf } from './receivingSiteOf.ts';

const request: ScanRequest = workerData;
const { site, program, now } = request;
const snapshot = await completeSnapshot({
  ...request,
  preview: false,
  hints: false,
  workers: 0,
  caches: createCaches({ site, program, clock: () => now }),
});
const answer: ScanAnswer = {
  ...(snapshot.value && { site: receivingSiteOf(snapshot.value) }),
  diagnostics: snapshot.diagnostics,
};
parentPort?.postMessage(answer);
