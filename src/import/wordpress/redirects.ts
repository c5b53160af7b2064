/** Old addresses of a WordPress → lines of `content/redirects.txt`, as few as can be. */
import { archiveUrl } from '../../collections/addresses.ts';
import type { SourcePath, UrlPath } from '../../core/model.ts';
import { hasLongSegment, parseUrlPath } from '../../core/paths.ts';
import { parseOutputPath } from '../../emit/outputPath.ts';
import { type MakeMap, mapInMemory } from '../diskMap.ts';
import { redirectPathOf } from '../../views/page.ts';
import { formatRedirectLine, type RedirectLine } from '../../routes/redirects/redirectLines.ts';

export interface OldAddresses {
  /** Of the old blog, with its sub-path: `https://alt.example/blog`. */
  readonly url: string;
  /** The sub-path of the new one, see `SiteUrl`; old addresses outside of it cannot be redirected. */
  readonly base: string;
  /** As WordPress has it: `/%year%/%monthnum%/%postname%/`; empty: addresses are `?p=ID`. */
  readonly pattern: string;
  /** First folders of the archives; WordPress' own (`category`, `tag`, `author`) where they are missing. */
  readonly categoryBase?: string;
  readonly tagBase?: string;
  readonly authorBase?: string;
  /** Whether the new blog has a feed of comments. */
  readonly hasCommentFeed: boolean;
  /** Whether the new blog has a page of its own there. */
  readonly isTaken?: (url: UrlPath) => boolean;
  readonly texts: Iterable<MovedText>;
  readonly terms: readonly MovedTerm[];
  readonly authors: readonly MovedAuthor[];
  readonly attachments: Iterable<MovedAttachment>;
}

/** A text that is in the new blog, published or not. */
export interface MovedText {
  readonly id: string;
  /** `post`, `page`, others. */
  readonly type: string;
  /** Whole address, as the export has it. */
  readonly link: string;
  /** `2012-01-05 14:30:46`, by the clock of the blog. */
  readonly date: string;
  readonly slug: string;
  /** Values of `_wp_old_slug`. */
  readonly oldSlugs: readonly string[];
  readonly file: SourcePath;
  /** Where it stands, or will. */
  readonly url: UrlPath;
  readonly isPublished: boolean;
  /** Old addresses that its own head names. */
  readonly aliases: readonly UrlPath[];
}

export interface MovedTerm {
  /** `category`, `post_tag`; others have no address that is known. */
  readonly taxonomy: string;
  readonly id: string;
  readonly slug: string;
  /** Slugs of those above it, the topmost first. */
  readonly parents: readonly string[];
  /** Its list in the new blog, with a feed; undefined where it has none. */
  readonly url: UrlPath | undefined;
}

export interface MovedAuthor {
  /** The last part of the address: the nicename, in exports mostly the login. */
  readonly slug: string;
  readonly url: UrlPath | undefined;
}

export interface MovedAttachment {
  readonly id: string;
  /** Address of its page. */
  readonly link: string;
  /** In the folder of uploads: `2019/05/hafen.jpg`, as `_wp_attached_file` or its address has it. */
  readonly path: string;
  /** The file in the new blog. */
  readonly media: SourcePath | undefined;
  /** The text that it was uploaded to. */
  readonly parent: SourcePath | undefined;
}

/** Whether a redirect from an address can be a file on every system, or, where a part of it is too long for that, a line for hosts alone. */
export function waysToRedirect(url: UrlPath): 'file' | 'line' | undefined {
  const path = redirectPathOf(url);
  if (parseOutputPath(path) !== undefined) return 'file';
  const short = path.split('/').map((segment) => (hasLongSegment(segment) ? 'lang' : segment));
  return url.length <= longestAddress && parseOutputPath(short.join('/')) !== undefined ? 'line' : undefined;
}

/** Characters; what browsers and hosts take for sure, percent-encoded. */
const longestAddress = 600;

