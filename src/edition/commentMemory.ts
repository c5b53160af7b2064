/**
 * What parsing gave of readers' comments, in one file of its own: `.cache/comments/comments.json`. It holds the
 * comments that the site has now and no others, so that one whose file is gone is gone from here with the next
 * run, whatever the settings of that run, and `forgetComments` can clear it while others have it open.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentName, readCacheDocument, writeCacheDocument } from '../engine/cache/cacheDocument.ts';
import { findObstacle, generationKey, listSegments } from '../engine/cache/cacheFolder.ts';
import { CacheProblems } from '../engine/cache/cacheProblems.ts';
import { removeFile, temporaryName } from '../engine/cache/growingFile.ts';
import type { CacheProblem } from '../engine/diskCache.ts';
import type { Checked, Comment, SourcePath } from '../model.ts';
import { tolerating } from '../write/systemFault.ts';

/** The comment of a file, or why there is none. */
export interface KnownComment {
  /** Of path and bytes. */
  readonly id: string;
  readonly file: SourcePath;
  readonly comment: Checked<Comment>;
}

export interface CommentMemory {
  readonly recall: (id: string) => Checked<Comment> | undefined;
  /** Remembers these and forgets all others. */
  readonly keep: (comments: readonly KnownComment[]) => void;
  /** What went wrong and was not returned before. */
  readonly problems: () => readonly CacheProblem[];
}

const fileName = 'comments.json';

export const noCommentMemory: CommentMemory = {
  recall: () => undefined,
  keep: () => {},
  problems: () => [],
};

/** The memory of a site folder; `key`: of all that parsing a comment depends on. */
export function openCommentMemory(site: string, key: string): CommentMemory {
  const { cache, folder } = placesIn(site);
  const problems = new CacheProblems({ folder: cache, key: 'comments' });
  let known = readKnown();
  let isWritten = true;

  function readKnown(): ReadonlyMap<string, Checked<Comment>> {
    const document = problems.reading(fileName, () =>
      isReachable(site) ? readCacheDocument(folder, key, fileName) : undefined,
    );
    if (document === 'damaged') problems.addDamage(fileName);
    return new Map(isList(document) ? document.value : []);
  }

  function write(comments: readonly KnownComment[]): void {
    if (!isReachable(site)) return;
    for (const path of [cache, folder]) tolerating(['EEXIST'], () => mkdirSync(path));
    writeCacheDocument(folder, key, fileName, JSON.stringify([...known]));
    // Whoever deletes a comment removes its file first and then this one: of two who meet, one sees the other.
    if (comments.some(({ file }) => !existsSync(join(site, file)))) forgetComments(site);
  }

  return {
    recall: (id) => known.get(id),
    keep: (comments) => {
      const isSame = comments.length === known.size && comments.every(({ id }) => known.has(id));
      if (isSame && isWritten) return;
      known = new Map(comments.map(({ id, comment }) => [id, comment]));
      isWritten = problems.writing(() => write(comments));
    },
    problems: problems.take,
  };
}

/**
 * Removes all that is remembered of comments, also by earlier versions of the program, which kept them among
 * everything else. Throws what the system refuses.
 */
export function forgetComments(site: string): void {
  const { cache, folder } = placesIn(site);
  if (!isReachable(site)) return;
  for (const name of namesIn(folder)) {
    if (documentName.test(name) || temporaryName.test(name)) removeFile(join(folder, name));
  }
  for (const generation of namesIn(cache).filter((name) => generationKey.test(name))) {
    for (const name of listSegments(join(cache, generation))) {
      const path = join(cache, generation, name);
      if (readFileSync(path).includes('{"comment":')) removeFile(path);
    }
  }
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function placesIn(site: string): { readonly cache: string; readonly folder: string } {
  const cache = join(site, '.cache');
  return { cache, folder: join(cache, 'comments') };
}

/** Nothing is read, written or removed through a link. */
function isReachable(site: string): boolean {
  const { cache, folder } = placesIn(site);
  return [cache, folder].every((path) => findObstacle(path) === undefined);
}

/** What memory gives back is whole, and was written by this very program. */
function isList(
  document: ReturnType<typeof readCacheDocument>,
): document is { readonly value: readonly (readonly [string, Checked<Comment>])[] } {
  return typeof document === 'object' && Array.isArray(document.value);
}
