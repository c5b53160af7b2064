/** A finished blog of a few files, as a build leaves it, and its way to a target. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digestOf } from '../../src/core/digestOf.ts';
import { type DeployOptions, type DeployResult, deploySite } from '../../src/deploy/deploySite.ts';
import type { Target } from '../../src/deploy/target.ts';
import { manifestName, serializeManifest } from '../../src/emit/manifest.ts';
import { parseOutputPath } from '../../src/emit/outputPath.ts';

export type Pages = Readonly<Record<string, string>>;

export const firstPages: Pages = {
  'index.html': '<link rel="stylesheet" href="/assets/eins.css">Startseite eins',
  '2026/10/kim/index.html': '<link rel="stylesheet" href="/assets/eins.css">Kim eins',
  '2026/10/über/index.html': 'Über eins',
  'feed.xml': '<rss>eins</rss>',
  'assets/eins.css': 'body { color: black }',
  'medien/bild-1.webp': 'Bild',
  '.htaccess': 'ErrorDocument 404 /404.html',
  'leer.txt': '',
};

/** One page is changed, one is new, one is gone; the stylesheet has another name. */
export const secondPages: Pages = {
  'index.html': '<link rel="stylesheet" href="/assets/zwei.css">Startseite zwei',
  '2026/10/kim/index.html': '<link rel="stylesheet" href="/assets/zwei.css">Kim zwei',
  '2026/11/neu/index.html': '<link rel="stylesheet" href="/assets/zwei.css">Neu',
  'feed.xml': '<rss>zwei</rss>',
  'assets/zwei.css': 'body { color: navy }',
  'medien/bild-1.webp': 'Bild',
  '.htaccess': 'ErrorDocument 404 /404.html',
  'leer.txt': '',
};

/** Writes pages into a folder with the manifest of a build. */
export function finishBlog(folder: string, pages: Pages): void {
  rmSync(folder, { recursive: true, force: true });
  const entries = Object.entries(pages).map(([name, text]) => {
    const path = parseOutputPath(name);
    if (path === undefined) throw new Error(`${name} is no output path`);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    return [path, { digest: digestOf(text), size: Buffer.byteLength(text) }] as const;
  });
  const manifest = serializeManifest({ entries: new Map(entries), addresses: new Map() });
  writeFileSync(join(folder, manifestName), manifest);
}

let deployments = 0;

/** Deploys without waiting for anything longer than a test does. */
export function deploy(
  target: Target,
  folder: string,
  options: Partial<DeployOptions> = {},
): Promise<DeployResult> {
  deployments++;
  return deploySite({
    target,
    folder,
    site: 'https://example.org/',
    owner: { pid: process.pid, host: 'pult', token: `lauf-${deployments}`, since: '1. Oktober 2026, 12 Uhr' },
    mayRemove: async () => false,
    onProgress: () => {},
    ...options,
    pauses: { beat: 1000, stale: 200, retries: [1, 1, 1, 50, 50, 50, 50, 50], ...options.pauses },
  });
}
