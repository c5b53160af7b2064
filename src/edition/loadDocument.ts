import { digestOf } from '../digestOf.ts';
import type { Checked, Diagnostic, SourcePath } from '../model.ts';
import { readSource, type SourceFile } from '../read/siteFolder.ts';
import { type BodyFacts, packBody } from './packedBody.ts';
import type { DocumentKind, DocumentMetas, SourceReader } from './sourceReaders.ts';

/** A source, read once: front matter, facts of its text, and the HTML. */
export interface LoadedDocument {
  readonly file: SourcePath;
  /** Of the bytes; missing when the system refused them. */
  readonly digest?: string;
  readonly head: Checked<DocumentMetas[DocumentKind]>;
  readonly facts: BodyFacts;
  /** What is wrong with the text. */
  readonly faults: readonly Diagnostic[];
  readonly html: Uint8Array;
}

const nothing = packBody({ html: [''], holes: [], opening: '', words: 0, characters: 0, anchors: [] });

/** What is known of a source that could not be read. */
export const unknownFacts = nothing.facts;

/** Reads of any kind of document. */
export type DocumentReader = SourceReader<DocumentMetas[DocumentKind]>;

export function loadDocument(source: SourceFile, reader: DocumentReader): LoadedDocument {
  const { value: bytes, diagnostics } = readSource(source);
  if (bytes) return parseDocument(bytes, source.path, reader);
  return { file: source.path, head: { diagnostics }, faults: [], ...nothing };
}

function parseDocument(bytes: Buffer, file: SourcePath, reader: DocumentReader): LoadedDocument {
  const { head, body, faults } = reader(bytes, file);
  return { file, digest: digestOf(bytes), head, faults, ...packBody(body) };
}
