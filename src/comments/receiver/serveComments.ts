/** `comments serve`: the receiver at a port of its own, for a site's little server behind nginx or Caddy. */
import type { Server } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { Checked, Diagnostic } from '../../core/model.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import { addressOf, createHttpServer, listenAt } from './httpServer.ts';
import { type ArticleIndexOptions, openArticleIndex } from '../articles/articleIndex.ts';
import { refusalCode } from '../../emit/systemFault.ts';
import {
  createPruner,
  commentsFolderOf,
  type CommentStore,
  openCommentStore,
} from '../moderation/commentStore.ts';
import { createNotifier, type NotificationChannel } from '../notify/createNotifier.ts';
import { createProofOfWork } from './proofOfWork.ts';
import { createReceiver } from './createReceiver.ts';
import { createRateLimit } from './senderLimits.ts';
import { type SiteKnowledge, type ReceivingSite, ownOrigins, receivingPaths } from './receiverOptions.ts';
import type { TrustedProxies } from './senderOf.ts';
import { receiverTexts } from './receiverTexts.ts';

export interface CommentServiceOptions extends ArticleIndexOptions {
  readonly random: (bytes: number) => Uint8Array;
  /** The address to listen at, usually `127.0.0.1`. */
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Where comments are posted to, besides the path of the form's endpoint; without one, `/comments`. */
  readonly path?: string;
  /** Further names under which a proxy asks, e.g. `comments.example.org`; those of the site, of its endpoint and of this machine are known. */
  readonly hosts: readonly string[];
  /** Whose word counts about who sent a comment. */
  readonly proxies: TrustedProxies;
  /** Connections at once. */
  readonly mostConnections?: number;
  /** Comments that one sender may send at once, and again in so many milliseconds. */
  readonly burst: number;
  readonly period: number;
  /** Notification channels of the editor, given the name of the site. */
  readonly notificationChannels: (site: ReceivingSite) => readonly NotificationChannel[];
}

export interface CommentService {
  /** Where comments are posted to. */
  readonly url: string;
  /**
   * Takes nothing new, answers what it has begun; resolves when the port is free and the editor has been
   * notified of everything.
   */
  readonly close: () => Promise<void>;
}

/** Milliseconds, and connections at once. */
const farewell = 3000;
const notificationPause = 60_000;
const mostConnections = 2000;
const housekeepingPause = 6 * 3_600_000;
/** More than an editor will ever go through. */
const mostWaiting = 20_000;

/** Without a value when the site cannot be made sense of, nothing can be stored, or the port is not for us. */
export async function serveComments(options: CommentServiceOptions): Promise<Checked<CommentService>> {
  const { value: site, diagnostics } = await openArticleIndex(options);
  if (!site) return { diagnostics };
  const { random, clock, burst, period, report } = options;
  const store = openCommentStore(options.site);
  const caught = openCommentStore(options.site, 'caught');
  const reported = [...diagnostics, ...(await problemsAtStart(store, site.current(), options))];
  if (reported.some(({ code }) => code === 'receiver/no-store')) return { diagnostics: reported };
  await store.sweep(clock());
  await caught.sweep(clock());
  const housekeeping = keepHouse(caught, options);
  const ways = options.notificationChannels(site.current());
  const notifier = createNotifier({ ways, pause: notificationPause, report });
  const paths = (): readonly string[] => receivingPaths(options.path, site.current());
  const receiver = createReceiver({
    ...options,
    paths,
    site,
    store,
    caught,
    rateLimit: createRateLimit({ burst, period, key: random(32) }),
    proofOfWork: createProofOfWork({ clock, key: random(32) }),
    isOwnHost: (host) => isOwnHost(host, site, options.hosts),
    notify: notifier.push,
    mostPending: mostWaiting,
  });
  const problems = createHealth({ store, site: () => site.current(), mostPending: mostWaiting, clock });
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get('/health', async (c) => {
    const found = await problems();
    return found.length === 0 ? c.text(receiverTexts.healthy) : c.text(found.join('\n'), 503);
  });
  app.route('/', receiver);
  app.notFound((c) => c.text(receiverTexts.nothingHere, 404));
  const server = createHttpServer(app.fetch, options.mostConnections ?? mostConnections);
  const code = await listenAt(server, options.port, options.host);
  if (code !== undefined) {
    clearInterval(housekeeping);
    return { diagnostics: [...reported, diagnose('receiver/no-port', { port: options.port, code })] };
  }
  const { family, address, port } = addressOf(server);
  const host = family === 'IPv6' ? `[${address}]` : address;
  const close = async (): Promise<void> => {
    clearInterval(housekeeping);
    await closeServer(server);
    await notifier.close();
  };
  return { value: { url: `http://${host}:${port}${paths()[0] ?? ''}`, close }, diagnostics: reported };
}

