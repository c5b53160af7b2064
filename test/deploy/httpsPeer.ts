/** Storage that is none: it answers over TLS whatever a test wants. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { S3Place } from '../../src/config/deploySettings.ts';
import type { Secrets } from '../../src/deploy/target.ts';
import { type FtpOptions, makeCertificate, shared, trust } from './peers.ts';

export const storageKeys: Secrets = {
  environment: (name) => ({ AWS_ACCESS_KEY_ID: 'kim', AWS_SECRET_ACCESS_KEY: 'geheim' })[name],
  home: '/nowhere',
};

type Respond = (response: ServerResponse, url: string) => unknown;

export interface HttpsPeer {
  readonly place: S3Place;
  /** Paths that were asked for. */
  readonly requests: string[];
  /** From now on. */
  readonly answer: (respond: Respond) => void;
}

/** A server that is asked like storage, and answers whatever it likes. */
export function httpsPeers({
  certificate: shown,
  isTrusted = true,
}: FtpOptions = {}): () => Promise<HttpsPeer> {
  const start = shared('openssl', async (undo) => {
    const certificate = makeCertificate(undo, shown);
    if (isTrusted) trust(undo, certificate.authority);
    let respond: Respond = (response) => response.writeHead(500).end();
    const requests: string[] = [];
    const keys = { cert: readFileSync(certificate.cert), key: readFileSync(certificate.key) };
    const server = createServer(keys, ({ url = '' }, response) => {
      requests.push(url);
      respond(response, url);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    undo(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    return { port, requests, answer: (next: Respond) => void (respond = next) };
  });
  return async () => {
    const { port, requests, answer } = await start();
    const endpoint = `https://127.0.0.1:${port}`;
    requests.splice(0);
    return { place: { kind: 's3', endpoint, bucket: 'blog', region: 'auto', prefix: '' }, requests, answer };
  };
}
