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

/** Parses the body of a source; that a file cannot be read is reported where its head is. */
export function parseBody(source: SourceFile, reader: Pick<SourceReader<never>, 'body'>): ArrivedBody {
  const { value: bytes } = readSource(source);
  if (!bytes) return { file: source.path, digest: '', faults: [], ...packBody(emptyBody) };
  const { body, diagnostics } = reader.body(bytes, source.path);
  return { file: source.path, digest: digestOf(bytes), faults: diagnostics, ...packBody(body) };
}