/** In the order in which somebody would look for them; what has its old address still gives none. */
export function wordpressRedirects(old: OldAddresses, makeMap: MakeMap = mapInMemory): Iterable<string> {
  const lines = createLines(old, makeMap);
  addTexts(old, lines, makeMap);
  addTerms(old, lines);
  const { authorBase = 'author' } = old;
  for (const { slug, url } of old.authors) addList(`/${authorBase}/${encodeURIComponent(slug)}/`, url, lines);
  addDates(old, lines);
  addFeeds(old, lines);
  addAttachments(old, lines, makeMap);
  for (const name of ['/feed/', '/comment-page-']) lines.end(name);
  return lines.written();
}

type Lines = ReturnType<typeof createLines>;

/** Addresses are those of the old blog, without its sub-path. Of two lines for one address the first counts. */
function createLines({ url, base, texts, isTaken = () => false }: OldAddresses, makeMap: MakeMap) {
  const home = URL.parse(url)?.pathname.replace(/\/+$/, '') ?? '';
  const known = makeMap<string>();
  const inHeads = makeMap<true>();
  for (const { aliases } of texts) for (const alias of aliases) inHeads.set(alias, true);
  const inside = (path: string): UrlPath | undefined => {
    const whole = home + path;
    const from = whole.startsWith(`${base}/`) ? parseUrlPath(whole.slice(base.length)) : undefined;
    return from !== undefined && waysToRedirect(from) !== undefined ? from : undefined;
  };
  const add = (path: string, to: string, more: Pick<RedirectLine, 'isFolder' | 'query'> = {}): void => {
    const from = inside(path);
    if (from === undefined || (from === '/' && more.isFolder)) return;
    const isAlone = more.isFolder !== true && more.query === undefined;
    if (isAlone && (isTaken(from) || inHeads.has(from))) return;
    const line = formatRedirectLine({ from, to, ...more });
    const [key = ''] = line.split(' ');
    if (!known.has(key)) known.set(key, line);
  };
  return {
    /** The path of a whole address of the old blog; undefined for one elsewhere, or one that is a query alone. */
    pathOf: (link: string): string | undefined => {
      const path = URL.parse(link, url)?.pathname ?? '';
      if (!path.startsWith(`${home}/`) || path === `${home}/`) return undefined;
      return path.slice(home.length);
    },
    inside,
    exact: (path: string, to: string): void => add(path, to),
    folder: (path: string, to: string): void => add(path, to, { isFolder: true }),
    query: (key: string, value: string, to: string): void => {
      if (/^[\w.~-]{1,80}$/.test(value)) add('/', to, { query: { key, value } });
    },
    /** Of every page, what stood below it under that name. */
    end: (name: string): void => {
      const line = formatRedirectLine({ from: name as UrlPath, to: '/', isEnd: true });
      known.set(line, line);
    },
    written: (): Iterable<string> => known.values(),
  };
}

function addTexts({ texts, pattern, attachments }: OldAddresses, lines: Lines, makeMap: MakeMap): void {
  const withPages = makeMap<true>();
  for (const { link, parent } of attachments)
    if (parent !== undefined && lines.pathOf(link) !== undefined) withPages.set(parent, true);
  for (const { id, type, link, slug, oldSlugs, file, url, aliases } of texts) {
    lines.query('p', id, file);
    if (type === 'page') lines.query('page_id', id, file);
    const path = lines.pathOf(link);
    if (path === undefined) continue;
    const named = new Set<string>([url, ...aliases]);
    const place = lines.inside(path);
    if (place !== undefined && !named.has(place)) lines.exact(path, file);
    // The pages of its pictures stood below it, and its further pages.
    if (withPages.has(file) && path.endsWith('/')) lines.folder(path, file);
    const own = `/${encodeURIComponent(slug)}`.toLowerCase();
    const end = /(?:\.\w+)?\/?$/.exec(path)?.[0] ?? '';
    const bare = path.slice(0, path.length - end.length);
    if (slug === '' || (pattern === '' && type !== 'page') || !bare.toLowerCase().endsWith(own)) continue;
    for (const oldSlug of oldSlugs) {
      const former = `${bare.slice(0, -own.length)}/${oldSlug}${end}`;
      const formerPlace = lines.inside(former);
      if (formerPlace !== undefined && !named.has(formerPlace)) lines.exact(former, file);
    }
  }
}

