/** nginx and Caddy with the very configuration that `docs/kommentare.md` gives, at a free port of this machine. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adapt, caddyAlone, freePort, nginxAround, runServer, snippetBelow } from '../support/runServer.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

export interface Behind {
  /** The finished site. */
  readonly out: string;
  /** `host:port` of the comment service. */
  readonly service: string;
}

export interface DocumentedServer {
  readonly port: number;
  /** What it wrote into its access log so far; undefined when it has none. */
  readonly accessLog: () => string | undefined;
}

type Start = (behind: Behind) => Promise<DocumentedServer>;

const document = 'kommentare.md';

const startNginx: Start = async ({ out, service }) => {
  const folder = temporaryFolder();
  const port = await freePort();
  const places = { '443 ssl': `127.0.0.1:${port}`, '/srv/blog/dist': out, '127.0.0.1:4322': service };
  const server = adapt(snippetBelow(document, 'nginx'), places);
  writeFileSync(join(folder, 'nginx.conf'), nginxAround(server, 'types { text/html html; }'));
  await runServer('nginx', ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')], folder, port);
  return { port, accessLog: () => readFileSync(join(folder, 'access.log'), 'utf8') };
};

const startCaddy: Start = async ({ out, service }) => {
  const folder = temporaryFolder();
  const port = await freePort();
  const places = {
    'example.org {': `http://example.org:${port} {`,
    '/srv/blog/dist': out,
    '127.0.0.1:4322': service,
  };
  writeFileSync(
    join(folder, 'Caddyfile'),
    `${caddyAlone}${adapt(snippetBelow(document, 'Caddy'), places)}\n`,
  );
  await runServer('caddy', ['run', '--config', 'Caddyfile', '--adapter', 'caddyfile'], folder, port);
  return { port, accessLog: () => undefined };
};

export const documentedServers = [
  ['nginx', startNginx],
  ['Caddy', startCaddy],
] as const;
