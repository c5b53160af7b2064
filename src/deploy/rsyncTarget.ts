/** rsync over ssh, both as the system has them: keys, known hosts and names of hosts are those of ssh. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { RsyncPlace } from '../config/deploySettings.ts';
import { foldersAbove, type OutputPath } from '../emit/outputPath.ts';
import { journalName, serializeJournal, stateName } from './deployState.ts';
import type { Secrets } from './target.ts';
import type { DeployPlan } from './plan.ts';
import { limitOfList, type Ran, type RunOptions, runProgram, sshFault } from './runProgram.ts';
import { type BulkStore, ConnectionLost, deployFault, type Listed, mostRead, type Target } from './target.ts';

export function rsyncTarget(place: RsyncPlace, secrets: Secrets): Target {
  const { host, user, path, port } = place;
  const login = `${user === undefined ? '' : `${user}@`}${host.includes(':') ? `[${host.replace(/[[\]]/g, '')}]` : host}`;
  return {
    label: `${login}:${path}`,
    connect: async () => {
      const scratch = mkdtempSync(join(tmpdir(), 'bm-'));
      const key = keyFile(secrets.environment('BLATTMACHER_DEPLOY_KEY') ?? '', scratch);
      const options: readonly string[] = [
        'BatchMode=yes',
        // Whatever the settings of ssh allow: of a server that nobody has met one learns nothing.
        'StrictHostKeyChecking=yes',
        `UserKnownHostsFile=${forSsh(join(secrets.home, '.ssh', 'known_hosts'))}`,
        'ConnectTimeout=30',
        'ServerAliveInterval=15',
        // The many short calls share one connection.
        'ControlMaster=auto',
        `ControlPath=${forSsh(join(scratch, 's'))}`,
        'ControlPersist=15',
        ...(key === undefined ? [] : ['IdentitiesOnly=yes', `IdentityFile=${forSsh(key)}`]),
      ];
      const store = rsyncStore({
        ssh: ['-p', String(port), ...options.flatMap((option) => ['-o', option])],
        login,
        root: `${login}:${path.replace(/\/*$/, '/')}`,
        scratch,
      });
      try {
        await store.assertFolder(path);
        return store;
      } catch (error) {
        await store.close();
        throw error;
      }
    },
  };
}

/** In the settings of a CI a key is easier to give than a file; nobody may read it among the arguments of a process. */
function keyFile(given: string, scratch: string): string | undefined {
  if (!given.startsWith('-----BEGIN')) return given === '' ? undefined : given;
  const file = join(scratch, 'key');
  writeFileSync(file, `${given.trimEnd()}\n`, { mode: 0o600 });
  return file;
}

/** A file's name as a value of ssh_config(5). */
function forSsh(file: string): string {
  return `"${file.replaceAll('%', '%%')}"`;
}

