/** Addresses as they stand in pages. */
import type { SiteUrl } from '../config/settings.ts';
import type { UrlPath, Comment, SourcePath, LinkTarget } from '../core/model.ts';
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

/**
 * Resolves the file that a link means: `#` or `?` and what follows belong to its name where only such a file
 * exists.
 */
export function fileTargetOf(
  { path, fragment, whole }: Extract<LinkTarget, { kind: 'source' }>,
  isThere: (path: SourcePath) => boolean,
): { readonly path: SourcePath; readonly fragment: string } {
  return whole !== undefined && !isThere(path) && isThere(whole)
    ? { path: whole, fragment: '' }
    : { path, fragment };
}
