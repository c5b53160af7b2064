/**
 * The only reader of the site folder. It lists what is there and hands out contents; what the files
 * mean is none of its business beyond their kind, which follows from their place.
 */
import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { join, sep } from 'node:path';
import type { Checked, Diagnostic, SourcePath } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';

export type SourceKind = 'settings' | 'article' | 'page' | 'author' | 'comment' | 'media' | 'template';

export interface SourceFile {
  readonly path: SourcePath;
  readonly kind: SourceKind;
  /** Where the bytes are; may differ from `path` in Unicode form (macOS writes NFD). */
  readonly diskPath: string;
  readonly size: number;
  /** Time of the last change in ms. */
  readonly modified: number;
}

export interface Listing {
  /** In code-point order of their paths. */
  readonly files: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
}

interface SourceFolder {
  readonly prefix: string;
  readonly kind: SourceKind;
  /** Which files count. */
  readonly names: RegExp;
}

const templateFolder: SourceFolder = { prefix: 'templates', kind: 'template', names: /./ };

const folders: readonly SourceFolder[] = [
  { prefix: 'content/articles', kind: 'article', names: /\.(?:md|markdown)$/i },
  { prefix: 'content/pages', kind: 'page', names: /\.(?:md|markdown)$/i },
  { prefix: 'content/authors', kind: 'author', names: /\.(?:md|markdown)$/i },
  { prefix: 'content/comments', kind: 'comment', names: /\.(?:ya?ml|json|md)$/i },
  { prefix: 'content/media', kind: 'media', names: /./ },
  templateFolder,
];

/** Lists the sources of the site in `root`. A missing folder is an empty one; links that lead out of the site are errors. */
export function listSite(root: string): Listing {
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) return { files: [], diagnostics: [] };
  const listings = folders.map((folder) =>
    listFolder(folder, join(root, ...folder.prefix.split('/')), realpathSync(root)),
  );
  const settings = settingsFile(root);
  const files = [...listings.flatMap((listing) => listing.files), ...(settings ? [settings] : [])];
  return {
    files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    diagnostics: listings.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** The built-in theme in `folder`, under the paths that a site's own files would have. */
export function listTemplates(folder: string): readonly SourceFile[] {
  return listFolder(templateFolder, folder, realpathSync(folder)).files;
}

function listFolder({ prefix, kind, names }: SourceFolder, folder: string, realRoot: string): Listing {
  const files: SourceFile[] = [];
  const diagnostics: Diagnostic[] = [];
  const visit = (path: string, diskPath: string): void => {
    for (const entry of entriesOf(diskPath)) {
      if (isIgnored(entry.name)) continue;
      const child = `${path}/${entry.name.normalize('NFC')}` as SourcePath;
      const childDisk = join(diskPath, entry.name);
      if (entry.isDirectory()) visit(child, childDisk);
      else if (entry.isSymbolicLink() && !isLinkToFileWithin(childDisk, realRoot)) {
        diagnostics.push(diagnose('source/link', {}, { file: child }));
      } else if (names.test(entry.name)) files.push(toSourceFile(child, kind, childDisk));
    }
  };
  visit(prefix, folder);
  return { files, diagnostics };
}

/** The file's bytes. */
export function readBytes(file: SourceFile): Buffer {
  return readFileSync(file.diskPath);
}

/** The file as text: UTF-8 or an error, without byte-order mark, lines ended by `\n`. */
export function decodeText(bytes: Buffer, file: SourcePath): Checked<string> {
  if (!isUtf8(bytes)) {
    return { diagnostics: [diagnose('source/not-utf-8', { offset: firstBadByte(bytes) }, { file })] };
  }
  const text = bytes.toString('utf8', hasByteOrderMark(bytes) ? 3 : 0);
  return { value: text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text, diagnostics: [] };
}

function hasByteOrderMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function settingsFile(root: string): SourceFile | undefined {
  const diskPath = join(root, 'site.yaml');
  return statSync(diskPath, { throwIfNoEntry: false })?.isFile()
    ? toSourceFile('site.yaml' as SourcePath, 'settings', diskPath)
    : undefined;
}

function toSourceFile(path: SourcePath, kind: SourceKind, diskPath: string): SourceFile {
  const { size, mtimeMs } = statSync(diskPath);
  return { path, kind, diskPath, size, modified: mtimeMs };
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return [];
    throw error;
  }
}

/** Hidden files and what editors leave while they work. */
function isIgnored(name: string): boolean {
  return (
    name.startsWith('.') ||
    name.startsWith('#') ||
    name.endsWith('~') ||
    name.endsWith('.swp') ||
    name.endsWith('.tmp')
  );
}

function isLinkToFileWithin(link: string, realRoot: string): boolean {
  try {
    const target = realpathSync(link);
    return target.startsWith(realRoot + sep) && statSync(target).isFile();
  } catch {
    return false;
  }
}

/** Offset of the first byte that is not UTF-8. */
function firstBadByte(bytes: Uint8Array): number {
  const text = new TextDecoder('utf-8').decode(bytes);
  return Buffer.byteLength(text.slice(0, text.indexOf('\ufffd')));
}
