/** nginx and Caddy with the very configuration that `docs/kommentare.md` gives, at a free port of this machine. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../support/freePort.ts';
import { adapt, caddyAlone, nginxAround, runServer, snippetBelow } from '../../support/runServer.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

export interface Behind {
  /** The finished site. */
  readonly out: string;
  /** `host:port` of the comment service. */
  readonly service: string;
}

export interface BehindCloudflare extends Behind {
  /** The address of this machine that plays Cloudflare. */
  readonly edge: string;
}

export interface DocumentedServer {
  readonly port: number;
  /** What it wrote into its access log so far; undefined when it has none. */
  readonly accessLog: () => string | undefined;
}

const document = 'kommentare.md';

const startNginx = async ({ out, service }: Behind, around = ''): Promise<DocumentedServer> => {
  const folder = temporaryFolder();
  const port = await freePort();
  const places = { '443 ssl': `127.0.0.1:${port}`, '/srv/blog/dist': out, '127.0.0.1:4322': service };
  const server = adapt(snippetBelow(document, 'nginx'), places);
  writeFileSync(join(folder, 'nginx.conf'), nginxAround(server, `types { text/html html; }\n${around}`));
  await runServer('nginx', ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')], folder, port);
  return { port, accessLog: () => readFileSync(join(folder, 'access.log'), 'utf8') };
};

const startCaddy = async ({ out, service }: Behind, handle?: string): Promise<DocumentedServer> => {
  const folder = temporaryFolder();
  const port = await freePort();
  const usual = '  handle @comments {\n    reverse_proxy 127.0.0.1:4322\n  }';
  const site = adapt(snippetBelow(document, 'Caddy'), { [usual]: handle ?? usual });
  const places = {
    'example.org {': `http://example.org:${port} {`,
    '/srv/blog/dist': out,
    '127.0.0.1:4322': service,
  };
  writeFileSync(join(folder, 'Caddyfile'), `${caddyAlone}${adapt(site, places)}\n`);
  await runServer('caddy', ['run', '--config', 'Caddyfile', '--adapter', 'caddyfile'], folder, port);
  return { port, accessLog: () => undefined };
};

export const documentedServers = [
  ['nginx', (behind: Behind) => startNginx(behind)],
  ['Caddy', (behind: Behind) => startCaddy(behind)],
] as const;

/** With what the document adds for Cloudflare, and what the service is told about it. */
export const serversBehindCloudflare = [
  [
    'nginx',
    '1',
    (behind: BehindCloudflare) =>
      startNginx(behind, adapt(snippetBelow(document, 'nginx hinter Cloudflare'), edgeOf(behind))),
  ],
  [
    'Caddy',
    '2',
    (behind: BehindCloudflare) =>
      startCaddy(behind, adapt(snippetBelow(document, 'Caddy hinter Cloudflare'), edgeOf(behind))),
  ],
] as const;

function edgeOf({ edge }: BehindCloudflare): Readonly<Record<string, string>> {
  return { '173.245.48.0/20': `${edge}/32` };
}
