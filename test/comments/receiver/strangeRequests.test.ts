import { request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldNames } from '../../../src/comments/receiver/sentFields.ts';
import { setReceiverStage } from './receiverStage.ts';
import { siteOrigin } from './testReceiver.ts';

const formType = { 'Content-Type': 'application/x-www-form-urlencoded' };

describe('A request that no form makes', () => {
  test('of a foreign host is refused', async () => {
    const { url } = await setReceiverStage();
    const status = await new Promise((resolve, reject) => {
      const sent = request(
        `${url}/comments`,
        { method: 'POST', headers: { Host: 'evil.example' } },
        (answer) => resolve(answer.statusCode),
      );
      sent.on('error', reject).end();
    });
    expect(status).toBe(403);
  });

  test.each(['GET', 'PUT', 'DELETE', 'PATCH'])('%s is refused', async (method) => {
    const { url } = await setReceiverStage();
    const answer = await fetch(`${url}/comments`, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
  });

  test.each(['multipart/form-data; boundary=x', 'text/plain', 'application/xml', ''])(
    'of the type „%s“ is refused',
    async (type) => {
      const { send } = await setReceiverStage();
      const answer = await send('--x', { Accept: 'application/json', 'Content-Type': type });
      expect([answer.status, await answer.json()]).toMatchObject([415, { code: 'media-type' }]);
    },
  );

  test('with more than 128 KB is refused, whether it says so or not', async () => {
    const { send } = await setReceiverStage();
    const large = `text=${'a'.repeat(128 * 1024)}`;
    expect((await send(large, { ...formType, Accept: 'application/json' })).status).toBe(413);
    const { url } = await setReceiverStage();
    const chunks = ReadableStream.from([large.slice(0, 9), large.slice(9)].map((part) => Buffer.from(part)));
    const answer = await fetch(`${url}/comments`, {
      method: 'POST',
      body: chunks,
      duplex: 'half',
      headers: { ...formType, Accept: 'application/json' },
    });
    expect(answer.status).toBe(413);
  });

  test.each([
    ['broken UTF-8', Buffer.from([0x74, 0x65, 0x78, 0x74, 0x3d, 0xff, 0xfe])],
    ['broken UTF-8 in percent signs', 'text=%FF%FE'],
    ['a percent sign alone', 'text=100%'],
    ['a field twice', 'text=a&text=b'],
    ['a thousand fields', 'x=1&'.repeat(1000)],
  ])('with %s is refused', async (_, body) => {
    const { send } = await setReceiverStage();
    const answer = await send(body, { ...formType, Accept: 'application/json' });
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'malformed' }]);
  });

  test.each([
    '',
    '{',
    '[]',
    '"text"',
    'null',
    '{"text":{}}',
    '{"text":["a"]}',
    String.raw`{"text":"\ud800"}`,
    '['.repeat(60_000),
  ])('with the JSON %.30j is refused', async (body) => {
    const { send } = await setReceiverStage();
    const answer = await send(body, { 'Content-Type': 'application/json' });
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'malformed' }]);
  });

  test('that breaks off is no fault of ours', async () => {
    const { url, world } = await setReceiverStage();
    const sent = request(`${url}/comments`, {
      method: 'POST',
      headers: { ...formType, 'Content-Length': 1000, Origin: siteOrigin },
    });
    sent.on('error', () => {});
    sent.write('text=');
    await setTimeout(100);
    sent.destroy();
    await setTimeout(100);
    expect((await fetch(`${url}/comments`)).status).toBe(405);
    expect(world.reported).toEqual([]);
  });

  test('whatever its bytes are, is answered, and never with a fault of ours', async () => {
    const { send, world } = await setReceiverStage();
    const pair = fc.tuple(
      fc.constantFrom(...fieldNames, '__proto__', 'x'),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.array(pair).map((pairs) => Buffer.from(pairs.map(([name, value]) => `${name}=${value}`).join('&'))),
      fc.array(pair).map((pairs) => Buffer.from(JSON.stringify(Object.fromEntries(pairs)))),
      fc.json().map((json) => Buffer.from(json)),
    );
    const type = fc.constantFrom('application/json', 'application/x-www-form-urlencoded');
    await fc.assert(
      fc.asyncProperty(body, type, async (bytes, contentType) => {
        const { status } = await send(bytes, { 'Content-Type': contentType, Accept: 'application/json' });
        expect([201, 400, 404, 409, 422]).toContain(status);
      }),
      { numRuns: 500 },
    );
    expect(world.reported).toEqual([]);
  });
});
