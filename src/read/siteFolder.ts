/**
 * The only reader of the site folder. It lists what is there and hands out contents; what the files
 * mean is none of its business beyond their kind, which follows from their place.
 */
import { isUtf8 } from 'node:buffer';
import { type Dirent, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Checked, Diagnostic, Position, SourcePath } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import { lineIndex } from '../report/lineIndex.ts';
import { findNoncharacter } from '../report/noncharacter.ts';
import { skippedComment } from '../report/skippedComment.ts';

export type SourceKind =
  | 'settings'
  | 'redirects'
  /** VG Wort's. */
  | 'counting-marks'
  | 'article'
  | 'page'
  | 'author'
  | 'dossier'
  | 'glossary'
  | 'comment'
  | 'media'
  | 'template';

export interface SourceFile {
  readonly path: SourcePath;
  readonly kind: SourceKind;
  /** Where the bytes are; may differ from `path` in Unicode form (macOS writes NFD). */
  readonly diskPath: string;
}

/** What the system says of a file without opening it: as long as none of it changes, neither do the bytes. */
export interface FileStamp {
  readonly size: number;
  /** Of the content and of the entry, ms since 1970. */
  readonly modified: number;
  readonly changed: number;
  readonly inode: number;
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

const settingsFile = 'site.yaml' as SourcePath;
const contentFolder = 'content' as SourcePath;
/** Old addresses and where they lead. */
export const redirectsFile = 'content/redirects.txt' as SourcePath;
export const marksFile = 'content/vgwort.csv' as SourcePath;

const templateFolder: SourceFolder = { prefix: 'templates', kind: 'template', names: /./ };

const folders: readonly SourceFolder[] = [
  { prefix: 'content/articles', kind: 'article', names: /\.(?:md|markdown)$/i },
  { prefix: 'content/pages', kind: 'page', names: /\.(?:md|markdown)$/i },
  { prefix: 'content/authors', kind: 'author', names: /\.(?:md|markdown)$/i },
  { prefix: 'content/dossiers', kind: 'dossier', names: /\.(?:md|markdown)$/i },
  { prefix: 'content/glossary', kind: 'glossary', names: /\.(?:md|markdown)$/i },
  { prefix: 'content/comments', kind: 'comment', names: /\.(?:ya?ml|json|md)$/i },
  { prefix: 'content/media', kind: 'media', names: /./ },
  templateFolder,
];

/** Lists the sources of the site in `root`. A missing folder is an empty one; links that lead out of the site are errors. */
export function listSite(root: string): Listing {
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) return { files: [], diagnostics: [] };
  const realRoot = realpathSync(root);
  const links = linkedFolders(root);
  const listings = folders
    .filter(({ prefix }) => !links.some((link) => `${prefix}/`.startsWith(`${link}/`)))
    .map((folder) => listFolder(folder, join(root, ...folder.prefix.split('/')), realRoot));
  // Behind a folder that is a link there is nothing of ours.
  const single = links.includes(contentFolder)
    ? []
    : [
        listFile(redirectsFile, 'redirects', root, realRoot),
        listFile(marksFile, 'counting-marks', root, realRoot),
      ];
  const all = [...listings, ...single, listFile(settingsFile, 'settings', root, realRoot)];
  return {
    files: all.flatMap(({ files }) => files).toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    diagnostics: [
      ...links.map((file) => diagnose('source/link', {}, { file })),
      ...all.flatMap(({ diagnostics }) => diagnostics),
    ],
  };
}

/** The folders of the plan that are symbolic links: what is behind them is not the site's. */
function linkedFolders(root: string): readonly SourcePath[] {
  return [contentFolder, ...folders.map(({ prefix }) => prefix)]
    .map((path) => path as SourcePath)
    .filter((path) => lstatSync(join(root, path), { throwIfNoEntry: false })?.isSymbolicLink());
}

/** The built-in theme in `folder`, under the paths that a site's own files would have. */
export function listTemplates(folder: string): readonly SourceFile[] {
  return listFolder(templateFolder, folder, realpathSync(folder)).files;
}

