/** Looks at the site once and ends: its parsing would make the service wait, and its memory is given back. */
import { parentPort, workerData } from 'node:worker_threads';
import { completeEdition } from '../edition/edition.ts';
import { createMemories } from '../edition/memories.ts';
import type { LookAnswer, LookRequest } from './articleIndex.ts';
import { receivingSiteOf } from './receivingSiteOf.ts';

const request: LookRequest = workerData;
const { site, program, now } = request;
const edition = await completeEdition({
  ...request,
  preview: false,
  hints: false,
  workers: 0,
  memories: createMemories({ site, program, clock: () => now }),
});
const answer: LookAnswer = {
  ...(edition.value && { site: receivingSiteOf(edition.value) }),
  diagnostics: edition.diagnostics,
};
parentPort?.postMessage(answer);
