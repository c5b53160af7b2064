import { digestOf } from '../digestOf.ts';
import type { Checked, Diagnostic, SourcePath } from '../model.ts';
import { readSource, type SourceFile } from '../read/siteFolder.ts';
import { type ContentFacts, packContent } from './packedBody.ts';
import type { DocumentKind, DocumentMetas, SourceReader } from './sourceReaders.ts';

/** A source, read once: front matter, facts of its text, and the HTML. */
export interface LoadedDocument {
  readonly file: SourcePath;
  /** Digest of the bytes; missing when the system refused them. */
  readonly digest?: string;
  readonly frontMatter: Checked<DocumentMetas[DocumentKind]>;
  readonly facts: ContentFacts;
  /** Faults of the text. */
  readonly faults: readonly Diagnostic[];
  readonly html: Uint8Array;
}

const nothing = packContent({
  html: [''],
  deferredReferences: [],
  opening: '',
  words: 0,
  characters: 0,
  anchors: [],
});

/** Facts of a source that could not be read. */
export const unknownFacts = nothing.facts;

/** Reader of any kind of document. */
export type DocumentReader = SourceReader<DocumentMetas[DocumentKind]>;

export function loadDocument(source: SourceFile, reader: DocumentReader): LoadedDocument {
  const { value: bytes, diagnostics } = readSource(source);
  if (bytes) return parseDocument(bytes, source.path, reader);
  return { file: source.path, frontMatter: { diagnostics }, faults: [], ...nothing };
}

function parseDocument(bytes: Buffer, file: SourcePath, reader: DocumentReader): LoadedDocument {
  const { frontMatter, content, faults } = reader(bytes, file);
  return { file, digest: digestOf(bytes), frontMatter, faults, ...packContent(content) };
}
