import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { PageState } from '../../src/dev/previewEvents.ts';
import { createPreviewServer, type PreviewServer } from '../../src/dev/previewServer.ts';
import type { PreviewSite } from '../../src/dev/previewSite.ts';
import { fakeSite, html, stylesheet, titleFault, urlPath } from './fakeSite.ts';

let server: PreviewServer;

afterEach(() => server.close());

async function start(site: PreviewSite, port = 0): Promise<PreviewServer> {
  const started = await createPreviewServer({ port, site, firstRevision: 7 });
  if (!started) throw new Error('No port is free');
  return (server = started);
}

const get = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`http://127.0.0.1:${server.port}${path}`, { redirect: 'manual', ...init });

/** What comes over the wire for a request that no polite client would make. */
function ask(target: string, host = `127.0.0.1:${server.port}`, method = 'GET'): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    connect(server.port, '127.0.0.1')
      .on('data', (bytes) => (answer += bytes.toString()))
      .on('end', () => resolve(answer))
      .on('error', reject)
      .write(`${method} ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  });
}

/** The messages that a page gets, as they come. */
async function listen(): Promise<{ states: PageState[]; isOver: () => boolean }> {
  const answer = await get('/__blattmacher/events');
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  const states: PageState[] = [];
  let isOver = false;
  const read = async (): Promise<void> => {
    let text = '';
    for await (const bytes of answer.body ?? []) {
      text += new TextDecoder().decode(bytes);
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        if (event.startsWith('data: ')) states.push(JSON.parse(event.slice('data: '.length)));
      }
    }
  };
  read().then(
    () => (isOver = true),
    () => (isOver = true),
  );
  return { states, isOver: () => isOver };
}

describe('The preview', () => {
  test('shows what the site has, with its own script at the end of pages only', async () => {
    const site = fakeSite({ '/a/': '<p>Hallo, &lt;/body&gt;</p>' });
    site.answers.set('/style.css', stylesheet('/* </body> */'));
    site.answers.set('/bild.webp', { status: 200, type: 'image/webp', body: new Uint8Array([1, 2, 255]) });
    await start(site);
    const page = await get('/a/');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await page.text()).toMatch(
      /<p>Hallo.*<\/main><script type="module" src="\/__blattmacher\/client\.js\?edition=7"><\/script><\/body><\/html>$/,
    );
    expect(await (await get('/style.css')).text()).toBe('/* </body> */');
    expect(new Uint8Array(await (await get('/bild.webp')).arrayBuffer())).toEqual(
      new Uint8Array([1, 2, 255]),
    );
  });

  test('puts its script into pages that come as bytes or without an end', async () => {
    const site = fakeSite();
    const bytes = new TextEncoder().encode('<p>Ü</p></BODY>');
    site.answers.set('/bytes/', { ...html(''), body: bytes });
    site.answers.set('/open/', { ...html(''), body: '<p>offen' });
    await start(site);
    expect(await (await get('/bytes/')).text()).toMatch(/^<p>Ü<\/p><script .*<\/script><\/BODY>$/);
    expect(await (await get('/open/')).text()).toMatch(/^<p>offen<script .*<\/script>$/);
  });

  test('lets nothing be kept, guessed at or read by other sites', async () => {
    await start(fakeSite({ '/': 'Start' }));
    for (const path of ['/', '/nichts/', '/__blattmacher/client.js']) {
      const { headers } = await get(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  test('finds addresses with umlauts, in any spelling', async () => {
    await start(fakeSite({ '/thema/münchen/': 'Servus' }));
    for (const path of ['/thema/m%C3%BCnchen/', '/thema/mu%CC%88nchen/', '/x/../thema/m%c3%bcnchen/']) {
      expect(await (await get(path)).text()).toContain('Servus');
    }
  });

  test('leads from an address without a slash to the page, in the query too', async () => {
    await start(fakeSite({ '/thema/münchen/': 'Servus' }));
    const answer = await get('/thema/m%C3%BCnchen?seite=2');
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/thema/m%C3%BCnchen/?seite=2']);
    expect((await get('/thema')).status).toBe(404);
  });

  test('never leads to another host', async () => {
    await start(fakeSite({ '/example.org/': 'Falle' }));
    expect(await ask('//example.org')).toMatch(/^location: \/example\.org\/\r$/im);
  });

  test("shows the site's own page for what is not there", async () => {
    const site = fakeSite({ '/': 'Start' });
    site.answers.set('404', html('Gibt es nicht', '', 404));
    await start(site);
    const answer = await get('/nichts/');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toMatch(/Gibt es nicht.*client\.js/);
  });

  test('has a page of its own where the site has none', async () => {
    await start(fakeSite());
    const answer = await get('/nichts/');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toMatch(/<h1>Hier steht nichts<\/h1>[^]*client\.js/);
  });

  test('answers every address with a page while there has been no good revision', async () => {
    const site = fakeSite();
    site.wrong = [titleFault];
    await start(site);
    for (const path of ['/', '/a/b/', '/feed.xml']) {
      const answer = await get(path);
      expect(answer.status).toBe(503);
      expect(await answer.text()).toMatch(/<h1>Noch keine Seite<\/h1>[^]*client\.js/);
    }
  });
});

describe('The preview of a site under a sub-path', () => {
  test('stands there', async () => {
    await start(fakeSite({ '/': 'Start', '/a/': 'Artikel' }, '/mein/bl%C3%B6g'));
    expect(server.url()).toBe(`http://127.0.0.1:${server.port}/mein/bl%C3%B6g/`);
    expect(await (await fetch(server.url())).text()).toContain('Start');
    expect(await (await get('/mein/bl%C3%B6g/a/')).text()).toContain('Artikel');
    expect((await get('/mein/bl%C3%B6g/a')).headers.get('location')).toBe('/mein/bl%C3%B6g/a/');
  });

  test('is led to from above', async () => {
    await start(fakeSite({ '/': 'Start' }, '/blog'));
    expect((await get('/')).headers.get('location')).toBe('/blog/');
    expect((await get('/blog')).headers.get('location')).toBe('/blog/');
  });

  test('says so at addresses outside of it', async () => {
    await start(fakeSite({ '/': 'Start', '/a/': 'Artikel' }, '/blog'));
    for (const path of ['/a/', '/blogger/', '/blog/../a/']) {
      const answer = await get(path);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('href="/blog/"');
    }
  });
});

