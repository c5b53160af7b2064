/** An HTTP server for an app of Hono, and listening at a port. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { refusalCode } from '../../emit/systemFault.ts';

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

/** So many ports after the one wanted are tried. */
const attempts = 20;
const highestPort = 65_535;

/** Lets `server` listen to this machine alone, at `port` (0: any free one) or the first free one after it; returns which, undefined when none is free. */
export async function listen(server: Server, port: number): Promise<number | undefined> {
  const last = port === 0 ? 0 : Math.min(port + attempts, highestPort);
  for (let candidate = port; candidate <= last; candidate++) {
    if ((await listenAt(server, candidate, '127.0.0.1')) === undefined) return addressOf(server).port;
  }
  return undefined;
}

/** Lets `server` listen at an address of this machine; returns the system's code when it refuses. */
export async function listenAt(server: Server, port: number, host: string): Promise<string | undefined> {
  try {
    await once(server.listen(port, host), 'listening');
    return undefined;
  } catch (error) {
    return refusalCode(error);
  }
}

export function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A listening server has a port');
  return address;
}
