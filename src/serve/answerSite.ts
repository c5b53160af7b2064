import { noticePage, withClient, type Notice } from './previewPages.ts';
import type { PreviewAnswer, PreviewSite } from './previewSite.ts';
import { previewTexts } from './previewTexts.ts';
import { requestPath } from './requestPath.ts';

export interface SiteRequest {
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
export function answerSite(request: SiteRequest): Response {
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
  return site.faults().length > 0
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
