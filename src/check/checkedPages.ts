/** The finished pages of a site, read for all that `check` asks of them. */
import type { FinishedPage, FinishedSite } from '../build/finishSite.ts';
import type { Settings } from '../config/settings.ts';
import { readText, type SourceFile } from '../content/discover.ts';
import type { Seen } from '../core/diagnostics/messages/checkMessages.ts';
import type { SourceLocation } from '../core/diagnostics/message.ts';
import { lineIndex } from '../core/diagnostics/lineIndex.ts';
import { searchIndexUrl } from '../collections/addresses.ts';
import { addressInside, decodeLoosely } from '../core/paths.ts';
import { remembered } from '../core/remembered.ts';
import type { SourcePath, UrlPath } from '../core/model.ts';
import { caseFolded } from '../emit/outputPath.ts';
import { createFactReader, type PageFacts, referencesOfAsset } from './page/pageFacts.ts';
import type { Page } from '../views/page.ts';
import { hrefOf } from '../views/hrefs.ts';

export interface CheckedPage extends Pick<FinishedPage, 'page' | 'path' | 'view'> {
  readonly facts: PageFacts;
}

export interface CheckedSite {
  readonly finished: FinishedSite;
  readonly settings: Settings;
  readonly pages: readonly CheckedPage[];
  /** Files of the theme that lead somewhere: stylesheets, a `robots.txt`, a manifest. */
  readonly assets: readonly CheckedPage[];
  readonly origins: Origins;
  readonly resolve: Resolve;
}

export function readPages(finished: FinishedSite): CheckedSite {
  const factsOf = createFactReader(finished.texts);
  const pages = finished.pages.map(({ page, path, view, description }): CheckedPage => ({
    page,
    path,
    view,
    facts: factsOf(description),
  }));
  const { settings } = finished.snapshot;
  const resolve = createResolver({ finished, settings, pages });
  return {
    finished,
    settings,
    pages,
    assets: finished.assets.flatMap(readAsset),
    origins: createOrigins(finished),
    resolve,
  };
}

function readAsset({ path, read }: FinishedSite['assets'][number]): readonly CheckedPage[] {
  const refs = referencesOfAsset(path, read);
  if (refs.length === 0) return [];
  const facts: PageFacts = {
    format: 'other',
    size: 0,
    policy: '',
    noindex: false,
    title: '',
    refs,
    ids: [],
    problems: [],
  };
  const page: Page = {
    url: `/${path}` as UrlPath,
    source: path,
    content: { kind: 'plain-text', view: () => ({ text: '' }) },
  };
  return [{ page, path, view: '', facts }];
}

/** The same fault on several pages. */
export interface Sighting<Fault> {
  readonly fault: Fault;
  /** The first pages. */
  readonly first: readonly CheckedPage[];
  readonly pages: number;
}

/** As many as are looked through for the place of a fault. */
const mostFirst = 8;

/** Gathers faults that stand on many pages. */
export class Sightings<Fault> {
  readonly #found = new Map<string, { fault: Fault; first: CheckedPage[]; pages: number }>();

  add(key: string, page: CheckedPage, fault: () => Fault): void {
    const found = this.#found.get(key);
    if (!found) this.#found.set(key, { fault: fault(), first: [page], pages: 1 });
    else if (found.first.at(-1) !== page) {
      found.pages++;
      if (found.first.length < mostFirst) found.first.push(page);
    }
  }

