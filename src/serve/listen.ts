import type { Server } from 'node:http';
import { systemErrorCode } from '../write/systemFault.ts';

/** So many ports after the one wanted are tried. */
const attempts = 20;
const highestPort = 65_535;

/** Lets `server` listen to this machine alone, at `port` (0: any free one) or the first free one after it; returns which, undefined when none is free. */
export async function listen(server: Server, port: number): Promise<number | undefined> {
  const last = port === 0 ? 0 : Math.min(port + attempts, highestPort);
  for (let candidate = port; candidate <= last; candidate++) {
    if ((await listenAt(server, candidate, '127.0.0.1')) === undefined) return portOf(server);
  }
  return undefined;
}

/** Lets `server` listen at an address of this machine; returns the system's code when it refuses. */
export function listenAt(server: Server, port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error): void => {
      server.off('listening', onListening);
      const code = systemErrorCode(error);
      if (code === undefined) reject(error);
      else resolve(code);
    };
    const onListening = (): void => {
      server.off('error', onError);
      resolve(undefined);
    };
    server.once('error', onError).once('listening', onListening).listen(port, host);
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A listening server has a port');
  return address.port;
}
