import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { describe, expect, test } from 'vitest';
import { receiverTexts } from '../../../src/comments/receiver/receiverTexts.ts';
import { setReceiverStage } from './receiverStage.ts';
import { goodFields, siteOrigin } from './testReceiver.ts';

describe('A good comment', () => {
  test('sent by a plain form is stored whole and leads on to the page that says thank you', async () => {
    const { post, store, world } = await setReceiverStage();
    const answer = await post({
      ...goodFields,
      parent: '20261101-080000-abcdefgh',
      url: 'https://anna.example',
      text: 'Größe — 日本 😀\r\n\r\nZweiter Absatz\u0007 & <b>mehr</b>=1',
      fax: '',
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('https://example.org/blog/kommentar-danke/');
    const stored = await store.list();
    expect(stored).toEqual([
      {
        id: expect.stringMatching(/^20261123-124500-[a-z2-7]{8}$/),
        received: '2026-11-23T12:45:00.000Z',
        article: '/2023/09/kim/',
        parent: '20261101-080000-abcdefgh',
        name: 'Anna Müller',
        email: 'anna@example.net',
        url: 'https://anna.example/',
        text: 'Größe — 日本 😀\n\nZweiter Absatz & <b>mehr</b>=1',
        remarks: [],
      },
    ]);
    expect(world.notified).toEqual(stored);
    expect(world.reported).toEqual([]);
  });

  test('sent by a script is answered as JSON', async () => {
    const { postJson, store } = await setReceiverStage();
    const { status, body } = await postJson(goodFields);
    expect(status).toBe(201);
    expect(body).toEqual({ status: 'pending', id: (await store.list())[0]?.id });
  });

  test('sent as a form by a script that wants JSON is answered as JSON', async () => {
    const { post } = await setReceiverStage();
    const answer = await post(goodFields, { Accept: 'application/json' });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ status: 'pending' });
  });

  test('for an earlier address of an article belongs to the article', async () => {
    const { postJson, store } = await setReceiverStage();
    await postJson({ ...goodFields, article: '/alt/kim.html' });
    expect((await store.list()).map(({ article }) => article)).toEqual(['/2023/09/kim/']);
  });

  test('may come without an e-mail address where the site does not need one, and is stored without where it wants none', async () => {
    const optional = await setReceiverStage({ site: { email: 'optional' } });
    expect(await optional.postJson({ ...goodFields, email: '' })).toMatchObject({ status: 201 });
    const off = await setReceiverStage({ site: { email: 'off' } });
    expect(await off.postJson(goodFields)).toMatchObject({ status: 201 });
    expect((await off.store.list())[0]).not.toHaveProperty('email');
  });

  test('leaves no address of its sender anywhere in the folder', async () => {
    const { post, folder } = await setReceiverStage();
    await post(goodFields, { 'X-Forwarded-For': '203.0.113.77' });
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    expect(files.map(({ name }) => name).toSorted()).toEqual([
      '.gitignore',
      expect.stringMatching(/^20261123-124500-[a-z2-7]{8}\.json$/),
    ]);
    for (const { parentPath, name } of files)
      expect(readFileSync(join(parentPath, name), 'utf8')).not.toMatch(/203\.0\.113|127\.0\.0\.1/);
  });
});

describe('A remark for the editor', () => {
  test.each([
    [
      'a form that was open for two days',
      { started: String(Date.UTC(2026, 10, 21)) },
      receiverTexts.remarks.slow,
    ],
    ['a clock from the future', { started: String(Date.UTC(2030, 0, 1)) }, receiverTexts.remarks.clock],
    ['a time that is none', { started: 'gestern' }, receiverTexts.remarks.clock],
    ['four links', { text: 'www.a.example '.repeat(4) }, receiverTexts.remarks.links(4)],
  ])('is made of %s', async (_, change, remark) => {
    const { postJson, store } = await setReceiverStage();
    expect(await postJson({ ...goodFields, ...change })).toMatchObject({ status: 201 });
    expect((await store.list())[0]?.remarks).toEqual([remark]);
  });
});

describe('A flood', () => {
  test('from one sender ends after some comments and may go on later', async () => {
    const { postJson, world, store } = await setReceiverStage({ burst: 5 });
    const send = (count: number, from: string) =>
      postJson({ ...goodFields, text: `Satz ${count}` }, { 'X-Forwarded-For': `198.51.100.9, ${from}` });
    for (let count = 0; count < 5; count++) expect((await send(count, '203.0.113.7')).status).toBe(201);
    const refused = await send(5, '203.0.113.7');
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many' } });
    expect(refused.headers.get('retry-after')).toBe('120');
    expect((await send(6, '203.0.113.8')).status).toBe(201);
    world.now += 120_000;
    expect((await send(7, '203.0.113.7')).status).toBe(201);
    expect((await send(8, '203.0.113.7')).status).toBe(429);
    expect(await store.list()).toHaveLength(7);
  });
});

describe('Too many pending comments', () => {
  test('let no other one in until the editor has decided on some; the editor is notified once', async () => {
    const { postJson, store, world } = await setReceiverStage({ mostPending: 3 });
    const send = (count: number) => postJson({ ...goodFields, text: `Satz ${count}` });
    const answers = await Promise.all([1, 2, 3, 4, 5].map(send));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 503, 503]);
    expect(answers.find(({ status }) => status === 503)?.headers.get('retry-after')).toBe('300');
    const [first] = await store.ids();
    await store.remove(first ?? '');
    world.now += 10_000;
    const later = await Promise.all([6, 7].map(send));
    expect(later.map(({ status }) => status).toSorted()).toEqual([201, 503]);
    expect(await store.list()).toHaveLength(3);
    expect(world.reported).toEqual([
      receiverTexts.tooManyPending(3),
      receiverTexts.storedAgain,
      receiverTexts.tooManyPending(3),
    ]);
  });

  test('count also when they were there before', async () => {
    const first = await setReceiverStage();
    for (const text of ['Eins.', 'Zwei.']) await first.postJson({ ...goodFields, text });
    const { postJson } = await setReceiverStage({ folder: first.folder, mostPending: 2 });
    expect((await postJson({ ...goodFields, text: 'Drei.' })).status).toBe(503);
  });
});

