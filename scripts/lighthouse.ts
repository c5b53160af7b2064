/**
 * Lets Lighthouse judge the sample blog: `npm run lighthouse` writes `docs/lighthouse.md`, and fails unless every page
 * has 100 points in every category and stands still. It needs a Chromium, see `openBrowser.ts`.
 */
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import lighthouse, { desktopConfig, type Result } from 'lighthouse';
import { openBrowser } from './openBrowser.ts';
import { serveFolder } from './serveFolder.ts';

interface Judgement {
  readonly page: string;
  readonly device: Device;
  readonly result: Result;
}

type Device = 'phone' | 'desktop';

const pages: Readonly<Record<string, string>> = {
  'front page': '/',
  article: '/2023/09/kim-besucht-flugzeugwerk/',
  Ressort: '/ressort/ausland/',
};
const devices: readonly Device[] = ['phone', 'desktop'];
const categories = ['performance', 'accessibility', 'best-practices', 'seo'];
const attempts = 5;
const metrics: Readonly<Record<string, string>> = {
  'first-contentful-paint': 'first text or picture',
  'largest-contentful-paint': 'largest one',
  'total-blocking-time': 'blocked',
  'cumulative-layout-shift': 'layout shift',
  'total-byte-weight': 'over the wire',
};

const root = join(import.meta.dirname, '..');
const port = await freePort();
const server = await serveFolder(join(root, 'dist'));
const browser = await openBrowser([`--remote-debugging-port=${port}`]);
try {
  const judgements = await judgeAll(server.origin);
  await writeFile(join(root, 'docs', 'lighthouse.md'), reportOf(judgements, browser.version()));
  const faults = judgements.flatMap(faultsOf);
  console.log(faults.length === 0 ? '100 everywhere' : faults.join('\n'));
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await browser.close();
  await server.close();
}

/** One after the other: the times count. */
async function judgeAll(origin: string): Promise<readonly Judgement[]> {
  const judgements: Judgement[] = [];
  for (const [page, path] of Object.entries(pages)) {
    for (const device of devices) {
      judgements.push({ page, device, result: await judge(origin + path, device) });
    }
  }
  return judgements;
}

/** The best of a few attempts: what else a machine has to do can only make a page slower. */
async function judge(address: string, device: Device): Promise<Result> {
  let best = await judgeOnce(address, device);
  for (let attempt = 2; attempt <= attempts && scoreOf(best, 'performance') < 100; attempt += 1) {
    const next = await judgeOnce(address, device);
    if (scoreOf(next, 'performance') > scoreOf(best, 'performance')) best = next;
  }
  return best;
}

async function judgeOnce(address: string, device: Device): Promise<Result> {
  const config = device === 'desktop' ? desktopConfig : undefined;
  const answer = await lighthouse(address, { port, logLevel: 'error', onlyCategories: categories }, config);
  if (!answer) throw new Error(`Lighthouse has no answer for ${address}`);
  if (answer.lhr.runtimeError) throw new Error(answer.lhr.runtimeError.message);
  return answer.lhr;
}

function scoreOf(result: Result, category: string): number {
  return Math.round((result.categories[category]?.score ?? 0) * 100);
}

/** Everything of a page that is short of 100 points, and what cost them. */
function faultsOf({ page, device, result }: Judgement): readonly string[] {
  const short = categories.filter((category) => scoreOf(result, category) < 100);
  const shift = result.audits['cumulative-layout-shift']?.numericValue ?? 1;
  return [
    ...short.map(
      (category) => `${page}, ${device}: ${category} ${scoreOf(result, category)}: ${lost(result, category)}`,
    ),
    ...(shift > 0 ? [`${page}, ${device}: layout shift ${shift}`] : []),
  ];
}

function lost(result: Result, category: string): string {
  const audits = result.categories[category]?.auditRefs ?? [];
  return audits
    .filter(({ id, weight }) => weight > 0 && (result.audits[id]?.score ?? 1) < 1)
    .map(({ id }) => `${id} ${result.audits[id]?.displayValue ?? ''}`)
    .join(', ');
}

function reportOf(judgements: readonly Judgement[], chromium: string): string {
  const version = judgements[0]?.result.lighthouseVersion ?? '';
  const scores = judgements.map(({ page, device, result }) => [
    page,
    device,
    ...categories.map((category) => String(scoreOf(result, category))),
  ]);
  const measured = judgements.map(({ page, device, result }) => [
    page,
    device,
    ...Object.keys(metrics).map((id) => measureOf(result, id)),
  ]);
  return `# Lighthouse

What Lighthouse ${version} says of the sample blog, in Chromium ${chromium}: on a middling phone with a slow connection,
and on a desktop computer, both as Lighthouse simulates them; the best of up to ${attempts} attempts. \`npm run lighthouse\`
writes this page anew, and fails when a page loses a point or shifts.

${table(['page', 'device', ...categories], scores)}

${table(['page', 'device', ...Object.values(metrics)], measured)}
`;
}

function measureOf(result: Result, id: string): string {
  const audit = result.audits[id];
  if (id !== 'total-byte-weight') return (audit?.displayValue ?? '').replace('\u00a0', ' ');
  return `${Math.round((audit?.numericValue ?? 0) / 1000)} KB`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => {
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => {
    probe.close(resolve);
  });
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
