/**
 * Fetches media of the old blog: few at a time, only from hosts that are its own, never from an address inside a network, and goes on
 * where it was broken off.
 */
import {
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { digestOf } from '../../core/digestOf.ts';
import { guardedLookup, isPublicAddress, type NameLookup } from '../../core/publicAddresses.ts';
import { isFullDisk, namingPath, tolerating, writeFully } from '../../emit/systemFault.ts';
import { megabytes, mostRead } from './mediaFiles.ts';

export interface FetchOptions {
  /** Where unfinished files wait, also for the next run: absolute, in the blog. */
  readonly folder: string;
  /** For tests. */
  readonly tuning?: FetchTuning;
}

export interface FetchTuning {
  /** Addresses of this machine and its network, too. */
  readonly allowsPrivate?: boolean;
  readonly lookup?: NameLookup;
  /** Milliseconds before each further attempt. */
  readonly pauses?: readonly number[];
  /** Milliseconds without a byte, and for all of a file. */
  readonly patience?: number;
  readonly longest?: number;
  /** Bytes. */
  readonly largest?: number;
}

export type FetchedFile = { readonly path: string } | { readonly reason: string };

export interface Fetcher {
  /** The first of the addresses that the server has; `discard` afterwards. */
  readonly fetch: (urls: readonly string[]) => Promise<FetchedFile>;
  readonly discard: (path: string) => void;
  readonly close: () => void;
}

const atOnce = 4;
const mostRedirects = 5;
/** Of a host, without an answer to any: then it is not asked again. */
const mostFailures = 5;
/** Milliseconds that a server may ask for. */
const longestPause = 60_000;

/** Why a file could not be had, German; `passing`: another attempt may succeed. `missing`: the server does not have it. */
class Refusal extends Error {
  readonly kind: 'passing' | 'missing' | 'final';
  readonly pause: number | undefined;

  constructor(reason: string, kind: Refusal['kind'] = 'final', pause?: number) {
    super(reason);
    this.kind = kind;
    this.pause = pause;
  }
}

/** `isOwn`: whether an address belongs to the blog; asked again for every redirect. */
export function createFetcher(isOwn: (url: URL) => boolean, { folder, tuning = {} }: FetchOptions): Fetcher {
  const { pauses = [1000, 5000, 15_000], largest = mostRead, longest = 600_000 } = tuning;
  const turns = createTurns(atOnce);
  const failures = new Map<string, number>();
  const connection = createConnection(isOwn, tuning);

  const attemptAll = async (url: string): Promise<string> => {
    const { host } = new URL(url);
    for (let attempt = 0; ; attempt++) {
      if ((failures.get(host) ?? 0) >= mostFailures)
        throw new Refusal(`${host} antwortet nicht; ich frage dort nicht mehr.`);
      try {
        const path = await download(url, openPart(folder, url), connection.open, { largest, longest });
        failures.set(host, 0);
        return path;
      } catch (error) {
        const refusal = toRefusal(error, host);
        const isSilent = !(error instanceof Refusal);
        failures.set(host, isSilent ? (failures.get(host) ?? 0) + 1 : 0);
        const pause = pauses[attempt];
        if (refusal.kind !== 'passing' || pause === undefined) throw refusal;
        await wait(Math.min(Math.max(pause, refusal.pause ?? 0), longestPause));
      }
    }
  };

  const fetch = async (urls: readonly string[]): Promise<FetchedFile> => {
    let reason = 'Der Server hat die Datei nicht mehr.';
    for (const url of urls) {
      try {
        return { path: await turns(() => attemptAll(url)) };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        reason = error.message;
        if (error.kind !== 'missing') break;
      }
    }
    return { reason };
  };
  return {
    fetch,
    discard: (path) => {
      for (const each of [path, `${path}.json`]) rmSync(each, { force: true });
    },
    close: () => {
      connection.close();
      tolerating(['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'], () => rmdirSync(folder));
    },
  };
}

/** Lets so many work at once. */
function createTurns(most: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let working = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (working >= most) await new Promise<void>((resolve) => void waiting.push(resolve));
    else working++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else working--;
    }
  };
}

const tooSlow = 'Der Server braucht zu lange.';

