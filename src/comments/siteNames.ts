import { isIPv4 } from 'node:net';
import type { ReceivingSite } from './receivingSite.ts';

const usualPath = '/comments';

/** A site's own origin, and the one with `www.` or without it, which readers may know as well. */
export function ownOrigins(origin: string): readonly string[] {
  const url = URL.parse(origin);
  if (!url || isIPv4(url.hostname) || !/^[^.[]+\..*[^.]$/.test(url.hostname)) return [origin];
  const twin = url.host.startsWith('www.') ? url.host.slice(4) : `www.${url.host}`;
  return [origin, `${url.protocol}//${twin}`];
}

/**
 * Where comments are received: at the owner's path and at that of the form. A web server in front may change the one
 * into the other, or not.
 */
export function receivingPaths(
  given: string | undefined,
  { endpoint, isFormOurs }: Pick<ReceivingSite, 'endpoint' | 'isFormOurs'>,
): readonly string[] {
  const address = isFormOurs && endpoint !== undefined ? URL.parse(endpoint, 'http://localhost') : undefined;
  const ofForm = address ? plainPath(address.pathname) : undefined;
  const own = given === undefined ? (ofForm ?? usualPath) : plainPath(given);
  return ofForm === undefined ? [own] : [own, ofForm];
}

/** The same for all spellings of a path: with and without a slash at its end, its letters encoded or not. */
export function plainPath(path: string): string {
  const plain = path.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');
  try {
    return decodeURI(plain);
  } catch {
    return plain;
  }
}
