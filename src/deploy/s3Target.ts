/** Storage that speaks S3. An object appears whole, so putting one over another is safe; headers that a web server would send are its metadata. */
import { createHash } from 'node:crypto';
import { type XmlElement, XmlText, parseXml, XmlElement as Element } from '@rgrove/parse-xml';
import { AwsClient } from 'aws4fetch';
import { getMimeType } from 'hono/utils/mime';
import type { S3Place } from '../config/deploySettings.ts';
import { ownFolder } from './deployState.ts';
import type { Secrets } from './target.ts';
import {
  certificateFault,
  ConnectionLost,
  DeployFault,
  deployFault,
  endlessList,
  gatherNames,
  type Listed,
  mostRead,
  type MovingStore,
  type StoredFile,
  type Target,
} from './target.ts';

/** Milliseconds; a big file over a slow line takes its time. */
const patience = 300_000;
/** In bytes; a thousand names, of a thousand letters each at most, are less. */
const mostAnswered = 8 * 1024 * 1024;
/** Objects that one request may delete. */
const mostDeleted = 1000;

export function s3Target(place: S3Place, secrets: Secrets): Target {
  const { endpoint, bucket, prefix, region } = place;
  return {
    label: `s3://${bucket}${prefix === '' ? '' : `/${prefix}`}`,
    connect: async () => {
      const accessKeyId = secrets.environment('AWS_ACCESS_KEY_ID') ?? '';
      const secretAccessKey = secrets.environment('AWS_SECRET_ACCESS_KEY') ?? '';
      const sessionToken = secrets.environment('AWS_SESSION_TOKEN');
      if (accessKeyId === '' || secretAccessKey === '') throw deployFault('deploy/no-storage-keys', {});
      const aws = new AwsClient({
        accessKeyId,
        secretAccessKey,
        service: 's3',
        region,
        retries: 3,
        ...(sessionToken && { sessionToken }),
      });
      const asked = requestsTo(aws, `${endpoint}/${bucket}`);
      const store = s3Store(asked, bucket, prefix === '' ? '' : `${prefix}/`);
      await asked('GET', '', { query: 'list-type=2&max-keys=1' });
      return store;
    },
  };
}

interface RequestOptions {
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Answers that are none of the usual, and fine. */
  readonly fine?: readonly number[];
}

type Asked = (
  method: string,
  key: string,
  options?: RequestOptions,
) => Promise<{ readonly status: number; readonly bytes: Uint8Array }>;

function requestsTo(aws: AwsClient, root: string): Asked {
  return async (method, key, { query, headers = {}, body, fine = [] } = {}) => {
    const address = `${root}${key === '' ? '' : `/${encoded(key)}`}${query === undefined ? '' : `?${query}`}`;
    const digest = createHash('sha256')
      .update(body ?? '')
      .digest('hex');
    try {
      const answer = await aws.fetch(address, {
        method,
        headers: { ...headers, 'x-amz-content-sha256': digest },
        ...(body && { body: Buffer.from(body) }),
        // Nobody else gets what was signed for this one.
        redirect: 'manual',
        signal: AbortSignal.timeout(patience),
      });
      const isContent = method === 'GET' && key !== '';
      const bytes = await wholeOf(answer, key, isContent ? mostRead : mostAnswered);
      if (answer.ok || fine.includes(answer.status)) return { status: answer.status, bytes };
      throw faultOf(answer.status, Buffer.from(bytes).toString('utf8'), key === '' ? root : key);
    } catch (error) {
      if (error instanceof DeployFault || error instanceof ConnectionLost) throw error;
      if (error instanceof Error && (error instanceof TypeError || error.name === 'TimeoutError')) {
        const cause: unknown = error.cause instanceof Error ? Reflect.get(error.cause, 'code') : undefined;
        const { hostname: host } = new URL(root);
        if (cause === 'ENOTFOUND') throw deployFault('deploy/no-such-host', { host });
        const reason = certificateFault(cause);
        if (reason !== undefined) throw deployFault('deploy/certificate', { host, reason });
        throw new ConnectionLost(typeof cause === 'string' ? cause : 'der Speicherdienst antwortet nicht');
      }
      throw error;
    }
  };
}

