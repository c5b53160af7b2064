/** Real web servers with the configuration that a document of ours gives, at a free port of this machine. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import { needToolHere } from './needTools.ts';

/** The first code block below a heading of a document in `docs/`. */
export function snippetBelow(document: string, heading: string): string {
  const text = readFileSync(join(import.meta.dirname, '../../docs', document), 'utf8');
  const [, below = ''] = text.split(`\n### ${heading}\n`);
  const code = /\n```\w*\n([^]*?)\n```\n/.exec(below)?.[1];
  if (code === undefined) throw new Error(`docs/${document} has no code below „${heading}“`);
  return code;
}

/** Puts the test's own places where the document names its; each must be there. */
export function adapt(snippet: string, places: Readonly<Record<string, string>>): string {
  return Object.entries(places).reduce((text, [documented, own]) => {
    expect(text).toContain(documented);
    return text.replaceAll(documented, own);
  }, snippet);
}

/** Runs a server until the end of the test; resolves when it listens. */
export async function runServer(
  program: string,
  args: readonly string[],
  folder: string,
  port: number,
): Promise<void> {
  needToolHere(program);
  // Debian keeps servers where only root looks for programs.
  const PATH = `${process.env['PATH']}:/usr/sbin`;
  const env = { PATH, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder };
  const server = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let reported = '';
  server.stderr.on('data', (bytes: Buffer) => void (reported += bytes.toString()));
  let failure: string | undefined;
  onTestFinished(() => end(server));
  await once(server, 'spawn');
  await vi.waitFor(
    async () => {
      if (server.exitCode !== null) failure = `${program} stopped: ${reported}`;
      if (failure === undefined) await fetch(`http://127.0.0.1:${port}/`);
    },
    { timeout: 120_000, interval: 50 },
  );
  if (failure !== undefined) throw new Error(failure);
}

async function end(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
}

/** The lines around a `server` block with which nginx runs as anybody, in a folder of its own. */
export function nginxAround(server: string, types: string): string {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return [
    'daemon off; master_process off; pid nginx.pid; events {}',
    'http { access_log access.log;',
    types,
    ...kinds.map((kind) => `${kind}_temp_path ${kind};`),
    server,
    '}',
  ].join('\n');
}

/** What goes before the sites of a Caddyfile, so that Caddy keeps to itself. */
export const caddyAlone = '{\n  admin off\n  default_bind 127.0.0.1\n}\n';
