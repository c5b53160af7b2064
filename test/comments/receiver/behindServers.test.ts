/** The documented way to run the service: behind a real nginx and a real Caddy, with the documents' own configuration. */
import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { parseProxies, usualProxies } from '../../../src/comments/receiver/senderOf.ts';
import { runProgram } from '../../support/runProgram.ts';
import { article, createSite, type TestSite } from '../../support/testSite.ts';
import { documentedServers, serversBehindCloudflare } from './documentedServers.ts';
import { startService } from './serviceStage.ts';

const origin = 'https://example.org';
const kim = '/2023/09/kim/';

interface Answer {
  readonly status: number | undefined;
  readonly location: string | undefined;
  readonly body: string;
}

interface Sent {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The address of this machine that the request comes from. */
  readonly from?: string;
}

/** Asks a server at a port as a browser that knows it as `example.org`. */
function ask(port: number, path: string, sent: Sent = {}): Promise<Answer> {
  const { method = 'GET', headers, body = '', from = '127.0.0.1' } = sent;
  const options = { port, path, method, localAddress: from, host: '127.0.0.1' };
  return new Promise((resolve, reject) => {
    const asked = request({ ...options, headers: { Host: 'example.org', ...headers } }, async (answer) => {
      const text = Buffer.concat(await answer.toArray()).toString();
      resolve({ status: answer.statusCode, location: answer.headers.location, body: text });
    });
    asked.on('error', reject).end(body);
  });
}

const form = (text: string): Sent => ({
  method: 'POST',
  headers: { Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams({ article: kim, name: 'Anna Müller', text, fax: '', parent: '' }).toString(),
});

const json = (text: string, from?: string, forwardedFor?: string): Sent => ({
  method: 'POST',
  headers: {
    Origin: origin,
    'Content-Type': 'application/json',
    ...(forwardedFor !== undefined && { 'X-Forwarded-For': forwardedFor }),
  },
  body: JSON.stringify({ article: kim, name: 'Bert', text }),
  ...(from !== undefined && { from }),
});

async function publishedSite(): Promise<TestSite> {
  const site = createSite({
    'site.yaml': `title: Der Bote\nurl: ${origin}/\ncomments:\n  endpoint: /comments\n  email: optional\n`,
    'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13'),
  });
  expect((await site.build()).published).toBe(true);
  return site;
}

describe.each(documentedServers)('Behind %s', (_, start) => {
  test('a comment goes its way from the form to the page', async () => {
    const site = await publishedSite();
    const { value: service } = await startService(site.folder);
    const { port, accessLog } = await start({ out: site.out, service: hostOf(service?.url) });

    const thanks = await ask(port, '/comments', form('Ein *guter* Text.'));
    expect([thanks.status, thanks.location]).toEqual([303, `${origin}/kommentar-danke/`]);
    expect((await ask(port, '/kommentar-danke/')).status).toBe(200);
    const taken = await ask(port, '/comments', json('Ganz ohne Formular.'));
    expect([taken.status, taken.body]).toEqual([201, expect.stringContaining('"status":"pending"')]);
    expect((await ask(port, '/comments/challenge')).status).toBe(200);

    const listed = runProgram(site.folder, ['comments', 'list', '--json']).stdout;
    const ids = [...listed.matchAll(/"id": ?"([^"]+)"/g)].map(([, id = '']) => id);
    expect(ids).toHaveLength(2);
    expect((await ask(port, kim)).body).not.toContain('guter');
    expect(runProgram(site.folder, ['comments', 'approve', ...ids]).code).toBe(0);
    expect((await site.build()).published).toBe(true);
    const page = (await ask(port, kim)).body;
    expect(page).toContain('Ein <em>guter</em> Text.');
    expect(page).toContain('Ganz ohne Formular.');

    // Nobody who writes a comment leaves an address there.
    const logged = accessLog();
    if (logged !== undefined) expect(logged.replaceAll(`GET ${kim} `, '')).not.toMatch(/comments|kommentar/);
  });

  test('senders are told apart by where they come from, not by what they claim', async () => {
    const site = await publishedSite();
    const { value: service } = await startService(site.folder, { burst: 2 });
    const { port } = await start({ out: site.out, service: hostOf(service?.url) });
    const statuses: (number | undefined)[] = [];
    for (const claim of ['203.0.113.1', '203.0.113.2', '203.0.113.3']) {
      statuses.push((await ask(port, '/comments', json(`Ich bin ${claim}.`, '127.0.0.2', claim))).status);
    }
    expect(statuses).toEqual([201, 201, 429]);
    expect((await ask(port, '/comments', json('Ich bin jemand anders.', '127.0.0.3'))).status).toBe(201);
  });

  test('readers see a page of the site, whatever goes wrong', async () => {
    const site = await publishedSite();
    const { value: service } = await startService(site.folder);
    const { port } = await start({ out: site.out, service: hostOf(service?.url) });
    const missing = await ask(port, '/gibt-es-nicht/');
    expect([missing.status, missing.body]).toEqual([404, site.read('404.html')]);

    // As long as the form allows, in the letters that take most room.
    const longest = await ask(port, '/comments', form('😀'.repeat(5000)));
    expect([longest.status, longest.location]).toEqual([303, `${origin}/kommentar-danke/`]);
    const errorPage = site.read('kommentar-fehler/index.html');
    const tooLarge = await ask(port, '/comments', form('a'.repeat(140_000)));
    expect([
      [413, errorPage],
      [303, `${origin}/kommentar-fehler/?grund=too-large#grund-too-large`],
    ]).toContainEqual([tooLarge.status, tooLarge.location ?? tooLarge.body]);

    await service?.close();
    const down = await ask(port, '/comments', form('Ein Text.'));
    expect([down.status, down.body]).toEqual([502, errorPage]);
  });
});

test.each(serversBehindCloudflare)(
  'Behind Cloudflare and %s readers are told apart, and nobody else can name another sender',
  async (_, proxies, start) => {
    const edge = '127.0.0.2';
    const site = await publishedSite();
    const { value: service } = await startService(site.folder, {
      burst: 2,
      proxies: parseProxies(proxies) ?? usualProxies,
    });
    const { port } = await start({ out: site.out, service: hostOf(service?.url), edge });
    let count = 0;
    /** As Cloudflare asks for a reader, whatever that one claims. */
    const sendAs = async (reader: string, from: string): Promise<number | undefined> => {
      const { headers, ...rest } = json(`Satz ${++count}.`, from, `198.51.100.${count}, ${reader}`);
      return (await ask(port, '/comments', { ...rest, headers: { ...headers, 'CF-Connecting-IP': reader } }))
        .status;
    };
    const statuses = async (readers: readonly string[], from: string) => {
      const heard: (number | undefined)[] = [];
      for (const reader of readers) heard.push(await sendAs(reader, from));
      return heard;
    };
    const anna = '203.0.113.7';
    expect(await statuses([anna, anna, anna, '203.0.113.8', '2001:db8::1'], edge)).toEqual([
      201, 201, 429, 201, 201,
    ]);
    expect(await statuses(['203.0.113.20', '203.0.113.21', '203.0.113.22'], '127.0.0.3')).toEqual([
      201, 201, 429,
    ]);
  },
);

function hostOf(url: string | undefined): string {
  if (url === undefined) throw new Error('The service runs');
  return new URL(url).host;
}
