/**
 * Paths and addresses, made safe where they come in: decoded first, then NFC, then resolved, then
 * looked at.
 */
import nodePath, { type PlatformPath } from 'node:path';
import type { SourcePath, UrlPath } from './model.ts';

/** A path inside the site folder from `/`-separated text; undefined when it is absolute, leaves the folder or names nothing. */
export function parseSourcePath(text: string): SourcePath | undefined {
  const normal = text.normalize('NFC');
  if (isAbsolute(text) || normal.includes('\\') || holdsNoCharacter(normal)) return undefined;
  const path = resolveSegments(normal);
  // `x/../C:` names a drive only when it is resolved.
  return path === undefined || path === '' || isAbsolute(path) ? undefined : (path as SourcePath);
}

/** The path that `reference` (a relative URL without query and fragment) means when it stands in `from`. */
export function resolveReference(from: SourcePath, reference: string): SourcePath | undefined {
  return resolvePath(from, decodeLoosely(reference));
}

/** The path that `path`, relative and not percent-encoded, means when it stands in `from`. */
export function resolvePath(from: SourcePath, path: string): SourcePath | undefined {
  if (isAbsolute(path)) return undefined;
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  return parseSourcePath(folder + path);
}

/** The folder of pictures and documents: what stands in it is found from everywhere. */
export const mediaFolder = 'content/media/' as SourcePath;

/**
 * What follows host and sub-path of a web address that leads into the site, whatever its scheme: `/impressum/` for
 * `http://example.org/blog/impressum/`. Undefined for addresses elsewhere, on the same host too.
 */
export function addressInside(
  site: { readonly origin: string; readonly base: string },
  address: string,
): string | undefined {
  const [head, host] = /^(?:https?:)?\/\/([^/?#\\]*)/i.exec(address) ?? [];
  if (head === undefined || host?.toLowerCase() !== site.origin.replace(/^https?:\/\//, '')) return undefined;
  const rest = address.slice(head.length);
  if (!rest.startsWith(site.base)) return undefined;
  const inside = rest.slice(site.base.length);
  if (!/^(?:[/?#]|$)/.test(inside)) return undefined;
  return inside.startsWith('/') ? inside : `/${inside}`;
}

/** Whether an address names a host. */
export function isRemote(src: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(src);
}

/** `content/pages/ueber-uns.md` → `ueber-uns` */
export function stemOf(file: SourcePath): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
}

/** `content/pages/team/index.md`, a text with its pictures in one folder, is called after the folder. */
export function namingFile(file: SourcePath): SourcePath {
  return file.replace(/^(content\/[^/]+\/(?:.+\/)?[^/]+)\/index(?=\.[^./]+$)/i, '$1') as SourcePath;
}

/** The percent-encoding of one character in UTF-8. */
const encodedCharacter =
  /%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}/gi;

/** As browsers do it: what is no percent-encoding stands for itself. */
export function decodeLoosely(text: string): string {
  return text.replace(encodedCharacter, (encoded) => decodeStrictly(encoded) ?? encoded);
}

/** An address inside the site as an author writes it (`/alt/2019.html`, umlauts allowed); undefined when it is none. */
export function parseUrlPath(text: string): UrlPath | undefined {
  const decoded = decodeStrictly(text)?.normalize('NFC');
  if (
    decoded === undefined ||
    !decoded.startsWith('/') ||
    /[?#\s\\]/.test(decoded) ||
    holdsNoCharacter(decoded)
  )
    return undefined;
  const segments = decoded.slice(1).split('/');
  const named = segments.at(-1) === '' ? segments.slice(0, -1) : segments;
  const isPlain = named.every((name) => !['', '.', '..'].includes(name) && !name.includes(':'));
  return isPlain ? (decoded as UrlPath) : undefined;
}

/** Whether something stands there that no name has, as it is or percent-encoded: control characters, halves of pairs, noncharacters. */
function holdsNoCharacter(text: string): boolean {
  return /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u.test(text);
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[a-z]:/i.test(path);
}

/** Undefined where something is no percent-encoding of UTF-8. */
export function decodeStrictly(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Without empty, `.` and `..` segments, and without a slash at either end; undefined when it leads out. */
export function resolveSegments(path: string): string | undefined {
  const resolved: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') resolved.push(segment);
    else if (resolved.pop() === undefined) return undefined;
  }
  return resolved.join('/');
}

// Paths of the disk. `system`: how they are written there; for tests.

/** A path inside a folder as sources and addresses are written: with slashes, on Windows too. */
export function pathWithin(folder: string, path: string, system: PlatformPath = nodePath): string {
  return system.relative(folder, path).replaceAll(system.sep, '/');
}

/** Whether a path is the folder or something in it. Both are absolute, and as the disk knows them. */
export function isAtOrBelow(folder: string, path: string, { sep }: PlatformPath = nodePath): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** In bytes of UTF-8; what common file systems take. */
const longestSegment = 255;

/** Whether a part of a path is longer than file names may be. */
export function hasLongSegment(path: string): boolean {
  const couldBe = path.length * 3 > longestSegment;
  return couldBe && path.split('/').some((segment) => Buffer.byteLength(segment) > longestSegment);
}