async function wholeOf(answer: Response, key: string, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.length;
    if (size > most) throw deployFault('deploy/storage', { path: key, reason: endless });
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const endless = 'seine Antwort nimmt kein Ende';

/** As signatures want it: everything but letters, digits and `-_.~/`. */
function encoded(key: string): string {
  const one = (part: string): string =>
    encodeURIComponent(part).replace(
      /[!'()*]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  return key.split('/').map(one).join('/');
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['NoSuchBucket', 'den Bucket gibt es nicht'],
  ['AccessDenied', 'der Schlüssel darf das nicht'],
  ['InvalidAccessKeyId', 'den Schlüssel AWS_ACCESS_KEY_ID kennt er nicht'],
  ['SignatureDoesNotMatch', 'AWS_SECRET_ACCESS_KEY oder „region“ stimmt nicht'],
  ['RequestTimeTooSkewed', 'die Uhr hier geht falsch'],
  ['ExpiredToken', 'AWS_SESSION_TOKEN ist abgelaufen'],
  ['PermanentRedirect', 'der Bucket hat eine andere Adresse („endpoint“) oder Region'],
  ['TemporaryRedirect', 'der Bucket hat eine andere Adresse („endpoint“) oder Region'],
  ['AuthorizationHeaderMalformed', '„region“ stimmt nicht'],
]);

function faultOf(status: number, text: string, key: string): Error {
  const code = /<Code>([\w.]{1,60})<\/Code>/.exec(text)?.[1] ?? `Antwort ${status}`;
  if (status === 507 || code === 'QuotaExceeded' || code === 'XMinioStorageFull')
    return deployFault('deploy/disk-full', { path: key });
  if (status === 429 || status >= 500)
    return new ConnectionLost(`der Speicherdienst antwortet mit ${status}`);
  if (status >= 300 && status < 400)
    return deployFault('deploy/storage', {
      path: key,
      reason: reasons.get(code) ?? 'er leitet anderswohin; ich folge nicht',
    });
  return deployFault('deploy/storage', { path: key, reason: reasons.get(code) ?? code });
}

function s3Store(asked: Asked, bucket: string, prefix: string): MovingStore {
  const at = (path: string): string => `${prefix}${path}`;
  const doomed: string[] = [];
  const flush = async (): Promise<void> => {
    while (doomed.length > 0) await deleteAll(asked, doomed.splice(0, mostDeleted));
  };
  const copy = async (from: string, to: string): Promise<boolean> => {
    const source = `/${bucket}/${encoded(at(from))}`;
    const { status, bytes } = await asked('PUT', at(to), {
      headers: { 'x-amz-copy-source': source },
      fine: [404],
    });
    // A copy that fails midway is told behind a good status.
    const text = Buffer.from(bytes.subarray(0, 2000)).toString('utf8');
    if (status === 200 && text.includes('<Error>')) throw faultOf(500, text, to);
    return status !== 404;
  };
  const put = async (
    path: string,
    bytes: Uint8Array,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<void> => {
    await asked('PUT', at(path), { body: bytes, headers });
  };
  const read = async (path: string): Promise<Uint8Array | undefined> => {
    const { status, bytes } = await asked('GET', at(path), { fine: [404] });
    return status === 404 ? undefined : bytes;
  };
  return {
    read,
    write: async (path, bytes) => {
      // What was to be removed is gone before anybody writes that it is.
      await flush();
      await put(path, bytes, { 'content-type': 'application/json' });
    },
    claim: async (path, bytes) => {
      const headers = { 'if-none-match': '*', 'content-type': 'application/json' };
      const { status } = await asked('PUT', at(path), { body: bytes, headers, fine: [409, 412, 501] });
      if (status !== 501) return status < 300;
      // Storage without conditions: the last one who writes has it.
      if (await read(path)) return false;
      await put(path, bytes);
      return Buffer.from((await read(path)) ?? []).equals(bytes);
    },
    list: (folder) => listFolder(asked, at(folder === '' ? '' : `${folder}/`), folder),
    remove: async (path) => {
      if (path.startsWith(`${ownFolder}/`)) return deleteAll(asked, [at(path)]);
      doomed.push(at(path));
      if (doomed.length >= mostDeleted) await flush();
    },
    close: flush,
    upload: (file) => put(file.name, file.bytes, metadataOf(file)),
    move: async (from, to) => {
      if (!(await copy(from, to))) throw deployFault('deploy/vanished', { path: to });
      doomed.push(at(from));
    },
    copy,
    makeFolder: async () => {},
    removeFolder: async () => {},
    atOnce: { uploads: 16, steps: 16 },
  };
}

async function deleteAll(asked: Asked, keys: readonly string[]): Promise<void> {
  const objects = keys.map((key) => `<Object><Key>${escapeXml(key)}</Key></Object>`).join('');
  const body = Buffer.from(`<Delete><Quiet>true</Quiet>${objects}</Delete>`);
  const headers = {
    'content-md5': createHash('md5').update(body).digest('base64'),
    'content-type': 'application/xml',
  };
  const { bytes } = await asked('POST', '', { query: 'delete=', body, headers });
  const refused = elementsOf(bytes).find(({ name }) => name === 'Error');
  if (refused) throw faultOf(403, `<Code>${childText(refused, 'Code')}</Code>`, childText(refused, 'Key'));
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

async function listFolder(asked: Asked, prefix: string, shown: string): Promise<readonly Listed[]> {
  const names = gatherNames(shown);
  const tokens = new Set<string>();
  for (let token = ''; ;) {
    // Whoever gives the same place to go on from again begins anew, for ever.
    if (tokens.has(token) || tokens.size > mostPages) throw endlessList(shown);
    tokens.add(token);
    const query = new URLSearchParams({
      'list-type': '2',
      prefix,
      delimiter: '/',
      ...(token !== '' && { 'continuation-token': token }),
    });
    const { bytes } = await asked('GET', '', { query: query.toString().replaceAll('+', '%20') });
    const parts = elementsOf(bytes);
    for (const one of parts.filter(({ name }) => name === 'Contents')) {
      const name = childText(one, 'Key').slice(prefix.length);
      if (name !== '') names.add({ name, size: Number(childText(one, 'Size')), isFolder: false });
    }
    for (const one of parts.filter(({ name }) => name === 'CommonPrefixes')) {
      names.add({ name: childText(one, 'Prefix').slice(prefix.length, -1), size: 0, isFolder: true });
    }
    token = parts.find(({ name }) => name === 'NextContinuationToken')?.text ?? '';
    const isLast = parts.some(({ name, text }) => name === 'IsTruncated' && text === 'false');
    if (token === '' || isLast) return names.all;
  }
}

/** A thousand names each; nobody has more. */
const mostPages = 500;

/** The children of the answer. */
function elementsOf(bytes: Uint8Array): readonly XmlElement[] {
  if (bytes.length === 0) return [];
  try {
    const root = parseXml(Buffer.from(bytes).toString('utf8')).root;
    return (root?.children ?? []).filter((child): child is XmlElement => child instanceof Element);
  } catch {
    throw deployFault('deploy/storage', { path: '', reason: 'seine Antwort ist nicht zu lesen' });
  }
}

function childText(element: XmlElement, name: string): string {
  const child = element.children.find(
    (one): one is XmlElement => one instanceof Element && one.name === name,
  );
  return (child?.children ?? []).map((part) => (part instanceof XmlText ? part.text : '')).join('');
}

const feedTypes: ReadonlyMap<string, string> = new Map([
  ['feed.xml', 'application/rss+xml; charset=utf-8'],
  ['podcast.xml', 'application/rss+xml; charset=utf-8'],
  ['kommentare.xml', 'application/rss+xml; charset=utf-8'],
  ['atom.xml', 'application/atom+xml; charset=utf-8'],
  ['feed.json', 'application/feed+json; charset=utf-8'],
]);

/** In a page that only leads elsewhere. */
const refresh = /<meta http-equiv="refresh" content="0; url=([^"<>]{1,2000})">/;
/** In bytes: no such page is bigger. */
const longestRedirect = 4096;

/** What other web servers send as headers. */
function metadataOf({ path, bytes }: StoredFile): Readonly<Record<string, string>> {
  const type = feedTypes.get(path.slice(path.lastIndexOf('/') + 1)) ?? typeOf(path);
  const isFixed = /^(?:assets|medien)\//.test(path);
  const isShown = /^(?:image|audio|video|text\/plain|application\/pdf)/.test(type);
  const goal =
    path.endsWith('.html') && bytes.length <= longestRedirect
      ? refresh.exec(Buffer.from(bytes).toString('utf8'))?.[1]
      : undefined;
  return {
    'content-type': type,
    'cache-control': isFixed ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(path.startsWith('medien/') && !isShown && { 'content-disposition': 'attachment' }),
    ...(goal !== undefined &&
      /^(?:\/|https?:\/\/)/.test(goal) && {
        'x-amz-website-redirect-location': encodeURI(decodeURI(goal.replaceAll('&amp;', '&'))),
      }),
  };
}

function typeOf(path: string): string {
  const type = getMimeType(path) ?? 'application/octet-stream';
  return /^text\/|javascript|json|xml$/.test(type) && !type.includes('charset')
    ? `${type}; charset=utf-8`
    : type;
}
