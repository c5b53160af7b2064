/**
 * A branch of a git repository, from which a host serves pages. One commit holds the whole change. It is made in a repository of its own in
 * a temporary folder, which knows the names of the files there and not their contents: nobody's checkout is touched.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GitPlace } from '../config/deploySettings.ts';
import { formerName, lockName, stateName } from './deployState.ts';
import { limitOfList, type Ran, type RunOptions, runProgram, sshFault } from './runProgram.ts';
import {
  type BulkStore,
  type BulkWork,
  ConnectionLost,
  deployFault,
  type Listed,
  type Secrets,
  type Target,
} from './target.ts';
import type { DeployPlan } from './plan.ts';

export function gitTarget({ remote, branch }: GitPlace, secrets: Secrets): Target {
  return {
    label: `${withoutPassword(remote)} (${branch})`,
    connect: async () => {
      const scratch = mkdtempSync(join(tmpdir(), 'blattmacher-git-'));
      try {
        return await openStore(scratch, remote, branch, secrets);
      } catch (error) {
        rmSync(scratch, { recursive: true, force: true });
        throw error;
      }
    },
  };
}

/** Some put one into the address, and messages go into logs. */
function withoutPassword(remote: string): string {
  return remote.replace(/^(\w+:\/\/)[^/@]*@/, '$1');
}

/** Where the branch that was fetched is kept. */
const fetched = 'refs/fetched';

/** Set where a hook of git runs us (git-rev-parse(1), --local-env-vars): they lead to the repository of the hook. */
const ofOthers = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
  'GIT_QUARANTINE_PATH',
] as const;

async function openStore(
  scratch: string,
  remote: string,
  branch: string,
  secrets: Secrets,
): Promise<BulkStore> {
  const unset = ofOthers.filter((name) => secrets.environment(name) !== undefined);
  const [program, ...before] =
    unset.length === 0 ? ['git'] : ['env', ...unset.flatMap((name) => ['-u', name]), 'git'];
  // A remote is an address, never a command, whatever the settings of git allow.
  const always = ['--git-dir', scratch, '-c', 'protocol.ext.allow=never'];
  const run = async (args: readonly string[], options?: RunOptions): Promise<Ran> =>
    runProgram(program ?? '', [...before, ...always, ...args], options);
  const git = async (args: readonly string[], options?: RunOptions): Promise<string> => {
    const ran = await run(args, options);
    if (ran.code !== 0) throw faultOf(ran, remote);
    return ran.output.toString('utf8');
  };
  await git(['init', '-q', '--bare', scratch]);
  await git(['remote', 'add', 'origin', '--', remote]);
  const ref = `refs/heads/${branch}`;
  const isThere = (await git(['ls-remote', 'origin', ref])) !== '';
  // The former state is the commit before.
  if (isThere)
    await git([
      'fetch',
      '-q',
      '--no-tags',
      '--depth=2',
      '--filter=blob:none',
      'origin',
      `+${ref}:${fetched}`,
    ]);
  const blob = async (name: string): Promise<Uint8Array | undefined> => {
    const { code, output } = await run(['cat-file', 'blob', name]);
    return code === 0 ? output : undefined;
  };
  // There is nothing to lock: of two pushes at once the second is refused.
  const locks = new Map<string, Uint8Array>();
  return {
    read: async (path) => {
      if (path === lockName) return locks.get(path);
      if (!isThere) return undefined;
      return blob(path === formerName ? `${fetched}~1:${stateName}` : `${fetched}:${path}`);
    },
    write: async (path, bytes) => void locks.set(path, bytes),
    claim: async (path, bytes) => {
      locks.set(path, bytes);
      return true;
    },
    list: async (folder) =>
      isThere && folder === ''
        ? listedIn(await git(['ls-tree', '-z', fetched], { limit: limitOfList(folder) }))
        : [],
    remove: async (path) => void locks.delete(path),
    apply: async (plan, work) => {
      const parent = isThere ? [fetched] : [];
      const start = work.isBack ? `${fetched}~1` : parent[0];
      if (start !== undefined) await git(['read-tree', start]);
      const input = (await indexLines(plan, work, git)).join('');
      await git(['update-index', '-z', '--index-info'], { input });
      const tree = (await git(['write-tree', '--missing-ok'])).trim();
      const who = ['-c', 'user.name=Blattmacher', '-c', 'user.email=blattmacher@localhost'];
      const message = `Publish ${plan.files.length} changed and ${plan.removals.first.length + plan.removals.last.length} removed files\n`;
      const commit = (
        await git([...who, 'commit-tree', tree, ...parent.flatMap((name) => ['-p', name])], {
          input: message,
        })
      ).trim();
      await git(['push', '-q', 'origin', `${commit}:${ref}`]);
      work.onProgress(plan.files.length, plan.files.length);
    },
    close: async () => rmSync(scratch, { recursive: true, force: true }),
  };
}

