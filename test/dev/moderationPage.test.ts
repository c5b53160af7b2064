import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openAddressHashes } from '../../src/comments/receiver/senderLimits.ts';
import { openCommentStore } from '../../src/comments/moderation/commentStore.ts';
import { createModeration } from '../../src/comments/moderation/moderation.ts';
import type { PendingComment } from '../../src/comments/receiver/sentFields.ts';
import {
  createModerationApp,
  commentEndpoint,
  moderationPath,
  moderationPage,
} from '../../src/dev/moderationApp.ts';
import { createPreviewComments } from '../../src/dev/previewComments.ts';
import type { UrlPath } from '../../src/core/model.ts';
import { createPreviewServer } from '../../src/dev/previewServer.ts';
import { createZone } from '../../src/core/time.ts';
import { hostileComments } from '../comments/hostileComments.ts';
import { pendingComment } from '../comments/moderation/pendingComment.ts';
import { elementsIn, wordsAt } from '../support/html.ts';
import { article, type SiteText } from '../support/testSite.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { openDevSite } from './openDevSite.ts';

const sampleFiles: SiteText = {
  'site.yaml': 'title: Der Bote\nurl: https://example.org/blog/\n',
  'content/articles/kim.md': article('title: Kim & Co\nslug: kim\ndate: 2023-09-13'),
};
const anna = pendingComment();

async function openPreview(...comments: readonly PendingComment[]) {
  const { devSite, folder } = await openDevSite(sampleFiles, { commentEndpoint });
  const store = openCommentStore(folder);
  for (const comment of comments) await store.add(comment);
  const reports: string[] = [];
  const extensions = createPreviewComments({
    site: folder,
    snapshot: () => devSite.snapshot,
    clock: () => Date.UTC(2026, 10, 23, 12),
    random: (bytes) => new Uint8Array(bytes).fill(7),
    report: (line) => reports.push(line),
  });
  const server = await createPreviewServer({
    port: 0,
    site: devSite,
    firstRevision: 1,
    extensions,
  });
  if (!server) throw new Error('No port is free');
  onTestFinished(() => server.close());
  const origin = `http://127.0.0.1:${server.port}`;
  const page = `${origin}${moderationPath}`;
  const post = (fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
    fetch(page, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { Origin: origin, ...headers },
      redirect: 'manual',
    });
  const show = async (query = ''): Promise<string> => (await fetch(page + query)).text();
  const token = async (): Promise<string> => /name="token" value="([0-9a-f]+)"/.exec(await show())?.[1] ?? '';
  return { devSite, folder, store, origin, page, post, show, token, reports };
}

