/** The files of published comments, `content/comments/<article key>/…`, on the disk. Nothing is read, written or removed through a symbolic link. */
import { createHash } from 'node:crypto';
import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createCommentParser, readCommentFields } from '../parse/comment.ts';
import { parseSourcePath, stemOf } from '../../core/paths.ts';
import { systemErrorCode } from '../../emit/systemFault.ts';
import { plainAddress } from '../receiver/senderLimits.ts';
import { commentIdPattern } from '../parse/commentId.ts';
import { isPlainFolder, makePlainFolder } from './commentStore.ts';
import { readWholeFile, removeAbandoned, removeUnfinished, writeWholeFile } from '../../emit/wholeFile.ts';
import { CORE_SCHEMA, dump } from 'js-yaml';
import { isoDate, momentAt, type Zone } from '../../core/time.ts';
import { withoutNoncharacters } from '../../core/diagnostics/noncharacter.ts';
import type { PendingComment } from '../receiver/sentFields.ts';

export interface PublishedFile {
  /** Id of the comment; the name of the file where there is none. */
  readonly id: string;
  /** Below `content/comments`, `/`-separated: the article key. */
  readonly folder: string;
  readonly name: string;
}

/** Below the site folder. */
const parents = ['content', 'comments'] as const;
const fileName = /^[^.].*\.(?:ya?ml|json|md)$/i;

/** `content/comments/kim/x.yaml`, as the editor knows it. */
export function publishedPath({ folder, name }: Pick<PublishedFile, 'folder' | 'name'>): string {
  return [...parents, folder, name].join('/');
}

/** All of them, in the order of their paths, also those in folders of folders. Throws what the system refuses. */
export async function listPublishedFiles(site: string): Promise<readonly PublishedFile[]> {
  const root = join(site, ...parents);
  const files: PublishedFile[] = [];
  for (const folder of await foldersOf(site)) {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      if (entry.isFile() && fileName.test(entry.name))
        files.push(await identify(root, { folder, name: entry.name }));
    }
  }
  return files.toSorted((a, b) => (publishedPath(a) < publishedPath(b) ? -1 : 1));
}

/** Removes what killed programs left unfinished among them more than a minute before `now` (ms). */
export async function sweepPublishedFiles(site: string, now: number): Promise<void> {
  for (const folder of await foldersOf(site)) await removeAbandoned(join(site, ...parents, folder), now);
}

/** The folder of all comments (empty) and all below it. */
async function foldersOf(site: string): Promise<readonly string[]> {
  const root = join(site, ...parents);
  if (!(await isPlainFolder(join(site, parents[0]))) || !(await isPlainFolder(root))) return [];
  const folders = [''];
  for (const folder of folders) {
    const entries = await readdir(join(root, folder), { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    folders.push(...names.map((name) => (folder === '' ? name : `${folder}/${name}`)));
  }
  return folders;
}

/** Resolves when the file is on the disk, whole. Throws what the system refuses, and `ELOOP` where a symbolic link stands in the way. */
export async function writePublishedFile(site: string, file: PublishedFile, text: string): Promise<void> {
  let folder = site;
  for (const name of [...parents, file.folder]) {
    folder = join(folder, name);
    await makePlainFolder(folder);
  }
  await writeWholeFile(folder, file.name, text, { audience: 'all' });
}

/**
 * Whether a file tells the address (in plain form) of its reader: ours never do, but Staticman's may, as it was
 * typed or as the MD5 sum of it.
 */
export async function holdsAddress(site: string, file: PublishedFile, address: string): Promise<boolean> {
  const path = parseSourcePath(publishedPath(file));
  if (path === undefined || commentIdPattern.test(stemOf(path))) return false;
  const text = await readWholeFile(join(site, ...parents, file.folder), file.name, largest);
  const email = readCommentFields(text ?? '', path).value?.get('email')?.text;
  if (email === undefined) return false;
  return [address, createHash('md5').update(address).digest('hex')].includes(plainAddress(email));
}

/** Removes a file of a listing with what was left unfinished of it, and its folder when it was the last one there. */
export async function removePublishedFile(site: string, file: PublishedFile): Promise<void> {
  const folder = join(site, ...parents, file.folder);
  await rm(join(folder, file.name), { force: true });
  await removeUnfinished(folder, file.name);
  await rmdir(folder).catch((error: unknown) => {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(systemErrorCode(error) ?? '')) throw error;
  });
}

/** The zone plays no part in an id. */
const parse = createCommentParser('UTC');
const largest = 64 * 1024;

/** Our own files are named after their comments; others (Staticman's) have to be read. */
async function identify(root: string, { folder, name }: Omit<PublishedFile, 'id'>): Promise<PublishedFile> {
  const path = parseSourcePath(publishedPath({ folder, name }));
  const stem = path === undefined ? name : stemOf(path);
  if (path === undefined || commentIdPattern.test(stem)) return { id: stem, folder, name };
  const text = await readWholeFile(join(root, folder), name, largest);
  return { id: (text !== undefined && parse(text, path).value?.id) || stem, folder, name };
}

/** The file that publishes a comment: `id`, `parent`, `name`, `url`, `date` in the site's zone, `text`. The e-mail address is not in it, nor is what is no character. */
export function publishedText(comment: PendingComment, zone: Zone): string {
  const { id, parent, name, url, text, received } = comment;
  const date = isoDate(momentAt(Date.parse(received), zone));
  const published = {
    id,
    ...(parent && { parent }),
    name: withoutNoncharacters(name),
    ...(url && { url }),
    date,
    text: withoutNoncharacters(text),
  };
  // YAML's own dates are not in the core schema: ours needs no quotes.
  return dump(published, { schema: CORE_SCHEMA, lineWidth: -1, noRefs: true });
}
