/**
 * The only reader of the site folder. It lists and reads files, and knows of each only its kind, which
 * follows from its path.
 */
import {
  constants,
  type Dirent,
  closeSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Checked, Diagnostic, SourcePath, Position } from '../core/model.ts';
import { pathWithin } from '../core/paths.ts';
import { diagnose, resourceFault, skippedComment } from '../core/diagnostics/diagnostics.ts';
import { nearest } from '../core/diagnostics/suggester.ts';
import { isUtf8 } from 'node:buffer';
import { isDocument, isPictureName } from '../config/documentTypes.ts';
import { lineIndex } from '../core/diagnostics/lineIndex.ts';
import { findNoncharacter } from '../core/diagnostics/noncharacter.ts';

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
  /** Of a collection of the site's own. */
  | 'entry'
  | 'comment'
  | 'media'
  | 'template'
  | 'data'
  /** `blattmacher.config.ts` and what it imports. */
  | 'config';

export interface SourceFile {
  readonly path: SourcePath;
  readonly kind: SourceKind;
  /** Where the bytes are: behind symbolic links, and in the disk's Unicode form (macOS writes NFD). */
  readonly diskPath: string;
}

/**
 * Stamp of a file from the system, without opening it: as long as the stamp stays the same, so do the bytes.
 */
export interface FileStamp {
  readonly size: number;
  /** Times of the content and of the entry, ms since 1970. */
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
export const vgwortFile = 'content/vgwort.csv' as SourcePath;

const singleFiles: readonly (readonly [SourcePath, SourceKind])[] = [
  [redirectsFile, 'redirects'],
  [vgwortFile, 'counting-marks'],
  [settingsFile, 'settings'],
];

const textKinds: ReadonlySet<SourceKind> = new Set([
  'article',
  'page',
  'author',
  'dossier',
  'glossary',
  'entry',
]);

const textNames = /\.(?:md|markdown)$/i;
const dataFolder: SourceFolder = { prefix: 'data', kind: 'data', names: /./ };

const templateFolder: SourceFolder = { prefix: 'templates', kind: 'template', names: /./ };

const folders: readonly SourceFolder[] = [
  { prefix: 'content/articles', kind: 'article', names: textNames },
  { prefix: 'content/pages', kind: 'page', names: textNames },
  { prefix: 'content/authors', kind: 'author', names: textNames },
  { prefix: 'content/dossiers', kind: 'dossier', names: textNames },
  { prefix: 'content/glossary', kind: 'glossary', names: textNames },
  { prefix: 'content/comments', kind: 'comment', names: /\.(?:ya?ml|json|md)$/i },
  { prefix: 'content/media', kind: 'media', names: /./ },
  templateFolder,
  dataFolder,
];

/** Names of the configuration; a site has at most one of them. */
export const configFiles = ['ts', 'js', 'mjs'].map((ending) => `blattmacher.config.${ending}` as SourcePath);

/** What a configuration adds to the sources. */
export interface OwnSources {
  /** Folders with texts: `content/veranstaltungen`. */
  readonly folders: readonly string[];
  /** The configuration and what it imports. */
  readonly code: readonly SourcePath[];
}

/** The configuration of the site in `root`, if there is one; errors where there are several, or none that can be read. */
export function findConfig(root: string): Checked<SourceFile> {
  const found = configFiles.map((path) => listFile(path, 'config', root));
  const [file, ...others] = found.flatMap(({ files }) => files);
  const diagnostics = found.flatMap((listing) => listing.diagnostics);
  if (file && others.length > 0) {
    const names = [file, ...others].map(({ path }) => path).join(', ');
    return { diagnostics: [...diagnostics, diagnose('config/several', { names }, { file: file.path })] };
  }
  return { ...(file && { value: file }), diagnostics };
}

/**
 * Lists the sources of the site in `root`. A missing folder is an empty one; a link must end in the folder of the plan
 * in which it stands.
 */
export function listSite(root: string, own: OwnSources = { folders: [], code: [] }): Listing {
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) return { files: [], diagnostics: [] };
  const planned = [
    ...folders,
    ...own.folders.map((prefix): SourceFolder => ({ prefix, kind: 'entry', names: textNames })),
  ];
  const obstacles = problemsIn(root, planned);
  const isFree = (path: string): boolean =>
    ![...obstacles.keys()].some((obstacle) => isWithin(path, obstacle));
  const listings = planned
    .filter(({ prefix }) => isFree(prefix))
    .map((folder) => listFolder(folder, join(root, ...folder.prefix.split('/'))));
  const code = [...configFiles, ...own.code].map((path) => [path, 'config'] as const);
  const single = [...singleFiles, ...code]
    .filter(([path]) => isFree(path))
    .map(([path, kind]) => listFile(path, kind, root));
  const all = [...listings, ...single];
  const files = all.flatMap((listing) => listing.files);
  return {
    files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    diagnostics: [
      ...obstacles.values(),
      ...all.flatMap(({ diagnostics }) => diagnostics),
      ...(files.some(({ kind }) => kind === 'settings')
        ? misnamed(root, isFree(contentFolder), planned)
        : []),
    ],
  };
}

