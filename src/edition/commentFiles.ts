/** The files below `content/comments/`: what is remembered of them is taken as it is, the rest is parsed. */
import { setImmediate } from 'node:timers/promises';
import type { CommentSource } from '../catalogue/articleComments.ts';
import type { Checked, Comment, Diagnostic } from '../model.ts';
import { type CommentParser, createCommentParser } from '../parse/comments/comment.ts';
import { decodeText, type SourceFile } from '../read/siteFolder.ts';
import { diagnose } from '../report/diagnostics.ts';
import { skippedComment } from '../report/skippedComment.ts';
import { recallOrRead } from './recallOrRead.ts';
import type { SourceMemory } from './sourceMemory.ts';

export interface CommentFiles {
  /** In the order of their files. */
  readonly comments: readonly CommentSource[];
  /** Warnings alone. */
  readonly diagnostics: readonly Diagnostic[];
}

const maxBytes = 65_536;

/** After this many files the main thread looks whether workers want something. */
const slice = 64;

/** `timezone`: IANA name. */
export async function readCommentFiles(
  files: readonly SourceFile[],
  timezone: string,
  memory: SourceMemory,
): Promise<CommentFiles> {
  const comments: CommentSource[] = [];
  const diagnostics: Diagnostic[] = [];
  const parse = createCommentParser(timezone);
  for (const [index, source] of files.entries()) {
    const { value: comment, diagnostics: faults } = readCommentFile(source, parse, memory);
    if (comment) comments.push({ file: source.path, comment });
    diagnostics.push(...faults);
    if (index % slice === slice - 1) await setImmediate();
  }
  return { comments, diagnostics };
}

function readCommentFile(source: SourceFile, parse: CommentParser, memory: SourceMemory): Checked<Comment> {
  const { value: found, diagnostics } = recallOrRead(memory, source, ({ comment }) => comment);
  if (!found) return { diagnostics: diagnostics.map(skippedComment) };
  if ('known' in found) return found.known;
  const comment = parseCommentFile(found.bytes, source, parse);
  memory.remember(found.id, { comment });
  return comment;
}

function parseCommentFile(bytes: Buffer, { path }: SourceFile, parse: CommentParser): Checked<Comment> {
  if (bytes.length > maxBytes) {
    return { diagnostics: [diagnose('comments/too-large', { kilobytes: maxBytes / 1024 }, { file: path })] };
  }
  const { value: text, diagnostics } = decodeText(bytes, path);
  return text === undefined ? { diagnostics: diagnostics.map(skippedComment) } : parse(text, path);
}
