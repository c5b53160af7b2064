/**
 * An npm registry on this machine, without a network: it serves the packages that are installed here, a few tarballs besides,
 * and nothing else.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const modules = join(import.meta.dirname, '..', '..', 'node_modules');

interface Manifest {
  readonly name: string;
  readonly version: string;
}

interface Served {
  readonly manifest: Manifest;
  readonly tarball: Buffer;
}

export interface Registry {
  readonly url: string;
  /** Names that were asked for and are not here. */
  readonly unknown: ReadonlySet<string>;
  readonly close: () => void;
}

/** `own`: folders of packages that stand in for installed ones of their names; `scratch`: a folder for what the registry makes. */
export async function startRegistry(own: readonly string[], scratch: string): Promise<Registry> {
  const folders = new Map([...own, nodeProgram(scratch)].map((folder) => [manifestOf(folder).name, folder]));
  const served = new Map<string, Served>();
  const unknown = new Set<string>();
  const find = (name: string): Served | undefined => {
    const folder = folders.get(name) ?? join(modules, name);
    if (!existsSync(join(folder, 'package.json'))) return undefined;
    const found = served.get(name) ?? { manifest: manifestOf(folder), tarball: pack(folder) };
    served.set(name, found);
    return found;
  };
  const server = createServer(({ url = '', headers }, response) => {
    const [name = '', file] = decodeURIComponent(url.slice(1)).split('/-/');
    const found = find(name);
    if (!found) {
      unknown.add(name);
      response.writeHead(404).end('{}');
    } else if (file === undefined)
      response.end(packument(found, `http://${headers.host ?? ''}/${name}/-/x.tgz`));
    else response.end(found.tarball);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, unknown, close: () => server.close() };
}

function packument({ manifest, tarball }: Served, url: string): string {
  const { name, version } = manifest;
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  const versions = { [version]: { ...manifest, dist: { tarball: url, integrity } } };
  return JSON.stringify({ name, 'dist-tags': { latest: version }, versions });
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** npm strips the outermost folder, whatever its name. Not compressed: nobody waits for a network. */
function pack(folder: string): Buffer {
  const args = ['-cf', '-', '--exclude', 'node_modules', '-C', dirname(folder), basename(folder)];
  const { stdout, status, stderr } = spawnSync('tar', args, { maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(String(stderr));
  return gzipSync(stdout, { level: 0 });
}

/**
 * The package that `node` asks for when it is installed. Instead of the program, which is large, it has a script that runs it;
 * Windows knows none.
 */
function nodeProgram(scratch: string): string {
  const { version } = manifestOf(join(modules, 'node'));
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = system === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  const folder = join(scratch, 'node-program');
  const program = system === 'win' ? 'node.exe' : 'node';
  mkdirSync(join(folder, 'bin'), { recursive: true });
  const real = join(modules, 'node', 'bin', program);
  const copy = join(folder, 'bin', program);
  if (system === 'win') copyFileSync(real, copy);
  else writeFileSync(copy, `#!/bin/sh\nexec '${real}' "$@"\n`, { mode: 0o755 });
  const manifest = { name: `${prefix}-${system}-${process.arch}`, version, bin: { node: `bin/${program}` } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}
