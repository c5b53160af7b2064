import { once } from 'node:events';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openCommentStore } from '../../../src/comments/moderation/commentStore.ts';
import { createHealth, type CommentService } from '../../../src/comments/receiver/serveComments.ts';
import { receiverTexts } from '../../../src/comments/receiver/receiverTexts.ts';
import type { ReceivingSite } from '../../../src/comments/receiver/receiverOptions.ts';
import type { Checked } from '../../../src/core/model.ts';
import { article, codesOf, createSite, type SiteText } from '../../support/testSite.ts';
import { startService } from './serviceStage.ts';

const files: SiteText = {
  'site.yaml': `title: Der Bote
url: https://example.org/blog/
comments:
  endpoint: https://kommentare.example.org/comments
  email: optional
  closeAfterDays: 300
`,
  'content/articles/kim.md': article('title: Kim\ndate: 2026-09-13\naliases: [/alt/kim.html]'),
  'content/articles/alt.md': article('title: Alt\ndate: 2025-09-13'),
  'content/articles/zu.md': article('title: Zu\ndate: 2026-09-13\ncomments: closed'),
  'content/articles/aus.md': article('title: Aus\ndate: 2026-09-13\ncomments: "off"'),
  'content/articles/entwurf.md': article('title: Entwurf\ndate: 2026-09-13\ndraft: true'),
  'content/articles/morgen.md': article('title: Morgen\ndate: 2026-10-02'),
};

const kim = '/2026/09/kim/';
const ours: ReceivingSite = {
  url: { origin: 'https://example.org', base: '' },
  isFormOurs: true,
  email: 'off',
  asksConsent: false,
  proofOfWork: false,
  articles: new Map(),
};

/** Sends a comment and tells how that is answered: with the id or the reason. */
async function send(url: string, address: string, text: string, fields: object = {}): Promise<string> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: 'https://example.org' },
    body: JSON.stringify({ article: address, name: 'Anna', text, ...fields }),
  });
  const body: unknown = await answer.json();
  if (typeof body !== 'object' || body === null) throw new Error('The answer is an object');
  return 'id' in body ? 'taken' : 'code' in body ? String(body.code) : '';
}

function running({ value, diagnostics }: Checked<CommentService>): CommentService {
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join());
  return value;
}

/** The status of an answer to a request under another name. */
function statusUnder(host: string, url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers: { Host: host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.on('error', reject).end();
  });
}

test('The service takes comments on the articles that the site shows and that are open', async () => {
  const site = createSite(files);
  const service = await startService(site.folder);
  const { url } = running(service);
  expect(await send(url, kim, 'Eins.')).toBe('taken');
  expect(await send(url, '/alt/kim.html', 'Zwei.')).toBe('taken');
  expect(await send(url, '/2025/09/alt/', 'Drei.')).toBe('article-closed');
  expect(await send(url, '/2026/09/zu/', 'Vier.')).toBe('article-closed');
  expect(await send(url, '/2026/09/aus/', 'Fünf.')).toBe('article-closed');
  expect(await send(url, '/2026/09/entwurf/', 'Sechs.')).toBe('article-unknown');
  expect(await send(url, '/2026/10/morgen/', 'Sieben.')).toBe('article-unknown');
  const stored = await openCommentStore(site.folder).list();
  expect(stored.map(({ article: address, text }) => `${address} ${text}`).toSorted()).toEqual([
    `${kim} Eins.`,
    `${kim} Zwei.`,
  ]);
  await running(service).close();
  expect(service.world.notices.join().split(',').toSorted()).toEqual(['Eins.', 'Zwei.']);
  expect(service.world.reported).toEqual([]);
});

test('An article that comes, appears or closes while the service runs is known soon', async () => {
  const site = createSite(files);
  const service = await startService(site.folder);
  const { url } = running(service);
  site.write({ 'content/articles/neu.md': article('title: Neu\ndate: 2026-09-30') });
  expect(await send(url, '/2026/09/neu/', 'Zu früh.')).toBe('article-unknown');
  service.world.now += 5000;
  expect(await send(url, '/2026/09/neu/', 'Jetzt.')).toBe('taken');
  service.world.now = Date.UTC(2026, 9, 2, 12);
  expect(await send(url, '/2026/10/morgen/', 'Auch jetzt.')).toBe('taken');
  site.write({ 'content/articles/kim.md': article('title: Kim\ndate: 2026-09-13\ncomments: closed') });
  await expect
    .poll(
      async () => {
        service.world.now += 60_000;
        return send(url, kim, `Versuch ${service.world.now}`);
      },
      { timeout: 250_000, interval: 100 },
    )
    .toBe('article-closed');
});