function isWithin(path: string, folder: string): boolean {
  return `${path}/`.startsWith(`${folder}/`);
}

/**
 * Faults of files that take the place of expected folders: nothing behind a link belongs to the site, nor
 * anything without `content`.
 */
function problemsIn(root: string, planned: readonly SourceFolder[]): ReadonlyMap<SourcePath, Diagnostic> {
  const found = new Map<SourcePath, Diagnostic>();
  for (const path of [contentFolder, ...planned.map(({ prefix }) => prefix as SourcePath)]) {
    if (found.has(contentFolder) && isWithin(path, contentFolder)) continue;
    const place = join(root, path);
    const { value: stats, diagnostics } = statsOf(place, path);
    const [fault] = stats?.isSymbolicLink()
      ? [diagnose('source/link', { folder: dirname(path) }, { file: path })]
      : path === contentFolder
        ? entriesOf(place, path).diagnostics
        : diagnostics;
    if (fault) found.set(path, fault);
  }
  return found;
}

/** The file that is probably meant where `site.yaml` is missing; empty without one. */
export function settingsNeighbour(root: string): string {
  return misnamedIn(root, [settingsFile])[0]?.name ?? '';
}

/** Faults of entries beside the expected folders that seem to be misnamed. */
function misnamed(root: string, hasContent: boolean, known: readonly SourceFolder[]): readonly Diagnostic[] {
  const planned = [...known.map(({ prefix }) => prefix), ...singleFiles.map(([path]) => path)];
  const inContent = planned.flatMap((path) => path.split('/')[1] ?? []);
  const atRoot = misnamedIn(root, [settingsFile, contentFolder, templateFolder.prefix]);
  const below = hasContent ? misnamedIn(join(root, contentFolder), inContent) : [];
  const inside = (name: string): string => `${contentFolder}/${name}`;
  const misspelled = [
    ...atRoot,
    ...below.map(({ name, meant }) => ({ name: inside(name), meant: inside(meant) })),
  ];
  const told = new Set(misspelled.map(({ name }) => name));
  return [
    ...misspelled.map(({ name, meant }) =>
      diagnose('source/misnamed', { meant }, { file: name as SourcePath }),
    ),
    ...[
      ...misplacedIn(root, '', (name) => planned.includes(inside(name)) || name.toLowerCase() in otherNames),
      ...(hasContent
        ? misplacedIn(join(root, contentFolder), `${contentFolder}/`, (name) => !inContent.includes(name))
        : []),
    ].filter(({ file }) => !told.has(file ?? '')),
  ];
}

/** Warnings of texts, and folders with texts, that stand where nothing is read; `isAsked`: whether a folder's name is one to look into. */
function misplacedIn(
  folder: string,
  prefix: string,
  isAsked: (name: string) => boolean,
): readonly Diagnostic[] {
  const entries = entriesOf(folder, contentFolder).value ?? [];
  return entries
    .filter((entry) => judgeName(entry.name, prefix) === 'ours')
    .filter((entry) => (entry.isDirectory() ? isAsked(entry.name) : prefix !== '' && isText(entry)))
    .filter((entry) => holdsText(entry, folder, 4))
    .map(({ name }) =>
      diagnose('source/misplaced', {}, { file: (prefix + name).normalize('NFC') as SourcePath }),
    );
}

