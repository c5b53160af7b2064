/** The files below `content/comments/`: what is remembered of them is taken as it is, the rest is parsed. */
import { setImmediate } from 'node:timers/promises';
import type { CommentSource } from '../catalogue/articleComments.ts';
import type { Checked, Comment, Diagnostic, SourcePath } from '../model.ts';
import type { KnownFile } from '../engine/exactMemory.ts';
import { createCommentParser } from '../parse/comments/comment.ts';
import type { FileStamp, SourceFile } from '../read/siteFolder.ts';
import { fewFiles, hireWorkers } from './hireWorkers.ts';
import { readComment, type ReadComment } from './readComment.ts';
import type { SourceMemory } from './sourceMemory.ts';

export interface CommentFiles {
  /** In the order of their files. */
  readonly comments: readonly CommentSource[];
  /** Warnings, and which file a worker died of. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface CommentFilesOptions {
  /** IANA name. */
  readonly timezone: string;
  readonly memory: SourceMemory;
  /** Worker threads for many files. */
  readonly workers: number;
}

/** After this many files the main thread looks whether others want something. */
const slice = 16;

export async function readCommentFiles(
  files: readonly SourceFile[],
  { memory, ...options }: CommentFilesOptions,
): Promise<CommentFiles> {
  const found = new Map<SourcePath, Checked<Comment>>();
  const stamps = new Map<SourcePath, FileStamp | undefined>();
  const known: KnownFile<Checked<Comment>>[] = [];
  const unknown: SourceFile[] = [];
  for (const source of files) {
    const { stamp, identity } = memory.glimpse(source);
    const comment = identity && memory.comments.recall(identity.id);
    if (comment) {
      found.set(source.path, comment);
      known.push({ id: identity.id, file: source.path, value: comment });
    } else unknown.push(source);
    stamps.set(source.path, stamp);
  }
  const crashes = await parseAll(unknown, options, ({ file, digest, comment }) => {
    found.set(file, comment);
    if (digest === undefined) return;
    const { id } = memory.learn(file, stamps.get(file), digest);
    known.push({ id, file, value: comment });
  });
  memory.comments.keep(known);
  const all = files.map(({ path }) => ({ file: path, ...found.get(path) }));
  return {
    comments: all.flatMap(({ file, value }) => (value ? [{ file, comment: value }] : [])),
    diagnostics: [...crashes, ...all.flatMap(({ diagnostics = [] }) => diagnostics)],
  };
}

/** By worker threads when there are many, here when there are few. */
async function parseAll(
  files: readonly SourceFile[],
  { timezone, workers: count }: Omit<CommentFilesOptions, 'memory'>,
  receive: (read: ReadComment) => void,
): Promise<readonly Diagnostic[]> {
  if (count > 0 && files.length >= fewFiles) {
    const workers = hireWorkers({ module: 'commentWorker', count, data: timezone, receive });
    workers.take([...files], true);
    return workers.finish();
  }
  const parse = createCommentParser(timezone);
  for (const [index, source] of files.entries()) {
    receive(readComment(source, parse));
    if (index % slice === slice - 1) await setImmediate();
  }
  return [];
}
