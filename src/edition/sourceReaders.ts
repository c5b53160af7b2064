/** From the bytes of a file of the site folder to its parsed value: the one place where reading and parsing of sources meet. */
import type { ArticleMeta, AuthorMeta, Checked, DossierMeta, PageMeta, SourcePath } from '../model.ts';
import { createArticleParser, type ParseOptions } from '../parse/article.ts';
import { createAuthorParser } from '../parse/author.ts';
import { createDossierParser } from '../parse/dossier.ts';
import type { CheckedBody, SourceParser } from '../parse/document.ts';
import { emptyBody } from '../parse/markdown/markdown.ts';
import { createPageParser } from '../parse/staticPage.ts';
import { decodeText } from '../read/decodeText.ts';
import type { ParsedDocument, Remembered } from './sourceMemory.ts';

export interface SourceReader<Meta> {
  /** Reports what keeps the bytes from being text, too. */
  readonly head: (bytes: Buffer, file: SourcePath) => Checked<Meta>;
  readonly body: (bytes: Buffer, file: SourcePath) => CheckedBody;
  /** To and from what is remembered of any file. */
  readonly wrap: (document: ParsedDocument<Meta>) => Remembered;
  readonly unwrap: (remembered: Remembered) => ParsedDocument<Meta> | undefined;
}

export interface SourceReaders {
  readonly article: SourceReader<ArticleMeta>;
  readonly page: SourceReader<PageMeta>;
  readonly author: SourceReader<AuthorMeta>;
  readonly dossier: SourceReader<DossierMeta>;
}

export function createSourceReaders(options: ParseOptions): SourceReaders {
  return {
    article: {
      ...readingWith(createArticleParser(options)),
      wrap: (article) => ({ article }),
      unwrap: ({ article }) => article,
    },
    page: {
      ...readingWith(createPageParser(options)),
      wrap: (page) => ({ page }),
      unwrap: ({ page }) => page,
    },
    author: {
      ...readingWith(createAuthorParser(options)),
      wrap: (author) => ({ author }),
      unwrap: ({ author }) => author,
    },
    dossier: {
      ...readingWith(createDossierParser(options)),
      wrap: (dossier) => ({ dossier }),
      unwrap: ({ dossier }) => dossier,
    },
  };
}

function readingWith<Meta>(parser: SourceParser<Meta>): Pick<SourceReader<Meta>, 'head' | 'body'> {
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
