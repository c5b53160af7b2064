/** nginx, Apache and Caddy with the very configuration that `docs/veroeffentlichen.md` gives. */
import { chmodSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { freePort } from '../support/freePort.ts';
import { adapt, caddyAlone, nginxAround, runServer, snippetBelow } from '../support/runServer.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

export interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

export type Ask = (path: string) => Promise<Answer>;

/** Serves the folder `root`, below which the finished site is `dist`. */
export type Start = (root: string, dist: string) => Promise<Ask>;

const document = 'veroeffentlichen.md';
const [documentedRoot, documentedDist] = ['/srv/blog/dist;', '/srv/blog/dist/.server'];

const startNginx: Start = async (root, dist) => {
  const folder = temporaryFolder();
  const port = await freePort();
  const server = adapt(snippetBelow(document, 'nginx'), {
    '443 ssl': `127.0.0.1:${port}`,
    [documentedRoot]: `${root};`,
    [documentedDist]: `${dist}/.server`,
  });
  writeFileSync(join(folder, 'nginx.conf'), nginxAround(server, 'include /etc/nginx/mime.types;'));
  await runServer('nginx', ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')], folder, port);
  return asking(port);
};

/** nginx without our files: a host that goes by the endings of files, and lets browsers guess nothing. */
export const startPlainHost: Start = async (root) => {
  const folder = temporaryFolder();
  const port = await freePort();
  const lines = [`listen 127.0.0.1:${port};`, `root ${root};`, 'absolute_redirect off;'];
  const types = 'include /etc/nginx/mime.types; default_type application/octet-stream;';
  writeFileSync(
    join(folder, 'nginx.conf'),
    nginxAround(`server { ${lines.join(' ')} add_header X-Content-Type-Options nosniff; }`, types),
  );
  await runServer('nginx', ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')], folder, port);
  return asking(port);
};

const startCaddy: Start = async (root, dist) => {
  const folder = temporaryFolder();
  const port = await freePort();
  const site = adapt(snippetBelow(document, 'Caddy'), {
    'example.org {': `http://example.org:${port} {`,
    'root * /srv/blog/dist': `root * ${root}`,
    [documentedDist]: `${dist}/.server`,
  });
  writeFileSync(join(folder, 'Caddyfile'), `${caddyAlone}${site}\n`);
  await runServer('caddy', ['run', '--config', 'Caddyfile', '--adapter', 'caddyfile'], folder, port);
  return asking(port);
};

/** What Debian loads by itself, `headers` and `rewrite`. */
const apacheModules = ['mpm_event', 'authz_core', 'alias', 'dir', 'mime', 'setenvif', 'headers', 'rewrite'];

const startApache: Start = async (root) => {
  const folder = temporaryFolder();
  const port = await freePort();
  chmodSync(root, 0o755);
  const site = adapt(snippetBelow(document, 'Apache'), {
    '*:443': `127.0.0.1:${port}`,
    '/srv/blog/dist': root,
  });
  const lines = [
    `ServerRoot "${folder}"`,
    `Listen 127.0.0.1:${port}`,
    'PidFile apache.pid',
    'ErrorLog error.log',
    'ServerName 127.0.0.1',
    // Apache never serves as root, even when root runs the tests.
    'User nobody',
    'Group nogroup',
    'TypesConfig /etc/mime.types',
    ...apacheModules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`),
    site,
  ];
  writeFileSync(join(folder, 'apache.conf'), `${lines.join('\n')}\n`);
  await runServer('apache2', ['-f', join(folder, 'apache.conf'), '-DFOREGROUND'], folder, port);
  return asking(port);
};

export const servers = [
  ['nginx', startNginx],
  ['Apache', startApache],
  ['Caddy', startCaddy],
] as const;

/** Asks as a browser that knows the server as `example.org`. */
function asking(port: number): Ask {
  return (path) =>
    new Promise((resolve, reject) => {
      const options = { port, path, host: '127.0.0.1', headers: { Host: 'example.org' } };
      const asked = request(options, async (answer) => {
        const body = Buffer.concat(await answer.toArray()).toString();
        resolve({ status: answer.statusCode, headers: answer.headers, body });
      });
      asked.on('error', reject).end();
    });
}
