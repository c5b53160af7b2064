import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';

/**
 * Milliseconds that a request may take, between two checks of the clock, and that a connection stays after an
 * answer.
 */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  connectionsCheckingInterval: 1000,
  keepAliveTimeout: 5000,
} as const;

/** Milliseconds after which a silent connection is closed. */
const idle = 60_000;

/**
 * A server that has limited patience with whoever asks; it does not listen yet. With more than `mostConnections`
 * the one goes that has been answered longest ago, or has been asking longest: many who are slow keep nobody else away.
 */
export function createHttpServer(
  fetch: Parameters<typeof getRequestListener>[0],
  mostConnections = Infinity,
): Server {
  const server = createServer(limits, getRequestListener(fetch, { overrideGlobalObjects: false }));
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    const [oldest] = sockets;
    if (sockets.size > mostConnections) oldest?.destroy();
  });
  server.on('request', ({ socket }, response) => {
    response.once('finish', () => {
      if (sockets.delete(socket)) sockets.add(socket);
    });
  });
  return server.setTimeout(idle);
}
