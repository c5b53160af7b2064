/** Addresses as they stand in pages. */
import type { SiteUrl } from '../config/settings.ts';
import type { UrlPath, Comment, SourcePath, LinkTarget } from '../core/model.ts';
import type { FindMeant } from '../collections/meantSources.ts';
import { endingOf } from '../config/documentTypes.ts';
import { decodeLoosely, mediaFolder, parseSourcePath } from '../core/paths.ts';
import type { LinkView } from './views.ts';

/** Addresses as they stand in pages: with the sub-path, percent-encoded. */
export function hrefOf(site: SiteUrl, url: UrlPath): string {
  return site.base + encodeURI(url);
}

export interface Place {
  readonly name: string;
  readonly url: UrlPath;
}

export function linkTo({ name, url }: Place, site: SiteUrl): LinkView {
  return { name, url: hrefOf(site, url) };
}

/** With scheme and host as well. */
export function absoluteHref(site: SiteUrl, url: UrlPath): string {
  return site.origin + hrefOf(site, url);
}

/** An address of the settings or of a text: one inside the site (`/…`) gets the sub-path. */
export function hrefOfWritten(site: SiteUrl, address: string): string {
  return address.startsWith('/') && !address.startsWith('//') ? site.base + address : address;
}

/** The feed of an article's comments; of all comments for the home page. */
export function commentFeedUrl(page: UrlPath): UrlPath {
  return `${page}kommentare.xml` as UrlPath;
}

/** Where a comment stands on its page. */
export function commentAnchor({ id }: Pick<Comment, 'id'>): string {
  return `kommentar-${id}`;
}

export interface FileTarget {
  readonly path: SourcePath;
  /** Empty, or beginning with `#`. */
  readonly fragment: string;
}

/**
 * Resolves the file that a link means: `#` or `?` and what follows belong to its name where only such a file
 * exists; what is not where the link says may be in `content/media`.
 */
export function fileTargetOf(
  { path, fragment, whole, inMedia }: Extract<LinkTarget, { kind: 'source' }>,
  isThere: (path: SourcePath) => boolean,
): FileTarget {
  if (isThere(path)) return { path, fragment };
  if (whole !== undefined && isThere(whole)) return { path: whole, fragment: '' };
  return inMedia !== undefined && isThere(inMedia) ? { path: inMedia, fragment } : { path, fragment };
}

/** The file that an address inside the site (`/files/a.pdf`, `/content/articles/kim.md`) names; pages are not looked for. */
export function fileAtAddress(
  address: string,
  site: SiteUrl,
  isThere: (path: SourcePath) => boolean,
): FileTarget | undefined {
  const [, path = '', fragment = ''] = /^([^?#]*)(?:\?[^#]*)?(#.*)?$/.exec(address) ?? [];
  if (endingOf(path) === '') return undefined;
  const found = pathsFromRoot(decodeLoosely(path), site).find(isThere);
  return found && { path: found, fragment };
}

/** The text that a link means which leads to nothing else. A path with `.md` is meant as a path, and is wrong. */
export function meantTarget(
  target: Exclude<LinkTarget, { kind: 'fragment' }>,
  findMeant: FindMeant,
): FileTarget | undefined {
  const written = target.kind === 'site' ? target.address : target.path;
  const path = target.kind === 'source' && /\.md$/i.test(written) ? undefined : findMeant(written);
  if (path === undefined) return undefined;
  return { path, fragment: target.kind === 'site' ? (/#.*$/s.exec(written)?.[0] ?? '') : target.fragment };
}

/** The sources that a path from the root of the site may mean, in the order in which they are looked for. */
export function pathsFromRoot(path: string, { base }: SiteUrl): readonly SourcePath[] {
  const names = base !== '' && path.startsWith(`${base}/`) ? [path, path.slice(base.length)] : [path];
  return names
    .flatMap((name) => [mediaFolder + name, `content/${name}`, name])
    .flatMap((name) => parseSourcePath(name.replace(/^\/+/, '')) ?? []);
}
