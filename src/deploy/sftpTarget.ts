/** SFTP, as webspace without a shell has it, too. Requests are sent without waiting for answers wherever one does not need another's. */
import { connect as openSocket, type Socket } from 'node:net';
import { dirname, posix } from 'node:path';
import ssh2, { type Client, type ConnectConfig, type SFTPWrapper, type Stats } from 'ssh2';
import type { SftpPlace } from '../config/deploySettings.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { isRecord } from './deployState.ts';
import { fingerprintOf, type HostKeyVerdict, judgeByKnownHosts, knownHosts, waysIn } from './sshAccess.ts';
import {
  ConnectionLost,
  DeployFault,
  deployFault,
  gatherNames,
  type Listed,
  mostRead,
  type MovingStore,
  PlaceMissing,
  type Secrets,
  type Target,
  withoutRename,
} from './target.ts';

export function sftpTarget(place: SftpPlace, secrets: Secrets): Target {
  const port = place.port === 22 ? '' : `:${place.port}`;
  return {
    label: `sftp://${place.host}${port}/${place.path.replace(/^\/+/, '')}`,
    connect: async (notes) => {
      const { client, sftp } = await connect(place, secrets);
      try {
        await assertFolder(sftp, place.path);
        const canReplace = hasExtension(sftp, 'posix-rename@openssh.com');
        if (!canReplace) notes(diagnose('deploy/no-posix-rename', { host: place.host }));
        return sftpStore(client, sftp, place.path);
      } catch (error) {
        client.destroy();
        throw error;
      }
    },
  };
}

interface Connected {
  readonly client: Client;
  readonly sftp: SFTPWrapper;
}

/** A server shows one of its keys; the one that we know may be another. */
const keyKinds: readonly (readonly string[])[] = [
  [],
  ['rsa-sha2-512', 'rsa-sha2-256'],
  ['ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'],
  ['ssh-ed25519'],
];

async function connect(place: SftpPlace, secrets: Secrets): Promise<Connected> {
  let first: HostKeyRefused | undefined;
  for (const kinds of keyKinds) {
    try {
      return await logIn(place, secrets, kinds);
    } catch (error) {
      if (error instanceof HostKeyRefused) first ??= error;
      else if (!(error instanceof NoSuchKey)) throw error;
    }
  }
  const { fingerprint = '?', verdict = 'unknown' } = first ?? {};
  const shown = { host: place.host, fingerprint };
  throw verdict === 'changed'
    ? deployFault('deploy/changed-host-key', shown)
    : deployFault('deploy/unknown-host-key', shown);
}

class HostKeyRefused extends Error {
  readonly fingerprint: string;
  readonly verdict: HostKeyVerdict;

  constructor(fingerprint: string, verdict: HostKeyVerdict) {
    super(fingerprint);
    this.fingerprint = fingerprint;
    this.verdict = verdict;
  }
}

/** The server has no key of the kinds that were asked for. */
class NoSuchKey extends Error {}

function logIn(place: SftpPlace, secrets: Secrets, kinds: readonly string[]): Promise<Connected> {
  const { host, port, user } = place;
  const client = new ssh2.Client();
  const known = knownHosts(secrets.home);
  const tried: string[] = [];
  let refused: Error | undefined;
  const ways = waysIn(place, secrets, ssh2.utils.parseKey);
  const socket = openSocket({ host, port, noDelay: true });
  const config: ConnectConfig = {
    sock: socket,
    username: user,
    readyTimeout: 30_000,
    keepaliveInterval: 10_000,
    keepaliveCountMax: 3,
    hostVerifier: (key: Buffer) => {
      const verdict = judge(place, known, key);
      if (verdict !== 'known') refused = new HostKeyRefused(fingerprintOf(key), verdict);
      return verdict === 'known';
    },
    authHandler: (_left, _partial, next) => {
      void nextWay().then(
        (way) => (way ? next(way) : next(false as never)),
        (error: unknown) => {
          refused = error instanceof Error ? error : undefined;
          client.destroy();
        },
      );
    },
    ...(kinds.length > 0 && { algorithms: { serverHostKey: [...kinds] as never } }),
  };
  const nextWay = async () => {
    const { value: way } = await ways.next();
    if (way && !tried.includes(way.name)) tried.push(way.name);
    return way?.method;
  };
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      client.end();
      reject(refused ?? faultOfConnection(error, { host, user, tried, kinds }));
    };
    client
      .on('error', fail)
      .on('close', () => fail(new Error('close')))
      .on('ready', () => {
        client.sftp((error, sftp) => {
          if (error) reject(deployFault('deploy/no-sftp', { host, reason: error.message }));
          else {
            watch(client, sftp);
            packTogether(sftp, socket);
            resolve({ client, sftp });
          }
        });
      })
      .connect(config);
  });
}

