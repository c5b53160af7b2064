/** The files with which hosts redirect old addresses and send the right headers, beside the redirects in HTML that work anywhere. */
import { savedTypes } from '../../config/documentTypes.ts';
import type { Host, Settings } from '../../config/settings.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import type { Diagnostic, UrlPath } from '../../core/model.ts';
import { hrefOf } from '../../views/hrefs.ts';
import { hasLongSegment } from '../../core/paths.ts';
import { outputPathOf, type Page, redirectPathOf } from '../../views/page.ts';
import { redirectsFile } from '../../content/discover.ts';
import type { Redirects } from '../redirects/redirects.ts';
import type { QueryRedirectsView, ServerFileView } from '../../views/feedViews.ts';

type Parts = Pick<ServerFileView, 'moved' | 'gone' | 'folders' | 'ends' | 'queries' | 'media'>;

const noParts: Parts = { moved: [], gone: [], folders: [], ends: [], queries: [], media: [] };

/** Addresses that no configuration language could misread; all others have their redirect in HTML alone. */
const plainAddress = /^\/(?!\/)[\p{L}\p{M}\p{N}/._~+,=@!&-]{0,1000}$/u;
/** The same of addresses where they lead, percent-encoded. */
const plainGoal = /^\/(?!\/)[\w/.~+,=@!&%-]*$/;

/** Who reads a file, as readers of `docs/veroeffentlichen.md` know them. */
const hostsOf: Readonly<Record<ServerFileView['format'], string>> = {
  nginx: 'nginx',
  caddy: 'Caddy',
  apache: 'Apache',
  'apache-folder': 'Apache',
  'apache-query': 'Apache',
  redirects: 'Netlify und Cloudflare',
  headers: 'Netlify und Cloudflare',
};

type MakeFile = (url: string, format: ServerFileView['format'], parts: Parts) => Page;

/** `pages`: all that are no redirects. */
export function serverFiles(
  settings: Settings,
  redirects: Redirects,
  pages: readonly Page[],
): readonly Page[] {
  const { url: site, hosting, documents } = settings;
  const all = plainParts(redirects, settings);
  const make: MakeFile = (url, format, parts) => {
    const view = (): ServerFileView => ({
      format,
      base: site.base,
      saved: savedTypes(documents),
      ...parts,
      hasFolders: all.folders.length + all.ends.length > 0,
      isForced: !hosting.includes('cloudflare'),
    });
    const source = `Datei für ${hostsOf[format]} („hosting“ in site.yaml)`;
    return { url: url as UrlPath, source, content: { kind: 'server-file', view } };
  };
  const has = (host: Host): boolean => hosting.includes(host);
  const isHeaded = has('netlify') || has('cloudflare');
  const listed = isHeaded ? listedParts(all, settings, pages) : noParts;
  return [
    ...(has('nginx') ? [make('/.server/nginx.conf', 'nginx', all)] : []),
    ...(has('caddy') ? [make('/.server/caddy.conf', 'caddy', all)] : []),
    ...(has('apache') ? apacheFiles(all, site.base, make) : []),
    ...(isHeaded ? [make('/_headers', 'headers', noParts)] : []),
    ...(isHeaded && sizeOf(listed) > 0 ? [make('/_redirects', 'redirects', listed)] : []),
  ];
}

function plainParts(redirects: Redirects, { url: site }: Settings): Parts {
  const isPlain = ({ from, to }: { readonly from: UrlPath; readonly to: UrlPath | 'gone' }): boolean =>
    plainAddress.test(from) && (to === 'gone' || plainGoal.test(hrefOf(site, to)));
  const placed = ({ from, to }: { readonly from: UrlPath; readonly to: UrlPath }) => ({
    from: site.base + from,
    to: hrefOf(site, to),
  });
  const otherwise = new Map(redirects.moved.filter(isPlain).map(({ from, to }) => [from, hrefOf(site, to)]));
  const byAddress = Map.groupBy(redirects.queries.filter(isPlain), ({ from }) => from);
  return {
    moved: redirects.moved.filter(isPlain).map(placed),
    gone: redirects.gone.filter((from) => plainAddress.test(from)).map((from) => site.base + from),
    folders: redirects.folders
      .filter(isPlain)
      .map(({ from, to }) => ({ from: site.base + from, ...(to !== 'gone' && { to: hrefOf(site, to) }) })),
    ends: redirects.ends,
    queries: [...byAddress].map(([from, queries], index) => {
      const goal = otherwise.get(from);
      const byKey = Map.groupBy(queries, ({ query }) => query.key);
      return {
        from: site.base + from,
        name: String(index),
        parameters: [...byKey].map(([key, some]) => ({
          key,
          goals: some.map(({ query, to }) => ({ value: query.value, to: hrefOf(site, to) })),
        })),
        file: `${site.base}/${outputPathOf(from)}`,
        ...(goal !== undefined && { otherwise: goal }),
      };
    }),
    media: redirects.media.filter(isPlain).map(placed),
  };
}

function sizeOf({ moved, gone, folders, ends, queries, media }: Parts): number {
  const ofQueries = queries.flatMap(({ parameters }) => parameters.flatMap(({ goals }) => goals)).length;
  return moved.length + gone.length + folders.length + ends.length + ofQueries + media.length;
}

// Netlify and Cloudflare.

/** Lines that Cloudflare reads; of those with `*` fewer. */
const cloudflareLimits = { lines: 2000, folders: 100 } as const;

