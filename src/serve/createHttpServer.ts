import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';

/** Milliseconds that anybody may take to ask, and that a connection stays after an answer. */
const limits = { headersTimeout: 10_000, requestTimeout: 15_000, keepAliveTimeout: 5000 } as const;

/** Milliseconds after which a silent connection is closed. */
const idle = 60_000;

/** A server that has limited patience with whoever asks; it does not listen yet. */
export function createHttpServer(fetch: Parameters<typeof getRequestListener>[0]): Server {
  const server = createServer(limits, getRequestListener(fetch, { overrideGlobalObjects: false }));
  return server.setTimeout(idle);
}