/**
 * ssh2 sends every request in a packet of its own, and every packet in three pieces; each has its price here and at the server. Requests of one
 * turn go in as few packets as they fit into, and these at once.
 */
function packTogether(sftp: SFTPWrapper, socket: Socket): void {
  const protocol: unknown = Reflect.get(sftp, '_protocol');
  const outgoing: unknown = Reflect.get(sftp, 'outgoing');
  if (!isRecord(protocol) || !isRecord(outgoing)) throw new Error('ssh2 has changed');
  const { channelData: sendPacket } = protocol;
  const { id, packetSize: most } = outgoing;
  if (typeof sendPacket !== 'function' || typeof most !== 'number') throw new Error('ssh2 has changed');
  let parts: Buffer[] = [];
  let size = 0;
  const send = (): void => {
    if (parts.length > 0) Reflect.apply(sendPacket, protocol, [id, Buffer.concat(parts)]);
    parts = [];
    size = 0;
  };
  const channelData = (_: number, part: Buffer): void => {
    if (size + part.length > most) send();
    else if (size === 0) {
      socket.cork();
      setImmediate(() => {
        send();
        socket.uncork();
      });
    }
    parts.push(part);
    size += part.length;
  };
  Reflect.set(sftp, '_protocol', Object.assign(Object.create(protocol), { channelData }));
}

function judge({ host, port, hostKey }: SftpPlace, known: string, key: Buffer): HostKeyVerdict {
  if (hostKey === undefined) return judgeByKnownHosts(known, host, port, key);
  return fingerprintOf(key) === hostKey ? 'known' : 'changed';
}

interface Attempt {
  readonly host: string;
  readonly user: string;
  readonly tried: readonly string[];
  readonly kinds: readonly string[];
}

function faultOfConnection(error: Error, { host, user, tried, kinds }: Attempt): Error {
  const level: unknown = Reflect.get(error, 'level');
  const code: unknown = Reflect.get(error, 'code');
  if (code === 'ENOTFOUND') return deployFault('deploy/no-such-host', { host });
  const isLogin = level === 'client-authentication' || /authentication fail/i.test(error.message);
  if (isLogin) return deployFault('deploy/wrong-login', { host, user, tried });
  if (kinds.length > 0 && /no matching host key/i.test(error.message)) return new NoSuchKey(error.message);
  if (code === 'ECONNREFUSED') return new ConnectionLost('dort antwortet niemand');
  if (level === 'client-timeout') return new ConnectionLost('der Server antwortet nicht');
  return new ConnectionLost(error.message === 'close' ? 'der Server hat aufgelegt' : error.message);
}

function hasExtension(sftp: SFTPWrapper, name: string): boolean {
  const extensions: unknown = Reflect.get(sftp, '_extensions');
  return typeof extensions === 'object' && extensions !== null && Object.hasOwn(extensions, name);
}

/** The folder must be there: one that is made by a slip of the pen would be a second blog that nobody sees. */
async function assertFolder(sftp: SFTPWrapper, path: string): Promise<void> {
  try {
    const stats = await request<{ isDirectory: () => boolean }>(sftp, path, (done) => sftp.stat(path, done));
    if (stats.isDirectory()) return;
  } catch (error) {
    if (!(error instanceof PlaceMissing)) throw error;
  }
  const above = await listFolder(sftp, dirname(path) || '.', '..').catch(() => []);
  const names = above.filter(({ name }) => !name.startsWith('.')).map(({ name }) => name);
  throw deployFault('deploy/no-folder', { path, names });
}

