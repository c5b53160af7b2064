import { setImmediate } from 'node:timers/promises';
import type { ArticleMeta, AuthorMeta, Checked, Diagnostic, PageMeta, SourcePath } from '../model.ts';
import type { SourceFile, SourceKind } from '../read/siteFolder.ts';
import type { SourceReaders } from './sourceReaders.ts';

/** A source with its head. */
export interface Headed<Meta> {
  readonly file: SourcePath;
  readonly meta: Meta;
}

export interface Heads {
  readonly articles: readonly Headed<ArticleMeta>[];
  readonly pages: readonly Headed<PageMeta>[];
  readonly authors: readonly Headed<AuthorMeta>[];
  /** Sources whose heads are too faulty to know what they are. */
  readonly unread: ReadonlySet<SourcePath>;
  readonly diagnostics: readonly Diagnostic[];
}

/** After this many heads the main thread looks whether workers want something. */
const slice = 64;

/** The heads of all sources; what could not be read is left out and reported. */
export async function readHeads(files: readonly SourceFile[], readers: SourceReaders): Promise<Heads> {
  const diagnostics: Diagnostic[] = [];
  const unread = new Set<SourcePath>();
  const readAll = async <Meta>(
    kind: SourceKind,
    read: (source: SourceFile) => Checked<Meta>,
  ): Promise<readonly Headed<Meta>[]> => {
    const headed: Headed<Meta>[] = [];
    for (const [index, source] of files.filter((file) => file.kind === kind).entries()) {
      const { value: meta, diagnostics: faults } = read(source);
      diagnostics.push(...faults);
      if (meta) headed.push({ file: source.path, meta });
      else unread.add(source.path);
      if (index % slice === slice - 1) await setImmediate();
    }
    return headed;
  };
  return {
    articles: await readAll('article', readers.article.head),
    pages: await readAll('page', readers.page.head),
    authors: await readAll('author', readers.author.head),
    unread,
    diagnostics,
  };
}
