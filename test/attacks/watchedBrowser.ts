/** A real browser that opens very many pages, some dozen in one document, and tells what they ran, loaded and hold. */
import { createServer } from 'node:http';
import type { Browser, BrowserContext } from 'playwright-core';
import { openBrowser } from '../../scripts/openBrowser.ts';
import type { SeenElement } from './judge.ts';

/** By their paths. */
export type SiteFiles = ReadonlyMap<string, Buffer>;

/** An element that stands on at least one page. */
export interface ShownElement extends SeenElement {
  /** Inside of a text that an author wrote, not of the frame around it. */
  readonly isInText: boolean;
  readonly page: string;
}

export interface Watched {
  /** What ran, sent, or asked to: calls of the proof, dialogs, requests to elsewhere, violations of the content policy. */
  readonly incidents: readonly string[];
  readonly elements: readonly ShownElement[];
  /** Pages that a browser found. */
  readonly opened: readonly string[];
}

interface WatchOptions {
  readonly withPolicy: boolean;
  /** Pages of the site. */
  readonly pages: readonly string[];
  /** Files that are opened alone. */
  readonly drawings: readonly string[];
}

/** Nothing that a page asks for leaves this machine, not even the question for a name. */
export function openWatchedBrowser(): Promise<Browser> {
  return openBrowser(['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1']);
}

export async function watchPages(
  browser: Browser,
  files: SiteFiles,
  options: WatchOptions,
): Promise<Watched> {
  const gathered = gather(files, options);
  const server = await serve(new Map([...files, ...gathered]));
  const context = await browser.newContext();
  const incidents = new Set<string>();
  try {
    await listen(context, server.origin, (incident) => incidents.add(incident));
    const page = await context.newPage();
    const paths = [...gathered.keys(), ...options.drawings].map((path) => `/${path}`);
    await page.goto(`${server.origin}/${framesPath}`);
    const reported: Reported = await page.evaluate(`(${lookInFrames})(${JSON.stringify(paths.slice(1))})`);
    const elements = reported.elements.map(([key, path]) => shownElement(key, path));
    return { incidents: [...incidents], elements, opened: reported.opened };
  } finally {
    await context.close();
    await server.close();
  }
}

const framesPath = '-alle-.html';
const pagesPerDocument = 60;
/** What makes a browser work and nobody else can write: the frame's own look. */
const lookOfFrame = /<link rel="(?:stylesheet|preload|icon)"[^>]*>/g;
const policyElement = /<meta http-equiv="Content-Security-Policy"[^>]*>/;

/** Heads and bodies of many pages, each in a box of its own that it must not leave; a browser needs a twentieth of the time. */
function gather(files: SiteFiles, { pages, withPolicy }: WatchOptions): SiteFiles {
  const texts = pages.map((path) => [path, files.get(path)?.toString('utf8') ?? ''] as const);
  const policy = withPolicy ? (policyElement.exec(texts[0]?.[1] ?? '')?.[0] ?? '') : '';
  const documents: [string, Buffer][] = [[framesPath, Buffer.from('<!doctype html><title>Alle</title>')]];
  for (let at = 0; at < texts.length; at += pagesPerDocument) {
    const boxes = texts.slice(at, at + pagesPerDocument).map(([path, text]) => boxOf(path, text));
    const document = `<!doctype html><html lang="de"><head>${policy}</head><body>${boxes.join('\n')}</body></html>`;
    documents.push([`-${at}-.html`, Buffer.from(document)]);
  }
  return new Map(documents);
}

function boxOf(path: string, text: string): string {
  const inner = (name: string): string => {
    const start = text.indexOf(`<${name}`);
    return text.slice(text.indexOf('>', start) + 1, text.lastIndexOf(`</${name}>`));
  };
  const head = inner('head').replace(policyElement, '').replaceAll(lookOfFrame, '');
  return `<div data-page="${path}">${head}${inner('body')}</div><hr data-end="${path}">`;
}