/** In bytes; what every server takes in one request. */
const chunkSize = 32_000;
/** Requests of one file that wait for an answer: two million bytes, as much as OpenSSH takes without one. */
const window = 64;

/** What single requests do; the store below is made of them. */
function stepsOn(sftp: SFTPWrapper, root: string) {
  const at = (path: string): string => posix.join(root, path);
  const ask = <Value = void>(
    path: string,
    send: (done: (error: unknown, value?: Value) => void) => void,
  ): Promise<Value> =>
    request(sftp, path, send).catch((error: unknown) => explain(sftp, root, error)) as Promise<Value>;
  const openNew = (path: string): Promise<Buffer> =>
    ask(path, (done) => sftp.open(at(path), 'wx', { mode: 0o644 }, done));
  /** Never into what is there: it may be a link that leads elsewhere. */
  const openAnew = (path: string): Promise<Buffer> =>
    openNew(path).catch(async (error: unknown) => {
      if (!(error instanceof DeployFault)) throw error;
      await remove(path);
      return openNew(path);
    });
  const upload = async (path: string, bytes: Uint8Array, open = openAnew): Promise<void> => {
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const handle = await open(path);
    const chunks = Array.from(
      { length: Math.ceil(content.length / chunkSize) },
      (_, index) => index * chunkSize,
    );
    const sending = pipelined(chunks, (start) => {
      const length = Math.min(chunkSize, content.length - start);
      return ask(path, (done) => sftp.write(handle, content, start, length, start, done));
    });
    // The server answers in order: for a small file nobody waits before it is closed.
    const isSmall = chunks.length <= window;
    if (!isSmall) await sending.catch(() => {});
    await Promise.all([sending, ask(path, (done) => sftp.close(handle, done))]).catch(
      async (error: unknown) => {
        // Where a part is missing in the middle, the size would say that all is there.
        if (!(error instanceof ConnectionLost)) await remove(path).catch(() => {});
        throw error;
      },
    );
  };
  const remove = (path: string): Promise<void> => harmless(ask(path, (done) => sftp.unlink(at(path), done)));
  const canReplace = hasExtension(sftp, 'posix-rename@openssh.com');
  const move = async (from: string, to: string, isNew: boolean): Promise<void> => {
    if (canReplace) return ask(to, (done) => sftp.ext_openssh_rename(at(from), at(to), done));
    const removed = isNew ? Promise.resolve() : remove(to);
    const renamed = ask<void>(to, (done) => sftp.rename(at(from), at(to), done)).catch(
      async (error: unknown) => {
        // Of a file that is there nobody has told us, or one of an unfinished run.
        if (error instanceof PlaceMissing) throw error;
        await remove(to);
        return ask<void>(to, (done) => sftp.rename(at(from), at(to), done));
      },
    );
    await Promise.all([removed, renamed]);
  };
  const look = (path: string): Promise<Stats | undefined> =>
    request<Stats>(sftp, path, (done) => sftp.lstat(at(path), done)).catch(() => undefined);
  const refuseLink = async (path: string): Promise<Stats | undefined> => {
    const stats = await look(path);
    if (stats?.isSymbolicLink()) throw deployFault('deploy/leads-elsewhere', { path });
    return stats;
  };
  const makeFolder = async (path: string): Promise<void> => {
    try {
      await request(sftp, path, (done) => sftp.mkdir(at(path), { mode: 0o755 }, done));
    } catch (error) {
      const stats = await refuseLink(path);
      if (!stats?.isDirectory()) await explain(sftp, root, error);
    }
  };
  return { at, ask, openNew, upload, remove, move, makeFolder, refuseLink };
}

