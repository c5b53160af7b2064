/**
 * Checks whether we may write to a folder. A wrong `--out` must never cost anybody a file: paths are compared
 * as the disk knows them, links followed, also where nothing exists yet.
 */
import { lstatSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, parse, sep } from 'node:path';
import type { Diagnostic } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import { manifestName } from './manifest.ts';
import { ownPrefix } from './outputPath.ts';
import { systemErrorCode } from './systemFault.ts';

/** All paths are absolute. */
export interface OutputPlace {
  readonly folder: string;
  readonly site: string;
  readonly home: string;
}

/** Folders of a site that hold what a build must not touch. */
const sourceFolders = ['content', 'templates', '.git', 'node_modules'];

/**
 * Why the folder is none to write to; undefined when it is missing, empty, or ours. A folder that is
 * itself a symbolic link is refused: its goal may be changed at any time. Links above it are followed.
 */
export function refuseFolder({ folder, site, home }: OutputPlace): Diagnostic | undefined {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink()) return diagnose('output/folder-is-link', { folder });
  if (stats && !stats.isDirectory()) return diagnose('output/folder-is-file', { folder });
  const real = realPath(folder);
  if (real === parse(real).root) return diagnose('output/folder-is-root', { folder });
  if (holds(real, realPath(home))) return diagnose('output/folder-is-home', { folder });
  if (holds(real, realPath(site))) return diagnose('output/folder-is-site', { folder });
  const sources = sourceFolders.map((name) => join(site, name)).find((path) => meets(real, realPath(path)));
  if (sources !== undefined || real.split(sep).includes('.git')) {
    return diagnose('output/folder-is-sources', { folder, sources: basename(sources ?? '.git') });
  }
  return stats && isForeign(folder) ? diagnose('output/folder-not-ours', { folder }) : undefined;
}

/**
 * Not empty, and never written to by us. A build that was killed at its very start leaves nothing but
 * our names; the marker is looked for last, because a build that is at work makes it first.
 */
function isForeign(folder: string): boolean {
  const isEmpty = readdirSync(folder).every((name) => name.startsWith(ownPrefix));
  return !isEmpty && !lstatSync(join(folder, manifestName), { throwIfNoEntry: false })?.isFile();
}

/** As the disk knows it; what does not exist is put after the nearest folder that does. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    const code = systemErrorCode(error);
    if ((code !== 'ENOENT' && code !== 'ENOTDIR') || dirname(path) === path) throw error;
    return join(realPath(dirname(path)), basename(path));
  }
}

function holds(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep);
}

function meets(one: string, other: string): boolean {
  return holds(one, other) || holds(other, one);
}