test('After a long silence an article that has closed meanwhile takes no comment', async () => {
  const site = createSite(files);
  const service = await startService(site.folder);
  site.write({ 'content/articles/kim.md': article('title: Kim\ndate: 2026-09-13\ncomments: closed') });
  service.world.now += 3_600_000;
  expect(await send(running(service).url, kim, 'Zu spät.')).toBe('article-closed');
});

test('Unknown articles do not make the service look all the time: the longer a look takes, the longer is the pause', async () => {
  const site = createSite(files);
  // It goes on by a second whenever somebody looks at it: twice while the service looks at the site.
  let now = Date.UTC(2026, 9, 1, 12);
  const { url } = running(await startService(site.folder, { clock: () => (now += 1000) }));
  const address = '/2026/09/neu/';
  now += 5000;
  expect(await send(url, address, 'Eins.')).toBe('article-unknown');
  site.write({ 'content/articles/neu.md': article('title: Neu\ndate: 2026-09-30') });
  now += 8000;
  expect(await send(url, address, 'Zwei.')).toBe('article-unknown');
  now += 20_000;
  expect(await send(url, address, 'Drei.')).toBe('taken');
});

test('While the site has errors the service goes on with what it knew', async () => {
  const site = createSite(files);
  const service = await startService(site.folder);
  const { url } = running(service);
  site.write({ 'content/articles/kim.md': article('title: Kim') });
  service.world.now += 5000;
  expect(await send(url, '/2026/09/neu/', 'Neu.')).toBe('article-unknown');
  expect(service.world.reported).toEqual([receiverTexts.lastGoodSite]);
  expect(await send(url, kim, 'Noch da.')).toBe('taken');
});

test('A form with a consent box needs the consent', async () => {
  const page = article('title: Datenschutz\nslug: datenschutz');
  const { url } = running(await startService(createSite({ ...files, 'content/pages/ds.md': page }).folder));
  expect(await send(url, kim, 'Eins.')).toBe('fields');
  expect(await send(url, kim, 'Eins.', { consent: 'on' })).toBe('taken');
});

test('It answers under the names of the site, its endpoint, this machine and those it was given', async () => {
  const service = await startService(createSite(files).folder, {
    hosts: ['intern.example', 'Größe.example'],
  });
  const { url } = running(service);
  const { host } = new URL(url);
  const own = [
    host,
    'localhost:1',
    '[::1]',
    'example.org',
    'kommentare.example.org:443',
    'www.example.org',
    'intern.example',
    'xn--gre-6ka8i.example',
  ];
  for (const name of own) expect([name, await statusUnder(name, url)]).toEqual([name, 303]);
  for (const name of ['evil.example', 'example.org.evil.example', 'a b']) {
    expect([name, await statusUnder(name, url)]).toEqual([name, name === 'a b' ? 400 : 403]);
  }
  const health = await fetch(new URL('/health', url));
  expect([health.status, await health.text()]).toEqual([200, receiverTexts.healthy]);
  expect((await fetch(new URL('/', url))).status).toBe(404);
  expect((await fetch(new URL('/comments/../../etc/passwd', url))).status).toBe(404);
});

test('The service listens where the form posts to, also when that changes, and says when no form does', async () => {
  const siteWith = (comments: string): SiteText => ({
    ...files,
    'site.yaml': `title: Der Bote\nurl: https://example.org/\ncomments: { email: optional, ${comments} }\n`,
  });
  const site = createSite(siteWith('endpoint: /kommentare/'));
  const service = await startService(site.folder);
  const { url } = running(service);
  const { origin } = new URL(url);
  expect(url).toBe(`${origin}/kommentare`);
  expect(await send(url, kim, 'Eins.')).toBe('taken');
  expect((await fetch(`${origin}/comments`, { method: 'POST' })).status).toBe(404);
  site.write(siteWith('endpoint: /anders'));
  service.world.now += 3_600_000;
  await send(url, kim, 'Zwei.');
  expect(await send(`${origin}/anders`, kim, 'Drei.')).toBe('taken');
  expect(codesOf(service)).not.toContain('receiver/no-form');

  site.write(siteWith('endpoint: https://formspree.io/f/x, format: formspree'));
  const deaf = await startService(site.folder);
  expect(codesOf(deaf)).toContain('receiver/no-form');
  const health = await fetch(new URL('/health', running(deaf).url));
  expect([health.status, await health.text()]).toEqual([503, receiverTexts.formElsewhere]);
});