function sftpStore(client: Client, sftp: SFTPWrapper, root: string): MovingStore {
  const { at, ask, openNew, upload, remove, move, makeFolder, refuseLink } = stepsOn(sftp, root);
  const write = async (path: string, bytes: Uint8Array): Promise<void> => {
    const unfinished = `${path}.new`;
    await upload(unfinished, bytes).catch(async (error: unknown) => {
      if (!(error instanceof PlaceMissing)) throw error;
      await makeFolder(posix.dirname(path));
      await upload(unfinished, bytes);
    });
    await move(unfinished, path, false).catch((error: unknown) => {
      throw withoutRename(error);
    });
  };
  /** Between two questions the owner of the other one may have gone. */
  const claim = async (path: string, bytes: Uint8Array, tries = 3): Promise<boolean> => {
    try {
      await upload(path, bytes, openNew);
      return true;
    } catch (error) {
      if (error instanceof PlaceMissing) await makeFolder(posix.dirname(path));
      else if (await isThere(path)) return false;
      if (tries > 1) return claim(path, bytes, tries - 1);
      throw error;
    }
  };
  const isThere = (path: string): Promise<boolean> =>
    request<unknown>(sftp, path, (done) => sftp.stat(at(path), done)).then(
      () => true,
      () => false,
    );
  return {
    read: (path, most) =>
      readWhole(sftp, at(path), most).catch((error: unknown) => explain(sftp, root, error)),
    write,
    claim,
    list: (folder) => listFolder(sftp, at(folder), folder),
    remove,
    close: async () => void client.end(),
    upload: ({ name, bytes }) => upload(name, bytes),
    move,
    ...(hasExtension(sftp, 'hardlink@openssh.com') && {
      copy: async (from: string, to: string) => {
        const link = (): Promise<void> =>
          request(sftp, to, (done) => sftp.ext_openssh_hardlink(at(from), at(to), done));
        try {
          await link();
        } catch (error) {
          if (error instanceof PlaceMissing) return false;
          // A name that is there already, of a run that ended early.
          await remove(to);
          await link().catch(async () => {
            const bytes = await readWhole(sftp, at(from));
            if (bytes) await upload(to, bytes);
          });
        }
        return true;
      },
    }),
    makeFolder,
    refuseLinks: (folders) => pipelined(folders, refuseLink),
    removeFolder: (path) => ask<void>(path, (done) => sftp.rmdir(at(path), done)).catch(() => {}),
    atOnce: { uploads: 16, steps: 64 },
  };
}

/** Sends so many requests without waiting for an answer. */
async function pipelined<Item>(
  items: readonly Item[],
  send: (item: Item) => Promise<unknown>,
): Promise<void> {
  const rest = items.values();
  const lane = async (): Promise<void> => {
    for (const item of rest) await send(item);
  };
  await Promise.all(Array.from({ length: Math.min(window, items.length) }, lane));
}

async function readWhole(
  sftp: SFTPWrapper,
  path: string,
  most: number = mostRead,
): Promise<Uint8Array | undefined> {
  try {
    const [handle, { size }] = await Promise.all([
      request<Buffer>(sftp, path, (done) => sftp.open(path, 'r', done)),
      request<{ size: number }>(sftp, path, (done) => sftp.stat(path, done)),
    ]);
    const parts = new Map<number, Buffer>();
    const length = Math.min(size, most);
    const starts = Array.from({ length: Math.ceil(length / chunkSize) }, (_, index) => index * chunkSize);
    await pipelined(starts, async (start) => {
      parts.set(start, await readPart(sftp, path, handle, start, Math.min(chunkSize, length - start)));
    });
    void request(sftp, path, (done) => sftp.close(handle, done)).catch(() => {});
    return Buffer.concat(starts.map((start) => parts.get(start) ?? Buffer.alloc(0)));
  } catch (error) {
    if (error instanceof PlaceMissing) return undefined;
    throw error;
  }
}

/** A server may give less than it was asked for. */
async function readPart(
  sftp: SFTPWrapper,
  path: string,
  handle: Buffer,
  start: number,
  length: number,
): Promise<Buffer> {
  const part = Buffer.alloc(length);
  let have = 0;
  while (have < length) {
    const from = have;
    const got = await request<number>(sftp, path, (done) =>
      sftp.read(handle, part, from, length - from, start + from, (error, count) => done(error, count)),
    );
    if (got === 0) break;
    have += got;
  }
  return part.subarray(0, have);
}

