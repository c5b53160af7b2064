/** FTP over explicit TLS, with certificates that are checked like those of any web page. */
import { posix } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type FileInfo, FTPError } from 'basic-ftp';
import type { FtpsPlace } from '../config/deploySettings.ts';
import { lockName } from './deployState.ts';
import { afterAll } from './movingFiles.ts';
import {
  certificateFault,
  ConnectionLost,
  deployFault,
  endlessList,
  listPatience,
  mostListed,
  mostRead,
  type MovingStore,
  PlaceMissing,
  type Secrets,
  type Target,
  withoutRename,
} from './target.ts';

/** Connections at a time: hosts allow few from one address. */
const mostConnections = 4;
/** Milliseconds. */
const patience = 30_000;

export function ftpsTarget(place: FtpsPlace, secrets: Secrets): Target {
  const { host, port, user, path } = place;
  let password = secrets.environment('BLATTMACHER_DEPLOY_PASSWORD');
  return {
    label: `ftps://${host}${port === 21 ? '' : `:${port}`}/${path.replace(/^\/+/, '')}`,
    connect: async () => {
      password ??= await secrets.ask?.({ what: 'password', user, host });
      if (password === undefined) throw deployFault('deploy/wrong-login', { user, host, tried: [] });
      const first = await logInPatiently(place, password);
      try {
        const root = posix.join(await first.pwd(), path);
        await assertFolder(first, root, path);
        return ftpsStore(poolOf(first, place, password), root);
      } catch (error) {
        first.close();
        throw toFault(error, path);
      }
    },
  };
}

/** The server knows more connections from here than it wants, maybe those of a run that has just ended. */
class Crowded extends ConnectionLost {}

async function logInPatiently(place: FtpsPlace, password: string): Promise<Client> {
  for (const pause of [100, 500, 1000, 2000, 4000]) {
    try {
      return await logIn(place, password);
    } catch (error) {
      if (!(error instanceof Crowded)) throw error;
      await sleep(pause);
    }
  }
  return logIn(place, password);
}

async function logIn({ host, port, user }: FtpsPlace, password: string): Promise<Client> {
  const client = new Client(patience, { maxListingBytes: mostListed });
  try {
    await client.access({
      host,
      port,
      user,
      password,
      secure: true,
      secureOptions: { host, servername: /^[\d.:]+$/.test(host) ? '' : host },
    });
    return client;
  } catch (error) {
    client.close();
    throw faultOfLogin(error, { host, user });
  }
}

function faultOfLogin(
  error: unknown,
  { host, user }: { readonly host: string; readonly user: string },
): unknown {
  if (error instanceof FTPError) {
    if (/too many|maximum|limit/i.test(error.message)) return new Crowded(error.message);
    if (error.code === 530)
      return deployFault('deploy/wrong-login', { user, host, tried: ['BLATTMACHER_DEPLOY_PASSWORD'] });
    if (error.code >= 500 && error.code < 505)
      return deployFault('deploy/no-tls', { host, reason: error.message });
    if (error.code === 534) return deployFault('deploy/no-tls', { host, reason: error.message });
    return new ConnectionLost(error.message);
  }
  const code = codeOf(error);
  const reason = certificateFault(code);
  if (reason !== undefined) return deployFault('deploy/certificate', { host, reason });
  if (code === 'ENOTFOUND') return deployFault('deploy/no-such-host', { host });
  if (/^ERR_SSL_|^EPROTO$/.test(code)) return deployFault('deploy/no-tls', { host, reason: code });
  if (code === 'ECONNREFUSED') return new ConnectionLost('dort antwortet niemand');
  return toFault(error, '');
}

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : '';
}

async function assertFolder(client: Client, root: string, path: string): Promise<void> {
  try {
    await client.cd(root);
  } catch (error) {
    if (!(error instanceof FTPError)) throw error;
    const above = await listFolder(client, posix.dirname(root), '..').catch(() => []);
    const names = above.map(({ name }) => name).filter((name) => !name.startsWith('.'));
    throw deployFault('deploy/no-folder', { path, names });
  }
}

interface Pool {
  readonly use: <Value>(work: (client: Client) => Promise<Value>) => Promise<Value>;
  readonly close: () => Promise<void>;
}

/** Milliseconds for a server to say goodbye. */
const goodbye = 1000;

/** Opens further connections while there is work, and is content with fewer where the server wants no more. */
function poolOf(first: Client, place: FtpsPlace, password: string): Pool {
  const all = new Set([first]);
  const idle = [first];
  const waiting: ((client: Client) => void)[] = [];
  let opening = 0;
  let most = mostConnections;
  let isClosed = false;
  const giveBack = (client: Client): void => {
    const next = waiting.shift();
    if (next) next(client);
    else idle.push(client);
  };
  const grow = async (): Promise<void> => {
    opening++;
    try {
      const client = await logIn(place, password);
      // Nobody would ever close it, nor would the program end.
      if (isClosed) return client.close();
      all.add(client);
      giveBack(client);
    } catch {
      // Those that we have will do.
      most = all.size;
    } finally {
      opening--;
    }
  };
  const take = (): Client | Promise<Client> => {
    const client = idle.pop();
    if (client) return client;
    if (all.size + opening < most) void grow();
    return new Promise((resolve) => waiting.push(resolve));
  };
  return {
    use: async (work) => {
      const client = await take();
      try {
        return await work(client);
      } finally {
        giveBack(client);
      }
    },
    // To a server that is not told, those who have gone are still there, and it lets nobody else in.
    close: async () => {
      isClosed = true;
      const left = Promise.allSettled([...all].map((client) => client.sendIgnoringError('QUIT')));
      await Promise.race([left, sleep(goodbye)]);
      for (const client of all) client.close();
    },
  };
}

