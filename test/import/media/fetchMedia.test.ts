/** Fetching from a server that may be anybody's: nothing inside the network is asked, nothing endless is taken, and it goes on where it broke off. */
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isPublicAddress } from '../../../src/core/publicAddresses.ts';
import { createFetcher, type FetchTuning } from '../../../src/import/media/fetchMedia.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const tuning: FetchTuning = {
  allowsPrivate: true,
  pauses: [0, 0],
  largest: 100_000,
};
const bytes = Buffer.from(Array.from({ length: 50_000 }, (_, index) => index % 251));

/** What was asked of it, and its origin. */
async function serve(answer: Answer) {
  const asked: { readonly url: string; readonly range: string | undefined }[] = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', range: request.headers.range });
    answer(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { asked, origin: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}` };
}

/** What comes of fetching from one host; `own`: more that counts as the blog. */
async function fetched(url: string, own: readonly string[] = [], special: FetchTuning = {}) {
  const folder = join(temporaryFolder(), 'parts');
  const hosts = new Set([new URL(url).host, ...own]);
  const fetcher = createFetcher((each) => hosts.has(each.host), {
    folder,
    tuning: { ...tuning, ...special },
  });
  const result = await fetcher.fetch([url]);
  const content = 'path' in result ? readFileSync(result.path) : undefined;
  if ('path' in result) fetcher.discard(result.path);
  fetcher.close();
  return {
    content,
    reason: 'reason' in result ? result.reason : '',
    left: existsSync(folder) ? readdirSync(folder) : [],
  };
}

test('a file comes as it is, and nothing lies about', async () => {
  const { origin, asked } = await serve((_, response) => void response.end(bytes));
  const { content, ...rest } = await fetched(`${origin}/a%20b.jpg`);
  expect(content?.equals(bytes)).toBe(true);
  expect(rest).toEqual({ reason: '', left: [] });
  expect(asked).toEqual([{ url: '/a%20b.jpg', range: undefined }]);
});

describe('A hostile server', () => {
  const endless: Answer = (_, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write(bytes));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  };
  const to =
    (location: string): Answer =>
    (_, response) =>
      void response.writeHead(302, { location }).end();

  test.each<readonly [string, Answer, string]>([
    ['sends without end', endless, 'zu groß'],
    [
      'says that it will',
      (_, response) => void response.writeHead(200, { 'content-length': 1e12 }).write('a'),
      'zu groß',
    ],
    [
      'ends too early',
      (_, response) =>
        void response.writeHead(200, { 'content-length': 60_000 }).write(bytes, () => response.destroy()),
      'brach ab',
    ],
    ['says nothing', () => undefined, 'braucht zu lange'],
    [
      'drips',
      (_, response) => {
        const timer = setInterval(() => response.write('a'), 50);
        response.on('close', () => clearInterval(timer));
      },
      'braucht zu lange',
    ],
    [
      'sends a page',
      (_, response) =>
        void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<p>'),
      'Webseite',
    ],
    ['sends nothing', (_, response) => void response.end(), 'leere Datei'],
    [
      'packs a bomb',
      (_, response) =>
        void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1e7))),
      'gepackt',
    ],
    [
      'packs twice',
      (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip, br' }).end('x'),
      'gepackt',
    ],
    ['has it no more', (_, response) => void response.writeHead(404).end(), 'nicht mehr (404)'],
    ['wants a password', (_, response) => void response.writeHead(401).end(), '(401)'],
    ['is broken', (_, response) => void response.writeHead(503).end(), '(503)'],
    ['hangs up', (request) => void request.socket.destroy(), 'brach ab'],
    ['speaks no HTTP', (request) => void request.socket.end('SSH-2.0\r\n\r\n'), 'brach ab'],
    ['leads to this machine', to('http://localhost/x.jpg'), 'localhost'],
    ['leads to a cloud', to('http://169.254.169.254/latest/'), '169.254.169.254'],
    ['leads to another host', to('https://example.net/x.jpg'), 'example.net'],
    ['leads to a file', to('file:///etc/passwd'), 'file:'],
    ['leads nowhere', to('http://['), 'im Kreis'],
    ['leads in circles', to('/y.jpg'), 'im Kreis'],
  ])('that %s is told, and leaves nothing behind', async (_, answer, reason) => {
    const { origin } = await serve(answer);
    const isSlow = reason === 'braucht zu lange';
    const result = await fetched(`${origin}/x.jpg`, [], isSlow ? { patience: 300, longest: 600 } : {});
    expect(result.reason).toContain(reason);
    expect(result.content).toBeUndefined();
    expect(result.left.filter((name) => !name.endsWith('.part'))).toEqual([]);
  });

  test('that leads to another place of the blog is followed', async () => {
    const goal = await serve((_, response) => void response.end(bytes));
    const { origin } = await serve(to(`${goal.origin}/neu.jpg`));
    expect((await fetched(`${origin}/x.jpg`, [goal.host])).content?.equals(bytes)).toBe(true);
  });
});

describe('An address inside a network', () => {
  test.each(
    '0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.168.0.1 192.0.2.1 198.18.0.1 224.0.0.1 255.255.255.255 :: ::1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 64:ff9b::a00:1 fc00::1 fd12::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 2001:db8::1 2002:7f00:1::1 2001::1 unsinn'.split(
      ' ',
    ),
  )('is %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each('8.8.8.8 93.184.215.14 172.32.0.1 192.167.1.1 2001:4860:4860::8888 2a00:1450:4001::1'.split(' '))(
    'is not %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  test.each(['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]'])(
    'is never asked: %s',
    async (literal) => {
      const { host, asked } = await serve((_, response) => void response.end(bytes));
      const result = await fetched(`http://${literal}:${host.split(':')[1] ?? ''}/x.jpg`, [], {
        allowsPrivate: false,
      });
      expect(result.reason).toContain('inneren Netz');
      expect(asked).toEqual([]);
    },
  );

  test('is not asked when a name resolves to it, also if it did not before', async () => {
    const { host, asked } = await serve((_, response) => void response.end(bytes));
    let lookups = 0;
    const lookup: FetchTuning['lookup'] = (_, __, answer) => {
      lookups++;
      answer(null, [{ address: lookups === 1 ? '10.0.0.1' : '127.0.0.1', family: 4 }]);
    };
    const url = `http://blog.test:${host.split(':')[1] ?? ''}/x.jpg`;
    for (const _ of [1, 2])
      expect((await fetched(url, [], { allowsPrivate: false, lookup })).reason).toContain('inneren Netz');
    expect(lookups).toBe(2);
    expect(asked).toEqual([]);
  });
});

