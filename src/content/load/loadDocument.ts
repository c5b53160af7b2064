/**
 * Content in two parts: its HTML, which only the pages that show it need, and its facts, which the whole site
 * needs.
 */
import { createEncoder, digestOf } from '../../core/digestOf.ts';
import type {
  Content,
  DeferredReference,
  ArticleMeta,
  AuthorMeta,
  DossierMeta,
  EntryMeta,
  PageMeta,
  SourcePath,
  Checked,
  Diagnostic,
  Comment,
} from '../../core/model.ts';
import { createArticleParser, type ParseOptions } from '../article.ts';
import { createAuthorParser, createDossierParser, createPageParser } from '../otherSources.ts';
import type { ParsedSource, SourceParser } from '../document.ts';
import { openedConfig, type OpenConfig } from '../../config/openConfig.ts';
import type { OwnPlugins } from '../../markdown/ownPlugins.ts';
import { createEntryParser } from '../entry.ts';
import { emptyContent } from '../../markdown/markdown.ts';
import { decodeText, readSource, type SourceFile } from '../discover.ts';
import type { CommentParser } from '../../comments/parse/comment.ts';
import { diagnose, skippedComment } from '../../core/diagnostics/diagnostics.ts';

/** Everything of a content but its HTML. */
export interface ContentFacts extends Omit<Content, 'html'> {
  /** Lengths of the HTML's parts in UTF-16 units. */
  readonly cuts: readonly number[];
  /**
   * Digest of the HTML and its deferred references without their positions: another digest means another text
   * for readers.
   */
  readonly digest: string;
}

export interface PackedContent {
  readonly facts: ContentFacts;
  /** The parts of the HTML one after the other, UTF-8. */
  readonly html: Uint8Array;
}

/**
 * Many times faster than `TextEncoder`; `Buffer.from` returns a slice of a larger buffer, all of which a
 * message would carry.
 */
const encode = createEncoder();

export function packContent({ html: parts, ...rest }: Content): PackedContent {
  const html = new Uint8Array(encode(parts.join('')));
  const cuts = parts.map(({ length }) => length);
  const digest = digestOf(JSON.stringify([digestOf(html), cuts, rest.deferredReferences.map(withoutPlaces)]));
  return { facts: { ...rest, cuts, digest }, html };
}

export function unpackContent(
  { cuts, deferredReferences, opening, words, characters, anchors }: ContentFacts,
  html: Uint8Array,
): Content {
  const text = Buffer.from(html.buffer, html.byteOffset, html.byteLength).toString('utf8');
  let end = 0;
  const parts = cuts.map((length) => text.slice(end, (end += length)));
  return { html: parts, deferredReferences, opening, words, characters, anchors };
}

/**
 * Placeholder of a content for fingerprints: its digest in place of the HTML. NUL occurs in no text, so the
 * two cannot be confused.
 */
export function placeholder({ cuts, digest, ...rest }: ContentFacts): Content {
  return { ...rest, html: cuts.map((_, index) => (index === 0 ? `\0${digest}` : '\0')) };
}

function withoutPlaces(deferred: DeferredReference): unknown {
  const image = 'image' in deferred ? { ...deferred.image, position: undefined } : undefined;
  return { ...deferred, image, position: undefined };
}

// From the bytes of a source to its parsed value: here alone reading and parsing meet.

/** Metadata of sources, by their kind. */
export interface DocumentMetas {
  readonly article: ArticleMeta;
  readonly page: PageMeta;
  readonly author: AuthorMeta;
  readonly dossier: DossierMeta;
  readonly glossary: PageMeta;
  readonly entry: EntryMeta;
}

export type DocumentKind = keyof DocumentMetas;

/** Reports what keeps the bytes from being text, too. */
export type SourceReader<Meta> = (bytes: Buffer, file: SourcePath) => ParsedSource<Meta>;

export type SourceReaders = { readonly [Kind in DocumentKind]: SourceReader<DocumentMetas[Kind]> };

export function createSourceReaders({ config: code, ...given }: ParseOptions): SourceReaders {
  const config = code && openedConfig(code);
  const options = { ...given, plugins: config && pluginsOf(config) };
  const page = readingWith(createPageParser(options));
  return {
    article: readingWith(createArticleParser(options)),
    page,
    author: readingWith(createAuthorParser(options)),
    dossier: readingWith(createDossierParser(options)),
    glossary: page,
    entry: readingWith(createEntryParser(options, config)),
  };
}

function pluginsOf({
  remarkPlugins: remark,
  rehypePlugins: rehype,
  runner,
}: OpenConfig): OwnPlugins | undefined {
  return remark.length + rehype.length === 0 ? undefined : { remark, rehype, runner };
}

function readingWith<Meta>(parse: SourceParser<Meta>): SourceReader<Meta> {
  return (bytes, file) => {
    const { value, diagnostics } = decodeText(bytes, file);
    return value === undefined
      ? { frontMatter: { diagnostics }, content: emptyContent, faults: [] }
      : parse(value, file);
  };
}

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
