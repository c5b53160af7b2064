/** Builds the site of attacks in memory of a test file, without the sources that are refused. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSite } from '../../src/build/build.ts';
import type { SiteSnapshot } from '../../src/build/snapshot.ts';
import type { Diagnostic } from '../../src/core/model.ts';
import type { SiteText } from '../support/testSite.ts';
import { usualBuild } from '../support/usualBuild.ts';
import type { SiteFiles } from './watchedBrowser.ts';

export interface BuiltSite {
  readonly root: string;
  readonly snapshot: SiteSnapshot;
  readonly files: SiteFiles;
  /** The errors of the sources that were taken out, because nothing is published while there is one. */
  readonly refused: readonly Diagnostic[];
}

/** The folder has to be removed by whoever asks for it. */
export async function buildSound(sources: SiteText): Promise<BuiltSite> {
  const root = mkdtempSync(join(tmpdir(), 'blattmacher-'));
  const [site, out] = [join(root, 'site'), join(root, 'dist')];
  for (const [path, content] of Object.entries(sources)) {
    mkdirSync(dirname(join(site, path)), { recursive: true });
    writeFileSync(join(site, path), content);
  }
  const options = usualBuild(site, out);
  const refused: Diagnostic[] = [];
  // A broken file may hide faults of others.
  for (let attempts = 4; attempts > 0; attempts--) {
    const { published, snapshot, diagnostics } = await buildSite(options);
    if (published && snapshot) return { root, snapshot, files: readFiles(out), refused };
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    refused.push(...errors);
    for (const { file } of errors) if (file !== undefined) rmSync(join(site, file), { force: true });
  }
  throw new Error(`Never sound: ${JSON.stringify(refused.slice(-3))}`);
}

function readFiles(folder: string): SiteFiles {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path)]));
}