  get all(): readonly Sighting<Fault>[] {
    return [...this.#found.values()];
  }
}

/** For messages. */
export function seenOn(
  { first, pages }: Pick<Sighting<unknown>, 'first' | 'pages'>,
  settings: Settings,
): Seen {
  const [page] = first;
  return { page: page ? hrefOf(settings.url, page.page.url) : '', pages };
}

/** Tells who wrote what stands in a page. */
export interface Origins {
  /** Where one of these texts is written: in the source of one of the pages, or in what all pages are made of. */
  readonly find: (texts: readonly string[], pages: readonly CheckedPage[]) => SourceLocation;
  /** The text of a source; undefined when it cannot be read. */
  readonly textOf: (file: SourcePath) => string | undefined;
  /** Where a pattern matches in the source of one of the pages, or in what all pages are made of. */
  readonly match: (pattern: RegExp, pages: readonly CheckedPage[]) => SourceLocation | undefined;
}

/** So many faults get their place; who has more has another problem than to find it. */
const mostSearches = 500;

function createOrigins({ snapshot }: FinishedSite): Origins {
  const { files } = snapshot;
  const byPath = new Map(files.map((file) => [file.path, file]));
  const textOf = remembered((path: SourcePath): string | undefined => {
    const source = byPath.get(path);
    return source && readText(source).value;
  });
  const shared = new Set<SourceFile['kind']>(['settings', 'template', 'config', 'data']);
  const common = files.filter(({ kind }) => shared.has(kind)).map(({ path }) => path);
  const moved = files.filter(({ kind }) => kind === 'redirects').map(({ path }) => path);
  const settings = files.find(({ kind }) => kind === 'settings')?.path;
  let searches = 0;
  const find: Origins['find'] = (texts, pages) => {
    const own = [...new Set(pages.flatMap(({ page }) => page.file ?? []))];
    const isSearched = searches++ < mostSearches;
    const isMoved = pages.some(({ facts }) => facts.format === 'redirect');
    for (const file of isSearched ? [...own, ...common, ...(isMoved ? moved : [])] : []) {
      const text = textOf(file);
      const at = text === undefined ? -1 : placeOf(text, texts);
      if (text !== undefined && at >= 0) return { file, position: lineIndex(text)(at) };
    }
    const file = own[0] ?? templateOf(pages[0], byPath) ?? settings;
    return file === undefined ? {} : { file };
  };
  const match: Origins['match'] = (pattern, pages) => {
    for (const file of [...new Set(pages.flatMap(({ page }) => page.file ?? [])), ...common]) {
      const text = textOf(file);
      const at = text?.search(pattern) ?? -1;
      if (text !== undefined && at >= 0) return { file, position: lineIndex(text)(at) };
    }
    return undefined;
  };
  return { find, textOf, match };
}

/** The site's own template of a page. */
function templateOf(
  page: CheckedPage | undefined,
  files: ReadonlyMap<string, SourceFile>,
): SourcePath | undefined {
  if (!page) return undefined;
  const { content } = page.page;
  const name = content.kind === 'own' ? content.template : content.kind;
  return files.get(`templates/${name}.eta`)?.path;
}

const before = /[\s"'(<=:[`,]/;
const behind = /[\s"')>\]`,}]/;

/** Where one of the texts stands as a whole word; -1 without one. */
function placeOf(text: string, wanted: readonly string[]): number {
  for (const word of wanted) {
    if (word === '') continue;
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      const isWhole =
        (at === 0 || before.test(text[at - 1] ?? '')) &&
        (at + word.length === text.length || behind.test(text[at + word.length] ?? ''));
      if (isWhole) return at;
    }
  }
  return -1;
}

/** How an address of a page may be written in its source. */
export function spellingsOf(address: string, { url }: Settings): readonly string[] {
  const inside = [url.origin + url.base, url.base].filter((head) => head !== '' && address.startsWith(head));
  const spelt = [address, ...inside.map((head) => address.slice(head.length))];
  return [...new Set([...spelt, ...spelt.map(decodeLoosely)])];
}

// Where addresses lead.

export type Goal =
  /** A file of the site; the page, if it is one. */
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly page: CheckedPage | undefined;
      readonly fragment: string;
    }
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

/** What no reader of addresses changes: no step up, nothing that is written in another way. */
const plainPath = /^\/(?:[\w-][\w.-]*\/)*(?:[\w-][\w.-]*)?$/;

/** Where an address leads that stands in a page. */
export type Resolve = (address: string, from: CheckedPage) => Goal;

function createResolver(site: Pick<CheckedSite, 'finished' | 'settings' | 'pages'>): Resolve {
  const { settings } = site;
  const { origin, base } = settings.url;
  const standing = standingFiles(site);
  const pages = new Map<string, CheckedPage>(site.pages.map((page) => [page.path, page]));
  const folded = remembered(() => new Map([...standing].map((path) => [caseFolded(path), path])));
  const others = placesOfOthers(settings);
  const host = new URL(origin).host;
  const home = `${origin}/`;

  const inside = (path: string, fragment: string): Goal => {
    const plain = decodeLoosely(path);
    if (others.some((other) => path.startsWith(other))) return { kind: 'served-by-others' };
    const found = candidatesOf(plain).find((file) => standing.has(file));
    if (found !== undefined) return { kind: 'file', path: found, page: pages.get(found), fragment };
    const near = candidatesOf(caseFolded(plain)).flatMap((file) => folded('').get(file) ?? [])[0];
    return { kind: 'missing', path: plain, near: near && hrefOf(settings.url, urlOfFile(near)) };
  };
  const onHost = (pathname: string, fragment: string): Goal => {
    const path = addressInside(settings.url, `${origin}${pathname}`);
    if (path !== undefined) return inside(path, fragment);
    if (others.some((other) => pathname.startsWith(other))) return { kind: 'served-by-others' };
    const candidate = inside(pathname, '');
    return { kind: 'outside', inside: candidate.kind === 'file' ? base + pathname : undefined };
  };
  const resolveUrl = remembered((href: string): Goal => {
    const url = URL.parse(href);
    if (!url) return { kind: 'no-address' };
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return { kind: 'no-web' };
    return url.host === host ? onHost(url.pathname, url.hash.slice(1)) : { kind: 'foreign', url };
  });
  const absolute = remembered((address: string): Goal => {
    const path = address.startsWith(home) ? address.slice(origin.length) : address;
    return plainPath.test(path) ? onHost(path, '') : resolveUrl(new URL(address, origin).href);
  });
  return (address, from) => {
    if (from.facts.base === undefined && address.startsWith('#'))
      return { kind: 'file', path: from.path, page: from, fragment: address.slice(1) };
    // Most addresses do not depend on the page.
    if (from.facts.base === undefined && /^\/(?![/\\])[\w/.#%-]*$/.test(address)) return absolute(address);
    if (address.startsWith(home)) return absolute(address);
    const here = origin + hrefOf(settings.url, from.page.url);
    const around = from.facts.base === undefined ? here : (URL.parse(from.facts.base, here)?.href ?? here);
    const url = URL.parse(address, around);
    return url ? resolveUrl(url.href) : { kind: 'no-address' };
  };
}

/** Paths of all files that readers can get. */
function standingFiles({ finished }: Pick<CheckedSite, 'finished'>): ReadonlySet<string> {
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
