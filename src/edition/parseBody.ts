import { digestOf } from '../digestOf.ts';
import type { Diagnostic, SourcePath } from '../model.ts';
import { emptyBody } from '../parse/markdown/markdown.ts';
import { readSource, type SourceFile } from '../read/siteFolder.ts';
import { packBody, type PackedBody } from './packedBody.ts';
import type { SourceReader } from './sourceReaders.ts';

/** A body as it comes from a worker thread. */
export interface ArrivedBody extends PackedBody {
  readonly file: SourcePath;
  /** Of the bytes that were parsed: the file may have changed since its head was read. Empty when it could not be read. */
  readonly digest: string;
  readonly faults: readonly Diagnostic[];
}

/** Parses the body of a source. */
export function parseBody(
  bytes: Buffer,
  file: SourcePath,
  reader: Pick<SourceReader<never>, 'body'>,
): ArrivedBody {
  const { body, diagnostics } = reader.body(bytes, file);
  return { file, digest: digestOf(bytes), faults: diagnostics, ...packBody(body) };
}

/** The same of a file that has been read before; that it cannot be read any more is for the next run to tell. */
export function readBody(source: SourceFile, reader: Pick<SourceReader<never>, 'body'>): ArrivedBody {
  const { value: bytes } = readSource(source);
  if (bytes) return parseBody(bytes, source.path, reader);
  return { file: source.path, digest: '', faults: [], ...packBody(emptyBody) };
}
