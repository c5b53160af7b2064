/** The preview as an app of Hono: the site's pages, and its own files and words put into them. */
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { Revisions, EventStream } from './previewEvents.ts';
import { type PreviewExtension, type PreviewSite, previewTexts, type PreviewAnswer } from './previewSite.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { decodeStrictly, resolveSegments } from '../core/paths.ts';

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
const commonHeaders = {
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
function createBases(site: PreviewSite) {
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
    for (const [name, value] of Object.entries(commonHeaders)) c.res.headers.set(name, value);
  });
}

/** Beside this file, and beside the compiled program. */
const folder = join(import.meta.dirname, 'browser');

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

/** The preview's scripts and stylesheets for the browser, by name. */
function serveBrowserFiles(app: PreviewApp): void {
  const files = new Map<string, { readonly type: string; readonly text: string }>();
  for (const name of readdirSync(folder)) {
    const type = types[extname(name)];
    if (type !== undefined) files.set(name, { type, text: readFileSync(join(folder, name), 'utf8') });
  }
  app.get(`${previewFolder}:name`, (c) => {
    const file = files.get(c.req.param('name'));
    return file ? c.body(file.text, 200, { 'Content-Type': file.type }) : c.notFound();
  });
}

interface SiteRequest {
  /** As it came over the wire: path and query. */
  readonly target: string;
  readonly site: PreviewSite;
  /** Sub-path of the site without a slash at its end, percent-encoded; empty at the root. */
  readonly base: string;
  /** Sub-paths at which the site was before. */
  readonly formerBases: readonly string[];
  /** The present sub-path of the site. */
  readonly revision: number;
}

/** Answers a request for an address of the site, as a web host would, and with a page that says why where there is none. */
function answerSite(request: SiteRequest): Response {
  const { target, site, base } = request;
  const path = requestPath(target);
  const root = rootOf(base);
  if (path === undefined) return notice(request, 404, previewTexts.nothing);
  if (!path.startsWith(root)) {
    const moved = path === '/' || `${path}/` === root ? root : movedTo(path, request);
    return moved === undefined ? notice(request, 404, previewTexts.outside) : redirect(moved, target);
  }
  const inside = path.slice(root.length - 1);
  const answer = site.answer(inside);
  if (answer?.status === 200) return answered(answer, request);
  const moved = stands(site, `${inside}/`) ? `${path}/` : movedTo(path, request);
  if (moved !== undefined) return redirect(moved, target);
  if (answer) return answered(answer, request);
  return site.faults().some(({ diagnostic }) => diagnostic.severity === 'error')
    ? notice(request, 503, previewTexts.notYet)
    : notice(request, 404, previewTexts.nothing);
}

/** With a slash at both ends. */
function rootOf(base: string): string {
  return requestPath(`${base}/`) ?? '/';
}

function stands(site: PreviewSite, inside: string): boolean {
  return site.answer(inside)?.status === 200;
}

/** Present address of a page that was at this path under an old sub-path. */
function movedTo(path: string, { site, base, formerBases }: SiteRequest): string | undefined {
  for (const former of formerBases.map(rootOf)) {
    const inside = `${path}/` === former ? '/' : path.slice(former.length - 1);
    const isThere = `${path}/`.startsWith(former) && stands(site, inside);
    if (isThere) return rootOf(base) + inside.slice(1);
  }
  return undefined;
}

function answered({ status, type, body }: PreviewAnswer, { revision }: SiteRequest): Response {
  const headers = { 'Content-Type': type };
  if (!type.startsWith('text/html') || body instanceof ReadableStream)
    return new Response(body, { status, headers });
  const html = typeof body === 'string' ? body : new TextDecoder().decode(body);
  return new Response(withClient(html, revision), { status, headers });
}

function notice({ base, revision }: SiteRequest, status: 404 | 503, content: Notice): Response {
  return new Response(withClient(noticePage(content, status === 404 ? `${base}/` : undefined), revision), {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
  });
}

/** To a path of this host, with the query of `target`. */
function redirect(path: string, target: string): Response {
  const query = /\?[^#]*/.exec(target)?.[0] ?? '';
  return new Response(null, { status: 302, headers: { Location: encodeURI(path) + query } });
}

// Pages of the preview's own, and what it puts into those of the site.

/** Where everything of the preview's own lives; no article can have such an address. */
export const previewFolder = '/__blattmacher/';

/** Adds the preview's script to a page of the site; `revision` is that of the page. */
function withClient(html: string, revision: number): string {
  const script = `<script type="module" src="${previewFolder}client.js?edition=${revision}"></script>`;
  const end = [...html.matchAll(/<\/body>/gi)].at(-1)?.index ?? html.length;
  return html.slice(0, end) + script + html.slice(end);
}

interface Notice {
  readonly title: string;
  readonly text: string;
}

/** A page that says why there is none of the site. `home` is the address of the front page, if there is one. */
function noticePage({ title, text }: Notice, home?: string): string {
  const link = home === undefined ? '' : `<p><a href="${home}">${previewTexts.toHome}</a></p>\n`;
  return `<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="${previewFolder}notice.css">
</head>
<body class="blattmacher-notice">
<main>
<h1>${title}</h1>
<p>${text}</p>
${link}</main>
</body>
</html>
`;
}

/**
 * The path that the target of a request (`/a/b%20c/?q`, as it came over the wire) asks for: decoded, NFC,
 * then resolved. It begins with `/`, has no empty, `.` or `..` segments, and ends with `/` if the target's
 * path did. Undefined when it is none or leads out.
 */
export function requestPath(target: string): string | undefined {
  const path = decodeStrictly(target.replace(/[?#].*$/s, ''))?.normalize('NFC');
  if (path === undefined || !path.startsWith('/') || /[\\\p{Cc}]/u.test(path)) return undefined;
  const resolved = resolveSegments(path);
  if (!resolved) return resolved === '' ? '/' : undefined;
  return `/${resolved}${/\/(?:\.\.?)?$/.test(path) ? '/' : ''}`;
}
