/** Files of media as they lie in a copy of the old blog, and whether the new one may publish them. */
import { closeSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDocument, isPictureName, isXmlDocument } from '../../config/documentTypes.ts';
import { documentFault, parseMedia } from '../../content/media.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import type { Checked, SourcePath } from '../../core/model.ts';
import { decodeLoosely, pathWithin } from '../../core/paths.ts';
import { caseFolded } from '../../emit/outputPath.ts';
import { sanitizeSvg } from '../../images/svg.ts';
import type { MediaAddress } from './mediaNames.ts';

/** A copy of the old blog's files. */
export interface UploadsFolder {
  /** The real file of a path. */
  readonly find: (address: Pick<MediaAddress, 'isUpload'>, path: string) => FoundFile | undefined;
}

export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** As `path` of a `MediaAddress`, as the disk writes it, in NFC. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Changes when the file does. */
  readonly stamp: string;
}

/** `folder` is a copy of `wp-content/uploads`, of `wp-content`, of the whole of WordPress, or a folder around it. */
export function openUploads(folder: string): Checked<UploadsFolder> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    return { diagnostics: [diagnose('import/no-uploads', { folder })] };
  const { uploads, blog } = rootsIn(realpathSync(folder));
  const findUpload = createFinder(uploads);
  const findOther = blog === undefined ? undefined : createFinder(blog);
  const find: UploadsFolder['find'] = ({ isUpload }, path) => (isUpload ? findUpload : findOther)?.(path);
  return { value: { find }, diagnostics: [] };
}

/** How deep a folder around a copy is searched. */
const deepest = 3;

function rootsIn(folder: string): { readonly uploads: string; readonly blog?: string } {
  const isFolder = (path: string): boolean =>
    statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  let level = [folder];
  for (let depth = 0; depth <= deepest && level.length > 0; depth++) {
    const blog = level.find((each) => isFolder(join(each, 'wp-content', 'uploads')));
    if (blog !== undefined) return { uploads: join(blog, 'wp-content', 'uploads'), blog };
    // A year's folders of pictures hold no copy of a blog.
    const inner = level.flatMap((each) =>
      entriesOf(each)
        .filter((entry) => entry.isDirectory() && !/^\d+$/.test(entry.name))
        .map(({ name }) => join(each, name)),
    );
    level = inner.length > 200 ? [] : inner;
  }
  return { uploads: isFolder(join(folder, 'uploads')) ? join(folder, 'uploads') : folder };
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

interface Listing {
  readonly folders: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, string>;
}

/** Looks folder by folder, each of which is listed once; never through a link. Names may differ in case and Unicode form. */
function createFinder(root: string): (path: string) => FoundFile | undefined {
  const listings = new Map<string, Listing>();
  const list = (folder: string): Listing => {
    const known = listings.get(folder);
    if (known) return known;
    const entries = entriesOf(folder);
    const made = {
      folders: byName(entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)),
      files: byName(entries.filter((entry) => entry.isFile()).map(({ name }) => name)),
    };
    listings.set(folder, made);
    return made;
  };
  const findExact = (path: string): FoundFile | undefined => {
    const names = path.split('/');
    const last = names.pop() ?? '';
    let folder = root;
    for (const name of names) {
      const found = nameIn(list(folder).folders, name);
      if (found === undefined) return undefined;
      folder = join(folder, found);
    }
    const file = nameIn(list(folder).files, last);
    if (file === undefined) return undefined;
    const place = join(folder, file);
    const stats = statSync(place, { throwIfNoEntry: false });
    if (!stats?.isFile()) return undefined;
    const { size, mtimeMs } = stats;
    const name = pathWithin(root, place).normalize('NFC');
    return { path: place, name, size, stamp: `${size}-${Math.floor(mtimeMs)}` };
  };
  return (path) => {
    // Some names were percent-encoded twice; some files have the encoded name.
    const forms = new Set([path, decodeLoosely(path), encodeURI(path)]);
    for (const form of forms) {
      const found = findExact(form);
      if (found) return found;
    }
    return undefined;
  };
}

/** By the names as they are, and without regard to case and Unicode form. */
function byName(names: readonly string[]): ReadonlyMap<string, string> {
  const folded = names.map((name) => [caseFolded(name), name] as const);
  return new Map([...folded.toReversed(), ...names.map((name) => [name, name] as const)]);
}

function nameIn(names: ReadonlyMap<string, string>, name: string): string | undefined {
  return names.get(name) ?? names.get(caseFolded(name));
}