describe('The moderation page', () => {
  test('lists what waits, with its article, its doubts and its text as readers would see it', async () => {
    const { show } = await openPreview({ ...anna, remarks: ['Der Text hat 4 Links.'] });
    const html = await show();
    expect(wordsAt(html, 'h2')).toBe('Anna Müller zu Kim & Co');
    expect(html).toContain('<a href="/blog/2023/09/kim/">');
    expect(html).toContain('1 Kommentar wartet auf dich.');
    expect(html).toContain('anna@example.org');
    expect(html).toContain('Der Text hat 4 Links.');
    expect(html).toContain('Ein <em>guter</em> Text.');
  });

  test('says how many comments fell into a trap', async () => {
    const { show, folder } = await openPreview();
    await openCommentStore(folder, 'caught').add({ ...anna, trap: 'honeypot' });
    expect(await show()).toContain('1 Kommentar der letzten 30 Tage geriet in eine Falle für Maschinen.');
  });

  test('names the folder that the system refuses, with the cure', async () => {
    const site = temporaryFolder();
    const path = join(site, '.comments', 'pending');
    const refused = Object.assign(new Error('EACCES'), { code: 'EACCES', syscall: 'lstat', path });
    const store = { ...openCommentStore(site), ids: () => Promise.reject(refused) };
    const reports: string[] = [];
    const app = createModerationApp({
      site,
      store,
      caught: store,
      moderation: createModeration({ site, store, hashes: openAddressHashes(site, () => new Uint8Array()) }),
      snapshot: () => undefined,
      articles: () => undefined,
      token: 'x',
      report: (line) => reports.push(line),
    });
    const answer = await app.request(moderationPath);
    const text = await answer.text();
    expect([answer.status, reports]).toEqual([500, [text]]);
    expect(text).toContain(join(site, '.comments'));
    expect(text).toContain('sudo -u BENUTZER');
  });

  test('shows the oldest of a flood', async () => {
    const flood = Array.from({ length: 103 }, (_, number) =>
      pendingComment({ id: `20261123-${120_000 + number}-abcd2345`, name: `Nummer ${number}` }),
    );
    const { show } = await openPreview(...flood);
    const html = await show();
    expect(elementsIn(html, ({ tagName }) => tagName === 'form').length).toBe(100);
    expect(html).toContain('Nummer 0 zu');
    expect(html).toContain('103 Kommentare warten auf dich. Hier stehen die ältesten 100.');
  });

  test('publishes at a click, once, and links to the place', async () => {
    const { post, token, show, folder, devSite } = await openPreview(anna);
    const decision = { token: await token(), id: anna.id, action: 'approve' };
    const answer = await post(decision);
    expect(answer.status).toBe(303);
    const html = await show(new URL(answer.headers.get('location') ?? '', 'http://x').search);
    expect(html).toContain('Kein Kommentar wartet auf dich.');
    expect(html).toContain(`<a href="/blog/2023/09/kim/#kommentar-${anna.id}">Ansehen</a>`);
    expect(readdirSync(join(folder, 'content/comments/kim'))).toEqual([`${anna.id}.yaml`]);
    expect((await devSite.rebuild())?.kind).toBe('reload');
    expect(String(devSite.answer('/2023/09/kim/')?.body)).toContain(`id="kommentar-${anna.id}"`);
    expect((await post(decision)).status).toBe(409);
  });

  test('takes two clicks for one', async () => {
    const { post, token, folder } = await openPreview(anna);
    const decision = { token: await token(), id: anna.id, action: 'approve' };
    const answers = await Promise.all([post(decision), post(decision)]);
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(texts.join()).not.toContain('Das System');
    expect(answers.map(({ status }) => status)).toContain(303);
    expect(readdirSync(join(folder, 'content/comments/kim'))).toEqual([`${anna.id}.yaml`]);
  });

  test('deletes at a click', async () => {
    const { post, token, show, store, folder } = await openPreview(anna);
    const answer = await post({ token: await token(), id: anna.id, action: 'reject' });
    expect(answer.headers.get('location')).toBe(`${moderationPath}?rejected`);
    expect(await show('?rejected')).toContain('Abgelehnt und gelöscht.');
    expect(await store.list()).toEqual([]);
    expect(readdirSync(folder)).not.toContain('comments');
  });

  test('says why a comment cannot be published, and keeps it', async () => {
    const { post, token, store } = await openPreview({ ...anna, article: '/weg/' as UrlPath });
    const answer = await post({ token: await token(), id: anna.id, action: 'approve' });
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('gehört zu /weg/, und diesen Artikel gibt es nicht.');
    expect(await store.list()).toHaveLength(1);
  });

  test('does nothing for a page of another site', async () => {
    const { post, token, store, origin, page } = await openPreview(anna);
    const decision = { token: await token(), id: anna.id, action: 'reject' };
    expect((await post(decision, { Origin: 'https://evil.example' })).status).toBe(403);
    expect((await post(decision, { Origin: 'null' })).status).toBe(403);
    expect((await post({ ...decision, token: 'x' })).status).toBe(403);
    expect((await post({ id: anna.id, action: 'reject' })).status).toBe(403);
    expect((await post({ ...decision, action: 'x'.repeat(10_000) })).status).toBe(403);
    expect((await fetch(page, { method: 'DELETE' })).status).toBe(405);
    expect((await fetch(`${origin}/blog/`, { method: 'POST' })).status).toBe(405);
    expect(await store.list()).toHaveLength(1);
  });

  test('shows nothing of its own address', async () => {
    const { show } = await openPreview();
    const html = await show('?approved="><script>&article=/x"><script>');
    expect(html).not.toContain('<script');
    expect(html).not.toContain('Ansehen');
  });

  test('is whole, and nothing in it runs, whatever readers sent', () => {
    const comments = hostileComments.map(({ fields }) => {
      const { name = 'x', text = 'x', email, url } = fields;
      return { ...anna, name, text, email, url, remarks: [name] };
    });
    const zone = createZone('Europe/Berlin');
    const html = moderationPage({
      comments,
      waiting: 0,
      caught: 0,
      articleOf: () => undefined,
      zone,
      home: '/',
      token: 'x',
    });
    const elements = elementsIn(html, () => true);
    expect(elements.filter(({ tagName }) => tagName === 'form').length).toBe(comments.length);
    const allowed =
      'html head meta title link body header main h1 h2 p ol ul li a time div form input button br em strong blockquote code pre del'.split(
        ' ',
      );
    expect(elements.filter(({ tagName }) => !allowed.includes(tagName))).toEqual([]);
    const names = new Set(elements.flatMap(({ properties }) => Object.keys(properties)));
    expect([...names].filter((name) => /^on|^style$|^src/i.test(name))).toEqual([]);
    const addresses = elements.map(({ properties }) => String(properties['href'] ?? '/'));
    expect(addresses.filter((address) => !/^(?:https?:\/\/|\/)/i.test(address))).toEqual([]);
  });
});

