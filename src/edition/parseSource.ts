/** From a file of the site folder to its parsed value: the one place where reading and parsing of sources meet. */
import type { ArticleMeta, AuthorMeta, Checked, PageMeta, Parsed } from '../model.ts';
import { createArticleParser, type ParseOptions, type SourceParser } from '../parse/article.ts';
import { createAuthorParser } from '../parse/author.ts';
import { createPageParser } from '../parse/staticPage.ts';
import { decodeText, readBytes, type SourceFile } from '../read/siteFolder.ts';

export interface SourceReaders {
  readonly article: SourceReader<ArticleMeta>;
  readonly page: SourceReader<PageMeta>;
  readonly author: SourceReader<AuthorMeta>;
}

export type SourceReader<Meta> = (source: SourceFile) => Checked<Parsed<Meta>>;

export function createSourceReaders(options: ParseOptions): SourceReaders {
  return {
    article: readerWith(createArticleParser(options)),
    page: readerWith(createPageParser(options)),
    author: readerWith(createAuthorParser(options)),
  };
}

function readerWith<Meta>(parse: SourceParser<Meta>): SourceReader<Meta> {
  return (source) => {
    const text = decodeText(readBytes(source), source.path);
    return text.value === undefined ? { diagnostics: text.diagnostics } : parse(text.value, source.path);
  };
}
