/** From the bytes of a file of the site folder to its parsed value: the one place where reading and parsing of sources meet. */
import type { ArticleMeta, AuthorMeta, Checked, DossierMeta, PageMeta, SourcePath } from '../model.ts';
import { createArticleParser, type ParseOptions } from '../parse/article.ts';
import { createAuthorParser } from '../parse/author.ts';
import { createDossierParser } from '../parse/dossier.ts';
import type { CheckedBody, SourceParser } from '../parse/document.ts';
import { emptyBody } from '../parse/markdown/markdown.ts';
import { createPageParser } from '../parse/staticPage.ts';
import { decodeText } from '../read/decodeText.ts';

/** What sources say of themselves, by their kind. */
export interface DocumentMetas {
  readonly article: ArticleMeta;
  readonly page: PageMeta;
  readonly author: AuthorMeta;
  readonly dossier: DossierMeta;
  readonly glossary: PageMeta;
}

export type DocumentKind = keyof DocumentMetas;

export interface SourceReader<Meta> {
  /** Reports what keeps the bytes from being text, too. */
  readonly head: (bytes: Buffer, file: SourcePath) => Checked<Meta>;
  readonly body: (bytes: Buffer, file: SourcePath) => CheckedBody;
}

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

function readingWith<Meta>(parser: SourceParser<Meta>): SourceReader<Meta> {
  return {
    head: (bytes, file) => {
      const { value, diagnostics } = decodeText(bytes, file);
      return value === undefined ? { diagnostics } : parser.head(value, file);
    },
    body: (bytes, file) => {
      const { value } = decodeText(bytes, file);
      return value === undefined ? { body: emptyBody, diagnostics: [] } : parser.body(value, file);
    },
  };
}
