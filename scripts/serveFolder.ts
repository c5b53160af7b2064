/** A finished site as a usual static host serves it, for browsers of this machine: compressed, with its own 404 page. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { digestOf } from '../src/core/digestOf.ts';

export interface ServedFolder {
  /** Without a slash at its end. */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

interface ServeOptions {
  /** The best coding that is answered with, to whoever accepts it; without one the usual choice, Brotli before gzip. */
  readonly coding?: 'gzip';
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};
const isText = /^(?:text|application)\/|svg/;

/** Listens on 127.0.0.1 at a free port. */
export async function serveFolder(folder: string, options: ServeOptions = {}): Promise<ServedFolder> {
  const pack = createPacker();
  const server = createServer((request, response) => {
    void answer(folder, { ...options, pack }, request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

async function answer(
  folder: string,
  { coding, pack }: ServeOptions & { readonly pack: Packer },
  { url = '/', headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(url, 'http://localhost');
  const path = normalize(decodeURIComponent(pathname)).replace(/\/$/, '/index.html');
  const found = await readOrNothing(join(folder, path));
  const type = found ? (mediaTypes[extname(path)] ?? 'application/octet-stream') : mediaTypes['.html'];
  const bytes = found ?? (await readOrNothing(join(folder, '404.html'))) ?? Buffer.from('');
  const accepted = String(headers['accept-encoding'] ?? '').split(/[,;\s]+/);
  const chosen = [coding ?? 'br', 'gzip'].find((name) => accepted.includes(name));
  const packs = chosen !== undefined && isText.test(type ?? '');
  response.writeHead(found ? 200 : 404, {
    'content-type': type,
    'cache-control': pathname.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'max-age=0',
    ...(packs && { 'content-encoding': chosen, vary: 'accept-encoding' }),
  });
  response.end(packs ? await pack(chosen, bytes) : bytes);
}

type Packer = (coding: string, bytes: Buffer) => Promise<Buffer>;

/** Compresses the same bytes once, as hosts do: the best coding takes longer than all else. */
function createPacker(): Packer {
  const packed = new Map<string, Promise<Buffer>>();
  return (coding, bytes) => {
    const key = `${coding} ${digestOf(bytes)}`;
    const known = packed.get(key) ?? promisify(coding === 'br' ? brotliCompress : gzip)(bytes);
    packed.set(key, known);
    return known;
  };
}

function readOrNothing(file: string): Promise<Buffer | undefined> {
  return readFile(file).catch(() => undefined);
}
