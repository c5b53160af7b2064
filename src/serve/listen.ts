import type { Server } from 'node:http';

/** So many ports after the one wanted are tried. */
const attempts = 20;
const highestPort = 65_535;

/** Lets `server` listen to this machine alone, at `port` (0: any free one) or the first free one after it; returns which, undefined when none is free. */
export async function listen(server: Server, port: number): Promise<number | undefined> {
  const last = port === 0 ? 0 : Math.min(port + attempts, highestPort);
  for (let candidate = port; candidate <= last; candidate++) {
    if (await listenAt(server, candidate)) return portOf(server);
  }
  return undefined;
}

/** False when the port is taken, or not for us. */
function listenAt(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      server.off('listening', onListening);
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    };
    const onListening = (): void => {
      server.off('error', onError);
      resolve(true);
    };
    server.once('error', onError).once('listening', onListening).listen(port, '127.0.0.1');
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A listening server has a port');
  return address.port;
}
