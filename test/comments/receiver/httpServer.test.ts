import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createHttpServer, listen } from '../../../src/comments/receiver/httpServer.ts';

test('Many who are slow keep nobody else away: who has been asking longest has to go', async () => {
  const server = createHttpServer(async (request) => new Response(await request.text()), 10);
  const port = await listen(server, 0);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const sockets = Array.from({ length: 40 }, () => connect(port ?? 0, '127.0.0.1').on('error', () => {}));
  onTestFinished(() => sockets.forEach((socket) => void socket.destroy()));
  for (const [index, socket] of sockets.entries()) {
    if (socket.connecting) await once(socket, 'connect');
    socket.write(index % 2 === 0 ? 'P' : 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{');
  }
  for (const body of ['Eins.', 'Zwei.', 'Drei.']) {
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body });
    expect(await answer.text()).toBe(body);
  }
  await vi.waitFor(
    () => expect(sockets.filter(({ closed }) => !closed).length).toBeLessThanOrEqual(10),
    20_000,
  );
  expect(sockets[0]?.closed).toBe(true);
});
