import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { answerSite, type SiteRequest } from './answerSite.ts';
import { readBrowserFiles } from './browserFiles.ts';
import type { Revisions } from './editions.ts';
import type { EventStream } from './eventStream.ts';
import type { PreviewExtension } from './previewExtension.ts';
import { previewFolder } from './previewPages.ts';
import type { PreviewSite } from './previewSite.ts';
import { previewTexts } from './previewTexts.ts';

export interface PreviewAppOptions {
  readonly site: PreviewSite;
  readonly revisions: Revisions;
  readonly events: EventStream;
  /** Allowed values of the `Host` header. */
  readonly isOwnHost: (host: string | undefined) => boolean;
  readonly extensions: readonly PreviewExtension[];
  readonly onVisit: () => void;
}

type PreviewApp = Hono<{ Bindings: HttpBindings }>;

/** Nothing may be kept by a browser, nor be read by pages of other sites. */
const headers = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

/** All requests of the preview, and their answers. */
export function createPreviewApp(options: PreviewAppOptions): PreviewApp {
  const { site, revisions, events, extensions, onVisit } = options;
  const bases = createBases(site);
  bases();
  const app: PreviewApp = new Hono();
  guard(app, options);
  app.get(`${previewFolder}events`, (c) => {
    const stream = c.req.method === 'HEAD' ? null : events.open(revisions.state());
    return new Response(stream, { headers: { 'Content-Type': 'text/event-stream; charset=utf-8' } });
  });
  for (const extension of extensions) app.route('/', extension.app());
  serveBrowserFiles(app);
  app.get('*', (c) => {
    if (c.req.header('accept')?.includes('text/html')) onVisit();
    return answerSite({
      target: c.env.incoming.url ?? '',
      site,
      ...bases(),
      revision: revisions.current(),
    });
  });
  app.onError((_, c) => c.text(previewTexts.broken, 500));
  return app;
}

/** Where the site is now, and where it has been before; the last one first. */
function createBases(site: PreviewSite): () => Pick<SiteRequest, 'base' | 'formerBases'> {
  let known: readonly string[] = [];
  return () => {
    const base = site.base();
    if (base !== known[0]) known = [base, ...known.filter((former) => former !== base)];
    return { base, formerBases: known.slice(1) };
  };
}

/** A name that an attacker's DNS points at this machine is not ours. */
function guard(app: PreviewApp, { isOwnHost, extensions }: PreviewAppOptions): void {
  const posts = new Set(extensions.flatMap((extension) => extension.posts));
  const isAllowed = (method: string, path: string): boolean =>
    method === 'GET' || method === 'HEAD' || (method === 'POST' && posts.has(path));
  app.use(async (c, next) => {
    if (!isOwnHost(c.req.header('host'))) c.res = c.text(previewTexts.foreignHost, 403);
    else if (isAllowed(c.req.method, c.req.path)) await next();
    else c.res = c.text(previewTexts.readOnly, 405, { Allow: 'GET, HEAD' });
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
  });
}

function serveBrowserFiles(app: PreviewApp): void {
  const files = readBrowserFiles();
  app.get(`${previewFolder}:name`, (c) => {
    const file = files.get(c.req.param('name'));
    return file ? c.body(file.text, 200, { 'Content-Type': file.type }) : c.notFound();
  });
}
