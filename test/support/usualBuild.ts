/** Default options of a build; without vitest, for programs that are no tests. */
import { join } from 'node:path';
import { type BundleOnce, createCaches, type SiteCaches } from '../../src/content/load/sourceCache.ts';
import type { BuildOptions } from '../../src/build/build.ts';

export const builtInTemplates = join(import.meta.dirname, '..', '..', 'templates');

/** A noon in autumn 2026 in UTC. */
const usualNow = Date.UTC(2026, 9, 1, 12);

export function usualBuild(site: string, out: string): BuildOptions {
  return {
    site,
    out,
    builtInTemplates,
    home: '/nowhere',
    now: usualNow,
    preview: false,
    hints: false,
    workers: 0,
    onProgress: () => {},
    owner: { pid: process.pid, host: 'test' },
    fresh: false,
    verify: false,
    program: 'test',
    caches: withOneTheme(createCaches({ site, program: 'test', clock: () => Date.now() })),
  };
}

/** By an id that names all they are made of: nearly all sites of the tests have the same theme. */
const bundles = new Map<string, ReturnType<BundleOnce>>();

/** Bundles of the theme are made once in a process, not once for each site. */
function withOneTheme(caches: SiteCaches): SiteCaches {
  return {
    ...caches,
    open: (options) => {
      const cache = caches.open(options);
      const bundleOnce: BundleOnce = (id, bundle) => cache.bundleOnce(id, () => sharedBundle(id, bundle));
      return { ...cache, bundleOnce };
    },
  };
}

function sharedBundle(id: string, bundle: () => ReturnType<BundleOnce>): ReturnType<BundleOnce> {
  const made = bundles.get(id) ?? bundle();
  bundles.set(id, made);
  return made;
}