type Ask = <Value>(path: string, work: (client: Client) => Promise<Value>) => Promise<Value>;

/** What is done with folders; `at`: a path as the server knows it. */
function foldersOn(ask: Ask, at: (path: string) => string) {
  /** Makes it where it is missing. */
  const isFolderThere = (path: string): Promise<boolean> =>
    ask(path, async (client) => {
      try {
        await client.send(`MKD ${at(path)}`);
      } catch (error) {
        if (!(error instanceof FTPError)) throw error;
        await client.cd(at(path)).catch(() => Promise.reject(error));
        return true;
      }
      return false;
    });
  const list = (folder: string): Promise<readonly FileInfo[]> =>
    ask(folder, (client) => listFolder(client, at(folder), folder === '.' ? '' : folder));
  /** Folders that are no links. */
  const plain = new Set<string>();
  /** What is no link for CWD is one in the list of the folder that it stands in. */
  const refuseLinks = async (folders: readonly string[]): Promise<void> => {
    const asked = folders.filter((folder) => !plain.has(folder));
    const look = async ([parent, paths]: readonly [string, readonly string[]]): Promise<void> => {
      for (const { name, isSymbolicLink, isDirectory } of await list(parent)) {
        const path = posix.join(parent, name);
        if (isSymbolicLink && paths.includes(path)) throw deployFault('deploy/leads-elsewhere', { path });
        if (isDirectory) plain.add(path);
      }
    };
    await afterAll([...Map.groupBy(asked, posix.dirname)].map(look));
  };
  const makeFolder = async (path: string): Promise<void> => {
    if (await isFolderThere(path)) await refuseLinks([path]);
    else plain.add(path);
  };
  return { list, refuseLinks, makeFolder };
}

function ftpsStore(pool: Pool, root: string): MovingStore {
  const at = (path: string): string => posix.join(root, path);
  /** What was listed: a file of ours that is there already may be a link, and is not written into. */
  const seen = new Set<string>();
  const ask: Ask = (path, work) =>
    pool.use((client) => work(client).catch((error: unknown) => Promise.reject(toFault(error, path))));
  const upload = (path: string, bytes: Uint8Array): Promise<void> =>
    ask(path, async (client) => {
      if (seen.delete(path) || path.endsWith('.new')) await client.sendIgnoringError(`DELE ${at(path)}`);
      await client.uploadFrom(sourceOf(bytes), at(path));
      // The end of a file and a broken connection look the same in FTP.
      if ((await client.size(at(path))) !== bytes.length)
        throw new ConnectionLost('eine Datei kam nicht ganz an');
    });
  const remove = (path: string): Promise<void> =>
    ask(path, async (client) => {
      const answer = await client.sendIgnoringError(`DELE ${at(path)}`);
      if (path === lockName) {
        // A lock that is there now may be that of another; whoever wants it asks again.
        await client.sendIgnoringError(`RMD ${at(claimOf(path))}`);
        return;
      }
      // Servers use the same words for what is not there and for what one may not do.
      if (answer.code >= 400 && (await isThere(client.size(at(path)))))
        throw deployFault('deploy/not-allowed', { path });
    });
  const { list, refuseLinks, makeFolder } = foldersOn(ask, at);
  const move = (from: string, to: string): Promise<void> =>
    ask(to, async (client) => {
      try {
        await client.rename(at(from), at(to));
      } catch (error) {
        if (!(error instanceof FTPError)) throw error;
        if (!(await isThere(client.size(at(from))))) throw new PlaceMissing(to);
        if (!(await isThere(client.size(at(to))))) {
          // Some say in no word that the folder is missing.
          throw /denied|permi|allow/i.test(error.message) ? error : new PlaceMissing(to);
        }
        // Some servers rename over nothing.
        await client.send(`DELE ${at(to)}`);
        await client.rename(at(from), at(to));
      }
    });
  const write = async (path: string, bytes: Uint8Array): Promise<void> => {
    await makeFolders(posix.dirname(path), makeFolder);
    await upload(`${path}.new`, bytes);
    await move(`${path}.new`, path).catch((error: unknown) => {
      throw withoutRename(error);
    });
  };
  const claim = async (path: string, bytes: Uint8Array): Promise<boolean> => {
    await makeFolders(posix.dirname(path), makeFolder);
    const isOurs = await ask(path, (client) => makeClaim(client, at(path)));
    if (isOurs) await write(path, bytes);
    return isOurs;
  };
  return {
    read: (path) => ask(path, (client) => download(client, at(path))),
    write,
    claim,
    list: async (folder) => {
      const found = await list(folder);
      for (const { name } of found) seen.add(posix.join(folder, name));
      return found.map(({ name, size, isDirectory, isFile }) => ({
        name,
        size: isFile ? size : -1,
        isFolder: isDirectory,
      }));
    },
    remove,
    close: pool.close,
    upload: ({ name, bytes }) => upload(name, bytes),
    move,
    makeFolder,
    refuseLinks,
    removeFolder: (path) =>
      ask(path, async (client) => void (await client.sendIgnoringError(`RMD ${at(path)}`))),
    atOnce: { uploads: mostConnections, steps: mostConnections },
  };
}

