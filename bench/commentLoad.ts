/**
 * Comments under load: `npm run bench:comments`, or shorter: `… -- --seconds 10`. The real service gets 200
 * comments a second, each from another sender; every one that it takes must be on disk, whole and once. Times
 * count from the moment at which a comment should have been sent, so that waiting counts, too.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openCommentStore } from '../src/comments/moderation/commentStore.ts';
import { blattmacherSite } from './sites/blattmacherSite.ts';
import { writeSite } from './sites/writeSite.ts';
import { makeCorpus } from './corpus.ts';

const perSecond = 200;
const articles = 1000;
const program = join(import.meta.dirname, '..', 'lib', 'blattmacher.js');
const { values } = parseArgs({ options: { seconds: { type: 'string', default: '60' } } });
const seconds = Number(values.seconds);

interface Sent {
  readonly text: string;
  readonly milliseconds: number;
  readonly status: number;
  /** Of a comment that was taken. */
  readonly id: string;
}

const folder = mkdtempSync(join(tmpdir(), 'blattmacher-bench-'));
try {
  writeSite(blattmacherSite, folder, articles);
  const sent = await measure();
  console.log(await describe(sent));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(): Promise<readonly Sent[]> {
  const child = spawn(process.execPath, [program, 'comments', 'serve', '--site', folder, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await addressFrom(child.stdout);
    // Near the turn of a month the address depends on the site's time zone.
    const isSure = ({ date }: { readonly date: Date }): boolean => date.getUTCDate() < 28;
    const addresses = [...makeCorpus(articles)].filter(isSure).map(addressOf);
    const agent = new Agent({ keepAlive: true, maxSockets: 256 });
    const all: Promise<Sent>[] = [];
    const start = performance.now();
    for (let count = 0; count < seconds * perSecond; count++) {
      const due = start + (count * 1000) / perSecond;
      if (due > performance.now()) await setTimeout(due - performance.now());
      all.push(send({ url, agent, article: addresses[count % addresses.length] ?? '', count, due }));
    }
    const sent = await Promise.all(all);
    agent.destroy();
    return sent;
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}

async function addressFrom(output: Readable): Promise<string> {
  const [said] = await once(output, 'data');
  const url = /http:\/\/[\w.:/]+/.exec(String(said))?.[0];
  if (url === undefined) throw new Error(`The service did not start: ${said}`);
  return url;
}

/** Inside the site, as the form sends it. */
function addressOf(article: { readonly date: Date; readonly slug: string }): string {
  const month = String(article.date.getUTCMonth() + 1).padStart(2, '0');
  return `/${article.date.getUTCFullYear()}/${month}/${article.slug}/`;
}

interface Shot {
  readonly url: string;
  readonly agent: Agent;
  readonly article: string;
  readonly count: number;
  readonly due: number;
}

function send({ url, agent, article, count, due }: Shot): Promise<Sent> {
  const text =
    `Kommentar ${count}. ${'Das sehe ich ganz anders, und zwar aus diesen Gründen. '.repeat(12)}`.trim();
  const body = new URLSearchParams({
    article,
    name: `Leserin ${count}`,
    email: 'leserin@example.org',
    consent: 'on',
    text,
  });
  const headers = {
    Accept: 'application/json',
    'Content-Type': 'application/x-www-form-urlencoded',
    Origin: 'https://blog.example.org',
    'X-Forwarded-For': [10, count >> 16, (count >> 8) & 255, count & 255].join('.'),
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', agent, headers }, async (answer) => {
      let json = '';
      for await (const chunk of answer) json += String(chunk);
      const milliseconds = performance.now() - due;
      resolve({
        text,
        milliseconds,
        status: answer.statusCode ?? 0,
        id: /"id":"([^"]+)"/.exec(json)?.[1] ?? json,
      });
    });
    outgoing.on('error', reject).end(body.toString());
  });
}

async function describe(sent: readonly Sent[]): Promise<string> {
  const store = openCommentStore(folder);
  const stored = await store.list();
  const texts = new Map(stored.map(({ id, text }) => [id, text]));
  const taken = sent.filter(({ status }) => status === 201);
  const times = taken.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
  const at = (share: number): string => `${(times[Math.floor(times.length * share)] ?? 0).toFixed(1)} ms`;
  const refused = sent.find(({ status }) => status !== 201);
  return [
    `${sent.length} comments in ${seconds} s: ${taken.length} taken, ${sent.length - taken.length} refused${refused ? ` (${refused.status} ${refused.id})` : ''}`,
    `of those taken: ${taken.filter(({ id, text }) => texts.get(id) !== text).length} lost or torn`,
    `on disk: ${stored.length}, ${stored.length - new Set(stored.map(({ text }) => text)).size} twice, ${(await store.damaged()).length} damaged`,
    `answered after: median ${at(0.5)}, 99 % within ${at(0.99)}, longest ${at(0.999999)}`,
  ].join('\n');
}
