import type { ArticleMeta, AuthorMeta, Diagnostic, PageMeta, Parsed, SourcePath } from '../model.ts';
import type { ParseOptions } from '../parse/article.ts';
import type { SourceFile, SourceKind } from '../read/siteFolder.ts';
import { parseArticles } from './parseArticles.ts';
import { createSourceReaders, type SourceReader } from './parseSource.ts';

/** A source with its parsed value. */
export interface SourceOf<Meta> extends Parsed<Meta> {
  readonly file: SourcePath;
}

export interface ParsedSources {
  readonly articles: readonly SourceOf<ArticleMeta>[];
  readonly pages: readonly SourceOf<PageMeta>[];
  readonly authors: readonly SourceOf<AuthorMeta>[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Everything with a head and a Markdown body; what could not be read is left out and reported. */
export async function parseSources(
  files: readonly SourceFile[],
  options: ParseOptions,
  workers: number,
  onProgress: (done: number, total: number) => void,
): Promise<ParsedSources> {
  const ofKind = (kind: SourceKind): readonly SourceFile[] => files.filter((file) => file.kind === kind);
  const readers = createSourceReaders(options);
  const pages = parseAll(ofKind('page'), readers.page);
  const authors = parseAll(ofKind('author'), readers.author);
  const sources = ofKind('article');
  const { parsed, diagnostics } = await parseArticles({
    sources,
    options,
    workers,
    onProgress: (done) => onProgress(done, sources.length),
  });
  return {
    articles: parsed.flatMap(({ source, checked: { value } }) =>
      value ? { file: source.path, ...value } : [],
    ),
    pages: pages.values,
    authors: authors.values,
    diagnostics: [
      ...diagnostics,
      ...parsed.flatMap(({ checked }) => checked.diagnostics),
      ...pages.diagnostics,
      ...authors.diagnostics,
    ],
  };
}

function parseAll<Meta>(
  sources: readonly SourceFile[],
  read: SourceReader<Meta>,
): { readonly values: readonly SourceOf<Meta>[]; readonly diagnostics: readonly Diagnostic[] } {
  const checked = sources.map((source) => ({ file: source.path, ...read(source) }));
  return {
    values: checked.flatMap(({ file, value }) => (value ? { file, ...value } : [])),
    diagnostics: checked.flatMap(({ diagnostics }) => diagnostics),
  };
}
