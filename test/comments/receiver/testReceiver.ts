/** A receiver for a site of three addresses; without vitest, for programs that are no tests. */
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { type CommentStore, openCommentStore } from '../../../src/comments/moderation/commentStore.ts';
import { createProofOfWork } from '../../../src/comments/receiver/proofOfWork.ts';
import { createReceiver, type Receiver } from '../../../src/comments/receiver/createReceiver.ts';
import { createRateLimit } from '../../../src/comments/receiver/senderLimits.ts';
import { usualProxies } from '../../../src/comments/receiver/senderOf.ts';
import { type ReceivingSite, receivingPaths } from '../../../src/comments/receiver/receiverOptions.ts';
import type { PendingComment } from '../../../src/comments/receiver/sentFields.ts';
import type { UrlPath } from '../../../src/core/model.ts';
import { parseUrlPath } from '../../../src/core/paths.ts';

export type Fields = Readonly<Record<string, string>>;

export const siteOrigin = 'https://example.org';

export const goodFields: Fields = {
  article: '/2023/09/kim/',
  name: 'Anna Müller',
  email: 'anna@example.net',
  text: 'Ein Satz.',
};

export interface TestWorld {
  now: number;
  readonly notified: PendingComment[];
  readonly reported: string[];
}

export interface TestReceiverOptions {
  readonly site?: Partial<ReceivingSite>;
  /** Without it, everybody may send as much as they like. */
  readonly burst?: number;
  readonly store?: (store: CommentStore) => CommentStore;
  readonly random?: (bytes: number) => Uint8Array;
  readonly mostPending?: number;
  readonly path?: string;
}

export interface TestReceiver {
  readonly receiver: Receiver;
  readonly store: CommentStore;
  readonly caught: CommentStore;
  readonly world: TestWorld;
}

/** Its clock stands still unless somebody moves it. */
export function makeTestReceiver(folder: string, options: TestReceiverOptions = {}): TestReceiver {
  const opened = openCommentStore(folder);
  const store = options.store?.(opened) ?? opened;
  const caught = openCommentStore(folder, 'caught');
  const world: TestWorld = { now: Date.UTC(2026, 10, 23, 12, 45), notified: [], reported: [] };
  const site: ReceivingSite = {
    url: { origin: siteOrigin, base: '/blog' },
    isFormOurs: true,
    email: 'required',
    asksConsent: false,
    proofOfWork: false,
    articles,
    ...options.site,
  };
  const receiver = createReceiver({
    paths: () => receivingPaths(options.path, site),
    proxies: usualProxies,
    caught,
    site: { current: () => site, find: async (address) => site.articles.get(address) },
    store,
    rateLimit: createRateLimit({
      burst: options.burst ?? 1_000_000,
      period: 600_000,
      key: Buffer.alloc(32, 1),
    }),
    proofOfWork: createProofOfWork({ clock: () => Date.now(), key: Buffer.alloc(32, 2), cost: 10 }),
    isOwnHost: (host) => host?.startsWith('127.0.0.1:') ?? false,
    clock: () => world.now,
    random: options.random ?? createRandom(),
    mostPending: options.mostPending ?? 1_000_000,
    notify: (comment) => void world.notified.push(comment),
    report: (line) => void world.reported.push(line),
  });
  return { receiver, store, caught, world };
}

const articles: ReceivingSite['articles'] = new Map([
  [urlPath('/2023/09/kim/'), { url: urlPath('/2023/09/kim/'), isOpen: true }],
  [urlPath('/alt/kim.html'), { url: urlPath('/2023/09/kim/'), isOpen: true }],
  [urlPath('/2020/01/zu/'), { url: urlPath('/2020/01/zu/'), isOpen: false }],
]);

function urlPath(text: string): UrlPath {
  const path = parseUrlPath(text);
  if (path === undefined) throw new Error(`No address: ${text}`);
  return path;
}

/** Never the same bytes twice. */
function createRandom(): (bytes: number) => Uint8Array {
  let count = 0;
  return (bytes) => {
    count += 1;
    return Uint8Array.from({ length: bytes }, (_, index) => Math.floor(count / 32 ** index) % 32);
  };
}

/** Puts it at a free port of this machine. */
export async function listenTo({ fetch }: Receiver): Promise<{ url: string; close: () => void }> {
  const server = createServer(getRequestListener(fetch, { overrideGlobalObjects: false }));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A listening server has a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Sends JSON to a receiver, as the site's script does. */
export function sendJson(url: string, fields: unknown, path = '/comments'): Promise<Response> {
  const headers = { 'Content-Type': 'application/json', Origin: siteOrigin };
  return fetch(url + path, { method: 'POST', headers, body: JSON.stringify(fields) });
}
