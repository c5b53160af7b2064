/** Stands between a client and a server of this machine: delays what goes through it, or cuts it off. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Proxy {
  readonly port: number;
  /** From now on: every connection ends after so many bytes from the client. */
  readonly cutAfter: (bytes: number) => void;
  readonly close: () => void;
}

/** `delay`: milliseconds, in each direction. */
export async function startProxy(target: number, delay = 0): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let left = Number.POSITIVE_INFINITY;
  const forward = (from: Socket, to: Socket, counts: boolean): void => {
    from.on('data', (bytes: Buffer) => {
      if (counts) left -= bytes.length;
      if (left < 0) {
        from.destroy();
        to.destroy();
      } else if (delay === 0) to.write(bytes);
      else setTimeout(() => to.destroyed || to.write(bytes), delay);
    });
    from.on('close', () => setTimeout(() => to.destroy(), delay));
    from.on('error', () => to.destroy());
  };
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ port: target, host: '127.0.0.1', noDelay: true });
    sockets.add(client).add(upstream);
    forward(client, upstream, true);
    forward(upstream, client, false);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    cutAfter: (bytes) => void (left = bytes),
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
