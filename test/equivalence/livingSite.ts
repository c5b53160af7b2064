/** A site on disk that follows a site, as an author, an editor and git would change it. */
import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BuildOptions, type BuildResult, buildSite } from '../../src/build/build.ts';
import { createCaches } from '../../src/content/load/sourceCache.ts';
import type { SiteText } from '../support/testSite.ts';
import { usualBuild } from '../support/usualBuild.ts';
import type { SiteModel } from './paper.ts';

export type Threads = Pick<BuildOptions, 'workers' | 'threads'>;

export interface LivingSite {
  readonly folder: string;
  /** Where the incremental builds go. */
  readonly out: string;
  /** Makes the site folder hold the site's files; a file that has moved is moved. All have the same time of modification, which tells nothing then. */
  readonly follow: (model: SiteModel) => void;
  readonly build: (model: SiteModel) => Promise<BuildResult>;
  /** A build that believes nothing, into a new folder: its path, and the result. */
  readonly buildClean: (model: SiteModel) => Promise<{ readonly result: BuildResult; readonly out: string }>;
}

/** A site in the folder `root`, which is there and empty. `threads`: how its incremental builds are shared out; the clean ones have one thread. */
export function createLivingSite(root: string, threads: Threads = { workers: 0 }): LivingSite {
  const folder = join(root, 'site');
  const out = join(root, 'dist');
  const clean = join(root, 'clean');
  let onDisk: SiteText = {};
  let builds = 0;
  mkdirSync(folder);
  // Some builds take files for old that were just written, and believe their stamps the next time.
  const options = (): BuildOptions => {
    const usual = usualBuild(folder, out);
    const ahead = builds++ % 3 === 0 ? 0 : 60_000;
    const clock = (): number => Date.now() + ahead;
    return { ...usual, caches: createCaches({ site: folder, program: usual.program, clock }) };
  };
  return {
    folder,
    out,
    follow: ({ files }) => {
      change(folder, onDisk, files);
      onDisk = files;
    },
    build: ({ now, preview }) => buildSite({ ...options(), ...threads, now, preview }),
    buildClean: async ({ now, preview }) => {
      rmSync(clean, { recursive: true, force: true });
      const result = await buildSite({ ...usualBuild(folder, clean), now, preview, fresh: true });
      return { result, out: clean };
    },
  };
}

/** Seconds since 1970. */
const modified = 1_600_000_000;

function change(folder: string, before: SiteText, after: SiteText): void {
  const leaving = Object.entries(before).filter(([path, content]) => after[path] !== content);
  const arriving = Object.entries(after).filter(([path, content]) => before[path] !== content);
  const wanted = new Set(arriving.map(([, content]) => content));
  const aside = new Map<SiteText[string], string>();
  for (const [index, [path, content]] of leaving.entries()) {
    const place = join(folder, '..', `aside-${index}`);
    if (wanted.has(content) && !aside.has(content)) {
      renameSync(join(folder, path), place);
      aside.set(content, place);
    } else if (after[path] === undefined) rmSync(join(folder, path));
  }
  for (const [path, content] of arriving) {
    const target = join(folder, path);
    const moved = aside.get(content);
    mkdirSync(dirname(target), { recursive: true });
    if (moved === undefined) {
      writeFileSync(target, content);
      utimesSync(target, modified, modified);
    } else renameSync(moved, target);
    aside.delete(content);
  }
}