describe('The origin of a form', () => {
  test.each([
    ['another site', { Origin: 'https://evil.example' }],
    ['another scheme', { Origin: 'http://example.org' }],
    [
      'another site, as the referrer says',
      { Origin: 'null', Referer: 'https://evil.example/https://example.org' },
    ],
    ['nowhere', { Origin: 'null', Referer: 'about:blank' }],
    ['another site that does not say its name', { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }],
  ])('is refused when it is %s', async (_, headers) => {
    const { postJson, store } = await setReceiverStage();
    expect(await postJson(goodFields, headers)).toMatchObject({
      status: 403,
      body: { code: 'foreign-origin' },
    });
    expect(await store.list()).toEqual([]);
  });

  test('may be known by the referrer alone', async () => {
    const { postJson, store } = await setReceiverStage();
    await postJson(goodFields, { Origin: 'null', Referer: `${siteOrigin}/2023/09/kim/` });
    expect((await store.list())[0]?.remarks).toEqual([]);
  });

  test('may be unknown, and the editor is notified', async () => {
    const { postJson, store } = await setReceiverStage();
    await postJson(goodFields, { Origin: 'null' });
    expect((await store.list())[0]?.remarks).toEqual([receiverTexts.remarks.noOrigin]);
  });

  test.each([
    ['https://example.org', 'https://www.example.org'],
    ['https://www.example.org', 'https://example.org'],
    ['http://example.org:8080', 'http://www.example.org:8080'],
  ])('of a site at %s may be %s, and there the reader stays', async (origin, other) => {
    const { post, postJson, store } = await setReceiverStage({ site: { url: { origin, base: '' } } });
    const answer = await post(goodFields, { Origin: other });
    expect(answer.headers.get('location')).toBe(`${other}/kommentar-danke/`);
    expect(answer.headers.get('access-control-allow-origin')).toBe(other);
    expect((await store.list())[0]?.remarks).toEqual([]);
    for (const foreign of [
      `${other}.evil.example`,
      other.replace('//', '//www.www.'),
      'https://w.example.org',
    ])
      expect(await postJson(goodFields, { Origin: foreign })).toMatchObject({ status: 403 });
  });

  test('alone may read the answers of the receiver', async () => {
    const { url, postJson } = await setReceiverStage();
    const preflight = await fetch(`${url}/comments`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    const { headers } = await postJson({}, { Origin: 'https://evil.example' });
    for (const answer of [preflight.headers, headers]) {
      expect(answer.get('access-control-allow-origin')).toBe(siteOrigin);
      expect(answer.get('vary')).toBe('Origin');
      expect(answer.get('x-content-type-options')).toBe('nosniff');
      expect(answer.get('cache-control')).toBe('no-store');
    }
    expect(preflight.headers.get('access-control-allow-headers')).toBe('Content-Type');
  });
});

describe('A disk that takes nothing more', () => {
  test('is told to the sender and once to whoever runs the service, and nothing is taken for sent', async () => {
    let isFull = true;
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC', syscall: 'write' });
    const { postJson, post, world, store } = await setReceiverStage({
      store: (real) => ({ ...real, add: (comment) => (isFull ? Promise.reject(full) : real.add(comment)) }),
    });
    const refused = await postJson(goodFields);
    expect(refused).toMatchObject({ status: 503, body: { code: 'not-stored' } });
    expect(refused.headers.get('retry-after')).toBe('300');
    expect((await post(goodFields)).headers.get('location')).toMatch(/#grund-not-stored$/);
    isFull = false;
    expect(await postJson(goodFields)).toMatchObject({ status: 201 });
    expect(world.reported).toEqual([receiverTexts.notStored('ENOSPC'), receiverTexts.storedAgain]);
    expect(await store.list()).toHaveLength(1);
  });

  test('or a store in which something else stands, is the same', async () => {
    const { postJson, folder } = await setReceiverStage();
    writeFileSync(join(folder, '.comments'), 'something else');
    expect(await postJson(goodFields)).toMatchObject({ status: 503 });
    expect(readFileSync(join(folder, '.comments'), 'utf8')).toBe('something else');
  });
});

describe('A fault of our own', () => {
  test('tells neither the client nor the log what was sent', async () => {
    const { post, world } = await setReceiverStage({
      store: (real) => ({ ...real, add: ({ email }) => Promise.reject(new RangeError(`broken: ${email}`)) }),
    });
    const answer = await post(goodFields);
    expect([answer.status, await answer.text()]).toEqual([500, receiverTexts.broken]);
    expect(world.reported).toEqual([receiverTexts.unexpected('RangeError')]);
  });
});

describe('Proof of work', () => {
  test('is asked for, verified, and taken once', async () => {
    const { url, postJson } = await setReceiverStage({ site: { proofOfWork: true } });
    expect(await postJson(goodFields)).toMatchObject({ status: 422, body: { code: 'proof-of-work' } });
    const challenge = JSON.parse(await (await fetch(`${url}/comments/challenge`)).text());
    const solution = await solveChallenge({ challenge, deriveKey });
    const payload = Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
    const solved = { ...goodFields, altcha: payload };
    expect(await postJson(solved)).toMatchObject({ status: 201 });
    expect(await postJson({ ...solved, text: 'Noch einer.' })).toMatchObject({ status: 422 });
  });
});