/** On a free port; stylesheets and fonts are empty, because nobody looks at the pages. */
async function serve(files: SiteFiles) {
  const server = createServer(({ url = '/' }, response) => {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname).slice(1);
    const file = files.get(path);
    response.writeHead(file ? 200 : 404, { 'content-type': typeOf(path), 'cache-control': 'max-age=60' });
    response.end(/\.(?:css|woff2)$/.test(path) ? '' : file);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const close = (): Promise<void> => {
    server.closeAllConnections();
    return new Promise((resolve) => {
      server.close(() => resolve());
    });
  };
  return { origin: `http://127.0.0.1:${address.port}`, close };
}

const types: Readonly<Record<string, string>> = {
  css: 'text/css',
  woff2: 'font/woff2',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json',
};

function typeOf(path: string): string {
  return types[/\.(\w+)$/.exec(path)?.[1] ?? ''] ?? 'text/html; charset=utf-8';
}

async function listen(context: BrowserContext, own: string, tell: (incident: string) => void): Promise<void> {
  context.on('dialog', (dialog) => {
    tell(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await context.exposeBinding('__hit', ({ frame }) => tell(`ran on ${frame.url()}`));
  await context.exposeBinding('__violated', ({ frame }, what: string) => tell(`${what} on ${frame.url()}`));
  await context.addInitScript(tellViolations);
  context.on('request', (request) => {
    if (!request.url().startsWith(`${own}/`)) tell(`asked for ${request.url()} on ${request.frame().url()}`);
  });
  context.on('page', (opened) => {
    if (context.pages().length > 1) tell(`opened a window ${opened.url()}`);
  });
}

const tellViolations = `document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  __violated('policy ' + violatedDirective + ' ' + blockedURI);
});`;

/** Every document in a frame of its own, some at a time; each element that differs from all others is reported once, with the code that it holds. */
const lookInFrames = `async (all) => {
  const elements = new Map();
  const opened = [];
  const look = (path, shown) => {
    for (const element of shown.querySelectorAll('*')) {
      const attributes = [...element.attributes].map(({ name, value }) => [name, value]);
      if (/^(?:script|style)$/.test(element.localName) && element.type !== 'application/ld+json') {
        attributes.push(['#text', element.textContent]);
      }
      const isHtml = element.namespaceURI === 'http://www.w3.org/1999/xhtml';
      const isInText = element.closest('.prose') !== null && !element.matches('.prose');
      const key = JSON.stringify([element.localName, isHtml, attributes, isInText]);
      if (!elements.has(key)) elements.set(key, element.closest('[data-page]')?.dataset.page ?? path);
    }
    for (const box of shown.querySelectorAll('body > [data-page] + [data-end]')) {
      if (box.dataset.end === box.previousElementSibling.dataset.page) opened.push(box.dataset.end);
    }
  };
  const left = [...all];
  const work = async () => {
    for (let path = left.pop(); path !== undefined; path = left.pop()) {
      const frame = document.createElement('iframe');
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
      frame.src = path;
      // Not laid out, which would take most of the time; what runs runs all the same.
      frame.hidden = true;
      document.body.append(frame);
      await loaded;
      if (!frame.contentDocument) throw new Error(path + ' led elsewhere');
      look(path, frame.contentDocument);
      await new Promise((resolve) => setTimeout(resolve, 50));
      frame.remove();
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
  return { elements: [...elements], opened };
}`;

interface Reported {
  readonly elements: readonly (readonly [key: string, path: string])[];
  readonly opened: readonly string[];
}

function shownElement(key: string, page: string): ShownElement {
  const [name, isHtml, attributes, isInText]: [string, boolean, [string, string][], boolean] = JSON.parse(key);
  return { name, isHtml, attributes: Object.fromEntries(attributes), isInText, page };
} // prettier-ignore
