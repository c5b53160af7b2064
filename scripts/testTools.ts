/**
 * The programs that tests run and npm cannot install: a browser, web servers, Java, Ruby. As root on Debian or Ubuntu the
 * missing ones are installed; elsewhere the tests that need them do not run, which is told.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

export interface TestTool {
  readonly name: string;
  /** Debian's packages. */
  readonly packages: readonly string[];
  /** What is tested with it. */
  readonly purpose: string;
  readonly isThere: () => boolean;
  /** The tests run without it, too. */
  readonly isOptional?: true;
  /** What besides Debian's packages makes it run. */
  readonly install?: () => void;
}

export const testTools: readonly TestTool[] = [
  {
    name: 'chromium',
    packages: ['chromium'],
    purpose: 'pages, forms and the search in a browser',
    isThere: () => chromiumFile() !== undefined,
  },
  {
    name: 'chromium-headless-shell',
    packages: ['chromium-headless-shell'],
    purpose: 'the same in half the time',
    // Of a fresh machine the list of packages is empty as yet.
    isThere: () =>
      existsSync(headlessShell) ||
      (chromiumFile() !== undefined && !hasDebianPackage('chromium-headless-shell')),
    isOptional: true,
  },
  ...[
    ['nginx', 'nginx'],
    ['apache2', 'apache2-bin'],
    ['caddy', 'caddy'],
  ].map(([name = '', debianPackage = '']) => ({
    name,
    packages: [debianPackage],
    purpose: 'the files for web servers, and comments behind them',
    isThere: () => isProgram(name),
  })),
  {
    name: 'java',
    packages: ['default-jre-headless'],
    purpose: 'the Nu HTML checker',
    isThere: () => javaVersion() >= 17,
  },
  {
    name: 'ruby',
    packages: ['ruby', 'ruby-rss'],
    purpose: 'feeds before a validating parser',
    isThere: () => run('ruby', ['-rrss', '-e', '']).status === 0,
  },
  {
    name: 'git',
    packages: ['git'],
    purpose: 'comments that are published by git',
    isThere: () => isProgram('git'),
  },
  ...[
    ['sshd', 'openssh-server'],
    ['rsync', 'rsync'],
    ['vsftpd', 'vsftpd'],
  ].map(([name = '', debianPackage = '']) => ({
    name,
    packages: [debianPackage],
    purpose: 'deployment before real servers',
    // vsftpd runs as root alone.
    isThere: () => isProgram(name) && (name !== 'vsftpd' || isRoot()),
  })),
  {
    name: 'mount',
    packages: ['mount'],
    purpose: 'deployment to a full disk, imports on one',
    isThere: mayMount,
  },
  {
    name: 'proftpd',
    packages: [],
    purpose: 'deployment before real servers',
    isThere: () => existsSync(proftpdFile),
    install: unpackProftpd,
  },
  {
    name: 'moto',
    packages: ['python3-venv'],
    purpose: 'deployment to storage that speaks S3',
    isThere: hasMoto,
    install: installMoto,
  },
];

/** Programs that are for this repository alone. */
const ownPrograms = join(import.meta.dirname, '..', 'node_modules', '.cache');

const proftpdFolder = join(ownPrograms, 'proftpd');
export const proftpdFile = join(proftpdFolder, 'usr', 'sbin', 'proftpd');
export const proftpdModules = join(proftpdFolder, 'usr', 'lib', 'proftpd');

/** Debian lets one FTP server be installed at a time; its libraries, whose names change from release to release, harm nobody. */
function unpackProftpd(): void {
  const { stdout } = run('apt-cache', ['depends', 'proftpd-core', 'proftpd-mod-crypto']);
  apt([...installing, ...[...stdout.matchAll(/ Depends: (lib\S+)/g)].map(([, name = '']) => name)]);
  const scratch = mkdtempSync(join(tmpdir(), 'proftpd-'));
  run('apt-get', ['download', 'proftpd-core', 'proftpd-mod-crypto'], 'inherit', scratch);
  mkdirSync(proftpdFolder, { recursive: true });
  for (const name of readdirSync(scratch)) run('dpkg', ['-x', join(scratch, name), proftpdFolder], 'inherit');
  rmSync(scratch, { recursive: true });
}

const motoFolder = join(ownPrograms, 'moto');
/** The Python that has moto: what pip calls a program names the folder in which it was installed, which may have moved. */
export const motoPython = join(motoFolder, 'bin', 'python3');

/** As root, where the machine is not confined. */
function mayMount(): boolean {
  if (!isRoot()) return false;
  const folder = mkdtempSync(join(tmpdir(), 'mount-'));
  const isMounted = run('mount', ['-t', 'tmpfs', 'tmpfs', folder]).status === 0;
  if (isMounted) run('umount', [folder]);
  rmSync(folder, { recursive: true });
  return isMounted;
}