describe('The receiver in the preview', () => {
  test('takes what the form of a page sends, and leads back to pages of the preview', async () => {
    const { origin, store, devSite } = await openPreview();
    expect(String(devSite.answer('/2023/09/kim/')?.body)).toContain(`action="${commentEndpoint}"`);
    const answer = await fetch(origin + commentEndpoint, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: origin },
      body: new URLSearchParams({
        article: '/2023/09/kim/',
        name: 'Anna',
        email: 'anna@example.org',
        text: 'Gut!',
        fax: '',
      }),
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`${origin}/blog/kommentar-danke/`);
    expect(devSite.answer('/kommentar-danke/')?.status).toBe(200);
    expect(await store.list()).toMatchObject([{ name: 'Anna', article: '/2023/09/kim/' }]);
  });

  test('takes it under the other name of this machine, too, and stays there', async () => {
    const { origin, store } = await openPreview();
    const local = origin.replace('127.0.0.1', 'localhost');
    const fields = { article: '/2023/09/kim/', name: 'Anna', email: 'anna@example.org' };
    const send = (text: string, from: string) =>
      fetch(local + commentEndpoint, {
        method: 'POST',
        redirect: 'manual',
        headers: { Origin: from },
        body: new URLSearchParams({ ...fields, text }),
      });
    const answer = await send('Gut!', local);
    expect(answer.headers.get('location')).toBe(`${local}/blog/kommentar-danke/`);
    expect(answer.headers.get('access-control-allow-origin')).toBe(local);
    expect((await send('Auch gut!', origin)).headers.get('location')).toContain('foreign-origin');
    expect((await send('Auch gut!', 'http://localhost:1')).headers.get('location')).toContain(
      'foreign-origin',
    );
    expect(await store.list()).toHaveLength(1);
  });

  test('takes nothing from other sites', async () => {
    const { origin, store } = await openPreview();
    const answer = await fetch(origin + commentEndpoint, {
      method: 'POST',
      headers: { Origin: 'https://evil.example', 'Content-Type': 'application/json' },
      body: JSON.stringify({ article: '/2023/09/kim/', name: 'Anna', email: 'a@example.org', text: 'Gut!' }),
    });
    expect(answer.status).toBe(403);
    expect(await store.list()).toEqual([]);
  });
});
