/** Headers that every host sends with the files of the site, each in its own syntax. */

/**
 * The content policy here has only what the one in each page's head cannot say: where two policies stand, a browser
 * allows what both allow, so a stricter one for all pages would break those with embeds. No `Strict-Transport-Security`: it binds the
 * whole host, other sites included, and cannot be taken back.
 */
export const policies: readonly (readonly [name: string, value: string])[] = [
  ['Content-Security-Policy', "frame-ancestors 'none'"],
  ['X-Content-Type-Options', 'nosniff'],
  // Whom we link to sees that readers come from us; videos of others do not play without.
  ['Referrer-Policy', 'strict-origin-when-cross-origin'],
  ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()'],
];

/** Files in these folders have names that change with their content. */
export const fixedFolders: readonly string[] = ['assets', 'medien'];
/**
 * Policy for documents that are to be saved: a browser that opens one must not run it as a page of the site.
 */
export const saving: readonly [name: string, value: string] = ['Content-Disposition', 'attachment'];

export const fixedCaching = 'public, max-age=31536000, immutable';
/** Kept, but asked for anew every time. Redirects too: an article may move back. */
export const changingCaching = 'no-cache';

/** Hosts go by endings, which tell nothing of feeds. */
export const feedTypes: readonly (readonly [name: string, type: string])[] = [
  ['feed.xml', 'application/rss+xml; charset=utf-8'],
  ['kommentare.xml', 'application/rss+xml; charset=utf-8'],
  ['atom.xml', 'application/atom+xml; charset=utf-8'],
  ['feed.json', 'application/feed+json; charset=utf-8'],
];
