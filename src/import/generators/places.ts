/** Where the texts, pictures and documents of a blog lie in the new one, and where the links between them lead. */
import type { GeneratorSettings, GeneratorSite, PlannedCopy, SourceText } from './model.ts';
import { isDocument, isPictureName, mayBeAdded, endingOf, playedKind } from '../../config/documentTypes.ts';
import type { SourcePath, UrlPath } from '../../core/model.ts';
import { addressInside, decodeLoosely, isRemote, mediaFolder, resolveSegments } from '../../core/paths.ts';
import { slugify } from '../../core/slug.ts';
import { isSoundWebAddress } from '../../markdown/addresses.ts';
import { addressKey } from './oldAddresses.ts';

export interface Places {
  /** Where a link of a text leads now: a path to a source relative to the text's, an address; undefined: nowhere. */
  readonly link: (href: string, from: SourceText) => string | undefined;
  /** What names a picture, sound or document in a text now; an address elsewhere stays; undefined: it is not here. */
  readonly media: (src: string, from: SourceText) => string | undefined;
  /** The old address of what a reference of a template names. */
  readonly addressOf: (reference: string, from: SourceText) => string | undefined;
  /** A picture of an author that stands in data. */
  readonly portrait: (src: string) => string | undefined;
  readonly copies: ReadonlyMap<string, readonly PlannedCopy[]>;
  /** Folders of the old site's host at which something else answers: links there go on. */
  readonly otherPaths: ReadonlySet<string>;
  /** Endings that `site.yaml` has to allow. */
  readonly documents: ReadonlySet<string>;
}

export interface PlacedText {
  readonly source: SourceText;
  readonly file: SourcePath;
  readonly aliases: readonly string[];
  readonly url: UrlPath | undefined;
}

/** Text files that documents beside a text may not be. */
const written = /\.(?:txt|docx?|odt|rtf)$/i;