function hasMoto(): boolean {
  const libraries = join(motoFolder, 'lib');
  const versions = existsSync(motoPython) && existsSync(libraries) ? readdirSync(libraries) : [];
  return versions.some((name) => existsSync(join(libraries, name, 'site-packages', 'moto', 'server.py')));
}

function installMoto(): void {
  rmSync(motoFolder, { recursive: true, force: true });
  run('python3', ['-m', 'venv', motoFolder], 'inherit');
  run(motoPython, ['-m', 'pip', 'install', '-q', 'moto[s3,server]==5.2.5'], 'inherit');
}

/** Nobody looks: a test that does not run is a fault. */
export const isCi = !['', '0', 'false', undefined].includes(process.env['CI']);

/** The tools that tests wait for and that are not on this machine. */
export function missingTools(): readonly TestTool[] {
  return testTools.filter(({ isOptional, isThere }) => !isOptional && !isThere());
}

/** Installs what is missing where that needs no question; tells what it does, and what is missing after that. */
export function installTestTools(): readonly TestTool[] {
  const missing = testTools.filter(({ isThere }) => !isThere());
  if (missing.length === 0) return [];
  const names = missing.map(({ name }) => name).join(', ');
  const packages = missing.flatMap((tool) => tool.packages);
  if (isRoot() && isProgram('apt-get')) {
    console.log(`The tests need ${names}: installing ${packages.join(' ')} with apt-get …`);
    install(packages);
    for (const tool of missingTools()) tool.install?.();
  }
  const left = missingTools();
  if (left.length > 0) console.log(reportedFor(left));
  return left;
}

/** What is missing, what waits for it, and the cure, in one sentence. */
export function reportedFor(missing: readonly TestTool[]): string {
  const waiting = [...new Set(missing.map(({ purpose }) => purpose))].join('; ');
  return `Missing: ${missing.map(({ name }) => name).join(', ')}; the tests that wait for it do not run (${waiting}), all others do (as root on Debian \`npm test\` installs them).`;
}

function install(packages: readonly string[]): void {
  apt(['update', '-q']);
  // Ubuntu has Chromium as a snap alone, which no container runs and which may not read temporary files.
  const isSnap = packages.includes('chromium') && !hasDebianPackage('chromium');
  const fromApt = packages.filter((name) => !name.startsWith('chromium') || hasDebianPackage(name));
  if (fromApt.length > 0) apt([...installing, ...fromApt]);
  if (isSnap) {
    const playwright = join(import.meta.dirname, '..', 'node_modules', 'playwright-core', 'cli.js');
    run(process.execPath, [playwright, 'install', '--with-deps', 'chromium'], 'inherit');
  }
}

const installing = ['install', '-yq', '--no-install-recommends'];

/** Another may be installing something just now. */
function apt(args: readonly string[]): void {
  run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], 'inherit');
}

function hasDebianPackage(name: string): boolean {
  const { stdout } = run('apt-cache', ['policy', name]);
  return /Candidate: (?!\(none\)|.*snap)/.test(stdout);
}

/** Chromium without the windows, menus and settings of a browser: Debian's build of what Playwright runs by default. */
const headlessShell = '/usr/lib/chromium/chromium-headless-shell';

/** A Chromium as readers have it: the one that the environment variable `CHROMIUM` names, the system's, or Playwright's own. */
export function chromiumFile(): string | undefined {
  const named = process.env['CHROMIUM'];
  const files = named === undefined ? ['/usr/bin/chromium', chromium.executablePath()] : [named];
  return files.find((file) => existsSync(file));
}

/** What shows a page as that does, if possible with less work. */
export function pageBrowserFile(): string | undefined {
  const isChosen = process.env['CHROMIUM'] !== undefined;
  return !isChosen && existsSync(headlessShell) ? headlessShell : chromiumFile();
}

function javaVersion(): number {
  const { stderr } = run('java', ['-version']);
  return Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0);
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function isProgram(name: string): boolean {
  // Debian keeps servers where only root looks for programs.
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'];
  return folders.some((folder) => isExecutable(join(folder, name)));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function run(program: string, args: readonly string[], output: 'pipe' | 'inherit' = 'pipe', cwd?: string) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout, stderr } = spawnSync(program, args, {
    stdio: ['ignore', output, output],
    encoding: 'utf8',
    env,
    ...(cwd !== undefined && { cwd }),
  });
  return { status, stdout: stdout ?? '', stderr: stderr ?? '' };
}
