import { digestOf } from '../digestOf.ts';
import type { Checked, Comment, SourcePath } from '../model.ts';
import type { CommentParser } from '../parse/comments/comment.ts';
import { decodeText } from '../read/decodeText.ts';
import { readSource, type SourceFile } from '../read/siteFolder.ts';
import { diagnose } from '../report/diagnostics.ts';
import { skippedComment } from '../report/skippedComment.ts';

/** A comment file as it comes from a worker thread. */
export interface ReadComment {
  readonly file: SourcePath;
  /** Digest of the parsed bytes; missing when the system refused them. */
  readonly digest?: string;
  /** All faults are warnings: no reader's comment may stop a build. */
  readonly comment: Checked<Comment>;
}

const maxBytes = 65_536;

export function readComment(source: SourceFile, parse: CommentParser): ReadComment {
  const file = source.path;
  const { value: bytes, diagnostics } = readSource(source);
  if (!bytes) return { file, comment: { diagnostics: diagnostics.map(skippedComment) } };
  return { file, digest: digestOf(bytes), comment: parseBytes(bytes, file, parse) };
}

function parseBytes(bytes: Buffer, file: SourcePath, parse: CommentParser): Checked<Comment> {
  if (bytes.length > maxBytes) {
    return { diagnostics: [diagnose('comments/too-large', { kilobytes: maxBytes / 1024 }, { file })] };
  }
  const { value: text, diagnostics } = decodeText(bytes, file);
  if (text === undefined) return { diagnostics: diagnostics.map(skippedComment) };
  try {
    return parse(text, file);
  } catch (error) {
    const fault = diagnose('text/parser-failed', { reason: String(error) }, { file });
    return { diagnostics: [skippedComment(fault)] };
  }
}
