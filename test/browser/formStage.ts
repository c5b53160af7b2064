/** A built site and an endpoint of its own on two ports, and pages of the site in a real browser. The tests of a file share them. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach } from 'vitest';
import { builtSite } from '../comments/form/builtSite.ts';
import { isMissing } from '../support/needTools.ts';
import { article } from '../support/testSite.ts';
import { useBrowser } from '../support/useBrowser.ts';
import { sendFile, startServer } from './localServer.ts';

export interface FormStage {
  /** Of the site, without a slash at its end. */
  readonly origin: string;
  /** Requests to the endpoint, oldest first. */
  readonly received: URLSearchParams[];
  /** How the endpoint answers; it may be changed. */
  readonly endpoint: { answer: (sent: Post) => Reply | Promise<Reply> };
  /** In a context of its own, which is closed after the test. */
  readonly open: (options?: BrowserContextOptions) => Promise<Page>;
  /** The endpoint takes no more connections; the next test has another stage. */
  readonly stopEndpoint: () => Promise<void>;
  /** Errors of scripts, and what the content policy has forbidden. */
  readonly complaints: readonly string[];
}

interface ReusableStage extends FormStage {
  readonly isWhole: () => boolean;
  /** Makes it as it was at its beginning. */
  readonly tidy: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Post {
  readonly fields: URLSearchParams;
  readonly wantsJson: boolean;
}

export interface Reply {
  readonly status: number;
  readonly json?: unknown;
  readonly location?: string;
  /** Scripts of the site may read it. */
  readonly isReadable?: boolean;
}

export const articlePath = '/2023/09/kim/';

/** Two comments, as a thread will show them. */
const thread = `<section class="comments" id="kommentare" aria-label="Kommentare">
<article><p>Erster</p><%~ include('parts/reply-button', { id: 'a1', name: 'Anna Müller' }) %></article>
<article><p>Zweiter</p><%~ include('parts/reply-button', { id: 'b2', name: 'Bo' }) %></article>
<%~ include('parts/comment-form', { form: it.comments.form }) %></section>`;

/** For all tests of a file, or of a `describe`. `settings`: of the comments, further lines. */
export function useFormStage(settings = ''): () => FormStage {
  const browser = useBrowser();
  let stage: ReusableStage | undefined;
  beforeEach(async () => {
    if (isMissing('chromium') || stage?.isWhole()) return;
    await stage?.close();
    stage = await setFormStage(browser(), settings);
  });
  afterEach(() => stage?.tidy());
  afterAll(() => stage?.close());
  return () => {
    if (!stage) throw new Error('There is no stage before the first test');
    return stage;
  };
}

async function setFormStage(browser: Browser, settings: string): Promise<ReusableStage> {
  const received: URLSearchParams[] = [];
  const complaints: string[] = [];
  let isWhole = true;
  let files: Readonly<Record<string, string>> = {};
  const site = await startServer((request, response) => sendFile(files, request, response));
  const { origin } = site;
  const usualAnswer = ({ wantsJson }: Post): Reply =>
    wantsJson
      ? { status: 201, json: { status: 'pending', id: 'x' }, isReadable: true }
      : { status: 303, location: `${origin}/kommentar-danke/` };
  const endpoint: FormStage['endpoint'] = { answer: usualAnswer };
  const service = await startServer(async (request, response) => {
    const fields = new URLSearchParams(await contentOf(request));
    if (request.method === 'POST') received.push(fields);
    const wantsJson = request.headers.accept?.includes('json') === true || request.method === 'GET';
    answer(response, origin, await endpoint.answer({ fields, wantsJson }));
  });
  files = await builtSite({
    'site.yaml': `title: Der Bote\nurl: ${origin}/\ncomments:\n  endpoint: ${service.origin}/comments\n${settings}`,
    'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13'),
    'content/pages/datenschutz.md': article('title: Datenschutz'),
    'templates/parts/comments.eta': thread,
  });
  const contexts: { close: () => Promise<void> }[] = [];
  return {
    origin,
    received,
    endpoint,
    complaints,
    isWhole: () => isWhole,
    stopEndpoint: () => {
      isWhole = false;
      return service.stop();
    },
    open: async (options = {}) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      const page = await context.newPage();
      page.on('pageerror', ({ message }) => complaints.push(message));
      page.on('console', (message) => {
        if (/Content Security Policy|Uncaught/.test(message.text())) complaints.push(message.text());
      });
      await page.goto(origin + articlePath);
      return page;
    },
    tidy: async () => {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
      received.length = 0;
      complaints.length = 0;
      endpoint.answer = usualAnswer;
    },
    close: async () => void (await Promise.all([site.stop(), service.stop()])),
  };
}

async function contentOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function answer(response: ServerResponse, origin: string, reply: Reply): void {
  response.writeHead(reply.status, {
    'content-type': 'application/json',
    ...(reply.location !== undefined && { location: reply.location }),
    ...(reply.isReadable === true && { 'access-control-allow-origin': origin }),
  });
  response.end(JSON.stringify(reply.json ?? {}));
}