/** `shown`: the folder's name for people. */
async function listFolder(sftp: SFTPWrapper, path: string, shown: string): Promise<readonly Listed[]> {
  try {
    const handle = await request<Buffer>(sftp, path, (done) => sftp.opendir(path, done));
    const names = gatherNames(shown);
    for (let isOver = false; !isOver;) {
      const answers = await Promise.all(listings.map(() => readNames(sftp, path, handle)));
      // Nobody who has more says nothing.
      isOver = answers.some((entries) => entries.length === 0);
      for (const { filename, attrs } of answers.flat()) {
        if (filename === '.' || filename === '..') continue;
        const isFolder = attrs.isDirectory();
        names.add({ name: filename, size: attrs.isFile() ? attrs.size : -1, isFolder });
      }
    }
    void request(sftp, path, (done) => sftp.close(handle, done)).catch(() => {});
    return names.all;
  } catch (error) {
    if (error instanceof PlaceMissing) return [];
    throw error;
  }
}

/** So many parts of a listing are asked for at once; OpenSSH gives a hundred names in each, and then says that this was all. */
const listings = [1, 2, 3, 4] as const;

interface Entry {
  readonly filename: string;
  readonly attrs: Stats;
}

/** None: there are no more. */
function readNames(sftp: SFTPWrapper, path: string, handle: Buffer): Promise<readonly Entry[]> {
  return request<readonly Entry[]>(sftp, path, (done) =>
    sftp.readdir(handle, (error, names) => {
      if (error && Reflect.get(error, 'code') === endOfList) done(undefined, []);
      else done(error, names);
    }),
  );
}

/** What is gone need not be removed. */
async function harmless(removal: Promise<unknown>): Promise<void> {
  await removal.catch((error: unknown) => {
    if (!(error instanceof PlaceMissing)) throw error;
  });
}

/** Codes of SFTP's answers (draft-ietf-secsh-filexfer-02, section 7). */
const endOfList = 1;
const noSuchFile = 2;
const permissionDenied = 3;
const connectionCodes: ReadonlySet<unknown> = new Set([6, 7]);

class Refused extends Error {
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

/** What waits for an answer on each connection: when it is lost, ssh2 forgets some of it. */
const waiting = new WeakMap<SFTPWrapper, Set<(fault: Error) => void>>();

function watch(client: Client, sftp: SFTPWrapper): void {
  const pending = new Set<(fault: Error) => void>();
  waiting.set(sftp, pending);
  client
    .on('error', () => {})
    .on('close', () => {
      waiting.delete(sftp);
      for (const reject of pending) reject(lost());
    });
}

function lost(): ConnectionLost {
  return new ConnectionLost('der Server hat aufgelegt');
}

function request<Value = void>(
  sftp: SFTPWrapper,
  path: string,
  send: (done: (error: unknown, value?: Value) => void) => void,
): Promise<Value> {
  const pending = waiting.get(sftp);
  return new Promise((resolve, reject) => {
    if (!pending) return reject(lost());
    pending.add(reject);
    try {
      send((error, value) => {
        pending.delete(reject);
        if (error) reject(faultOf(error, path));
        else resolve(value as Value);
      });
    } catch (error) {
      pending.delete(reject);
      reject(faultOf(error, path));
    }
  });
}

function faultOf(error: unknown, path: string): Error {
  const message = error instanceof Error ? error.message : String(error);
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (code === noSuchFile) return new PlaceMissing(path);
  if (code === permissionDenied) return deployFault('deploy/not-allowed', { path });
  if (typeof code !== 'number' || connectionCodes.has(code)) return lost();
  return new Refused(path, message);
}

/** SFTP has one word for all that fails; some servers say how much room there is. */
async function explain(sftp: SFTPWrapper, root: string, error: unknown): Promise<never> {
  if (!(error instanceof Refused)) throw error;
  const { path, message } = error;
  const room = await request<Readonly<Record<string, number>>>(sftp, root, (done) =>
    sftp.ext_openssh_statvfs(root, done),
  ).catch(() => undefined);
  const isFull = room !== undefined && (room['f_bavail'] === 0 || room['f_favail'] === 0);
  throw isFull
    ? deployFault('deploy/disk-full', { path })
    : deployFault('deploy/refused', { path, reason: message });
}