function toRefusal(error: unknown, host: string): Refusal {
  if (error instanceof Refusal) return error;
  if (!(error instanceof Error)) throw error;
  const code = 'code' in error ? String(error.code) : '';
  // What the own disk refuses is no fault of the server.
  const isOwnDisk = isFullDisk(code) || ['EACCES', 'EROFS', 'EPERM'].includes(code);
  if (isOwnDisk && !('syscall' in error && error.syscall === 'connect')) throw error;
  if (error.name === 'AbortError' || error.name === 'TimeoutError' || /^(?:ABORT_ERR|ETIMEDOUT)$/.test(code))
    return new Refusal(tooSlow, 'passing');
  if (/^ENOTFOUND$/.test(code)) return new Refusal(`${host} gibt es nicht (mehr).`, 'passing');
  if (/^(?:CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code))
    return new Refusal(`Das Zertifikat von ${host} ist ungültig (${code}).`);
  if (code === '') throw error;
  return new Refusal(`Die Verbindung mit ${host} brach ab (${code}).`, 'passing');
}

// One file

/** What is there of a file, and by what the server knows that it is still the same. */
interface Part {
  readonly path: string;
  readonly size: number;
  readonly validator?: string;
}

function openPart(folder: string, url: string): Part {
  mkdirSync(folder, { recursive: true });
  // Nobody may lead the bytes elsewhere.
  if (!lstatSync(folder).isDirectory())
    throw new Refusal('Der Ordner für unfertige Dateien ist eine Verknüpfung.');
  const path = join(folder, `${digestOf(url)}.part`);
  const stats = lstatSync(path, { throwIfNoEntry: false });
  const validator = stats?.isFile() ? readValidator(`${path}.json`) : undefined;
  if (stats && validator === undefined) rmSync(path, { recursive: true, force: true });
  return validator === undefined || !stats ? { path, size: 0 } : { path, size: stats.size, validator };
}