export function createPlaces(
  site: GeneratorSite,
  settings: GeneratorSettings,
  placed: readonly PlacedText[],
  lists: ReadonlyMap<string, UrlPath>,
): Places {
  const find = createFileFinder(site, settings, placed);
  const texts = createTextFinder(settings, placed);
  const fileOf = new Map(placed.map(({ source, file }) => [source.path, file]));
  const { copy, copies, documents } = createCopier(settings, fileOf);
  const otherPaths = new Set<string>();
  const folders = new Set(
    [...placed.flatMap(({ source, url = '' }) => [source.url ?? '', url]), ...lists.keys()].map(firstFolder),
  );
  const own = (href: string): string | undefined => {
    const inside =
      settings.url === ''
        ? undefined
        : addressInside(
            { origin: settings.url.replace(/^http:/, 'https:'), base: settings.base },
            href.replace(/^http:/, 'https:'),
          );
    return inside;
  };

  const media: Places['media'] = (written_, from) => {
    const src = written_.trim();
    if (src === '' || /^(?:data|javascript|vbscript|file):/i.test(src)) return undefined;
    const inside = isRemote(src) ? own(src) : src;
    if (inside === undefined) return isSoundWebAddress(src.replace(/^\/\//, 'https://')) ? src : undefined;
    const path = find(inside, from);
    return path === undefined ? undefined : copy(path, from);
  };

  const link: Places['link'] = (written_, from) => {
    const href = written_.trim();
    if (href.startsWith('#')) return href === '#' ? undefined : href;
    if (/^(?:mailto|tel):/i.test(href))
      return /^(?:mailto:[^\s@]+@[^\s@]+\.\S+|tel:[+\d][\d\s()/.-]+)$/i.test(href) ? href : undefined;
    if (/^[^\s@/?#<>()]+@[^\s@/?#<>()]+\.[a-z]{2,}$/i.test(href)) return `mailto:${href}`;
    if (/^www\.[^\s/]+\.[a-z]{2,}(?:\/|$)/i.test(href)) return `https://${href}`;
    const inside = isRemote(href) ? own(href) : href;
    if (inside === undefined) return isSoundWebAddress(href.replace(/^\/\//, 'https://')) ? href : undefined;
    if (/^[a-z][a-z0-9+.-]*:/i.test(inside)) return undefined;
    const [, path = '', fragment = ''] = /^([^?#]*)(?:\?[^#]*)?(#.*)?$/s.exec(inside) ?? [];
    if (path === '') return fragment === '' || fragment === '#' ? undefined : fragment;
    const text = texts(path, from);
    const textFile = fileOf.get(from.path);
    if (text && textFile !== undefined) {
      if (text.source.path === from.path && fragment.length > 1) return fragment;
      return encodeTarget(relativePath(textFile, text.file)) + (fragment === '#' ? '' : fragment);
    }
    const file = find(path, from);
    if (file !== undefined) return copy(file, from);
    const absolute = absolutePath(path, from, settings);
    const list = absolute === undefined ? undefined : lists.get(addressKey(absolute));
    if (list !== undefined || absolute === undefined || !isRemote(href)) return list;
    const folder = firstFolder(absolute);
    if (folder === '' || folders.has(folder) || !/^\/[\w-]+[/]/.test(absolute)) return undefined;
    otherPaths.add(`/${folder}/`);
    return absolute + fragment;
  };

  const addressOf: Places['addressOf'] = (reference, from) => {
    const text = texts(decodeLoosely(reference), from);
    if (text) return text.source.url === undefined ? `/${text.source.path}` : settings.base + text.source.url;
    const file = find(reference, from);
    return file === undefined ? undefined : `/${file}`;
  };
  const portrait: Places['portrait'] = (src) => {
    const path = isRemote(src) ? undefined : find(src, { path: '' });
    return path === undefined ? undefined : copy(path, { path: '' });
  };
  return { link, media, addressOf, portrait, copies, documents, otherPaths };
}

/** Finds each file that texts use a place in the new blog, once. */
function createCopier(settings: GeneratorSettings, fileOf: ReadonlyMap<string, SourcePath>) {
  const copies = new Map<string, PlannedCopy[]>();
  const taken = new Map<string, string>();
  const documents = new Set<string>();
  const copy = (path: string, from: { readonly path: string }): string | undefined => {
    if (!isPictureName(path) && playedKind(path) === undefined && !isDocument(path, [])) {
      const ending = endingOf(path);
      if (!mayBeAdded(ending)) return undefined;
      documents.add(ending);
    }
    const textFile = fileOf.get(from.path);
    const known = copies.get(path) ?? [];
    const beside = textFile === undefined ? undefined : besideText(path, from, textFile);
    const fitting =
      known.find(({ to }) => to === beside) ??
      (beside === undefined ? known.find(({ to }) => to.startsWith(mediaFolder)) : undefined);
    if (fitting) return nameFrom(fitting.to, textFile);
    const free = (to: string): boolean => (taken.get(to.toLowerCase()) ?? path) === path;
    const wanted = beside !== undefined && free(beside) ? beside : inMedia(path, settings.roots);
    let to = wanted;
    for (let count = 2; !free(to); count++) to = wanted.replace(/(\.[^./]+)?$/, `-${count}$1`);
    taken.set(to.toLowerCase(), path);
    copies.set(path, [...known, { from: path, to: to as SourcePath }]);
    return nameFrom(to, textFile);
  };
  return { copy, copies, documents };
}

function firstFolder(address: string): string {
  return (
    decodeLoosely(address)
      .split('/')
      .find((part) => part !== '')
      ?.toLowerCase() ?? ''
  );
}

/** Beside the text as it lay beside it in the source; undefined for all else. */
function besideText(
  path: string,
  { path: textPath }: { readonly path: string },
  file: SourcePath,
): string | undefined {
  const folder = textPath.slice(0, textPath.lastIndexOf('/') + 1);
  if (folder === '' || !path.startsWith(folder) || written.test(path) || !isDocumentOrPicture(path))
    return undefined;
  return file.slice(0, file.lastIndexOf('/') + 1) + soundPath(path.slice(folder.length));
}

function isDocumentOrPicture(path: string): boolean {
  return isPictureName(path) || isDocument(path, []);
}

function inMedia(path: string, roots: readonly string[]): string {
  const root = roots
    .filter((one) => one !== '' && path.startsWith(`${one}/`))
    .toSorted((a, b) => b.length - a.length)[0];
  const inside = root === undefined ? path : path.slice(root.length + 1);
  return (
    mediaFolder +
    soundPath(
      inside.replace(/^(?:content|assets\/images|assets|images|img|media|uploads)\//, (start) =>
        root === undefined || start === 'content/' ? '' : start,
      ),
    )
  );
}

/** Names that every disk takes, and that our own listing does not leave out. */
export function soundPath(path: string): string {
  return path
    .normalize('NFC')
    .split('/')
    .map((name) =>
      name
        .replace(/[\p{Cc}\\:*?"<>|]/gu, '-')
        .replace(/^[._]+/, '')
        .replace(/[. ~]+$/, ''),
    )
    .filter((name) => name !== '')
    .join('/');
}

function nameFrom(to: string, textFile: SourcePath | undefined): string {
  if (to.startsWith(mediaFolder)) return encodeTarget(to.slice(mediaFolder.length));
  return encodeTarget(textFile === undefined ? to : relativePath(textFile, to));
}

function relativePath(from: string, to: string): string {
  const start = from.split('/').slice(0, -1);
  const goal = to.split('/');
  let common = 0;
  while (common < start.length && common < goal.length - 1 && start[common] === goal[common]) common++;
  return [...start.slice(common).map(() => '..'), ...goal.slice(common)].join('/');
}

function encodeTarget(path: string): string {
  return path.replace(/[%#?\\]/g, encodeURIComponent);
}

/** The path from the root of the site that a reference means as browsers read it. */
function absolutePath(
  path: string,
  from: Pick<SourceText, 'url'>,
  settings: GeneratorSettings,
): string | undefined {
  const decoded = decodeLoosely(path);
  if (decoded.startsWith('/')) {
    const { base } = settings;
    return base !== '' && `${decoded}/`.startsWith(`${base}/`) ? decoded.slice(base.length) || '/' : decoded;
  }
  if (from.url === undefined) return undefined;
  const resolved = resolveSegments(from.url.replace(/[^/]*$/, '') + decoded);
  return resolved === undefined ? undefined : `/${resolved}`;
}

// Files

function createFileFinder(
  site: GeneratorSite,
  settings: GeneratorSettings,
  placed: readonly PlacedText[],
): (reference: string, from: Pick<SourceText, 'path' | 'url'>) => string | undefined {
  const byLower = new Map<string, string>();
  const byName = new Map<string, string | undefined>();
  for (const path of site.files) {
    const lower = path.normalize('NFC').toLowerCase();
    if (!byLower.has(lower)) byLower.set(lower, path);
    const name = lower.slice(lower.lastIndexOf('/') + 1);
    byName.set(name, byName.has(name) ? undefined : path);
  }
  const folderOf = new Map(
    placed.flatMap(({ source }) =>
      source.url === undefined
        ? []
        : [[addressKey(source.url), source.path.slice(0, source.path.lastIndexOf('/') + 1)] as const],
    ),
  );
  const at = (path: string | undefined): string | undefined => {
    if (path === undefined) return undefined;
    const resolved = resolveSegments(path.normalize('NFC'));
    if (resolved === undefined || resolved === '') return undefined;
    return site.files.has(resolved) ? resolved : byLower.get(resolved.toLowerCase());
  };
  const fromRoot = (absolute: string): string | undefined => {
    for (const root of settings.roots) {
      const found = at(root + (root === '' ? absolute.slice(1) : absolute));
      if (found !== undefined) return found;
    }
    const cut = absolute.lastIndexOf('/');
    const folder = folderOf.get(addressKey(absolute.slice(0, cut)));
    return folder === undefined ? undefined : at(folder + absolute.slice(cut + 1));
  };
  return (reference, from) => {
    const [, path = ''] = /^([^?#]*)/.exec(reference) ?? [];
    const decoded = decodeLoosely(path).trim();
    if (decoded === '' || decoded.endsWith('/')) return undefined;
    const alias = /^(?:@\/|~\/|@|~)(.+)$/.exec(decoded)?.[1];
    if (alias !== undefined) return at(`src/${alias}`) ?? at(alias) ?? at(`src/assets/${alias}`);
    const folder = from.path.slice(0, from.path.lastIndexOf('/') + 1);
    const beside = decoded.startsWith('/') ? undefined : at(folder + decoded);
    if (beside !== undefined) return beside;
    const absolute = absolutePath(path, from, settings);
    const found =
      (absolute === undefined ? undefined : fromRoot(absolute)) ??
      fromRoot(`/${decoded.replace(/^\/+/, '')}`);
    return (
      found ??
      (isDocumentOrPicture(decoded) ? byName.get(decoded.toLowerCase().replace(/^.*\//, '')) : undefined)
    );
  };
}

// Texts

function createTextFinder(
  settings: GeneratorSettings,
  placed: readonly PlacedText[],
): (path: string, from: SourceText) => PlacedText | undefined {
  const byAddress = new Map<string, PlacedText>();
  const byPath = new Map<string, PlacedText>();
  const byName = new Map<string, PlacedText | undefined>();
  for (const one of placed) {
    const { url, path, wholeName, name } = one.source;
    if (url !== undefined && !byAddress.has(addressKey(url))) byAddress.set(addressKey(url), one);
    byPath.set(withoutEnding(path), one);
    for (const key of new Set([wholeName.toLowerCase(), name.toLowerCase()]))
      byName.set(key, byName.has(key) && byName.get(key) !== one ? undefined : one);
  }
  for (const one of placed)
    for (const alias of one.aliases)
      if (!byAddress.has(addressKey(alias))) byAddress.set(addressKey(alias), one);
  const contentFolders =
    settings.kind === 'hugo'
      ? ['content/']
      : settings.kind === 'astro'
        ? ['src/content/', 'src/pages/', 'src/']
        : settings.kind === 'jekyll'
          ? ['', '_posts/', '_drafts/']
          : [settings.input === '' ? '' : `${settings.input}/`];
  return (path, from) => {
    const decoded = decodeLoosely(path);
    const folder = from.path.slice(0, from.path.lastIndexOf('/') + 1);
    const isFile = /\.(?:md|markdown|mdx|qmd|rmd|html?)$/i.test(decoded);
    const beside = decoded.startsWith('/') ? undefined : resolveSegments(folder + decoded);
    if (beside !== undefined && !decoded.endsWith('/')) {
      const found = byPath.get(withoutEnding(beside));
      if (found && (isFile || settings.kind === 'hugo')) return found;
    }
    const absolute = absolutePath(path, from, settings);
    const found = absolute === undefined ? undefined : byAddress.get(addressKey(absolute));
    if (found) return found;
    const bare = resolveSegments(decoded.replace(/^\/+/, ''));
    if (bare === undefined || bare === '') return undefined;
    const fromFolders = contentFolders
      .map((one) => byPath.get(withoutEnding(one + bare)))
      .find((one) => one !== undefined);
    if (fromFolders) return fromFolders;
    const name = withoutEnding(bare).replace(/^.*\//, '');
    const isName = isFile || !decoded.includes('/');
    return isName && slugify(name, '') !== '' ? byName.get(name) : undefined;
  };
}

/** `Posts/Kim/index.md` → `posts/kim` */
function withoutEnding(path: string): string {
  return path
    .normalize('NFC')
    .toLowerCase()
    .replace(/\.(?:md|markdown|mdown|mdx|qmd|rmd|html?)$/, '')
    .replace(/\/_?index$/, '');
}