/** What both hosts of `_redirects` understand of it, as far as both are wanted. */
function listedParts(all: Parts, { hosting, url: site }: Settings, pages: readonly Page[]): Parts {
  // Neither can say it of pages however deep.
  if (!hosting.includes('cloudflare')) return { ...all, gone: [], ends: [] };
  const held = all.folders.length > 0 ? foldersOf(pages) : new Set<string>();
  const { lines, folders } = cloudflareLimits;
  const moved = all.moved.slice(0, lines);
  return {
    moved,
    gone: [],
    media: all.media.slice(0, lines - moved.length),
    // Cloudflare redirects also where a page stands.
    folders: all.folders
      .filter(
        ({ from, to }) => to !== undefined && !held.has(from.slice(site.base.length)) && !to.startsWith(from),
      )
      .slice(0, folders),
    ends: [],
    queries: [],
  };
}

/** Folders in which pages or files of ours stand. */
function foldersOf(pages: readonly Page[]): ReadonlySet<string> {
  const folders = new Set(['/assets/', '/medien/', '/pagefind/', '/.server/']);
  for (const { url } of pages) {
    for (let end = url.lastIndexOf('/', url.length - 2); end > 0; end = url.lastIndexOf('/', end - 1)) {
      const folder = url.slice(0, end + 1);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

/** How many old addresses lead nowhere yet, and of how many some host is not told: told once, for people who care. */
export function remarkOnRedirects(
  settings: Settings,
  { redirects, pages }: { readonly redirects: Redirects; readonly pages: readonly Page[] },
): readonly Diagnostic[] {
  const { hosting } = settings;
  const place = { file: redirectsFile };
  const [first = ''] = redirects.unshown;
  const count = redirects.unshown.length;
  const waiting = count > 0 ? [diagnose('address/unshown', { count, first }, place)] : [];
  if (!hosting.includes('cloudflare')) return waiting;
  const all = { ...plainParts(redirects, settings), gone: [] };
  const standing = pages.filter(({ content }) => !['redirect', 'server-file'].includes(content.kind));
  const left = sizeOf(all) - sizeOf(listedParts(all, settings, standing));
  return left === 0 ? waiting : [...waiting, diagnose('address/host-cannot', { count: left }, place)];
}

// Apache.

/** Values of one parameter that are told in one file. */
const bucketDigits = 2;

/** Apache reads the files of all folders on the way at every request, so each folder has but the redirects of its own. */
function apacheFiles(all: Parts, base: string, make: MakeFile): readonly Page[] {
  const inside = (address: string): UrlPath => address.slice(base.length) as UrlPath;
  const asked = new Set(all.queries.map(({ from }) => from));
  // Apache looks for the file of an address first, and stops where that has too long a name.
  const plain = all.moved.filter(({ from }) => !asked.has(from) && !hasLongSegment(from));
  const movedBy = Map.groupBy(plain, ({ from }) => folderOf(inside(from)));
  const goneBy = Map.groupBy(all.gone, (from) => folderOf(inside(from)));
  const foldersBy = Map.groupBy(all.folders, ({ from }) => folderOf(inside(from)));
  const queriesBy = Map.groupBy(all.queries, ({ from }) => aboveOf(inside(from)));
  const mediaBy = Map.groupBy(all.media, ({ from }) => aboveOf(inside(from)));
  const parts = (folder: string): Parts => ({
    moved: movedBy.get(folder) ?? [],
    gone: goneBy.get(folder) ?? [],
    folders: foldersBy.get(folder) ?? [],
    // Those of a folder go before those above it.
    ends: folder === '/' || foldersBy.has(folder) ? all.ends : [],
    queries: queriesBy.get(folder) ?? [],
    media: mediaBy.get(folder) ?? [],
  });
  const folders = new Set([movedBy, goneBy, foldersBy, queriesBy, mediaBy].flatMap((by) => [...by.keys()]));
  folders.delete('/');
  return [
    make('/.htaccess', 'apache', parts('/')),
    ...[...folders].toSorted().map((folder) => make(`${folder}.htaccess`, 'apache-folder', parts(folder))),
    ...all.queries.flatMap((query) => apacheBuckets(query, make)),
  ];
}

/** One file for the values that no file of its own has, and one for each hundred numbers. */
function apacheBuckets(query: QueryRedirectsView, make: MakeFile): readonly Page[] {
  return query.parameters.flatMap(({ key, goals }) => {
    const buckets = Map.groupBy(goals, ({ value }) => `${bucketOf(value)}/`);
    buckets.set('', []);
    return [...buckets].map(([bucket, some]) =>
      make(`${queryFolder(query.name, key)}${bucket}.htaccess`, 'apache-query', {
        ...noParts,
        queries: [{ ...query, parameters: [{ key, goals: some }] }],
      }),
    );
  });
}

/** Of 12345 it is `_123`; words share one. Empty is none. */
export function bucketOf(value: string): string {
  return /^\d+$/.test(value) ? `_${value.slice(0, -bucketDigits)}` : 'text';
}

/** The folder of buckets, where hosts look up the values of a parameter; nobody sees it. */
export function queryFolder(name: string, key: string): string {
  return `/.server/abfrage/${name}-${key}/`;
}

/** The folder above; of a folder at the root, which every request passes, that one itself. */
function folderOf(from: UrlPath): string {
  const file = `/${redirectPathOf(from)}`;
  const folder = aboveOf(file);
  const above = aboveOf(folder.slice(0, -1));
  return !file.endsWith('/index.html') || above === '/' || folder === '/' ? folder : above;
}

/** The folder in which an address lies; a folder lies in itself. */
function aboveOf(address: string): string {
  return address.slice(0, address.lastIndexOf('/') + 1);
}