function readValidator(path: string): string | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof value === 'string' && /^[\x20-\x7e]{1,500}$/.test(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

type OpenUrl = (
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<IncomingMessage>;

/** Resolves with the path of the whole file. */
async function download(
  url: string,
  part: Part,
  open: OpenUrl,
  { largest, longest }: { readonly largest: number; readonly longest: number },
): Promise<string> {
  const { validator, path } = part;
  const isResumed = validator !== undefined && part.size > 0;
  // For all of the file: a server that drips is never silent.
  const signal = AbortSignal.timeout(longest);
  const headers: Readonly<Record<string, string>> = isResumed
    ? { range: `bytes=${part.size}-`, 'if-range': validator }
    : {};
  const response = await open(url, headers, signal);
  try {
    if (response.statusCode === 416) rmSync(path, { force: true });
    checkHead(response);
    const goesOn = response.statusCode === 206 && isResumed && startOf(response) === part.size;
    if (response.statusCode === 206 && !goesOn) {
      rmSync(path, { force: true });
      throw new Refusal('Der Server schickt einen anderen Teil, als ich wollte.', 'passing');
    }
    const before = goesOn ? part.size : 0;
    checkSize(before + Number(response.headers['content-length'] ?? 0), largest);
    noteValidator(path, response);
    await save(response, path, before, largest);
    return path;
  } catch (error) {
    if (signal.aborted) throw new Refusal(tooSlow, 'passing');
    if (error instanceof Refusal && error.kind !== 'passing')
      for (const each of [path, `${path}.json`]) rmSync(each, { force: true });
    throw error;
  } finally {
    response.destroy();
  }
}

function startOf(response: IncomingMessage): number | undefined {
  const start = /^bytes (\d+)-/.exec(response.headers['content-range'] ?? '')?.[1];
  return start === undefined ? undefined : Number(start);
}

function checkHead({ statusCode = 0, headers }: IncomingMessage): void {
  if (statusCode === 404 || statusCode === 410)
    throw new Refusal(`Der Server hat die Datei nicht mehr (${statusCode}).`, 'missing');
  if (statusCode === 416 || statusCode === 429 || statusCode >= 500) {
    const seconds = Number(headers['retry-after'] ?? 0);
    throw new Refusal(
      `Der Server antwortet mit einem Fehler (${statusCode}).`,
      'passing',
      seconds > 0 ? seconds * 1000 : 0,
    );
  }
  if (statusCode !== 200 && statusCode !== 206)
    throw new Refusal(`Der Server gibt die Datei nicht heraus (${statusCode}).`);
  if (!['', 'identity'].includes(headers['content-encoding'] ?? ''))
    throw new Refusal('Der Server schickt die Datei gepackt, obwohl ich sie ungepackt wollte.');
  if (/^text\/html\b/i.test(headers['content-type'] ?? ''))
    throw new Refusal('Statt der Datei schickt der Server eine Webseite.', 'missing');
}

function checkSize(size: number, largest: number): void {
  if (size > largest) throw new Refusal(`Die Datei ist zu groß (höchstens ${megabytes(largest)}).`);
}

/** Only by a strong one the server can tell that nothing has changed (RFC 9110, 13.1.5). */
function noteValidator(path: string, { headers }: IncomingMessage): void {
  const { etag, 'last-modified': modified } = headers;
  const validator = etag !== undefined && !etag.startsWith('W/') ? etag : modified;
  const note = `${path}.json`;
  rmSync(note, { force: true });
  if (validator === undefined) return;
  namingPath(note, () => writeFileSync(note, JSON.stringify(validator), { flag: 'wx' }));
}

async function save(response: IncomingMessage, path: string, before: number, largest: number): Promise<void> {
  const start = before > 0 ? constants.O_APPEND : constants.O_TRUNC;
  const file = openSync(
    path,
    constants.O_WRONLY | constants.O_CREAT | start | (constants.O_NOFOLLOW ?? 0),
    0o666,
  );
  let size = before;
  try {
    for await (const chunk of response) {
      if (!(chunk instanceof Uint8Array)) continue;
      size += chunk.length;
      checkSize(size, largest);
      writeFully(file, chunk, path);
    }
  } finally {
    closeSync(file);
  }
  if (!response.complete) throw new Refusal('Der Server brach mitten in der Datei ab.', 'passing');
  if (statSync(path).size === 0) throw new Refusal('Der Server schickt eine leere Datei.');
}

// Connections

function createConnection(
  isOwn: (url: URL) => boolean,
  tuning: FetchTuning,
): { readonly open: OpenUrl; readonly close: () => void } {
  const { patience = 20_000, allowsPrivate = false } = tuning;
  const limits = { keepAlive: true, maxSockets: atOnce };
  const agents = { http: new HttpAgent(limits), https: new HttpsAgent(limits) };
  const lookup = guardedLookup(
    (address) => allowsPrivate || isPublicAddress(address),
    (host) => new Refusal(privateReason(host)),
    tuning.lookup,
  );
  const openOnce = (
    url: URL,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const isSecure = url.protocol === 'https:';
      const sent = { 'user-agent': 'Blattmacher', accept: '*/*', 'accept-encoding': 'identity', ...headers };
      const options = { lookup, headers: sent, timeout: patience, signal };
      const request = isSecure
        ? requestHttps(url, { ...options, agent: agents.https }, resolve)
        : requestHttp(url, { ...options, agent: agents.http }, resolve);
      request.on('timeout', () =>
        request.destroy(Object.assign(new Error('No byte came in time'), { code: 'ETIMEDOUT' })),
      );
      request.on('error', reject);
      request.end();
    });
  const open: OpenUrl = async (address, headers, signal) => {
    let url = new URL(address);
    for (let redirects = 0; redirects <= mostRedirects; redirects++) {
      if (!/^https?:$/.test(url.protocol) || !isOwn(url))
        throw new Refusal(
          `Der Server verweist auf ${url.host === '' ? url.protocol : url.host}; dort hole ich nichts.`,
        );
      // A name is judged by what it resolves to, when the connection is made.
      const literal = url.hostname.replace(/^\[|\]$/g, '');
      if (!allowsPrivate && isIP(literal) !== 0 && !isPublicAddress(literal))
        throw new Refusal(privateReason(url.hostname));
      const response = await openOnce(url, headers, signal);
      const { location } = response.headers;
      if (![301, 302, 303, 307, 308].includes(response.statusCode ?? 0) || location === undefined)
        return response;
      response.destroy();
      if (!URL.canParse(location, url.href)) break;
      url = new URL(location, url);
    }
    throw new Refusal('Der Server leitet im Kreis um.');
  };
  const close = (): void => {
    agents.http.destroy();
    agents.https.destroy();
  };
  return { open, close };
}

function privateReason(host: string): string {
  return `${host} liegt in einem inneren Netz; dort hole ich nichts.`;
}