function listFolder({ prefix, kind, names }: SourceFolder, folder: string, realRoot: string): Listing {
  const files = new Map<SourcePath, SourceFile>();
  const diagnostics: Diagnostic[] = [];
  const visit = (path: SourcePath, diskPath: string): void => {
    const entries = entriesOf(diskPath, path);
    diagnostics.push(...entries.diagnostics);
    for (const entry of entries.value ?? []) {
      if (isIgnored(entry.name, path)) continue;
      const child = `${path}/${entry.name.normalize('NFC')}` as SourcePath;
      const childDisk = join(diskPath, entry.name);
      if (entry.isDirectory()) visit(child, childDisk);
      else if (entry.isSymbolicLink() && !isLinkToFileWithin(childDisk, realRoot)) {
        diagnostics.push(diagnose('source/link', {}, { file: child }));
      } else if (!entry.isFile() && !entry.isSymbolicLink()) {
        diagnostics.push(diagnose('source/not-a-file', {}, { file: child }));
      } else if (files.has(child)) diagnostics.push(diagnose('source/same-name', {}, { file: child }));
      else if (names.test(entry.name)) files.set(child, { path: child, kind, diskPath: childDisk });
    }
  };
  visit(prefix as SourcePath, folder);
  return {
    files: [...files.values()],
    diagnostics: kind === 'comment' ? diagnostics.map(skippedComment) : diagnostics,
  };
}

/** The file's bytes, or why the system does not hand them out. */
export function readSource(file: SourceFile): Checked<Buffer> {
  try {
    return { value: readBytes(file), diagnostics: [] };
  } catch (error) {
    return { diagnostics: [unreadable(error, file.path)] };
  }
}

/** @throws when the system does not hand out the bytes. */
export function readBytes(file: SourceFile): Buffer {
  return readFileSync(file.diskPath);
}

/** The file as text, see `decodeText`. */
export function readText(file: SourceFile): Checked<string> {
  const { value, diagnostics } = readSource(file);
  return value ? decodeText(value, file.path) : { diagnostics };
}

/** Undefined when there is no such file any more. */
export function stampOf({ diskPath }: SourceFile): FileStamp | undefined {
  const stats = statSync(diskPath, { throwIfNoEntry: false });
  return stats && { size: stats.size, modified: stats.mtimeMs, changed: stats.ctimeMs, inode: stats.ino };
}

/** Bytes of a source as text: UTF-8 of nothing but characters or an error, without byte-order mark, lines ended by `\n`. */
export function decodeText(bytes: Buffer, file: SourcePath): Checked<string> {
  if (!isUtf8(bytes)) {
    return { diagnostics: [diagnose('source/not-utf-8', {}, { file, position: firstBadPlace(bytes) })] };
  }
  const written = bytes.toString('utf8', hasByteOrderMark(bytes) ? 3 : 0);
  const value = written.includes('\r') ? written.replace(/\r\n?/g, '\n') : written;
  const found = findNoncharacter(value);
  if (!found) return { value, diagnostics: [] };
  const position = lineIndex(value)(found.offset);
  return { diagnostics: [diagnose('source/noncharacter', { name: found.name }, { file, position })] };
}

function hasByteOrderMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function listFile(file: SourcePath, kind: SourceKind, root: string, realRoot: string): Listing {
  const diskPath = join(root, file);
  const isLink = lstatSync(diskPath, { throwIfNoEntry: false })?.isSymbolicLink();
  if (isLink && !isLinkToFileWithin(diskPath, realRoot)) {
    return { files: [], diagnostics: [diagnose('source/link', {}, { file })] };
  }
  const isFile = statSync(diskPath, { throwIfNoEntry: false })?.isFile();
  return { files: isFile ? [{ path: file, kind, diskPath }] : [], diagnostics: [] };
}

/** Of a missing folder: none. */
function entriesOf(folder: string, path: SourcePath): Checked<readonly Dirent[]> {
  try {
    return { value: readdirSync(folder, { withFileTypes: true }), diagnostics: [] };
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { diagnostics: isMissing ? [] : [unreadable(error, path)] };
  }
}

/** @throws what is no refusal of the system's. */
function unreadable(error: unknown, file: SourcePath): Diagnostic {
  if (!(error instanceof Error) || !('code' in error)) throw error;
  return diagnose('source/unreadable', { code: String(error.code) }, { file });
}

/** What editors and systems leave, and hidden files, except where a theme keeps what is published as it is (`.well-known`). */
function isIgnored(name: string, folder: SourcePath): boolean {
  const isPublishedAsItIs = `${folder}/`.startsWith('templates/static/');
  return /^\.?#|^\.DS_Store$|~$|\.(?:swp|tmp)$/.test(name) || (name.startsWith('.') && !isPublishedAsItIs);
}

function isLinkToFileWithin(link: string, realRoot: string): boolean {
  try {
    const target = realpathSync(link);
    return target.startsWith(realRoot + sep) && statSync(target).isFile();
  } catch {
    return false;
  }
}

/** The place of the first byte that is not UTF-8. */
function firstBadPlace(bytes: Buffer): Position {
  const repaired = Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  const offset = bytes.findIndex((byte, index) => byte !== repaired[index]);
  const lines = bytes.toString('utf8', hasByteOrderMark(bytes) ? 3 : 0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
