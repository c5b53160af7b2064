/** The files with which hosts redirect old addresses and send the right headers, beside the redirects in HTML that work anywhere. */
import { savedTypes } from '../../config/documentTypes.ts';
import type { Host, Settings } from '../../config/settings.ts';
import type { UrlPath } from '../../core/model.ts';
import { hrefOf } from '../../views/hrefs.ts';
import { type Page, redirectPathOf } from '../../views/page.ts';
import type { Redirects } from '../redirects/redirects.ts';
import type { ServerFileView } from '../../views/feedViews.ts';

type Parts = Pick<Redirects, 'moved' | 'gone'>;

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

type MakeFile = (url: string, format: ServerFileView['format'], redirects?: Parts) => Page;

export function serverFiles({ url: site, hosting, documents }: Settings, redirects: Parts): readonly Page[] {
  const all: Parts = {
    moved: redirects.moved.filter(({ from }) => plainAddress.test(from)),
    gone: redirects.gone.filter((from) => plainAddress.test(from)),
  };
  const make: MakeFile = (url, format, { moved, gone } = all) => {
    const view = (): ServerFileView => ({
      format,
      base: site.base,
      saved: savedTypes(documents),
      moved: moved.map(({ from, to }) => ({ from: site.base + from, to: hrefOf(site, to) })),
      gone: gone.map((from) => site.base + from),
      isForced: !hosting.includes('cloudflare'),
    });
    const source = `Datei für ${hostsOf[format]} („hosting“ in site.yaml)`;
    return { url: url as UrlPath, source, content: { kind: 'server-file', view } };
  };
  const has = (host: Host): boolean => hosting.includes(host);
  const isHeaded = has('netlify') || has('cloudflare');
  return [
    ...(has('nginx') ? [make('/.server/nginx.conf', 'nginx')] : []),
    ...(has('caddy') ? [make('/.server/caddy.conf', 'caddy')] : []),
    ...(has('apache') ? apacheFiles(all, make) : []),
    ...(isHeaded ? [make('/_headers', 'headers', { moved: [], gone: [] })] : []),
    ...(isHeaded && all.moved.length > 0 ? [make('/_redirects', 'redirects')] : []),
  ];
}

/** Apache reads the files of all folders on the way at every request, so each folder has but the redirects of its own. */
function apacheFiles({ moved, gone }: Parts, make: MakeFile): readonly Page[] {
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