describe('A service that can store nothing', () => {
  test('does not start, and says which folder it is', async () => {
    const site = createSite({ ...files, '.comments': 'something else' });
    const service = await startService(site.folder);
    expect(service.value).toBeUndefined();
    expect(codesOf(service)).toContain('receiver/no-store');
    expect(service.diagnostics.map(({ message }) => message).join()).toContain(
      join(site.folder, '.comments'),
    );
  });

  test('since it was started says so when it is asked for its health, and when it is well again', async () => {
    const site = createSite(files);
    const service = await startService(site.folder);
    const health = async () => {
      service.world.now += 5000;
      const answer = await fetch(new URL('/health', running(service).url));
      return [answer.status, await answer.text()];
    };
    expect(await health()).toEqual([200, receiverTexts.healthy]);
    rmSync(join(site.folder, '.comments'), { recursive: true });
    writeFileSync(join(site.folder, '.comments'), 'something else');
    expect(await health()).toEqual([503, receiverTexts.notStored('ELOOP')]);
    rmSync(join(site.folder, '.comments'));
    expect(await health()).toEqual([200, receiverTexts.healthy]);
    expect(readdirSync(join(site.folder, '.comments/pending'))).toEqual([]);
  });

  test.each([
    ['ENOSPC', receiverTexts.notStored('ENOSPC')],
    ['EACCES', receiverTexts.notStored('EACCES')],
  ])('because of %s is not well; nor is one whose folder is full', async (code, words) => {
    const refused = Object.assign(new Error(code), { code, syscall: 'open' });
    const options = {
      site: () => ours,
      mostPending: 2,
      clock: () => 0,
    };
    const store = { probe: () => Promise.reject(refused), ids: async () => [] };
    expect(await createHealth({ ...options, store })()).toEqual([words]);
    const full = { probe: async () => {}, ids: async () => ['a', 'b'] };
    expect(await createHealth({ ...options, store: full })()).toEqual([receiverTexts.tooManyPending(2)]);
  });
});

test('A site without settings, and a port that is taken, are said', async () => {
  const broken = await startService(createSite({ 'site.yaml': 'title: Ohne Adresse\n' }).folder);
  expect(broken.value).toBeUndefined();
  expect(codesOf(broken)).not.toEqual([]);
  const site = createSite(files);
  const port = Number(new URL(running(await startService(site.folder)).url).port);
  const second = await startService(site.folder, { port });
  expect([second.value, codesOf(second)]).toEqual([undefined, ['receiver/no-port']]);
});

test('At its end it answers what it has begun, and takes nothing new', async () => {
  const site = createSite(files);
  const service = running(await startService(site.folder));
  const texts = Array.from({ length: 50 }, (_, count) => `Satz ${count}.`);
  const answers = texts.map((text) => send(service.url, kim, text).catch(() => 'not heard'));
  await answers[0];
  await service.close();
  const heard = await Promise.all(answers);
  expect([...new Set(heard)].filter((answer) => !['taken', 'not heard'].includes(answer))).toEqual([]);
  const stored = new Set((await openCommentStore(site.folder).list()).map(({ text }) => text));
  expect(texts.filter((text, index) => heard[index] === 'taken' && !stored.has(text))).toEqual([]);
  await expect(fetch(service.url)).rejects.toThrow('fetch failed');
});

test('A sender who never ends does not keep the service from ending', async () => {
  const service = running(await startService(createSite(files).folder));
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': '100',
    Expect: '100-continue',
  };
  const slow = request(service.url, { method: 'POST', headers });
  slow.on('error', () => {});
  onTestFinished(() => void slow.destroy());
  slow.flushHeaders();
  await once(slow, 'continue');
  await service.close();
  await expect(fetch(service.url)).rejects.toThrow('fetch failed');
});
