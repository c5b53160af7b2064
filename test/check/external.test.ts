/** Links to other hosts, asked on request: patiently, and never inside the editor's own network. */
import { describe, expect, test } from 'vitest';
import { emptyExactCache, type ExactCache, type KnownFile } from '../../src/cache/exactCache.ts';
import { type Answer, checkForeign, type ExternalWork, isPrivate } from '../../src/check/external.ts';
import { createSite } from '../support/testSite.ts';
import { check, linesOf, oneArticle } from './checkSupport.ts';

type Respond = (url: string, method: string) => Response;

function work(respond: Respond, more: Partial<ExternalWork> = {}) {
  const asked: string[] = [];
  const own: typeof fetch = (input, init) => {
    const url = String(input);
    asked.push(`${init?.method} ${url}`);
    return Promise.resolve(respond(url, init?.method ?? 'GET'));
  };
  const done: ExternalWork = {
    fetch: own,
    resolveHost: () => Promise.resolve(['93.184.216.34']),
    now: 0,
    cache: emptyExactCache,
    onProgress: () => {},
    pause: 0,
    ...more,
  };
  return { asked, done };
}

const status = (code: number, location?: string) =>
  new Response(null, { status: code, ...(location !== undefined && { headers: { location } }) });
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

  test('into a private network are never asked, not even by a redirect', async () => {
    const inside = {
      resolveHost: (host: string) =>
        Promise.resolve([host === 'a.example.net' ? '93.184.216.34' : '10.0.0.7']),
    };
    expect((await codes('http://intern.example.net/', () => status(200), inside)).asked).toEqual([]);
    expect((await codes('http://[::1]/', () => status(200))).asked).toEqual([]);
    expect((await codes('http://2130706433/', () => status(200))).asked).toEqual([]);
    const { asked } = await codes(
      'https://a.example.net/',
      () => status(302, 'http://intern.example.net/x'),
      inside,
    );
    expect(asked).toEqual(['HEAD https://a.example.net/']);
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
    '::',
  ])('know %s as private', (address) => expect(isPrivate(address)).toBe(true));

  test.each(['93.184.216.34', '172.32.0.1', '2606:4700::1'])('know %s as public', (address) =>
    expect(isPrivate(address)).toBe(false),
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

  test('are told in German', async () => {
    const { done } = work(() => status(404));
    expect(linesOf(await checkForeign([link('https://a.example.net/')], done))).toEqual([
      'Fehler: Der Link „https://a.example.net/“ führt ins Leere (Antwort 404), auf der Seite /.',
    ]);
  });
});
