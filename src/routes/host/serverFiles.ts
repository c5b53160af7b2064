/** The files with which hosts redirect old addresses and send the right headers, beside the redirects in HTML that work anywhere. */
import { savedTypes } from '../../config/documentTypes.ts';
import type { Host, Settings } from '../../config/settings.ts';
import type { UrlPath } from '../../core/model.ts';
import { hrefOf } from '../../views/hrefs.ts';
import { type Page, redirectPathOf } from '../../views/page.ts';
import type { Redirects } from '../redirects/redirects.ts';
import type { ServerFileView } from '../../views/feedViews.ts';

type Parts = Pick<Redirects, 'moved' | 'gone'>;
type Served = Pick<Settings, 'url' | 'hosting' | 'documents'>;

/** Addresses that no configuration language could misread; all others have their redirect in HTML alone. */
const plainAddress = /^[\p{L}\p{M}\p{N}/._~+,=@!&-]+$/u;

/** Who reads a file, as readers of `docs/veroeffentlichen.md` know them. */
const hostsOf: Readonly<Record<ServerFileView['format'], string>> = {
  nginx: 'nginx',
  caddy: 'Caddy',
  apache: 'Apache',
  'apache-folder': 'Apache',
  redirects: 'Netlify und Cloudflare',
  headers: 'Netlify und Cloudflare',
};

const nothing: Parts = { moved: [], gone: [] };

/** The files for the hosts of the settings. */
export function serverFiles(settings: Served, redirects: Parts): readonly Page[] {
  const { hosting } = settings;
  const has = (host: Host): boolean => hosting.includes(host);
  const moved = redirects.moved.filter(({ from }) => plainAddress.test(from));
  const all: Parts = { moved, gone: redirects.gone.filter((from) => plainAddress.test(from)) };
  const make = (url: string, format: ServerFileView['format'], parts: Parts = all): Page =>
    serverFile(settings, url, format, parts);
  const redirecting = moved.length > 0 ? [make('/_redirects', 'redirects')] : [];
  return [
    ...(has('nginx') ? [make('/.server/nginx.conf', 'nginx')] : []),
    ...(has('caddy') ? [make('/.server/caddy.conf', 'caddy')] : []),
    ...(has('apache') ? apacheFiles(all, make) : []),
    ...(has('netlify') || has('cloudflare') ? [make('/_headers', 'headers', nothing), ...redirecting] : []),
  ];
}

function serverFile(
  { url: site, hosting, documents }: Served,
  url: string,
  format: ServerFileView['format'],
  { moved, gone }: Parts,
): Page {
  const view = (): ServerFileView => ({
    format,
    base: site.base,
    saved: savedTypes(documents),
    moved: moved.map(({ from, to }) => ({ from: site.base + from, to: hrefOf(site, to) })),
    gone: gone.map((from) => site.base + from),
    isForced: !hosting.includes('cloudflare'),
  });
  return {
    url: url as UrlPath,
    source: `Datei für ${hostsOf[format]} („hosting“ in site.yaml)`,
    content: { kind: 'server-file', view },
  };
}

/** Apache reads the files of all folders on the way at every request, so each folder has but the redirects of its own. */
function apacheFiles(
  { moved, gone }: Parts,
  make: (url: string, format: ServerFileView['format'], parts: Parts) => Page,
): readonly Page[] {
  const movedBy = Map.groupBy(moved, ({ from }) => folderOf(from));
  const goneBy = Map.groupBy(gone, folderOf);
  const parts = (folder: string): Parts => ({
    moved: movedBy.get(folder) ?? [],
    gone: goneBy.get(folder) ?? [],
  });
  const folders = new Set([...movedBy.keys(), ...goneBy.keys()]);
  folders.delete('/');
  return [
    make('/.htaccess', 'apache', parts('/')),
    ...[...folders].toSorted().map((folder) => make(`${folder}.htaccess`, 'apache-folder', parts(folder))),
  ];
}

/** The folder above; of a folder at the root, which every request passes, that one itself. */
function folderOf(from: UrlPath): string {
  const file = `/${redirectPathOf(from)}`;
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const above = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
  return !file.endsWith('/index.html') || above === '/' || folder === '/' ? folder : above;
}
