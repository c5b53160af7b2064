/** nginx and Caddy with the very configuration that `docs/kommentare.md` gives, at a free port of this machine. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
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

/** The first code block below a heading of the document. */
function snippetBelow(heading: string): string {
  const document = readFileSync(join(import.meta.dirname, '../../docs/kommentare.md'), 'utf8');
  const [, below = ''] = document.split(`\n### ${heading}\n`);
  const code = /\n```\w*\n([^]*?)\n```\n/.exec(below)?.[1];
  if (code === undefined) throw new Error(`docs/kommentare.md has no code below „${heading}“`);
  return code;
}

/** Puts the test's own places where the document names its; each must be there. */
function adapt(snippet: string, places: Readonly<Record<string, string>>): string {
  return Object.entries(places).reduce((text, [documented, own]) => {
    expect(text).toContain(documented);
    return text.replaceAll(documented, own);
  }, snippet);
}

const startNginx: Start = async ({ out, service }) => {
  const folder = temporaryFolder();
  const port = await freePort();
  const places = { '443 ssl': `127.0.0.1:${port}`, '/srv/blog/dist': out, '127.0.0.1:4322': service };
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const lines = [
    'daemon off; master_process off; pid nginx.pid; events {}',
    'http { access_log access.log;',
    'types { text/html html; }',
    ...kinds.map((kind) => `${kind}_temp_path ${kind};`),
    adapt(snippetBelow('nginx'), places),
    '}',
  ];
  writeFileSync(join(folder, 'nginx.conf'), lines.join('\n'));
  await run('nginx', ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')], folder, port);
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
  const options = '{\n  admin off\n  default_bind 127.0.0.1\n}\n';
  writeFileSync(join(folder, 'Caddyfile'), `${options}${adapt(snippetBelow('Caddy'), places)}\n`);
  await run('caddy', ['run', '--config', 'Caddyfile', '--adapter', 'caddyfile'], folder, port);
  return { port, accessLog: () => undefined };
};

export const documentedServers = [
  ['nginx', startNginx],
  ['Caddy', startCaddy],
] as const;

/** Runs a server until the end of the test; resolves when it listens. */
async function run(program: string, args: readonly string[], folder: string, port: number): Promise<void> {
  // Debian keeps servers where only root looks for programs.
  const PATH = `${process.env['PATH']}:/usr/sbin`;
  const env = { PATH, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder };
  const server = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  server.stderr.on('data', (bytes: Buffer) => void (told += bytes.toString()));
  let failure: string | undefined;
  server.on('error', () => {
    failure = `This test needs nginx and Caddy (sudo apt-get install nginx caddy); „${program}“ is missing.`;
  });
  onTestFinished(() => end(server));
  await once(server, 'spawn').catch(() => {
    throw new Error(failure);
  });
  await vi.waitFor(
    async () => {
      if (server.exitCode !== null) failure = `${program} stopped: ${told}`;
      if (failure === undefined) await fetch(`http://127.0.0.1:${port}/`);
    },
    { timeout: 10_000, interval: 50 },
  );
  if (failure !== undefined) throw new Error(failure);
}

async function end(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const holder = createServer().on('error', reject);
    holder.listen(0, '127.0.0.1', () => {
      const address = holder.address();
      if (address === null || typeof address === 'string') throw new Error('A listening server has a port');
      holder.close(() => resolve(address.port));
    });
  });
}
