/**
 * Looks at finished pages with axe in a Chromium that the machine has: one page of each kind, and what has changed since the
 * output folder was published. The browser is steered over a pipe (Chrome DevTools Protocol, `--remote-debugging-pipe`), and
 * all that it asks for comes from memory: nothing listens on a port, and nothing goes to the net.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createRenderer } from '../build/pageRenderer.ts';
import { type FinishedSite, finishSite } from '../build/finishSite.ts';
import type { SnapshotOptions } from '../build/snapshot.ts';
import { withCaches } from '../content/load/sourceCache.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { Diagnostic } from '../core/model.ts';
import { readManifest } from '../emit/manifest.ts';
import type { OutputPath } from '../emit/outputPath.ts';
import { pageKinds } from '../routes/kinds.ts';
import { hrefOf } from '../views/hrefs.ts';
import { type CheckedPage, type CheckedSite, readPages, seenOn, Sightings } from './checkedPages.ts';
import { createDescriber } from './page/describePage.ts';

export interface BrowserWork {
  /** Named by the user. */
  readonly chromePath: string | undefined;
  /** Folders in which programs are looked for. */
  readonly searchPath: readonly string[];
  readonly temporaryFolder: string;
  /** Chromium refuses its sandbox to root. */
  readonly isRoot: boolean;
  /** The output folder; what it has already is not looked at again. */
  readonly out: string;
  /** Milliseconds until an answer must be there. */
  readonly patience: number;
}

/** More pages than these are not looked at: each takes about a second. */
const mostPages = 100;

export async function checkInBrowser(
  options: SnapshotOptions,
  work: BrowserWork,
): Promise<readonly Diagnostic[]> {
  const path = findBrowser(work);
  if (path === undefined) return [diagnose('accessibility/no-browser', {})];
  const axe = readAxe(options.site);
  if (axe === undefined) return [diagnose('accessibility/no-axe', {})];
  const { value } = await withCaches(options.caches, async () => {
    const { site } = await finishSite(options, createDescriber);
    return site ? await look(site, axe, path, work) : [];
  });
  return value;
}

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'chrome.exe',
  'msedge.exe',
];
const knownPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
];

function findBrowser({ chromePath, searchPath }: BrowserWork): string | undefined {
  if (chromePath !== undefined && chromePath !== '') return existsSync(chromePath) ? chromePath : undefined;
  const places = searchPath
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => join(folder, name)));
  return [...places, ...knownPlaces].find((path) => existsSync(path));
}

/** axe-core with its German words, of the site or beside this program. It is no part of it: few need it, and it is large. */
function readAxe(site: string): string | undefined {
  for (const from of [join(site, 'package.json'), import.meta.url]) {
    try {
      const { resolve } = createRequire(from);
      const source = readFileSync(resolve('axe-core/axe.min.js'), 'utf8');
      const german = readFileSync(resolve('axe-core/locales/de.json'), 'utf8');
      return `${source};axe.configure({ locale: ${german} });`;
    } catch {
      continue;
    }
  }
  return undefined;
}

