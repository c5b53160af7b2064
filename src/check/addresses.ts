/** Where the addresses lead that stand in finished pages. */
import type { Settings } from '../config/settings.ts';
import { addressInside, decodeLoosely } from '../core/paths.ts';
import { remembered } from '../core/remembered.ts';
import { searchIndexUrl } from '../collections/addresses.ts';
import { caseFolded } from '../emit/outputPath.ts';
import { hrefOf } from '../views/hrefs.ts';
import type { UrlPath } from '../core/model.ts';
import type { CheckedPage, CheckedSite } from './checkedPages.ts';

export type Goal =
  /** A file of the site; the page, if it is one. */
  | { readonly kind: 'file'; readonly path: string; readonly page: CheckedPage | undefined; readonly fragment: string }
  /** On the blog's host, but nothing stands there; `near`: the address that is spelt a little otherwise. */
  | { readonly kind: 'missing'; readonly path: string; readonly near: string | undefined }
  /** On the blog's host, above its folder; `inside`: the address in the folder, if something stands there. */
  | { readonly kind: 'outside'; readonly inside: string | undefined }
  /** Something else of the blog's host answers. */
  | { readonly kind: 'served-by-others' }
  | { readonly kind: 'foreign'; readonly url: URL }
  /** `mailto:` and the like. */
  | { readonly kind: 'no-web' }
  | { readonly kind: 'no-address' };

/** Returns a function that resolves an address as a page names it. */
export function createResolver(site: CheckedSite): (address: string, from: CheckedPage) => Goal {
  const { settings } = site;
  const { origin, base } = settings.url;
  const standing = standingFiles(site);
  const pages = new Map<string, CheckedPage>(site.pages.map((page) => [page.path, page]));
  const folded = remembered(() => new Map([...standing].map((path) => [caseFolded(path), path])));
  const others = placesOfOthers(settings);
  const host = new URL(origin).host;

  const inside = (path: string, fragment: string): Goal => {
    const plain = decodeLoosely(path);
    if (others.some((other) => path.startsWith(other))) return { kind: 'served-by-others' };
    const found = candidatesOf(plain).find((file) => standing.has(file));
    if (found !== undefined) return { kind: 'file', path: found, page: pages.get(found), fragment };
    const near = candidatesOf(caseFolded(plain)).flatMap((file) => folded('').get(file) ?? [])[0];
    return { kind: 'missing', path: plain, near: near && hrefOf(settings.url, urlOfFile(near)) };
  };
  const resolveUrl = remembered((href: string): Goal => {
    const url = URL.parse(href);
    if (!url) return { kind: 'no-address' };
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return { kind: 'no-web' };
    if (url.host !== host) return { kind: 'foreign', url };
    const path = addressInside(settings.url, `${origin}${url.pathname}`);
    if (path !== undefined) return inside(path, url.hash.slice(1));
    if (others.some((other) => url.pathname.startsWith(other))) return { kind: 'served-by-others' };
    const candidate = inside(url.pathname, '');
    return { kind: 'outside', inside: candidate.kind === 'file' ? base + url.pathname : undefined };
  });
  const absolute = remembered((address: string): Goal => resolveUrl(new URL(address, origin).href));
  return (address, from) => {
    if (from.facts.base === undefined && address.startsWith('#'))
      return { kind: 'file', path: from.path, page: from, fragment: address.slice(1) };
    // Most addresses do not depend on the page.
    if (from.facts.base === undefined && /^\/(?![/\\])[\w/.#%-]*$/.test(address)) return absolute(address);
    const here = origin + hrefOf(settings.url, from.page.url);
    const around = from.facts.base === undefined ? here : (URL.parse(from.facts.base, here)?.href ?? here);
    const url = URL.parse(address, around);
    return url ? resolveUrl(url.href) : { kind: 'no-address' };
  };
}

/** Paths of all files that readers can get. */
function standingFiles({ finished }: CheckedSite): ReadonlySet<string> {
  const { pages, assets, files } = finished;
  return new Set([...pages.map(({ path }) => path), ...assets.map(({ path }) => path), ...files.keys()]);
}

/** Beginnings of addresses at which others answer: the receiver of comments, the search index, what the settings name. */
function placesOfOthers({ otherPaths, comments, url }: Settings): readonly string[] {
  const endpoint = comments.endpoint ?? '';
  const receiver = addressInside(url, endpoint) ?? endpoint;
  return [searchIndexUrl, ...otherPaths, ...(/^\/(?!\/)/.test(receiver) ? [receiver] : [])];
}

/** The files that a usual web server may answer with. */
function candidatesOf(path: string): readonly string[] {
  const name = path.slice(1);
  if (name === '' || name.endsWith('/')) return [`${name}index.html`];
  return [name, `${name}/index.html`, `${name}.html`];
}

function urlOfFile(path: string): UrlPath {
  return `/${path.replace(/(^|\/)index\.html$/, '$1')}` as UrlPath;
}