/** `shown`: the folder's name for people. */
async function listFolder(client: Client, path: string, shown: string): Promise<readonly FileInfo[]> {
  // Asked for what is not there, some servers drop the connection on which it would come.
  if (!(await isThere(client.cd(path)))) return [];
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    client.close();
  }, listPatience);
  try {
    const found = await client.list(path);
    return found.filter(({ name }) => name !== '.' && name !== '..');
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (isOver || message.includes('Maximum bytes exceeded')) throw endlessList(shown);
    // So basic-ftp answers to dates that are none, and to lines of which it knows nothing.
    if (error instanceof RangeError || message.startsWith('This library only supports'))
      throw deployFault('deploy/refused', { path: shown || '/', reason: 'seine Liste ist nicht zu lesen' });
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Some servers take a connection that ends before its keys are agreed upon for a broken one. */
const agreement = 250;

function sourceOf(bytes: Uint8Array): Readable {
  if (bytes.length > 0) return Readable.from([Buffer.from(bytes)], { objectMode: false });
  const source = new Readable({ read: () => {} });
  setTimeout(() => source.push(null), agreement);
  return source;
}

/** FTP knows no file that only one can make, but folders are such. */
function claimOf(path: string): string {
  return `${path}.d`;
}

/** Of all who try one is right. Between two questions the owner may have gone. */
async function makeClaim(client: Client, path: string, tries = 3): Promise<boolean> {
  try {
    await client.send(`MKD ${claimOf(path)}`);
    // Somebody may work here by SFTP, who makes no such folder.
    if (!(await isThere(client.size(path)))) return true;
    await client.sendIgnoringError(`RMD ${claimOf(path)}`);
    return false;
  } catch (error) {
    // What is there cannot be made, nor what one may not make.
    if (!(error instanceof FTPError)) throw error;
    if (await isThere(client.cd(claimOf(path)))) return false;
    if (tries > 1) return makeClaim(client, path, tries - 1);
    throw error;
  }
}

async function makeFolders(path: string, makeFolder: (path: string) => Promise<void>): Promise<void> {
  if (path === '.') return;
  await makeFolder(path);
}

async function download(client: Client, path: string): Promise<Uint8Array | undefined> {
  if (!(await isThere(client.size(path)))) return undefined;
  const parts: Buffer[] = [];
  let size = 0;
  const sink = new Writable({
    write: (part: Buffer, _encoding, done) => {
      size += part.length;
      if (size > mostRead) return done(new Error('eine Datei nimmt kein Ende'));
      parts.push(part);
      done();
    },
  });
  try {
    await client.downloadTo(sink, path);
  } catch (error) {
    // It may have gone meanwhile.
    if (error instanceof FTPError && !(await isThere(client.size(path)))) return undefined;
    throw error;
  }
  return Buffer.concat(parts);
}

async function isThere(question: Promise<unknown>): Promise<boolean> {
  try {
    await question;
    return true;
  } catch (error) {
    if (error instanceof FTPError && error.code === 550) return false;
    throw error;
  }
}

function toFault(error: unknown, path: string): unknown {
  if (error instanceof FTPError) {
    const { code, message } = error;
    if (code === 452 || code === 552 || /quota|disk full|no space|writing to local file/i.test(message))
      return deployFault('deploy/disk-full', { path });
    if (code === 421 || code === 425 || code === 426 || code === 450 || code === 451)
      return new ConnectionLost(message);
    if (/no such|not found|not exist/i.test(message)) return new PlaceMissing(path);
    if (/denied|permission|not permitted|not allowed/i.test(message))
      return deployFault('deploy/not-allowed', { path });
    return deployFault('deploy/refused', { path, reason: message });
  }
  if (
    !(error instanceof Error) ||
    error instanceof PlaceMissing ||
    error instanceof ConnectionLost ||
    'diagnostic' in error
  )
    return error;
  const isOfSocket =
    codeOf(error) !== '' || /closed|timeout|timed out|FIN|socket|client is|TLS/i.test(error.message);
  if (isOfSocket) return new ConnectionLost(codeOf(error) || error.message);
  // What basic-ftp says of answers that make no sense.
  return error.constructor === Error ? deployFault('deploy/refused', { path, reason: error.message }) : error;
}
