/**
 * How long `blattmacher watch` takes from the saving of an article to the new page being served, when its body was edited
 * and when its tags were: `npm run bench:watch`, or with sizes: `… -- 10000 100000`. The time is that of the author: it
 * holds the watcher's own, the answer and the transfer of the page.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCorpus } from './corpus.ts';
import { blattmacherSite } from './sites/blattmacherSite.ts';
import { articlePath, writeSite } from './sites/writeSite.ts';

/** Both bring the mark onto the article's page. */
const edits = {
  body: (text: string, mark: string): string => `${text}\n\n${mark}\n`,
  tags: (text: string, mark: string): string => text.replace(/^tags: \["[^"]*"/m, `tags: ["${mark}"`),
} as const satisfies Readonly<Record<string, Edit>>;

type Edit = (text: string, mark: string) => string;

const rounds = 11;
const program = join(import.meta.dirname, '..', 'lib', 'blattmacher.js');
const sizes = process.argv.slice(2).map(Number);

for (const articles of sizes.length > 0 ? sizes : [10_000]) {
  const folder = mkdtempSync(join(tmpdir(), 'blattmacher-bench-'));
  try {
    writeSite(blattmacherSite, folder, articles);
    for (const [name, edit] of Object.entries(edits)) {
      console.log(`${articles} articles, ${name} edited: ${describe(await measure(folder, articles, edit))}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds of every edit. */
async function measure(folder: string, articles: number, edit: Edit): Promise<readonly number[]> {
  const child = spawn(process.execPath, [program, 'watch', '--site', folder, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const url = await addressFrom(child.stdout);
    const times: number[] = [];
    for (const article of [...makeCorpus(articles)].slice(0, rounds)) {
      const page = new URL(addressOf(article), url).href;
      await (await fetch(page)).text();
      await new Promise((resolve) => setTimeout(resolve, 1500));
      times.push(await timeOfEdit(join(folder, articlePath(article)), page, url, edit));
    }
    return times;
  } finally {
    child.kill('SIGINT');
    await once(child, 'exit');
  }
}

/** The stream stays open: a program whose output nobody takes ends. */
function addressFrom(output: NodeJS.ReadableStream): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    output.on('data', (chunk) => {
      said += String(chunk);
      const url = /http:\S+/.exec(said)?.[0];
      if (url !== undefined) resolve(url);
    });
    output.on('end', () => reject(new Error('The preview did not start')));
  });
}

function addressOf({ date, slug }: { readonly date: Date; readonly slug: string }): string {
  const month = String(date.getUTCMonth() + 1).padStart(2, '0');
  return `${date.getUTCFullYear()}/${month}/${slug}/`;
}

/** As a browser does it: hears that there is something new, then asks for the page. */
async function timeOfEdit(file: string, page: string, url: string, edit: Edit): Promise<number> {
  const abort = new AbortController();
  const events = await fetch(new URL('/__blattmacher/events', url), { signal: abort.signal });
  if (!events.body) throw new Error('No events');
  const reader = events.body.getReader();
  await reader.read();
  const mark = `Nachtrag ${Math.round(performance.now() * 1000)}`;
  const text = edit(readFileSync(file, 'utf8'), mark);
  const start = performance.now();
  writeFileSync(file, text);
  for (;;) {
    await reader.read();
    if ((await (await fetch(page)).text()).includes(mark)) break;
  }
  const time = performance.now() - start;
  abort.abort();
  return time;
}

function describe(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(0);
  return `median ${at(0.5)} ms, least ${at(0)} ms, nine of ten within ${at(0.9)} ms (${times.length} edits)`;
}