function addTerms({ terms, categoryBase = 'category', tagBase = 'tag' }: OldAddresses, lines: Lines): void {
  const folders: ReadonlyMap<string, string> = new Map([
    ['category', categoryBase],
    ['post_tag', tagBase],
  ]);
  for (const { taxonomy, id, slug, parents, url } of terms) {
    const folder = folders.get(taxonomy);
    if (folder === undefined || url === undefined) continue;
    const above = taxonomy === 'category' ? parents : [];
    const names = [...folder.split('/').filter((name) => !['', '.'].includes(name)), ...above, slug];
    addList(`/${names.map(encodeURIComponent).join('/')}/`, url, lines);
    // WordPress finds a category without those above it as well.
    if (above.length > 0)
      addList(`/${[...folder.split('/'), slug].map(encodeURIComponent).join('/')}/`, url, lines);
    if (taxonomy === 'category') lines.query('cat', id, url);
    else lines.query('tag', slug, url);
  }
}

/** A list with its pages and its feed; the archive has that of all. */
function addList(path: string, url: UrlPath | undefined, lines: Lines): void {
  if (url === undefined) return;
  lines.folder(`${path}feed/`, url === archiveUrl ? '/feed.xml' : `${url}feed.xml`);
  lines.folder(path, url);
}

/** Archives of years, months and days; the new blog has months. */
function addDates({ texts, pattern }: OldAddresses, lines: Lines): void {
  const months = new Set<string>();
  for (const { type, date, isPublished } of texts) {
    const [, month] = /^(\d{4}-(?:0[1-9]|1[0-2]))-/.exec(date) ?? [];
    if (type === 'post' && isPublished && month !== undefined) months.add(month);
  }
  // Where addresses begin with numbers of texts, WordPress puts a word before those of dates.
  const front = pattern.slice(0, Math.max(pattern.indexOf('%'), 1)).replace(/[^/]*$/, '');
  const folder = /^[^%]*%post_id%/.test(pattern) ? `${front}date/` : front;
  const years = new Set([...months].map((month) => month.slice(0, 4)));
  for (const month of [...months].toSorted()) {
    const [year = '', number = ''] = month.split('-');
    if (pattern === '') lines.query('m', year + number, `/archiv/${year}/${number}/`);
    else lines.folder(`${folder}${year}/${number}/`, `/archiv/${year}/${number}/`);
  }
  for (const year of [...years].toSorted()) {
    if (pattern === '') lines.query('m', year, `/archiv/${year}/`);
    else lines.folder(`${folder}${year}/`, `/archiv/${year}/`);
  }
}

function addFeeds({ hasCommentFeed }: OldAddresses, lines: Lines): void {
  lines.exact('/feed/atom/', '/atom.xml');
  lines.folder('/feed/', '/feed.xml');
  for (const name of ['rss', 'rss2', 'rdf']) lines.exact(`/${name}/`, '/feed.xml');
  lines.exact('/atom/', '/atom.xml');
  for (const name of ['rss', 'rss2', 'rdf', 'feed']) lines.query('feed', name, '/feed.xml');
  lines.query('feed', 'atom', '/atom.xml');
  if (hasCommentFeed) {
    lines.folder('/comments/feed/', '/kommentare.xml');
    lines.query('feed', 'comments-rss2', '/kommentare.xml');
  }
  lines.folder('/page/', '/');
}

function addAttachments({ attachments, texts }: OldAddresses, lines: Lines, makeMap: MakeMap): void {
  const paths = makeMap<string>();
  for (const { file, link } of texts) paths.set(file, lines.pathOf(link) ?? '');
  for (const { id, link, path, media, parent } of attachments) {
    const goal = parent ?? media;
    if (goal !== undefined) {
      lines.query('attachment_id', id, goal);
      const page = lines.pathOf(link);
      const around = parent === undefined ? undefined : paths.get(parent);
      const isBelow = page !== undefined && around?.endsWith('/') === true && page.startsWith(around);
      if (page !== undefined && !isBelow) lines.exact(page, goal);
    }
    // The sizes of a picture need no lines of their own.
    if (media !== undefined)
      lines.exact(`/wp-content/uploads/${path.split('/').map(encodeURIComponent).join('/')}`, media);
  }
}
