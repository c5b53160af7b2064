import { connect } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { setReceiverStage } from './receiverStage.ts';
import { goodFields, sendJson } from './testReceiver.ts';

describe('The receiver listens', () => {
  test.each([
    ['/comments', ['/comments']],
    ['/comments/', ['/comments', '/comments/']],
    ['/möhre/', ['/möhre', '/m%C3%B6hre/']],
    ['https://kommentare.example.org/neu/hier?x=1', ['/neu/hier']],
    ['https://kommentare.example.org/', ['/']],
    ['https://kommentare.example.org', ['/']],
    ['/a%20b', ['/a%20b', '/a%20b/']],
  ])('where a form with the endpoint %s posts to, at %j', async (endpoint, places) => {
    const { url, store } = await setReceiverStage({ site: { endpoint } });
    for (const place of places) {
      const fields = { ...goodFields, text: place };
      expect((await sendJson(url, fields, place)).status).toBe(201);
      expect((await fetch(`${url}${place.replace(/\/$/, '')}/challenge`)).status).toBe(200);
    }
    expect(await store.list()).toHaveLength(places.length);
    expect((await sendJson(url, goodFields, '/nirgends')).status).toBe(404);
  });

  test('besides at the path that its owner gives, and only there when the form has another format', async () => {
    const site = { endpoint: '/kommentare' };
    const both = await setReceiverStage({ site, path: '/intern' });
    const statuses = [];
    for (const place of ['/intern', '/kommentare', '/comments'])
      statuses.push((await sendJson(both.url, { ...goodFields, text: place }, place)).status);
    expect(statuses).toEqual([201, 201, 404]);
    const foreign = await setReceiverStage({ site: { ...site, isFormOurs: false } });
    expect((await sendJson(foreign.url, goodFields, '/kommentare')).status).toBe(404);
    expect((await sendJson(foreign.url, goodFields, '/comments')).status).toBe(201);
  });
});

test('One sender may have only so many bodies on their way, and others are answered meanwhile', async () => {
  const { url, postJson, store } = await setReceiverStage();
  const { port } = new URL(url);
  const head =
    'POST /comments HTTP/1.1\r\nHost: 127.0.0.1:1\r\nContent-Type: application/json\r\nContent-Length: 99\r\n';
  const sockets = Array.from({ length: 101 }, () => connect(Number(port), '127.0.0.1').on('error', () => {}));
  onTestFinished(() => sockets.forEach((socket) => void socket.destroy()));
  let refused = '';
  for (const socket of sockets) {
    socket.on('data', (bytes) => (refused += String(bytes)));
    socket.write(`${head}X-Forwarded-For: 203.0.113.7\r\n\r\n{`);
  }
  await vi.waitFor(() => expect(refused).toContain('"too-many"'), 20_000);
  const from = (address: string) => ({ 'X-Forwarded-For': address });
  expect(await postJson(goodFields, from('203.0.113.7'))).toMatchObject({ status: 429 });
  expect(await postJson(goodFields, from('203.0.113.8'))).toMatchObject({ status: 201 });
  for (const socket of sockets) socket.destroy();
  const later = { ...goodFields, text: 'Später.' };
  await vi.waitFor(
    async () => expect(await postJson(later, from('203.0.113.7'))).toMatchObject({ status: 201 }),
    20_000,
  );
  expect(await store.list()).toHaveLength(2);
});
