/* oxlint-disable no-await-in-loop -- one after the other: what runs at the same time cannot be measured */
/**
 * How long it takes to go online by SFTP, to OpenSSH on this machine: the first upload of the corpus (10,000 articles are 16,700 files), one
 * changed article, and nothing changed; without a delay, and behind a proxy that keeps everything for a while in each direction.
 *
 *     npm run bench:deploy -- [articles]
 *
 * The step alone is measured, in a process of its own, and then the whole command for one changed article: build, check, and the step.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTarget } from '../src/deploy/openTarget.ts';
import { deploy } from '../test/deploy/blog.ts';
import { startProxy } from '../test/deploy/proxy.ts';
import { type SshServer, startSshServer } from '../test/deploy/sshServer.ts';
import { findBlattmacher } from './contestants.ts';
import { corpusNow, makeCorpus } from './corpus.ts';
import { runProcess } from './measure/runProcess.ts';
import { processorTimeOf, treeOf } from './measure/procfs.ts';
import { articlePath, writeSite } from './sites/writeSite.ts';

/** Milliseconds there and back. */
const roundTrips = [0, 30, 300] as const;
/** There to count round trips: beside it everything else is short. */
const longest = 300;
/** Milliseconds between two looks at processes that may end. */
const lookEvery = 10;
/** As the corpus has it in `site.yaml`. */
const siteAddress = 'https://blog.example.org/';

const [role = '', ...words] = process.argv.slice(2);
if (role === 'proxy') await beProxy(words.map(Number));
else if (role === 'step') await doStep(words);
else await measureAll(Number(role || 10_000));

/** A process of its own: what it costs is not ours. */
async function beProxy([port = 0, roundTrip = 0]: readonly number[]): Promise<void> {
  const proxy = await startProxy(port, roundTrip / 2);
  process.on('disconnect', () => process.exit());
  process.send?.(proxy.port);
}

interface Step {
  readonly milliseconds: number;
  readonly processor: number;
  readonly files: number;
}

/** The step of `blattmacher deploy` that brings a finished blog to its place. */
async function doStep([
  port,
  user = '',
  path = '',
  hostKey = '',
  folder = '',
]: readonly string[]): Promise<void> {
  const place = { kind: 'sftp', host: '127.0.0.1', port: Number(port), user, path, hostKey } as const;
  const secrets = { environment: (name: string) => process.env[name], home: homedir() };
  const target = await openTarget(place, secrets, { site: '/nowhere', out: folder });
  const [before, start] = [process.cpuUsage(), performance.now()];
  const { done, plan, diagnostics } = await deploy(target, folder, {
    site: siteAddress,
    pauses: { beat: 10_000, retries: [] },
  });
  const milliseconds = performance.now() - start;
  const { user: own, system } = process.cpuUsage(before);
  if (!done) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  process.send?.({
    milliseconds,
    processor: (own + system) / 1000,
    files: plan?.files.length ?? 0,
  } satisfies Step);
}

async function answerOf(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  child.once('exit', () => ended.abort());
  const [answer]: readonly unknown[] = await once(child, 'message', { signal: ended.signal });
  return answer;
}

async function measureAll(articles: number): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'blattmacher-bench-'));
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
  // SFTP into a folder is all there is.
  const lines = ['Subsystem sftp internal-sftp', 'ForceCommand internal-sftp'];
  const ssh = await startSshServer(scratch, lines);
  process.on('exit', () => void ssh.server.kill());
  const server = { ...ssh, processor: processorTimeOver(ssh.server.pid ?? 0) };
  process.env['BLATTMACHER_DEPLOY_KEY'] = server.key;
  const ports = new Map<number, number>();
  for (const roundTrip of roundTrips) {
    const proxy = fork(import.meta.filename, ['proxy', String(server.port), String(roundTrip)]);
    proxy.unref();
    ports.set(roundTrip, Number(await answerOf(proxy)));
  }
  const blog = await makeBlog(scratch, articles, server, ports);
  for (const roundTrip of roundTrips) await measureSteps(scratch, blog, server, roundTrip, ports);
  for (const roundTrip of [0, 30]) await measureCommand(blog, roundTrip);
  process.exit();
}

interface MeasuredServer extends SshServer {
  /** Milliseconds of the processor that it, and its processes for every connection, have taken so far. */
  readonly processor: () => number;
}

