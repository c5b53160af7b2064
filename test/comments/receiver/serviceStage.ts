/** The whole service for a real site folder, at a free port of this machine. */
import { onTestFinished } from 'vitest';
import type { NotificationChannel } from '../../../src/comments/notify/createNotifier.ts';
import {
  type CommentService,
  type CommentServiceOptions,
  serveComments,
} from '../../../src/comments/receiver/serveComments.ts';
import { usualProxies } from '../../../src/comments/receiver/senderOf.ts';
import type { Checked } from '../../../src/core/model.ts';
import { compiledModules } from '../../support/runProgram.ts';
import { builtInTemplates } from '../../support/usualBuild.ts';

export interface ServiceWorld {
  /** ms since 1970 */
  now: number;
  readonly notices: string[];
  readonly reported: string[];
}

/** It is gone at the end of the test, at the latest. */
export async function startService(
  site: string,
  change: Partial<CommentServiceOptions> = {},
): Promise<Checked<CommentService> & { readonly world: ServiceWorld }> {
  const world: ServiceWorld = { now: Date.UTC(2026, 9, 1, 12), notices: [], reported: [] };
  const way: NotificationChannel = {
    name: 'Merkzettel',
    send: async (comments) => void world.notices.push(comments.map(({ text }) => text).join()),
  };
  let count = 0;
  const started = await serveComments({
    site,
    builtInTemplates,
    program: 'test',
    modules: compiledModules,
    clock: () => world.now,
    random: (bytes) => {
      count += 1;
      return Uint8Array.from({ length: bytes }, (_, index) => Math.floor(count / 32 ** index) % 32);
    },
    report: (line) => void world.reported.push(line),
    host: '127.0.0.1',
    port: 0,
    proxies: usualProxies,
    hosts: [],
    burst: 1000,
    period: 600_000,
    notificationChannels: () => [way],
    ...change,
  });
  onTestFinished(() => started.value?.close());
  return { ...started, world };
}
