import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { notifyByMail } from '../../../src/comments/notify/notifyByMail.ts';
import { pendingComment } from '../moderation/pendingComment.ts';

/** The least that is an SMTP server (RFC 5321): takes every mail and keeps what it was reported. */
async function startMailServer(): Promise<{ readonly address: string; readonly heard: () => string }> {
  let heard = '';
  const server = createServer((socket) => {
    let isData = false;
    socket.on('error', () => {});
    socket.write('220 mail.example ESMTP\r\n');
    socket.on('data', (bytes) => {
      heard += String(bytes);
      if (isData && !heard.endsWith('\r\n.\r\n')) return;
      const line = String(bytes).toUpperCase();
      const answer = isData || !line.startsWith('DATA') ? '250 OK' : '354 Go on';
      isData = !isData && line.startsWith('DATA');
      socket.write(`${line.startsWith('QUIT') ? '221 Bye' : answer}\r\n`);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A listening server has a port');
  return { address: `smtp://127.0.0.1:${address.port}`, heard: () => heard };
}

const way = {
  from: 'blog@example.org',
  to: 'redaktion@example.org',
  site: 'https://example.org/blog',
  timeout: 5000,
};

/** The readable text of a quoted-printable mail. */
function decoded(mail: string): string {
  const bytes = mail
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

test('The editor gets one mail about several comments, with how to answer and without addresses of readers', async () => {
  const { address, heard } = await startMailServer();
  const hostile = pendingComment({
    text: 'Größe\nBcc: opfer@example.net\n.\nQUIT',
    name: 'Eva\r\nBcc: opfer@example.net',
    remarks: ['Der Text hat 4 Links.'],
  });
  await notifyByMail({ server: address, ...way }).send([
    hostile,
    pendingComment({ text: 'Zwei '.repeat(1000) }),
  ]);
  const mail = decoded(heard());
  expect(mail).toContain('RCPT TO:<redaktion@example.org>');
  expect(mail.match(/RCPT TO/g)).toHaveLength(1);
  expect(mail).toContain('Subject: 2 neue Kommentare warten');
  expect(mail).toContain('zu https://example.org/blog/2023/09/kim/');
  expect(mail).toContain('> Größe');
  expect(mail).toContain('Auffällig: Der Text hat 4 Links.');
  expect(mail).toContain('blattmacher comments approve 20261123-124500-abcd2345');
  expect(mail).toContain('[gekürzt]');
  expect(mail).not.toContain('anna@example.org');
  const [head = ''] = mail.slice(mail.indexOf('From:')).split('\r\n\r\n');
  expect(head).not.toMatch(/bcc|opfer/i);
});

test('A server that is not there is a failure that does not tell its password', async () => {
  const send = notifyByMail({ server: 'smtp://name:geheim@127.0.0.1:1', ...way }).send([
    pendingComment({ text: 'Text' }),
  ]);
  await expect(send).rejects.toThrow(/ECONNREFUSED/);
  await expect(send).rejects.not.toThrow(/geheim/);
});
