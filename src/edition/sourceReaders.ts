/**
 * Readers from the bytes of a source to its parsed value: the one place where reading and parsing of sources
 * meet.
 */
import type { ArticleMeta, AuthorMeta, DossierMeta, PageMeta, SourcePath } from '../model.ts';
import { createArticleParser, type ParseOptions } from '../parse/article.ts';
import { createAuthorParser } from '../parse/author.ts';
import { createDossierParser } from '../parse/dossier.ts';
import type { ParsedSource, SourceParser } from '../parse/document.ts';
import { emptyContent } from '../parse/markdown/markdown.ts';
import { createPageParser } from '../parse/staticPage.ts';
import { decodeText } from '../read/decodeText.ts';

/** Metadata of sources, by their kind. */
export interface DocumentMetas {
  readonly article: ArticleMeta;
  readonly page: PageMeta;
  readonly author: AuthorMeta;
  readonly dossier: DossierMeta;
  readonly glossary: PageMeta;
}

export type DocumentKind = keyof DocumentMetas;

/** Reports what keeps the bytes from being text, too. */
export type SourceReader<Meta> = (bytes: Buffer, file: SourcePath) => ParsedSource<Meta>;

export type SourceReaders = { readonly [Kind in DocumentKind]: SourceReader<DocumentMetas[Kind]> };

export function createSourceReaders(options: ParseOptions): SourceReaders {
  const page = readingWith(createPageParser(options));
  return {
    article: readingWith(createArticleParser(options)),
    page,
    author: readingWith(createAuthorParser(options)),
    dossier: readingWith(createDossierParser(options)),
    glossary: page,
  };
}

function readingWith<Meta>(parse: SourceParser<Meta>): SourceReader<Meta> {
  return (bytes, file) => {
    const { value, diagnostics } = decodeText(bytes, file);
    return value === undefined
      ? { frontMatter: { diagnostics }, content: emptyContent, faults: [] }
      : parse(value, file);
  };
}
