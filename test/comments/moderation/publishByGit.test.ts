/** Approved comments on their way through real repositories. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { startGitSchedule, publishByGit, createGit } from '../../../src/comments/moderation/publishByGit.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

interface Repositories {
  /** The site's own. */
  readonly site: string;
  readonly publish: () => ReturnType<typeof publishByGit>;
  readonly write: (path: string, text: string, folder?: string) => void;
  readonly git: (...args: readonly string[]) => string;
  /** Somebody else changes a file and pushes. */
  readonly pushElsewhere: (path: string, text: string) => void;
  /** The message of the last commit on the server. */
  readonly lastMessage: () => string;
  /** A file as the server has it. */
  readonly onServer: (path: string) => string;
}

function createRepositories(): Repositories {
  const root = temporaryFolder();
  const [server, site, elsewhere] = ['server.git', 'site', 'elsewhere'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: join(root, 'gitconfig'), GIT_CONFIG_NOSYSTEM: '1' };
  const run = (folder: string, ...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' }).trim();
  run(root, 'init', '--quiet', '--bare', '--initial-branch=main', server);
  const write: Repositories['write'] = (path, text, folder = site) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const clone = (folder: string): void => {
    run(root, 'clone', '--quiet', server, folder);
    run(folder, 'config', 'user.name', 'Redaktion');
    run(folder, 'config', 'user.email', 'redaktion@example.org');
  };
  clone(site);
  run(site, 'checkout', '--quiet', '-B', 'main');
  write('site.yaml', 'title: Der Bote\n');
  run(site, 'add', '.');
  run(site, 'commit', '--quiet', '-m', 'Begin');
  run(site, 'push', '--quiet', '--set-upstream', 'origin', 'main');
  clone(elsewhere);
  return {
    site,
    write,
    publish: () => publishByGit(createGit(site)),
    git: (...args) => run(site, ...args),
    pushElsewhere: (path, text) => {
      write(path, text, elsewhere);
      run(elsewhere, 'add', '.');
      run(elsewhere, 'commit', '--quiet', '-m', 'Elsewhere');
      run(elsewhere, 'push', '--quiet');
    },
    lastMessage: () => run(server, 'log', '-1', '--format=%s', 'main'),
    onServer: (path) => run(server, 'show', `main:${path}`),
  };
}

const anna = 'content/comments/kim/anna.yaml';
const bert = 'content/comments/kim/bert.yaml';

describe('Publishing by git', () => {
  test('commits and pushes comments, and nothing else, staged or not', async () => {
    const { write, publish, git, lastMessage, onServer } = createRepositories();
    write(anna, 'text: Gut\n');
    write(bert, 'text: Schlecht\n');
    write('content/comments/kim/.new-carl.yaml', 'text: Halb');
    write('content/articles/halb.md', 'Halb fertig');
    git('add', 'content/articles/halb.md');
    expect(await publish()).toEqual({ kind: 'pushed', message: 'Publish 2 comments' });
    expect(lastMessage()).toBe('Publish 2 comments');
    expect(onServer(bert)).toBe('text: Schlecht');
    expect(git('show', '--format=', '--name-only', 'HEAD')).toBe(`${anna}\n${bert}`);
    expect(git('status', '--porcelain', '--untracked-files=all').split('\n')).toEqual([
      'A  content/articles/halb.md',
      '?? content/comments/kim/.new-carl.yaml',
    ]);
    expect(await publish()).toEqual({ kind: 'nothing' });
  });

  test('tells of what was removed and changed', async () => {
    const { site, write, publish, lastMessage } = createRepositories();
    write(anna, 'text: Gut\n');
    write(bert, 'text: Schlecht\n');
    await publish();
    rmSync(join(site, anna));
    write(bert, 'text: Besser\n');
    write('content/comments/bus/carl.yaml', 'text: Neu\n');
    expect((await publish()).kind).toBe('pushed');
    expect(lastMessage()).toBe('Publish 1 comment, update 1 comment, remove 1 comment');
  });

  test('puts its commits on top of those of others', async () => {
    const { site, write, publish, pushElsewhere, onServer, lastMessage } = createRepositories();
    pushElsewhere('content/articles/neu.md', 'Neu');
    write(anna, 'text: Gut\n');
    expect(await publish()).toEqual({ kind: 'pushed', message: 'Publish 1 comment' });
    expect(onServer('content/articles/neu.md')).toBe('Neu');
    expect(lastMessage()).toBe('Publish 1 comment');
    expect(readdirSync(join(site, 'content/articles'))).toEqual(['neu.md']);
  });

  test('fails without damage where others changed the same, and goes on when that is settled', async () => {
    const { write, publish, pushElsewhere, git, onServer } = createRepositories();
    pushElsewhere(anna, 'text: Gut\n');
    git('pull', '--quiet');
    write(anna, 'text: Hier geändert\n');
    pushElsewhere(anna, 'text: Dort geändert\n');
    const outcome = await publish();
    expect(outcome.kind).toBe('failed');
    expect(git('status', '--porcelain')).toBe('');
    expect(onServer(anna)).toBe('text: Dort geändert');
    git('fetch', '--quiet');
    git('rebase', '--quiet', '-X', 'theirs', 'origin/main');
    expect((await publish()).kind).toBe('pushed');
    expect(onServer(anna)).toBe('text: Hier geändert');
  });

  test('waits for what was begun by hand, and says when there is nowhere to push', async () => {
    const { site, write, publish, git } = createRepositories();
    write(anna, 'text: Gut\n');
    writeFileSync(join(site, '.git/MERGE_HEAD'), `${git('rev-parse', 'HEAD')}\n`);
    expect(await publish()).toEqual({ kind: 'failed', reason: expect.stringContaining('Merge oder Rebase') });
    rmSync(join(site, '.git/MERGE_HEAD'));
    git('checkout', '--quiet', '-b', 'anders');
    expect(await publish()).toEqual({ kind: 'failed', reason: expect.stringContaining('--set-upstream') });
    expect(await publishByGit(createGit(temporaryFolder()))).toEqual({
      kind: 'failed',
      reason: expect.stringContaining('in keinem Git-Repository'),
    });
  });

  test('commits nothing where no branch would keep it', async () => {
    const { write, publish, git } = createRepositories();
    const before = git('rev-parse', 'HEAD');
    git('checkout', '--quiet', '--detach');
    write(anna, 'text: Gut\n');
    expect((await publish()).kind).toBe('failed');
    expect(git('rev-parse', 'HEAD')).toBe(before);
    git('checkout', '--quiet', 'main');
    expect((await publish()).kind).toBe('pushed');
  });

  test('asks nobody: git, ssh and its hooks have no terminal', async () => {
    const { site, write, publish } = createRepositories();
    const session = (stat: string): string => readFileSync(stat, 'utf8').split(') ')[1]?.split(' ')[3] ?? '';
    const hook = join(site, '.git/hooks/pre-commit');
    writeFileSync(hook, '#!/bin/sh\ncat /proc/self/stat > "$(git rev-parse --git-dir)/stat"\n', {
      mode: 0o755,
    });
    write(anna, 'text: Gut\n');
    expect((await publish()).kind).toBe('pushed');
    expect(session(join(site, '.git/stat'))).toMatch(/^\d+$/);
    expect(session(join(site, '.git/stat'))).not.toBe(session('/proc/self/stat'));
  });

  test('brings out what could not be pushed before, and tells no passwords', async () => {
    const { write, publish, git, lastMessage } = createRepositories();
    const address = git('remote', 'get-url', 'origin');
    git('remote', 'set-url', 'origin', 'http://anna:geheim@127.0.0.1:1/server.git');
    write(anna, 'text: Gut\n');
    const outcome = await publish();
    expect(outcome.kind).toBe('failed');
    expect(JSON.stringify(outcome)).not.toContain('geheim');
    const strange = async () => ({ code: 1, stdout: '', stderr: 'remote: \u001b[2J nein' });
    expect(await publishByGit(strange)).toMatchObject({ reason: expect.not.stringContaining('\u001b') });
    git('remote', 'set-url', 'origin', address);
    expect((await publish()).kind).toBe('pushed');
    expect(lastMessage()).toBe('Publish 1 comment');
  });
});

test('The schedule brings out what was approved since the last look, tells a failure once, and looks a last time at its end', async () => {
  const { site, write, git, lastMessage } = createRepositories();
  const reported: string[] = [];
  const schedule = startGitSchedule({
    git: createGit(site),
    every: 20,
    longest: 100,
    onOutcome: (outcome) => reported.push(outcome.kind),
  });
  onTestFinished(() => schedule.close());
  write(anna, 'text: Gut\n');
  await vi.waitFor(() => expect(reported).toEqual(['pushed']), 10_000);
  const address = git('remote', 'get-url', 'origin');
  git('remote', 'set-url', 'origin', join(site, 'nirgendwo'));
  write(bert, 'text: Schlecht\n');
  await vi.waitFor(() => expect(reported).toEqual(['pushed', 'failed']), 10_000);
  git('remote', 'set-url', 'origin', address);
  await vi.waitFor(() => expect(reported).toEqual(['pushed', 'failed', 'pushed']), 10_000);
  rmSync(join(site, anna));
  await schedule.close();
  expect(lastMessage()).toBe('Remove 1 comment');
});
