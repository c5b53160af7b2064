/** Servers at free ports of this machine, as tests need them. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LocalServer {
  /** Without a slash at its end. */
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

export async function startServer(
  handle: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<LocalServer> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

const mediaTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Answers with one of the files (path → content), as a simple host would. */
export function sendFile(
  files: Readonly<Record<string, string | Uint8Array>>,
  { url = '/' }: IncomingMessage,
  response: ServerResponse,
): void {
  const { pathname } = new URL(url, 'http://localhost');
  const path = `${pathname.slice(1)}${pathname.endsWith('/') ? 'index.html' : ''}`;
  const type = mediaTypes[path.split('.').at(-1) ?? ''] ?? 'text/plain';
  response.writeHead(path in files ? 200 : 404, { 'content-type': type }).end(files[path] ?? '');
}