async function look(
  finished: FinishedSite,
  axe: string,
  path: string,
  work: BrowserWork,
): Promise<readonly Diagnostic[]> {
  const site = readPages(finished);
  const profile = mkdtempSync(join(work.temporaryFolder, 'blattmacher-chromium-'));
  const browser = new Browser(path, profile, work);
  try {
    const session = await openSession(browser, contentOf(site));
    const found = new Sightings<Violation>();
    for (const page of chosenPages(site, work.out)) {
      const address = site.settings.url.origin + hrefOf(site.settings.url, page.page.url);
      for (const violation of await violationsAt(address, axe, session))
        found.add(violation.rule, page, () => violation);
    }
    return found.all.map((sighting) =>
      diagnose(
        'accessibility/axe',
        { ...sighting.fault, ...seenOn(sighting, site.settings) },
        site.origins.find([], sighting.first),
      ),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [diagnose('accessibility/browser-failed', { path, reason })];
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** One page of each kind, and those that the output folder has otherwise or not at all. */
function chosenPages({ pages }: CheckedSite, out: string): readonly CheckedPage[] {
  const { entries } = readManifest(out);
  const kinds = new Set<string>();
  return pages
    .filter(({ facts }) => facts.format === 'html')
    .filter(({ page, path, view }) => {
      const { content } = page;
      const kind = content.kind === 'own' ? content.template : content.kind;
      const isFirst = !kinds.has(kind);
      kinds.add(kind);
      return isFirst || (entries.size > 0 && entries.get(path)?.view !== view);
    })
    .slice(0, mostPages);
}

interface FileContent {
  readonly type: string;
  readonly bytes: Uint8Array;
}

const types: Readonly<Record<string, string>> = {
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

/** Returns a function for the bytes of what the site has; pictures are not made for this. */
function contentOf(site: CheckedSite): (address: string) => FileContent | undefined {
  const { snapshot, assets } = site.finished;
  const render = createRenderer(snapshot);
  const [home] = site.pages;
  const byPath = new Map(site.pages.map((page) => [page.path, page]));
  const ofAsset = new Map<string, () => Uint8Array>(assets.map(({ path, read }) => [path, read]));
  return (address) => {
    const goal = home && site.resolve(address, home);
    if (goal?.kind !== 'file') return undefined;
    const asset = ofAsset.get(goal.path);
    const type = types[goal.path.replace(/^.*\./, '')] ?? 'application/octet-stream';
    if (asset) return { type, bytes: asset() };
    const page = byPath.get(goal.path as OutputPath);
    const text = page && render(page.page).text;
    return text === undefined || !page
      ? undefined
      : { type: `${pageKinds[page.page.content.kind].mediaType}; charset=utf-8`, bytes: Buffer.from(text) };
  };
}

interface Violation {
  readonly rule: string;
  readonly help: string;
  readonly target: string;
  readonly url: string;
}

async function violationsAt(address: string, axe: string, session: Session): Promise<readonly Violation[]> {
  const loaded = session.next('Page.loadEventFired');
  await session.send('Page.navigate', { url: address });
  await loaded;
  const expression = `(async () => { ${axe}
const { violations } = await axe.run();
return JSON.stringify(violations.flatMap(({ id, help, helpUrl, nodes }) =>
  nodes.slice(0, 5).map(({ target }) => ({ rule: id, help, target: target.join(' '), url: helpUrl })))); })()`;
  const answer = await session.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  const value: unknown = Reflect.get(objectAt(answer, 'result'), 'value');
  if (typeof value !== 'string') throw new Error(`axe: ${JSON.stringify(answer).slice(0, 300)}`);
  return JSON.parse(value);
}

// The browser.

interface Session {
  readonly send: (method: string, parameters?: object) => Promise<object>;
  /** Resolves with the next event of this name. */
  readonly next: (event: string) => Promise<void>;
}

/** A page in which everything comes from `contentAt`. */
async function openSession(
  browser: Browser,
  contentAt: (address: string) => FileContent | undefined,
): Promise<Session> {
  const { targetId } = stringsOf(await browser.send('Target.createTarget', { url: 'about:blank' }));
  const { sessionId = '' } = stringsOf(
    await browser.send('Target.attachToTarget', { targetId, flatten: true }),
  );
  const send: Session['send'] = (method, parameters) => browser.send(method, parameters, sessionId);
  browser.on('Fetch.requestPaused', (event) => {
    const { requestId } = stringsOf(event);
    const { url = '' } = stringsOf(objectAt(event, 'request'));
    const content = contentAt(url);
    void send('Fetch.fulfillRequest', {
      requestId,
      responseCode: content ? 200 : 404,
      responseHeaders: [{ name: 'Content-Type', value: content?.type ?? 'text/plain' }],
      body: Buffer.from(content?.bytes ?? []).toString('base64'),
    }).catch(() => {});
  });
  await send('Page.enable');
  await send('Page.setBypassCSP', { enabled: true });
  await send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
  return { send, next: browser.next };
}

interface Waiting {
  readonly resolve: (answer: object) => void;
  readonly reject: (error: Error) => void;
}

class Browser {
  readonly #chromium: ChildProcess;
  readonly #patience: number;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<string, (event: object) => void>();
  readonly #ended = Promise.withResolvers<void>();
  #last = 0;
  #rest = '';

  constructor(path: string, profile: string, { isRoot, patience }: BrowserWork) {
    this.#patience = patience;
    const flags = [
      '--headless=new',
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
      '--no-first-run',
    ];
    const more = ['--disable-gpu', '--disable-extensions', '--disable-background-networking'];
    const sandbox = isRoot ? ['--no-sandbox'] : [];
    this.#chromium = spawn(path, [...flags, ...more, ...sandbox], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    this.#chromium.on('error', (error) => this.#fail(error));
    this.#chromium.on('exit', (code) => {
      this.#ended.resolve();
      this.#fail(new Error(`beendet mit ${code ?? 'einem Signal'}`));
    });
    for (const pipe of this.#chromium.stdio) pipe?.on('error', () => {});
    this.#chromium.stdio[4]?.on('data', (bytes: Buffer) => this.#take(bytes.toString()));
  }

  readonly send = (method: string, params: object = {}, sessionId?: string): Promise<object> => {
    const id = ++this.#last;
    const { promise, resolve, reject } = Promise.withResolvers<object>();
    const timer = setTimeout(() => reject(new Error(`${method}: keine Antwort`)), this.#patience);
    this.#waiting.set(id, { resolve, reject });
    const pipe = this.#chromium.stdio[3];
    if (pipe && 'write' in pipe) pipe.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return promise.finally(() => clearTimeout(timer));
  };

  readonly on = (event: string, listener: (event: object) => void): void => {
    this.#listeners.set(event, listener);
  };

  readonly next = (event: string): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = setTimeout(() => reject(new Error(`${event}: kommt nicht`)), this.#patience);
    this.on(event, () => resolve());
    return promise.finally(() => clearTimeout(timer));
  };

  /** Ends it, and waits until it has gone. */
  async close(): Promise<void> {
    this.#chromium.kill('SIGKILL');
    if (this.#chromium.pid !== undefined) await this.#ended.promise;
  }

  /** Messages end with a NUL. */
  #take(text: string): void {
    const messages = (this.#rest + text).split('\0');
    this.#rest = messages.pop() ?? '';
    for (const message of messages) this.#receive(JSON.parse(message));
  }

  #receive(message: object): void {
    const id: unknown = Reflect.get(message, 'id');
    if (typeof id !== 'number') {
      this.#listeners.get(stringsOf(message)['method'] ?? '')?.(objectAt(message, 'params'));
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if ('error' in message) waiting?.reject(new Error(stringsOf(objectAt(message, 'error'))['message']));
    else waiting?.resolve(objectAt(message, 'result'));
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

function objectAt(value: object, key: string): object {
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'object' && found !== null ? found : {};
}

function stringsOf(value: object): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => typeof one === 'string'));
}
