/** Links to other hosts, asked on request: patiently, and never inside the editor's own network. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { isIPv6 } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyExactCache, type ExactCache, type KnownFile } from '../../src/cache/exactCache.ts';
import {
  type Answer,
  checkForeign,
  createRequest,
  type ExternalWork,
  type Response,
} from '../../src/check/external.ts';
import { isPublicAddress, type NameLookup } from '../../src/core/publicAddresses.ts';
import { createSite } from '../support/testSite.ts';
import { check, linesOf, oneArticle } from './checkSupport.ts';

type Respond = (url: string, method: string) => Response;

function work(respond: Respond, more: Partial<ExternalWork> = {}) {
  const asked: string[] = [];
  const done: ExternalWork = {
    request: (url, method) => {
      asked.push(`${method} ${url}`);
      return Promise.resolve(respond(url, method));
    },
    now: 0,
    cache: emptyExactCache,
    onProgress: () => {},
    pause: 0,
    ...more,
  };
  return { asked, done };
}

const status = (code: number, location?: string): Response => ({ status: code, location });
const link = (address: string) => ({ address, page: '/', pages: 1 });
const codes = async (address: string, respond: Respond, more: Partial<ExternalWork> = {}) => {
  const { asked, done } = work(respond, more);
  const found = await checkForeign([link(address)], done);
  return { asked, codes: found.map(({ code }) => code) };
};

describe('Links to other hosts', () => {
  test('are gathered from the pages, with their places', async () => {
    const { foreign } = await check(
      createSite({
        ...oneArticle,
        'templates/parts/before-footer.eta': '<a href="https://a.example.net/x#y">x</a>',
      }),
    );
    // Not those for sharing.
    expect(foreign).toEqual([
      expect.objectContaining({
        address: 'https://a.example.net/x#y',
        file: 'templates/parts/before-footer.eta',
      }),
    ]);
  });

  test('that answer are fine, by the head alone', async () => {
    expect(await codes('https://a.example.net/x#y', () => status(200))).toEqual({
      asked: ['HEAD https://a.example.net/x'],
      codes: [],
    });
  });

  test('that refuse a head are asked for the whole', async () => {
    const { asked } = await codes('https://a.example.net/', (_, method) =>
      status(method === 'HEAD' ? 405 : 200),
    );
    expect(asked).toEqual(['HEAD https://a.example.net/', 'GET https://a.example.net/']);
  });

  test.each([
    [404, ['links/external-dead']],
    [410, ['links/external-dead']],
    [403, ['links/external-unknown']],
    [429, ['links/external-unknown']],
    [500, ['links/external-unknown']],
  ])('that answer %i are told as what that means', async (code, expected) => {
    expect((await codes('https://a.example.net/', () => status(code))).codes).toEqual(expected);
  });

  test('that have moved for good are told, those that lead in circles too', async () => {
    const moved: Respond = (url) => (url.endsWith('/neu') ? status(200) : status(301, '/neu'));
    expect((await codes('https://a.example.net/', moved)).codes).toEqual(['links/external-moved']);
    const temporary: Respond = (url) => (url.endsWith('/neu') ? status(200) : status(302, '/neu'));
    expect((await codes('https://a.example.net/', temporary)).codes).toEqual([]);
    expect((await codes('https://a.example.net/', () => status(302, '/'))).codes).toEqual([
      'links/external-dead',
    ]);
  });

  describe('into a private network', () => {
    // On this machine: 127.0.0.2 stands for a public address, 127.0.0.1 for one of the newsroom.
    let server: Server;
    let port = 0;
    const visits: string[] = [];

    beforeAll(async () => {
      server = createServer((request, response) => {
        visits.push(`${request.socket.localAddress} ${request.headers.host} ${request.url}`);
        const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x.example');
        const location = searchParams.get('to');
        response.writeHead(
          pathname === '/weiter' && location !== null ? 302 : 200,
          location ? { location } : {},
        );
        response.end('x'.repeat(100));
      });
      server.listen(0, '0.0.0.0');
      await once(server, 'listening');
      const address = server.address();
      port = typeof address === 'object' && address ? address.port : 0;
    });
    afterAll(() => {
      server.closeAllConnections();
      server.close();
    });

    /** `answers`: the addresses of a name, one list for each time that it is asked for. */
    const follow = async (url: string, answers: Readonly<Record<string, readonly (readonly string[])[]>>) => {
      visits.length = 0;
      const times = new Map<string, number>();
      const lookup: NameLookup = (host, _, answer) => {
        const time = times.get(host) ?? 0;
        times.set(host, time + 1);
        const all = answers[host] ?? [];
        const addresses = all[Math.min(time, all.length - 1)] ?? [];
        if (addresses.length === 0) answer(Object.assign(new Error(), { code: 'ENOTFOUND' }), []);
        else
          answer(
            null,
            addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 })),
          );
      };
      const request = createRequest((address) => address === '127.0.0.2', lookup);
      const { codes: found } = await codes(url, () => status(500), { request });
      return { found, visits: [...visits] };
    };
    const refused = { found: ['links/external-unknown'], visits: [] };

    test('are never followed, by name or by address', async () => {
      for (const host of [
        'innen.example',
        '127.0.0.1',
        '2130706433',
        '0x7f.1',
        '[::1]',
        '[::ffff:127.0.0.1]',
      ])
        expect(await follow(`http://${host}:${port}/`, { 'innen.example': [['127.0.0.1']] })).toEqual(
          refused,
        );
    });

    test('are not followed by a redirect either', async () => {
      const to = encodeURIComponent(`http://innen.example:${port}/geheim`);
      const { found, visits: seen } = await follow(`http://aussen.example:${port}/weiter?to=${to}`, {
        'aussen.example': [['127.0.0.2']],
        'innen.example': [['127.0.0.1']],
      });
      expect(found).toEqual(['links/external-unknown']);
      expect(seen.every((one) => one.startsWith('127.0.0.2 aussen.example'))).toBe(true);
      expect(seen).not.toEqual([]);
    });

    test('are not followed where a name has another address the next time', async () => {
      const url = `http://wechselt.example:${port}/weiter?to=/dort`;
      const { found, visits: seen } = await follow(url, {
        'wechselt.example': [['127.0.0.2'], ['127.0.0.1']],
      });
      // The head came from outside; what it leads to would be inside.
      expect(found).toEqual(['links/external-unknown']);
      expect(seen).toEqual([`127.0.0.2 wechselt.example:${port} /weiter?to=/dort`]);
    });

    test('are not followed where a name has addresses of both kinds', async () => {
      const { found, visits: seen } = await follow(`http://beides.example:${port}/`, {
        'beides.example': [['127.0.0.1', '127.0.0.2']],
      });
      expect(found).toEqual([]);
      expect(seen).toEqual([`127.0.0.2 beides.example:${port} /`]);
    });

    test('may not exist', async () => {
      expect(await follow(`http://fehlt.example:${port}/`, {})).toEqual({
        found: ['links/external-dead'],
        visits: [],
      });
    });
  });

  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '::1',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '::',
  ])('know %s as private', (address) => expect(isPublicAddress(address)).toBe(false));

  test.each(['93.184.216.34', '172.32.0.1', '2606:4700::1'])('know %s as public', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  test('are remembered, and asked again when that is old', async () => {
    let known: readonly KnownFile<Answer>[] = [];
    const cache: ExactCache<Answer> = {
      get: (id) => known.find((one) => one.id === id)?.value,
      keep: (files) => {
        known = files;
      },
      problems: () => [],
    };
    const ask = async (now: number) =>
      (await codes('https://a.example.net/', () => status(200), { cache, now })).asked.length;
    expect([await ask(0), await ask(1000), await ask(15 * 86_400_000)]).toEqual([1, 0, 1]);
  });

  const many = (count: number, host: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => link(`https://${host(index)}/${index}`));

  test('of a host that answers nothing are not all waited for', async () => {
    const silent: Response = { kind: 'unknown', detail: 'Der Server antwortet nicht.', isFinal: false };
    const { asked, done } = work((url) => (url.includes('stumm') ? silent : status(200)));
    const links = many(10_000, (index) => (index % 2 === 0 ? 'stumm.example' : `h${index}.example`));
    const found = await checkForeign(links, done);
    expect(found.map(({ code }) => code)).toEqual(
      Array.from({ length: 5000 }, () => 'links/external-unknown'),
    );
    // Each by its head, and then as a whole.
    expect(asked.filter((one) => one.includes('stumm'))).toHaveLength(6);
    expect(asked.filter((one) => !one.includes('stumm'))).toHaveLength(5000);
  });

  test('of a host that answers now and then are all asked', async () => {
    const silent: Response = { kind: 'unknown', detail: 'Der Server antwortet nicht.', isFinal: true };
    const { asked, done } = work((url) => (/[02468]$/.test(url) ? status(200) : silent));
    await checkForeign(
      many(40, () => 'mal.example'),
      done,
    );
    expect(asked).toHaveLength(40);
  });

  test('are left when the time is up, and the next run goes on', async () => {
    let known: readonly KnownFile<Answer>[] = [];
    const cache: ExactCache<Answer> = {
      get: (id) => known.find((one) => one.id === id)?.value,
      keep: (files) => {
        known = files;
      },
      problems: () => [],
    };
    const links = many(60, () => 'a.example');
    const first = work(() => status(200), { cache, pause: 5, budget: 50 });
    const found = await checkForeign(links, first.done);
    const left = 60 - first.asked.length;
    expect(left).toBeGreaterThan(0);
    expect(linesOf(found)).toEqual([
      `Hinweis: Die Zeit war um; ${left} fremde Adressen sind noch nicht gefragt.`,
    ]);
    const second = work(() => status(200), { cache });
    expect(await checkForeign(links, second.done)).toEqual([]);
    expect(second.asked).toHaveLength(left);
  });

  test('are remembered while others are still asked', async () => {
    let kept = 0;
    const cache: ExactCache<Answer> = { ...emptyExactCache, keep: (files) => void (kept = files.length) };
    const broken = new Error('Aus');
    const { done } = work(
      (url) => {
        if (url.endsWith('/450')) throw broken;
        return status(200);
      },
      { cache },
    );
    await expect(
      checkForeign(
        many(500, () => 'a.example'),
        done,
      ),
    ).rejects.toBe(broken);
    expect(kept).toBe(400);
  });

  test('are told in German', async () => {
    const { done } = work(() => status(404));
    expect(linesOf(await checkForeign([link('https://a.example.net/')], done))).toEqual([
      'Fehler: Der Link „https://a.example.net/“ führt ins Leere (Antwort 404), auf der Seite /.',
    ]);
  });
});