function isText(entry: Dirent): boolean {
  return entry.isFile() && /\.(?:md|markdown)$/i.test(entry.name);
}

/** Whether it is, or holds down to some depth, a text with front matter: notes of the editor's own have none. */
function holdsText(entry: Dirent, folder: string, depth: number): boolean {
  const place = join(folder, entry.name);
  if (!entry.isDirectory()) return isText(entry) && hasFrontMatter(place);
  if (depth === 0 || judgeName(entry.name, '') !== 'ours') return false;
  return (entriesOf(place, contentFolder).value ?? []).some((child) => holdsText(child, place, depth - 1));
}

function hasFrontMatter(place: string): boolean {
  try {
    const file = openSync(place, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const start = Buffer.alloc(6);
      const length = readSync(file, start, 0, start.length, 0);
      return /^(?:\ufeff)?---/.test(start.toString('utf8', 0, length));
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}

function misnamedIn(folder: string, known: readonly string[]): ReturnType<typeof misnamedAmong> {
  return misnamedAmong(entriesOf(folder, contentFolder).value?.map(({ name }) => name) ?? [], known);
}

/** The built-in theme in `folder`, under the paths that a site's own files would have. */
export function listTemplates(folder: string): readonly SourceFile[] {
  return listFolder(templateFolder, folder).files;
}

function listFolder(source: SourceFolder, folder: string): Listing {
  const { prefix, kind } = source;
  const files = new Map<SourcePath, SourceFile>();
  const diagnostics: Diagnostic[] = [];
  const visit = (path: SourcePath, diskPath: string): void => {
    const entries = entriesOf(diskPath, path);
    diagnostics.push(...entries.diagnostics);
    for (const entry of entries.value ?? []) {
      const child = `${path}/${entry.name.normalize('NFC')}` as SourcePath;
      const place = join(diskPath, entry.name);
      const faults = faultsOfName(entry, path);
      diagnostics.push(...faults.map((fault) => ({ ...fault, file: child })));
      if (judgeName(entry.name, path) !== 'ours' || faults.some(({ severity }) => severity === 'error'))
        continue;
      if (entry.isDirectory()) {
        visit(child, place);
        continue;
      }
      const target = entry.isSymbolicLink() ? linkTarget(place, folder, prefix) : place;
      if (target === undefined)
        diagnostics.push(diagnose('source/link', { folder: prefix }, { file: child }));
      else if (files.has(child)) diagnostics.push(diagnose('source/same-name', {}, { file: child }));
      else if (source.names.test(entry.name)) files.set(child, { path: child, kind, diskPath: target });
      else if (textKinds.has(kind)) files.set(child, { path: child, kind: 'media', diskPath: target });
    }
  };
  visit(prefix as SourcePath, folder);
  for (const { path, kind: one } of files.values()) {
    const isRead = one !== 'media' || kind === 'media' || isBesideText(path, files);
    if (!isRead) diagnostics.push(diagnose('source/unread-text', otherForm(path), { file: path }));
  }
  return {
    files: [...files.values()],
    diagnostics: kind === 'comment' ? diagnostics.map(skippedComment) : diagnostics,
  };
}

/** Faults of an entry before it is read. */
function faultsOfName(entry: Dirent, folder: SourcePath): readonly Diagnostic[] {
  const { name } = entry;
  const judged = judgeName(name, folder);
  if (judged !== 'ours') return judged === 'litter' ? [] : [diagnose('source/left-out', { reason: judged })];
  // So Node.js shows bytes that are no UTF-8; under this name the file cannot be opened.
  if (name.includes('\ufffd')) return [diagnose('source/name-not-utf-8', {})];
  if (entry.isDirectory()) return [];
  return entry.isFile() || entry.isSymbolicLink() ? [] : [diagnose('source/not-a-file', {})];
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
  // A file may have become a pipe since it was listed, which must not block the read.
  return readFileSync(file.diskPath, { flag: constants.O_RDONLY | constants.O_NONBLOCK });
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

function listFile(file: SourcePath, kind: SourceKind, root: string): Listing {
  const place = join(root, file);
  const { value: stats, diagnostics } = statsOf(place, file);
  if (!stats) return { files: [], diagnostics };
  const refuse = (fault: Diagnostic): Listing => ({ files: [], diagnostics: [fault] });
  if (stats.isDirectory()) return refuse(diagnose('source/is-folder', {}, { file }));
  if (stats.isFile()) return { files: [{ path: file, kind, diskPath: place }], diagnostics };
  if (!stats.isSymbolicLink()) return refuse(diagnose('source/not-a-file', {}, { file }));
  const folder = dirname(file);
  const target = linkTarget(place, dirname(place), folder);
  // In the folders beside the file there are sources of other kinds.
  return target === undefined || dirname(target) !== realpathSync(dirname(place))
    ? refuse(diagnose('source/link', { folder }, { file }))
    : { files: [{ path: file, kind, diskPath: target }], diagnostics };
}

/** Undefined when nothing is there. Links are not followed. */
function statsOf(place: string, path: SourcePath): Checked<Stats> {
  try {
    return { value: lstatSync(place), diagnostics: [] };
  } catch (error) {
    return { diagnostics: isMissing(error) ? [] : [unreadable(error, path)] };
  }
}

/** Empty for a missing folder. */
function entriesOf(folder: string, path: SourcePath): Checked<readonly Dirent[]> {
  try {
    return { value: readdirSync(folder, { withFileTypes: true }), diagnostics: [] };
  } catch (error) {
    return { diagnostics: isMissing(error) ? [] : [unreadable(error, path)] };
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** @throws errors that are no refusals of the system, or have nothing to do with the file. */
function unreadable(error: unknown, file: SourcePath): Diagnostic {
  if (resourceFault(error) || !(error instanceof Error) || !('code' in error)) throw error;
  if (error.code === 'ERR_FS_FILE_TOO_LARGE') return diagnose('source/huge', {}, { file });
  if (error.code === 'ENOTDIR') return diagnose('source/not-a-folder', {}, { file });
  return diagnose('source/unreadable', { code: String(error.code) }, { file });
}

/** The file in which a link ends; undefined where that is none, or not a visible one of `folder` (`prefix` in the site). */
function linkTarget(link: string, folder: string, prefix: string): string | undefined {
  try {
    const target = realpathSync(link);
    const path = pathWithin(realpathSync(folder), target).split('/');
    return statSync(target).isFile() && isOursBelow(prefix, path) ? target : undefined;
  } catch {
    return undefined;
  }
}

// Decides which names in the site folder count, and which are leftovers of editors, systems and sync
// programs.

/** Files that an author may have meant to be read or published. */
export type LeftOut = 'conflict-copy' | 'backup' | 'hidden';

/** Here the theme keeps what is published as it is. */
const publishedFolder = 'templates/static/';

/** Hidden, and made to be published. */
const publishedHidden = /^\.(?:well-known|nojekyll|htaccess|domains)$/;

const litter =
  /^(?:\.DS_Store|\._.*|\.#.*|#.*#|~\$.*|\.~lock\..*|(?:eh)?Thumbs\.db|desktop\.ini|Icon\r|__MACOSX|@eaDir|\$RECYCLE\.BIN|\.git(?:ignore|keep|attributes|modules)?)$|~$|\.(?:sw[op]|tmp|part|crdownload)$/i;

/** As Dropbox, Nextcloud, Seafile (all in brackets, with the day), Syncthing and older clients of ownCloud name them. */
const conflictCopy =
  /\([^()]*(?:conflict|Konflikt)[^()]*\d{4}-\d\d-\d\d[^()]*\)|\.sync-conflict-\d{8}-|_conflict-\d{8}-/i;

/** Whether a name in `folder` is one of the site's; `litter` is what nobody misses. */
function judgeName(name: string, folder: string): 'ours' | 'litter' | LeftOut {
  const isPublished = `${folder}/`.startsWith(publishedFolder);
  if (litter.test(name)) return 'litter';
  if (conflictCopy.test(name)) return 'conflict-copy';
  if (/\.(?:bak|orig|rej)$/i.test(name)) return isPublished ? 'backup' : 'litter';
  if (!name.startsWith('.') || (isPublished && publishedHidden.test(name))) return 'ours';
  return isPublished ? 'hidden' : 'litter';
}

/** Whether a file of this name in a folder of content is read. */
export function isSourceName(name: string): boolean {
  return judgeName(name, '') === 'ours';
}

/** Whether every name on the way from `folder` down `path` is one of the site's. */
function isOursBelow(folder: string, path: readonly string[]): boolean {
  return path.every((name, index) => judgeName(name, [folder, ...path.slice(0, index)].join('/')) === 'ours');
}

/** Documents that are published, and in which authors write texts. */
const writtenDocument = /\.(?:txt|docx?|odt|rtf)$/i;

/** Whether a file beside texts is one that they can show or link, or the sidecar of one. */
function isBesideText(path: SourcePath, files: ReadonlyMap<SourcePath, SourceFile>): boolean {
  if (isPictureName(path)) return true;
  if (path.endsWith('.yaml')) return files.has(path.slice(0, -'.yaml'.length) as SourcePath);
  return isDocument(path, []) && !writtenDocument.test(path);
}

/** The ending of a file that is no text, and the name under which it would be; empty where a new name is not enough. */
function otherForm(path: SourcePath): { readonly ending: string; readonly better: string } {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const ending = /(?:\.(?:md|markdown))?\.[^.]+$/i.exec(name)?.[0] ?? '';
  const isPlain = /\.(?:txt|mdx|qmd|rmd|mdown|mkdn?|mdtxt|mdtext|mdwn)$/i.test(ending) || ending === '';
  return { ending, better: isPlain ? `${name.slice(0, name.length - ending.length)}.md` : '' };
}

/** Other words for the names of the plan, in German and of other programs. */
const otherNames: Readonly<Record<string, string>> = {
  inhalt: 'content',
  inhalte: 'content',
  vorlagen: 'templates',
  'site.yaml.txt': 'site.yaml',
  artikel: 'articles',
  beiträge: 'articles',
  beitraege: 'articles',
  posts: 'articles',
  _posts: 'articles',
  seiten: 'pages',
  autoren: 'authors',
  bilder: 'media',
  images: 'media',
  kommentare: 'comments',
  glossar: 'glossary',
};

export interface Misnamed {
  readonly name: string;
  readonly meant: string;
}

/**
 * Finds those of `names` that seem to be misspellings of the `known`; names that differ in more than capitals
 * only where that one is missing.
 */
function misnamedAmong(names: readonly string[], known: readonly string[]): readonly Misnamed[] {
  return names
    .filter((name) => !known.includes(name) && judgeName(name, '') === 'ours')
    .flatMap((name) => {
      const lower = name.normalize('NFC').toLowerCase();
      const twin = known.find((one) => one === lower);
      const alias = known.find((one) => one === otherNames[lower]);
      const meant = twin ?? alias ?? nearest(name, known);
      return meant === '' || (!twin && names.includes(meant)) ? [] : [{ name, meant }];
    });
}

/** Bytes of a source as text: UTF-8 of nothing but characters or an error, without byte-order mark, lines ended by `\n`. */
export function decodeText(bytes: Buffer, file: SourcePath): Checked<string> {
  if (!isUtf8(bytes)) {
    return { diagnostics: [diagnose('source/not-utf-8', {}, { file, position: firstBadPlace(bytes) })] };
  }
  const text = bytes.toString('utf8', hasByteOrderMark(bytes) ? 3 : 0);
  const value = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  const found = findNoncharacter(value);
  if (!found) return { value, diagnostics: [] };
  const position = lineIndex(value)(found.offset);
  return { diagnostics: [diagnose('source/noncharacter', { name: found.name }, { file, position })] };
}

function hasByteOrderMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** The place of the first byte that is not UTF-8. */
function firstBadPlace(bytes: Buffer): Position {
  const repaired = Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  const offset = bytes.findIndex((byte, index) => byte !== repaired[index]);
  const lines = bytes.toString('utf8', hasByteOrderMark(bytes) ? 3 : 0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
