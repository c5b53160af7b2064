/** Addresses and names of media: which file an address in a text means, and under which name it stands in the new blog. */
import type { SourcePath } from '../../core/model.ts';
import { decodeLoosely, mediaFolder, resolveSegments } from '../../core/paths.ts';
import { digestOf } from '../../core/digestOf.ts';
import { endingOf } from '../../config/documentTypes.ts';
import { parseOutputPath } from '../../emit/outputPath.ts';
import { isSourceName } from '../../content/discover.ts';

export interface MediaAddress {
  /** In lower case, with its port if that is not the usual one. */
  readonly host: string;
  /** Without query and fragment; of a proxy's, that of the original. */
  readonly url: string;
  /** Of the same file at the proxy, if the text shows that. */
  readonly proxied?: string;
  /** Below the folder of uploads if it is there, else below the blog: `2019/05/hafen.jpg`; decoded, never leading out. */
  readonly path: string;
  readonly isUpload: boolean;
}

/** Photon, the image proxy of WordPress.com and Jetpack: `https://i0.wp.com/example.org/wp-content/…`. */
const proxyHost = /^i\d\.wp\.com$/;

/** Also as networks of blogs name it, and WordPress.com (`…files.wordpress.com/2019/05/hafen.jpg`). */
const uploadsFolder =
  /^\/(?:.*\/)?wp-content\/(?:uploads\/(?:sites\/\d+\/)?|blogs\.dir\/\d+\/files\/)|^\/(?:.*\/)?files\/(?=\d{4}\/)/s;

/** Undefined for what is no address of a file on the web. `blog`: address of the blog, for what is written without a host. */
export function parseMediaAddress(src: string, blog: string): MediaAddress | undefined {
  const url = parseWebUrl(src.trim(), blog.endsWith('/') ? blog : `${blog}/`);
  if (!url) return undefined;
  const [, host = '', rest = ''] = proxyHost.test(url.host)
    ? (/^\/([^/]+)(\/.*)$/s.exec(url.pathname) ?? [])
    : [];
  const original = host === '' ? url : parseWebUrl(`https://${host}${rest}`, blog);
  if (!original) return undefined;
  const pathname = decodeLoosely(original.pathname).normalize('NFC');
  const isFileHost = original.host.endsWith('.files.wordpress.com');
  const folder = isFileHost ? '/' : uploadsFolder.exec(pathname)?.[0];
  const path = resolveSegments(pathname.slice(folder?.length ?? 0).replaceAll('\\', '/'));
  if (path === undefined || path === '') return undefined;
  return {
    host: original.host,
    url: `${original.origin}${original.pathname}`,
    ...(host !== '' && { proxied: `${url.origin}${url.pathname}` }),
    path,
    isUpload: folder !== undefined,
  };
}

function parseWebUrl(text: string, base: string): URL | undefined {
  if (!URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  return /^https?:$/.test(url.protocol) ? url : undefined;
}

/** `-300x200`: made by WordPress of the original. */
const madeSize = /-\d{1,5}x\d{1,5}$/;
/** WordPress made it smaller or turned it when it was uploaded. */
const madeAtUpload = /-(?:scaled|rotated)$/;
/** Somebody cut or turned it in WordPress. */
const edited = /-e\d{10,13}$/;

/**
 * Paths of the files that may be the original of a picture, the best first; the path itself is among them. What an editor cut to size
 * goes before what it was cut from: only that was meant to be seen. `isOriginal`: a path that the source lists has no size in its name.
 */
export function originalsOf(path: string, isOriginal: boolean): readonly string[] {
  const [, start = path, ending = ''] = /^(.*[^/])(\.[^./]+)$/s.exec(path) ?? [];
  // Plugins that make newer formats keep the old name inside.
  const inner =
    /^\.(?:webp|avif)$/i.test(ending) && /\.(?:jpe?g|png|gif)$/i.test(start)
      ? originalsOf(start, isOriginal)
      : [];
  const shown = isOriginal ? start : start.replace(madeSize, '');
  const whole = shown.replace(madeAtUpload, '');
  const uncut = whole.replace(edited, '');
  const stems = [whole, shown, `${whole}-scaled`, `${whole}-rotated`, start, uncut, `${uncut}-scaled`];
  return [...new Set([...inner, ...stems.map((stem) => `${stem}${ending}`)])];
}

/** In bytes; with an ending, a number and `.yaml` it fits everywhere. */
const longestStem = 120;

/**
 * Where a file of this path stands: `content/media/2019/05/hafen.jpg`, safe on every system and in every address. `ending`: that of
 * its content, if the name has another. `number`: from 2 on, where the name is taken.
 */
export function mediaFile(path: string, ending: string | undefined, number = 1): SourcePath {
  const segments = path
    .normalize('NFC')
    .split('/')
    .filter((segment) => segment !== '');
  const name = segments.pop() ?? '';
  const own = endingOf(`x${name}`) === '' ? '' : name.slice(name.lastIndexOf('.'));
  const stem = safeName(ending !== undefined || own !== '' ? name.slice(0, name.length - own.length) : name);
  const folder = segments.map((segment) => `${safeName(segment.replaceAll('.', '-'))}/`).join('');
  const suffix = `${number === 1 ? '' : `-${number}`}${ending === undefined ? own : `.${ending}`}`;
  const file = `${folder}${stem}${suffix}`;
  const isSafe = parseOutputPath(file) !== undefined && file.length < 400 && isSourceName(`${stem}${suffix}`);
  return `${mediaFolder}${isSafe ? file : `datei-${digestOf(path).slice(0, 12)}${suffix}`}` as SourcePath;
}

/** Letters of all languages, digits, and signs that need no quoting in Markdown and addresses. */
function safeName(name: string): string {
  const plain = name
    .replace(/[^\p{L}\p{M}\p{N}._@+-]+/gu, '-')
    .replace(/^[.\-\p{M}]+/u, '')
    .replace(/[.-]+$/, '');
  const short =
    Buffer.byteLength(plain) <= longestStem ? plain : `${cut(plain)}-${digestOf(name).slice(0, 8)}`;
  return short === '' ? 'datei' : short;
}

function cut(name: string): string {
  let bytes = 0;
  let kept = '';
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > longestStem - 9) break;
    kept += character;
  }
  return kept;
}