describe('The preview refuses', () => {
  test('names that are not this machine', async () => {
    await start(fakeSite({ '/': 'Geheim' }));
    const { port } = server;
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1:${port + 1}`, '']) {
      const answer = await ask('/', host);
      expect(answer).toMatch(/^HTTP\/1\.1 40[03] /);
      expect(answer).not.toContain('Geheim');
    }
    expect(await ask('/', 'evil.example')).toContain('Die Vorschau antwortet nur');
    expect(await ask('/__blattmacher/events', 'evil.example')).toMatch(/^HTTP\/1\.1 403 /);
    for (const host of [`localhost:${port}`, `[::1]:${port}`, `127.0.0.1:${port}`]) {
      expect(await ask('/', host)).toContain('Geheim');
    }
  });

  test('to change anything', async () => {
    await start(fakeSite({ '/': 'Start' }));
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const answer = await get('/', { method });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    }
  });

  test('ways out of the site, and asks it for plain addresses only', async () => {
    const asked: string[] = [];
    const site = fakeSite({ '/': 'Start' });
    await start({ ...site, answer: (path) => (asked.push(path), undefined) });
    const ways = [
      '/../../etc/passwd',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/..%2f..%2fetc/passwd',
      '/..%5c..%5cetc',
      '/a%00.html',
      '/%ff',
      '/%',
      '/__blattmacher/../../../package.json',
    ];
    for (const way of ways) expect(await ask(way)).toMatch(/^HTTP\/1\.1 40[04] /);
    for (const name of ['..%2fpreviewServer.ts', 'tsconfig.json', 'client.js%00', '']) {
      expect(await ask(`/__blattmacher/${name}`)).toMatch(/^HTTP\/1\.1 404 /);
    }
    expect(asked.filter((path) => /\.\.|[\0\\]/.test(path))).toEqual([]);
  });

  test('to tell what went wrong inside', async () => {
    await start({ ...fakeSite(), answer: () => expect.fail('Geheimnis') });
    const answer = await get('/');
    expect(answer.status).toBe(500);
    expect(await answer.text()).toBe('Hier ist im Blattmacher selbst etwas schiefgegangen.');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});

describe('The preview answers HEAD', () => {
  test('as GET, without the page', async () => {
    await start(fakeSite({ '/a/': 'Artikel' }));
    const answer = await get('/a/', { method: 'HEAD' });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
    expect((await get('/__blattmacher/events', { method: 'HEAD' })).status).toBe(200);
  });
});

describe('The port', () => {
  test('is the next free one when the one wanted is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await vi.waitFor(() => expect(taken.listening).toBe(true));
    const { port } = taken.address() as AddressInfo;
    await start(fakeSite({ '/': 'Start' }), port);
    expect(server.port).toBeGreaterThan(port);
    expect(server.port).toBeLessThanOrEqual(port + 20);
    expect(await (await fetch(server.url())).text()).toContain('Start');
    taken.close();
  });

  test('is free again after closing, whoever still listens', async () => {
    await start(fakeSite({ '/': 'Start' }));
    const { port } = server;
    const { isOver } = await listen();
    await server.close();
    await vi.waitFor(() => expect(isOver()).toBe(true));
    await start(fakeSite({ '/': 'Neu' }), port);
    expect(server.port).toBe(port);
  });
});

describe('A page that listens', () => {
  test('is greeted with the revision and what is wrong', async () => {
    const site = fakeSite();
    site.wrong = [titleFault];
    await start(site);
    const { states } = await listen();
    await vi.waitFor(() => expect(states).toHaveLength(1));
    expect(states[0]).toMatchObject({
      revision: 7,
      errors: {
        count: '1 Fehler',
        list: [{ place: 'content/articles/kim.md:2:12', line: 2, column: 12, excerpt: titleFault.excerpt }],
      },
    });
    expect(states[0]?.change).toBeUndefined();
  });

  test('hears of every change, with the number of its revision', async () => {
    const site = fakeSite({ '/': 'Start' }, '/blog');
    await start(site);
    const { states } = await listen();
    server.notify({ kind: 'stylesheet', from: '/blog/a.css', to: '/blog/b.css' });
    site.wrong = [titleFault];
    server.notify({ kind: 'faults' });
    site.wrong = [];
    server.notify({ kind: 'reload', edited: { url: urlPath('/a/'), near: 'Hallo' } });
    await vi.waitFor(() => expect(states).toHaveLength(4));
    expect(states.map(({ revision, change }) => [revision, change?.kind])).toEqual([
      [7, undefined],
      [8, 'stylesheet'],
      [9, 'faults'],
      [10, 'reload'],
    ]);
    expect(states.map(({ errors }) => errors.list.length)).toEqual([0, 0, 1, 0]);
    expect(states[3]?.edited).toEqual({ revision: 10, href: '/blog/a/', near: 'Hallo' });
  });

  test('finds the revision of its script in the page', async () => {
    await start(fakeSite({ '/': 'Start' }));
    server.notify({ kind: 'reload' });
    expect(await (await get('/')).text()).toContain('client.js?edition=8');
  });

  test('is told of twenty kinds of errors and of warnings apart, how many there are, and where all stand', async () => {
    const warning = { ...titleFault.diagnostic, severity: 'warning' as const };
    const site = fakeSite();
    site.wrong = [
      ...Array.from({ length: 30 }, () => titleFault),
      { diagnostic: warning, others: 4, excerpt: [] },
    ];
    await start(site);
    const { states } = await listen();
    await vi.waitFor(() => expect(states).toHaveLength(1));
    const { errors, warnings } = states[0] ?? {};
    expect(errors?.list).toHaveLength(20);
    expect(errors).toMatchObject({ count: '30 Fehler', more: expect.stringContaining('check --all') });
    expect(warnings?.list).toMatchObject([{ ofThisKind: 'Von dieser Art gibt es insgesamt 5.' }]);
    expect(warnings).toMatchObject({ count: '5 Warnungen', more: expect.stringContaining('check --all') });
  });
});