describe('A file that broke off', () => {
  /** Sends half at first, and then what is asked for. */
  const halfFirst = (head: Readonly<Record<string, string>>, goesOn: boolean): Answer => {
    let isFirst = true;
    return (request, response) => {
      const start = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1];
      if (isFirst) {
        isFirst = false;
        response.writeHead(200, { ...head, 'content-length': bytes.length });
        response.write(bytes.subarray(0, 20_000), () => setTimeout(() => response.destroy(), 20));
      } else if (start !== undefined && goesOn && request.headers['if-range'] === head['etag']) {
        const rest = bytes.subarray(Number(start));
        response.writeHead(206, {
          ...head,
          'content-range': `bytes ${start}-49999/50000`,
          'content-length': rest.length,
        });
        response.end(rest);
      } else response.writeHead(200, head).end(bytes);
    };
  };

  test('goes on from there', async () => {
    const { origin, asked } = await serve(halfFirst({ etag: '"1"' }, true));
    expect((await fetched(`${origin}/x.jpg`)).content?.equals(bytes)).toBe(true);
    expect(asked.map(({ range }) => range)).toEqual([undefined, 'bytes=20000-']);
  });

  test('begins anew where the server cannot go on, or could not say that nothing has changed', async () => {
    const deaf = await serve(halfFirst({ etag: '"1"' }, false));
    expect((await fetched(`${deaf.origin}/x.jpg`)).content?.equals(bytes)).toBe(true);
    const weak = await serve(halfFirst({ etag: 'W/"1"' }, true));
    expect((await fetched(`${weak.origin}/x.jpg`)).content?.equals(bytes)).toBe(true);
    expect(weak.asked.map(({ range }) => range)).toEqual([undefined, undefined]);
  });

  test('begins anew where the server sends another part, or has no such part', async () => {
    let count = 0;
    const { origin } = await serve((request, response) => {
      count++;
      if (count === 1) halfFirst({ etag: '"1"' }, true)(request, response);
      else if (count === 2)
        response.writeHead(206, { 'content-range': 'bytes 7-49999/50000' }).end(bytes.subarray(7));
      else response.end(bytes);
    });
    expect((await fetched(`${origin}/x.jpg`)).content?.equals(bytes)).toBe(true);
  });

  test('goes on in the next run', async () => {
    const folder = join(temporaryFolder(), 'parts');
    const { origin, asked } = await serve(halfFirst({ etag: '"1"' }, true));
    const attempt = async () => {
      const fetcher = createFetcher(() => true, { folder, tuning: { ...tuning, pauses: [] } });
      const result = await fetcher.fetch([`${origin}/x.jpg`]);
      fetcher.close();
      return result;
    };
    expect(await attempt()).toHaveProperty('reason');
    const second = await attempt();
    expect('path' in second && readFileSync(second.path).equals(bytes)).toBe(true);
    expect(asked.map(({ range }) => range)).toEqual([undefined, 'bytes=20000-']);
  });
});