/** As rsync takes apart the program that it shall use. */
function forRsync(word: string): string {
  return /[\s'"]/.test(word) ? `'${word.replaceAll("'", "''")}'` : word;
}

interface Reached {
  /** Arguments of ssh. */
  readonly ssh: readonly string[];
  /** `user@host`. */
  readonly login: string;
  /** `user@host:path/`. */
  readonly root: string;
  /** A folder of ours for this run. */
  readonly scratch: string;
}

/** Codes with which rsync ends (rsync(1), EXIT VALUES). */
const partial = 23;
const vanished = 24;
const brokenCodes: ReadonlySet<number> = new Set([10, 12, 30, 35]);

/** What is listed goes as it is; folders above keep their rights, new files are for all to read. */
const sending = [
  '--from0',
  '--files-from=-',
  '--checksum',
  '--no-implied-dirs',
  '--perms',
  '--chmod=D755,F644',
] as const;

/** What single calls do; the store below is made of them. */
function callsTo(reached: Reached) {
  const { ssh, login, root, scratch } = reached;
  const program = ['ssh', ...ssh].map(forRsync).join(' ');
  const rsync = async (
    args: readonly string[],
    options: RunOptions = {},
    fine: readonly number[] = [],
  ): Promise<Ran> => {
    const ran = await runProgram('rsync', ['--protect-args', '-e', program, ...args], options);
    if (ran.code === 0 || fine.includes(ran.code)) return ran;
    throw faultOf(ran, login);
  };
  const send = (
    folder: string,
    paths: readonly string[],
    more: readonly string[] = [],
    onOutput?: (text: string) => void,
  ): Promise<Ran> =>
    rsync([...sending, ...more, `${folder}/`, root], {
      input: paths.map((path) => `${path}\0`).join(''),
      ...(onOutput && { onOutput }),
    });
  // Several calls may be under way at a time, each with a folder of its own.
  const put = async (path: string, bytes: Uint8Array, more: readonly string[] = []): Promise<void> => {
    const folder = mkdtempSync(join(scratch, 'put-'));
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
    // Unlike those of the blog, folders above may be missing.
    const usual = sending.filter((option) => option !== '--no-implied-dirs');
    // Nobody reads what is there to send less of what is small.
    const args = [...usual, '--whole-file', ...more, `${folder}/`, root];
    await rsync(args, { input: `${path}\0` });
  };
  const read = async (path: string): Promise<Uint8Array | undefined> => {
    const folder = mkdtempSync(join(scratch, 'got-'));
    const limit = `--max-size=${mostRead}`;
    const { code } = await rsync([limit, `${root}${path}`, `${folder}/`], {}, [partial, vanished]);
    const file = join(folder, basename(path));
    // What is no file it leaves there.
    return code === 0 && existsSync(file) ? readFileSync(file) : undefined;
  };
  const list = async (folder: string): Promise<readonly Listed[]> => {
    const args = ['--list-only', `${root}${folder === '' ? '' : `${folder}/`}`];
    const { code, output } = await rsync(args, { limit: limitOfList(folder) }, [partial]);
    return code === 0 ? listedIn(output.toString('utf8')) : [];
  };
  const removeAll = async (paths: readonly string[]): Promise<void> => {
    if (paths.length === 0) return;
    // Of the names that it gets rsync wants to see the folders, and removes what is not in them.
    const empty = mkdtempSync(join(scratch, 'empty-'));
    for (const folder of new Set(paths.map((path) => dirname(path))))
      mkdirSync(join(empty, folder), { recursive: true });
    await send(empty, paths, ['--delete-missing-args']);
  };
  return { rsync, send, put, read, list, removeAll };
}

function rsyncStore(
  reached: Reached,
): BulkStore & { readonly assertFolder: (path: string) => Promise<void> } {
  const { ssh, login, root, scratch } = reached;
  const { rsync, send, put, read, list, removeAll } = callsTo(reached);
  return {
    assertFolder: async (path) => {
      const { code, told } = await rsync(['--list-only', '--dirs', root], {}, [partial]);
      if (code === 0) return;
      if (/denied/i.test(told)) throw deployFault('deploy/not-allowed', { path });
      throw deployFault('deploy/no-folder', { path, names: [] });
    },
    read,
    list,
    write: (path, bytes) => put(path, bytes),
    claim: async (path, bytes) => {
      await put(path, bytes, ['--ignore-existing']);
      return Buffer.from((await read(path)) ?? []).equals(bytes);
    },
    remove: (path) => removeAll([path]),
    apply: async (plan, { folder, state, standing, onProgress }) => {
      await put(journalName, Buffer.from(journalOf(plan)));
      await removeAll(plan.removals.first);
      let done = 0;
      for (const group of Map.groupBy(plan.files, ({ rank }) => rank).values()) {
        const paths = group.map(({ path }) => path);
        const before = done;
        let lines = 0;
        await send(folder, paths, ['--implied-dirs', '--delay-updates', '--out-format=%n'], (text) => {
          lines += text.split('\n').length - 1;
          onProgress(Math.min(before + lines, before + paths.length), plan.files.length);
        });
        done += paths.length;
      }
      await removeAll(plan.removals.last);
      for (const folders of emptiedBy(plan, standing)) await removeAll(folders);
      await put(stateName, Buffer.from(state));
      await removeAll([journalName]);
    },
    close: async () => {
      await runProgram('ssh', [...ssh, '-O', 'exit', login]).catch(() => {});
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

/** The folders in which nothing of ours is left, the inner ones before those around them; rsync leaves what is not empty. */
function emptiedBy(
  { removals }: DeployPlan,
  standing: readonly OutputPath[],
): readonly (readonly string[])[] {
  const removed = [...removals.first, ...removals.last];
  if (removed.length === 0) return [];
  const inUse = new Set(standing.flatMap(foldersAbove));
  const empty = new Set(removed.flatMap(foldersAbove).filter((folder) => !inUse.has(folder)));
  const byDepth = Map.groupBy(empty, (folder) => folder.split('/').length);
  return [...byDepth].toSorted(([a], [b]) => b - a).map(([, folders]) => folders);
}

function journalOf({ files, removals }: DeployPlan): string {
  return serializeJournal(
    new Map([
      ...[...removals.first, ...removals.last].map((path) => [path, null] as const),
      ...files.map(({ path, digest, size }) => [path, { digest, size }] as const),
    ]),
  );
}

/** `drwxr-xr-x          4,096 2026/11/29 11:54:22 name`. */
function listedIn(output: string): readonly Listed[] {
  return output.split('\n').flatMap((line) => {
    const [, kind, size = '', name = ''] = /^(.)\S+\s+([\d,.]+) \S+ \S+ (.*)$/.exec(line) ?? [];
    return kind === undefined || name === '.'
      ? []
      : [{ name, size: Number(size.replace(/[,.]/g, '')), isFolder: kind === 'd' }];
  });
}

function faultOf({ code, told }: Ran, label: string): Error {
  const last =
    told
      .split('\n')
      .find((line) => /denied|failed|refused|resolve|timed out|closed|unknown|No space|quota/i.test(line)) ??
    told.split('\n').at(-1) ??
    '';
  const [, behindLink] = /"([^"]+)": Too many levels of symbolic links/.exec(told) ?? [];
  if (behindLink !== undefined) return deployFault('deploy/leads-elsewhere', { path: dirname(behindLink) });
  if (/No space left|quota exceeded/i.test(told)) return deployFault('deploy/disk-full', { path: label });
  const ofSsh = sshFault(told, label);
  if (ofSsh) return ofSsh;
  if (/Could not resolve/i.test(told)) return deployFault('deploy/no-such-host', { host: label });
  if (/Permission denied/i.test(told)) return deployFault('deploy/not-allowed', { path: last });
  const isBroken =
    brokenCodes.has(code) || (code === 255 && /closed|reset|timed out|refused|broken/i.test(told));
  return isBroken
    ? new ConnectionLost(last)
    : deployFault('deploy/program-failed', { program: 'rsync', reason: last });
}