function processorTimeOver(server: number): () => number {
  const taken = new Map<number, number>();
  const look = (): void => {
    for (const pid of treeOf(server)) taken.set(pid, Math.max(taken.get(pid) ?? 0, processorTimeOf(pid)));
  };
  setInterval(look, lookEvery).unref();
  return () => {
    look();
    return [...taken.values()].reduce((sum, time) => sum + time, 0);
  };
}

interface Blog {
  readonly site: string;
  readonly first: string;
  /** With one article edited. */
  readonly second: string;
  readonly edit: () => void;
}

async function makeBlog(
  scratch: string,
  articles: number,
  { user, hostKey }: SshServer,
  ports: ReadonlyMap<number, number>,
): Promise<Blog> {
  const { site: kind } = findBlattmacher();
  const [site, first, second] = ['site', 'first', 'second'].map((name) => join(scratch, name));
  if (site === undefined || first === undefined || second === undefined) throw new Error('Three folders');
  writeSite(kind, site, articles);
  const targets = [...ports].map(
    ([roundTrip, port]) =>
      `    t${roundTrip}: { kind: sftp, host: 127.0.0.1, port: ${port}, user: ${user}, path: ${join(scratch, `web${roundTrip}`)}, hostKey: '${hostKey}' }\n`,
  );
  appendFileSync(join(site, 'site.yaml'), `deploy:\n  targets:\n${targets.join('')}`);
  const [edited] = [...makeCorpus(articles)].toSorted((a, b) => Number(b.date) - Number(a.date));
  if (!edited) throw new Error('No article');
  const file = join(site, articlePath(edited));
  const text = readFileSync(file, 'utf8');
  let edits = 0;
  // The newest one stands on the front page, in lists and in feeds.
  const edit = (): void => writeFileSync(file, text.replace(/^title: "/m, `$&Nachtrag ${++edits}: `));
  await run(['build', '--site', site, '--out', first, '--now', corpusNow], site);
  cpSync(first, second, { recursive: true, preserveTimestamps: true });
  edit();
  await run(['build', '--site', site, '--out', second, '--now', corpusNow], site);
  return { site, first, second, edit };
}

async function run(parameters: readonly string[], folder: string) {
  const program = join(import.meta.dirname, '..', 'lib', 'blattmacher.js');
  const ran = await runProcess({ file: process.execPath, parameters: [program, ...parameters], folder });
  if (ran.failure !== undefined) throw new Error(ran.failure);
  return ran;
}

async function measureSteps(
  scratch: string,
  { first, second }: Blog,
  server: MeasuredServer,
  roundTrip: number,
  ports: ReadonlyMap<number, number>,
): Promise<void> {
  const path = join(scratch, `web${roundTrip}`);
  mkdirSync(path);
  for (const [name, folder] of [
    ['first upload', first],
    ['one changed article', second],
    ['nothing changed', second],
  ] as const) {
    const before = server.processor();
    const { user, hostKey } = server;
    const isCounted = roundTrip < longest || folder === second;
    const port = isCounted ? ports.get(roundTrip) : server.port;
    const parameters = [String(port), user, path, hostKey, folder];
    const child = fork(import.meta.filename, ['step', ...parameters]);
    const step = (await answerOf(child)) as Step;
    if (child.exitCode === null) await once(child, 'exit');
    if (!isCounted) continue;
    const trips =
      roundTrip === 0 ? '' : `, at most ${(step.milliseconds / roundTrip).toFixed(1)} round trips`;
    console.log(
      `${roundTrip} ms, ${name}: ${seconds(step.milliseconds)}, ${step.files} files${trips}; processor: ${seconds(step.processor)} here, ${seconds(server.processor() - before)} sshd`,
    );
  }
}

/** The whole command, from the edit on. */
async function measureCommand({ site, edit }: Blog, roundTrip: number): Promise<void> {
  const out = join(site, 'dist');
  const command = [
    'deploy',
    `t${roundTrip}`,
    '--site',
    site,
    '--out',
    out,
    '--now',
    corpusNow,
    '--no-verify',
  ];
  await run(command, site);
  edit();
  const { milliseconds, processor } = await run(command, site);
  console.log(
    `${roundTrip} ms, the whole command, one changed article: ${seconds(milliseconds)}; processor: ${seconds(processor)} here`,
  );
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
