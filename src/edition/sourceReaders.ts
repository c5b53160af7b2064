/** From a file of the site folder to its parsed value: the one place where reading and parsing of sources meet. */
import type { ArticleMeta, AuthorMeta, Checked, PageMeta } from '../model.ts';
import { createArticleParser, type ParseOptions } from '../parse/article.ts';
import { createAuthorParser } from '../parse/author.ts';
import type { CheckedBody, SourceParser } from '../parse/document.ts';
import { emptyBody } from '../parse/markdown/markdown.ts';
import { createPageParser } from '../parse/staticPage.ts';
import { readText, type SourceFile } from '../read/siteFolder.ts';

export interface SourceReader<Meta> {
  /** Reports what keeps the file from being read, too. */
  readonly head: (source: SourceFile) => Checked<Meta>;
  readonly body: (source: SourceFile) => CheckedBody;
}

export interface SourceReaders {
  readonly article: SourceReader<ArticleMeta>;
  readonly page: SourceReader<PageMeta>;
  readonly author: SourceReader<AuthorMeta>;
}

export function createSourceReaders(options: ParseOptions): SourceReaders {
  return {
    article: readerWith(createArticleParser(options)),
    page: readerWith(createPageParser(options)),
    author: readerWith(createAuthorParser(options)),
  };
}

function readerWith<Meta>(parser: SourceParser<Meta>): SourceReader<Meta> {
  return {
    head: (source) => {
      const { value, diagnostics } = readText(source);
      return value === undefined ? { diagnostics } : parser.head(value, source.path);
    },
    body: (source) => {
      const { value } = readText(source);
      return value === undefined ? { body: emptyBody, diagnostics: [] } : parser.body(value, source.path);
    },
  };
}
