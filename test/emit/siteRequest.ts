import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { OutputRequest } from '../../src/emit/openOutput.ts';

/** Content by path. */
export type Files = Readonly<Record<string, string>>;

/** The request to write to `site/dist` below a folder, with an empty site and a home folder. */
export function requestIn(root: string): OutputRequest & { readonly root: string } {
  const [site, home] = [join(root, 'site'), join(root, 'home')];
  mkdirSync(join(site, 'content'), { recursive: true });
  mkdirSync(home, { recursive: true });
  return { root, site, home, folder: join(site, 'dist'), owner: { pid: process.pid, host: 'schreibtisch' } };
}