type Git = (args: readonly string[], options?: RunOptions) => Promise<string>;

/** Lines of git-update-index(1) that make the one state of the other: removals first, for a file may come where a folder was. */
async function indexLines(
  { files, removals, retired }: DeployPlan,
  { folder, state, isBack }: BulkWork,
  git: Git,
): Promise<readonly string[]> {
  const of = (path: string, blob: string): string => `100644 ${blob.trim()}\t${path}\0`;
  const own = [of(stateName, await git(['hash-object', '-w', '--stdin'], { input: state }))];
  if (isBack) {
    // The contents of the former state are in its commit; what readers may still ask for stays.
    const present = (await git(['ls-tree', '-r', '-z', fetched])).split('\0');
    const names = new Set<string>(retired.keys());
    const staying = present.filter((line) => names.has(line.slice(line.indexOf('\t') + 1)));
    return [...staying.map((line) => `${line}\0`), ...own];
  }
  const gone = [...removals.first, ...removals.last].map((path) => `0 ${'0'.repeat(40)}\t${path}\0`);
  const paths = files.map(({ path }) => path);
  const blobs =
    paths.length === 0
      ? ''
      : await git(['hash-object', '-w', '--no-filters', '--stdin-paths'], {
          input: `${paths.map((path) => join(folder, path)).join('\n')}\n`,
        });
  const names = blobs.trim().split('\n');
  const noJekyll = of('.nojekyll', await git(['hash-object', '-w', '--stdin']));
  return [...gone, ...paths.map((path, index) => of(path, names[index] ?? '')), noJekyll, ...own];
}

/** `100644 blob 0a1b…\tname\0`. */
function listedIn(output: string): readonly Listed[] {
  return output.split('\0').flatMap((line) => {
    const [, kind, name] = /^\d+ (\w+) \w+\t([^]+)$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, size: 0, isFolder: kind === 'tree' }];
  });
}

function faultOf({ told }: Ran, remote: string): Error {
  const last = told.split('\n').find((line) => /fatal|error|rejected|denied|declined/i.test(line)) ?? told;
  if (/No space left|quota exceeded|disk full/i.test(told))
    return deployFault('deploy/disk-full', { path: withoutPassword(remote) });
  if (/\[rejected\]|fetch first|non-fast-forward|failed to (?:lock|update ref)|cannot lock ref/i.test(told))
    return new ConnectionLost('jemand anderes hat gerade auf denselben Branch geschrieben');
  const ofSsh = sshFault(told, withoutPassword(remote));
  if (ofSsh) return ofSsh;
  if (/Could not resolve host/i.test(told))
    return deployFault('deploy/no-such-host', { host: withoutPassword(remote) });
  if (
    /timed out|Connection (?:reset|closed|refused)|early EOF|hung up unexpectedly/i.test(told) &&
    !/denied/i.test(told)
  )
    return new ConnectionLost(last);
  return deployFault('deploy/program-failed', { program: 'git', reason: withoutPassword(last) });
}
