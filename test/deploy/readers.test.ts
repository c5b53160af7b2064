/** nginx serves the folder while it is replaced, to readers who read without a pause. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freePort } from '../support/freePort.ts';
import { nginxAround, runServer } from '../support/runServer.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { isSoak, tries } from '../support/thorough.ts';
import { deploy, finishBlog, type Pages } from './blog.ts';
import { folderPeer, rsyncPeers, sftpPeers, type StartPeer, vsftpdPeers } from './peers.ts';

/** Each reads all the time. */
const readers = isSoak ? 100 : 20;
const pageNames = [...Array.from({ length: 15 }, (_, index) => `2026/${index}/index.html`), 'index.html'];

const made = new Map<number, Pages>();

function pagesOf(state: number): Pages {
  const pages = made.get(state) ?? makePages(state);
  made.set(state, pages);
  return pages;
}

/** Long enough that a half page would be seen. */
function makePages(state: number): Pages {
  const stylesheet = `assets/stand${state}.css`;
  const page = `<link href="/${stylesheet}">${`Stand ${state}. `.repeat(4000)}</html>`;
  return {
    ...Object.fromEntries(pageNames.map((name) => [name, page])),
    [stylesheet]: `/* ${`Stand ${state} `.repeat(2000)} */`,
  };
}

async function serve(root: string): Promise<string> {
  const folder = temporaryFolder();
  const port = await freePort();
  const server = `server { listen 127.0.0.1:${port}; root ${root}; }`;
  const config = nginxAround(server, 'include /etc/nginx/mime.types;').replace(
    'access_log access.log',
    'access_log off',
  );
  writeFileSync(join(folder, 'nginx.conf'), `user root;\n${config}`);
  await runServer('nginx', ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')], folder, port);
  return `http://127.0.0.1:${port}/`;
}

/** Reads a page and its stylesheet, again and again; resolves with what was not whole. */
async function read(address: string, first: number, isOver: () => boolean): Promise<readonly string[]> {
  const faults: string[] = [];
  for (let index = first; !isOver(); index++) {
    const name = pageNames[index % pageNames.length] ?? '';
    const page = await fetch(address + name);
    const text = await page.text();
    const [, stylesheet = '', state] = /^<link href="\/(assets\/stand(\d+)\.css)">/.exec(text) ?? [];
    const known = pagesOf(Number(state));
    if (page.status !== 200 || text !== known[name]) faults.push(`${page.status} ${name}`);
    const style = await fetch(address + stylesheet);
    if (style.status !== 200 || (await style.text()) !== known[stylesheet])
      faults.push(`${style.status} ${stylesheet}`);
  }
  return faults;
}

const peers: readonly (readonly [string, StartPeer])[] = [
  ['a folder', folderPeer],
  ['SFTP', sftpPeers()],
  ['FTPS', vsftpdPeers()],
  ['rsync', rsyncPeers()],
];

test.each(peers)(
  'Readers see nothing missing and nothing half while the blog is replaced by way of %s',
  async (_, start) => {
    const peer = await start();
    const folder = join(temporaryFolder(), 'dist');
    finishBlog(folder, pagesOf(0));
    await deploy(peer.target, folder);
    const address = await serve(peer.folder);
    let isOver = false;
    const reading = Array.from({ length: readers }, (__, index) => read(address, index, () => isOver));
    try {
      for (let state = 1; state <= tries(4, 40); state++) {
        finishBlog(folder, pagesOf(state));
        expect((await deploy(peer.target, folder)).done).toBe(true);
      }
    } finally {
      isOver = true;
    }
    expect((await Promise.all(reading)).flat()).toEqual([]);
  },
);