/** Of more bytes a file is not read whole: the new blog may have it all the same, unless it is a picture. */
export const mostRead = 64 * 1024 * 1024;
/** Enough to tell what a file is. */
const headSize = 64 * 1024;

/**
 * Reads files of a size: all bytes, or if it is larger than `mostRead` the first of them. Small files are all read into the
 * same memory: what it returns is whole until the next call.
 */
export function createReader(): (path: string, size: number) => Buffer {
  const room = Buffer.allocUnsafe(1024 * 1024);
  return (path, size) => {
    const wanted = size > mostRead ? headSize : size;
    const bytes = wanted <= room.length ? room.subarray(0, wanted) : Buffer.allocUnsafe(wanted);
    const file = openSync(path, 'r');
    try {
      let length = 0;
      for (let read = -1; read !== 0 && length < bytes.length; length += read)
        read = readSync(file, bytes, length, bytes.length - length, length);
      return bytes.subarray(0, length);
    } finally {
      closeSync(file);
    }
  };
}

/** What a file may be published as, or German why not. */
export type JudgedMedia =
  | {
      /** That its content needs, where its name has none or another one. */
      readonly ending?: string;
      /** What is published instead: a drawing without its scripts. */
      readonly content?: string;
    }
  | { readonly reason: string };

/** By how files begin. */
const pictures: readonly (readonly [RegExp, string])[] = [
  [/^\xff\xd8\xff/, 'jpg'],
  [/^\x89PNG\r\n/, 'png'],
  [/^RIFF[^]{4}WEBP/, 'webp'],
  [/^GIF8[79]a/, 'gif'],
  [/^[^]{4}ftypavi[fs]/, 'avif'],
  [
    /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]{0,400}?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i,
    'svg',
  ],
];

/** Programs of Windows, Linux, macOS and Java, and scripts. */
const programs = /^(?:MZ|\x7fELF|#!|\xca\xfe\xba\xbe|[\xcf\xce]\xfa\xed\xfe|\xfe\xed\xfa[\xcf\xce])/;

/**
 * Judges by the content; the name counts where the content says nothing. `path`: with the name; `size`: of the whole, of which `bytes` may be the
 * beginning; `documents`: endings that the settings add.
 */
export function judgeMedia(
  path: string,
  bytes: Buffer,
  size: number,
  documents: readonly string[],
): JudgedMedia {
  if (size === 0) return { reason: 'Die Datei ist leer.' };
  const start = bytes.toString('latin1', 0, 1024);
  if (programs.test(start)) return { reason: 'Die Datei ist ein Programm.' };
  const form = pictures.find(([begins]) => begins.test(start))?.[1];
  if (form === undefined && !isPictureName(path)) return judgeDocument(path, bytes, size, documents);
  if (bytes.length < size)
    return { reason: `Das Bild ist zu groß (${megabytes(size)}; höchstens ${megabytes(mostRead)}).` };
  const isSvg = form === 'svg';
  const isRightName = isPictureName(path) && /\.svg$/i.test(path) === isSvg;
  const file = `bild.${form ?? (/\.svg$/i.test(path) ? 'svg' : 'jpg')}` as SourcePath;
  const { value, diagnostics } = parseMedia(bytes, file);
  const fault = diagnostics.find(({ severity }) => severity === 'error');
  if (!value || fault) return { reason: fault?.message ?? 'Das Bild ist nicht lesbar.' };
  const drawing = isSvg ? sanitizeSvg(bytes, file).value : undefined;
  return {
    ...(!isRightName && form !== undefined && { ending: form }),
    ...(drawing && drawing.removed.length > 0 && { content: drawing.svg }),
  };
}

function judgeDocument(path: string, bytes: Buffer, size: number, documents: readonly string[]): JudgedMedia {
  if (!isDocument(path, documents)) {
    const ending = /\.[^./]+$/.exec(path)?.[0] ?? '';
    return {
      reason:
        ending === ''
          ? 'Was für eine Datei das ist, ist nicht zu erkennen.'
          : `Dateien mit der Endung „${ending}“ veröffentlicht der Blog nicht.`,
    };
  }
  const isCut = bytes.length < size;
  if (isCut && isXmlDocument(path))
    return { reason: `Die Datei ist zu groß (${megabytes(size)}; höchstens ${megabytes(mostRead)}).` };
  const fault = documentFault(bytes, path as SourcePath);
  return fault ? { reason: fault.message } : {};
}

/** `120 MB` */
export function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 / 1024)} MB`;
}
