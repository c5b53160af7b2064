import { createServer } from 'node:net';

/** A port of this machine at which nobody listens now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const holder = createServer().on('error', reject);
    holder.listen(0, '127.0.0.1', () => {
      const address = holder.address();
      if (address === null || typeof address === 'string') throw new Error('A listening server has a port');
      holder.close(() => resolve(address.port));
    });
  });
}