test('of several addresses the first that the server has counts; another failure ends the search', async () => {
  const { origin, asked } = await serve((request, response) => {
    if (request.url === '/a.jpg') response.writeHead(404).end();
    else if (request.url === '/b.jpg') response.end('B');
    else response.writeHead(403).end();
  });
  const folder = join(temporaryFolder(), 'parts');
  const fetcher = createFetcher(() => true, { folder, tuning });
  const [found, refused] = await Promise.all([
    fetcher.fetch([`${origin}/a.jpg`, `${origin}/b.jpg`]),
    fetcher.fetch([`${origin}/c.jpg`, `${origin}/b.jpg`]),
  ]);
  expect('path' in found && readFileSync(found.path, 'utf8')).toBe('B');
  expect(refused).toHaveProperty('reason');
  expect(asked.filter(({ url }) => url === '/b.jpg')).toHaveLength(1);
  fetcher.close();
});

test('no more than four are fetched at once, and a host that never answers is asked no more', async () => {
  let open = 0;
  let most = 0;
  const { origin } = await serve((_, response) => {
    most = Math.max(most, ++open);
    setTimeout(() => {
      open--;
      response.end('x');
    }, 10);
  });
  const folder = join(temporaryFolder(), 'parts');
  const fetcher = createFetcher(() => true, { folder, tuning: { ...tuning, pauses: [] } });
  await Promise.all(Array.from({ length: 30 }, (_, index) => fetcher.fetch([`${origin}/${index}.jpg`])));
  expect(most).toBe(4);
  const silent = await serve((request) => void request.socket.destroy());
  const reasons: string[] = [];
  for (let index = 0; index < 8; index++) {
    const result = await fetcher.fetch([`${silent.origin}/${index}.jpg`]);
    if ('reason' in result) reasons.push(result.reason);
  }
  expect(silent.asked.length).toBe(5);
  expect(reasons.at(-1)).toContain('antwortet nicht');
  fetcher.close();
});

test('nothing is written through links in the folder of unfinished files', async () => {
  const { origin } = await serve((_, response) => void response.end(bytes));
  const root = temporaryFolder();
  const other = temporaryFolder();
  writeFileSync(join(other, 'x'), 'draußen');
  const folder = join(root, 'parts');
  const fetcher = createFetcher(() => true, { folder, tuning });
  const url = `${origin}/x.jpg`;
  const first = await fetcher.fetch([url]);
  if (!('path' in first)) throw new Error(first.reason);
  fetcher.discard(first.path);
  mkdirSync(folder, { recursive: true });
  for (const place of [first.path, `${first.path}.json`]) symlinkSync(join(other, 'x'), place);
  expect(await fetcher.fetch([url])).toEqual(first);
  expect(readFileSync(join(other, 'x'), 'utf8')).toBe('draußen');
  fetcher.discard(first.path);
  fetcher.close();
  symlinkSync(other, folder);
  expect(await fetcher.fetch([url])).toHaveProperty('reason');
  expect(readdirSync(other)).toEqual(['x']);
});
