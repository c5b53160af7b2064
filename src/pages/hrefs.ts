import type { SiteUrl } from '../config/settings.ts';
import type { UrlPath } from '../model.ts';

/** Addresses as they stand in pages: with the sub-path, percent-encoded. */
export function hrefOf(site: SiteUrl, url: UrlPath): string {
  return site.base + encodeURI(url);
}

/** With scheme and host as well. */
export function absoluteHref(site: SiteUrl, url: UrlPath): string {
  return site.origin + hrefOf(site, url);
}

/** An address of the settings or of a text: one inside the site (`/…`) gets the sub-path. */
export function hrefOfWritten(site: SiteUrl, address: string): string {
  return address.startsWith('/') && !address.startsWith('//') ? site.base + address : address;
}