/** Lasting faults are errors; a full disk may have room again in a minute. */
async function problemsAtStart(
  store: CommentStore,
  { isFormOurs }: ReceivingSite,
  { site }: CommentServiceOptions,
): Promise<readonly Diagnostic[]> {
  const code = await storeFault(store);
  const kind = ['ENOSPC', 'EDQUOT'].includes(code ?? '') ? 'receiver/store-full' : 'receiver/no-store';
  return [
    ...(code === undefined ? [] : [diagnose(kind, { folder: commentsFolderOf(site), code })]),
    ...(isFormOurs ? [] : [diagnose('receiver/no-form', {})]),
  ];
}

/** Removes in good time what fell into a trap, also where nothing more does. */
function keepHouse(caught: CommentStore, { clock, report }: CommentServiceOptions): NodeJS.Timeout {
  const prune = createPruner(caught, report);
  prune(clock());
  return setInterval(() => prune(clock()), housekeepingPause).unref();
}

/** A proxy asks with the name that the reader's browser used, or with that of this machine; whatever port stands in front. */
function isOwnHost(host: string | undefined, site: SiteKnowledge, others: readonly string[]): boolean {
  const name = host === undefined ? undefined : URL.parse(`http://${host}`)?.hostname;
  if (name === undefined) return false;
  const { url, endpoint = '' } = site.current();
  const addresses = [...ownOrigins(url.origin), endpoint, ...others.map((other) => `http://${other}`)];
  const known = addresses.map((address) => URL.parse(address)?.hostname);
  return ['127.0.0.1', 'localhost', '[::1]', ...known].includes(name);
}

/** Connections that have nothing to say are closed as they fall silent; after a while, all. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const silence = setInterval(() => server.closeIdleConnections(), 20);
    const end = setTimeout(() => server.closeAllConnections(), farewell);
    server.close(() => {
      clearInterval(silence);
      clearTimeout(end);
      resolve();
    });
  });
}

export interface HealthOptions {
  readonly store: Pick<CommentStore, 'probe' | 'ids'>;
  readonly site: () => ReceivingSite;
  readonly mostPending: number;
  /** ms since 1970 */
  readonly clock: () => number;
}

/** Milliseconds: whoever asks all the time shall not keep the disk busy. */
const believed = 5000;

/** Tells in German what stands in the way of every comment; nothing when all is well. */
export function createHealth(options: HealthOptions): () => Promise<readonly string[]> {
  const { store, site, mostPending, clock } = options;
  let known: { readonly moment: number; readonly problems: Promise<readonly string[]> } | undefined;
  const check = async (): Promise<readonly string[]> => {
    const code = await storeFault(store);
    if (code !== undefined) return [receiverTexts.notStored(code)];
    const isFull = (await store.ids()).length >= mostPending;
    return isFull ? [receiverTexts.tooManyPending(mostPending)] : [];
  };
  return async () => {
    const now = clock();
    if (!known || now - known.moment >= believed) known = { moment: now, problems: check() };
    return [...(await known.problems), ...(site().isFormOurs ? [] : [receiverTexts.formElsewhere])];
  };
}

/** The system's code when it refuses to store anything. */
async function storeFault(store: Pick<CommentStore, 'probe'>): Promise<string | undefined> {
  try {
    await store.probe();
    return undefined;
  } catch (error) {
    return refusalCode(error);
  }
}
