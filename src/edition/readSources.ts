/** The sources of a site: what is remembered of them is taken as it is, the rest is parsed. */
import { setImmediate } from 'node:timers/promises';
import { type GermanOptions, germanOptions } from '../config/germanOptions.ts';
import type { Settings } from '../config/settings.ts';
import type { ArticleMeta, AuthorMeta, Diagnostic, DossierMeta, PageMeta, SourcePath } from '../model.ts';
import type { ParseOptions } from '../parse/article.ts';
import type { SourceFile, SourceKind } from '../read/siteFolder.ts';
import type { Bodies } from './bodies.ts';
import type { CommentSource } from '../catalogue/articleComments.ts';
import { readCommentFiles } from './commentFiles.ts';
import { createDocuments } from './documents.ts';
import type { SourceMemory } from './sourceMemory.ts';
import { createSourceReaders, type SourceReader } from './sourceReaders.ts';

/** A source with its head. */
export interface Headed<Meta> {
  readonly file: SourcePath;
  readonly meta: Meta;
}

export interface Heads {
  readonly articles: readonly Headed<ArticleMeta>[];
  readonly pages: readonly Headed<PageMeta>[];
  readonly authors: readonly Headed<AuthorMeta>[];
  readonly dossiers: readonly Headed<DossierMeta>[];
  readonly glossary: readonly Headed<PageMeta>[];
  readonly comments: readonly CommentSource[];
  /** Sources whose heads are too faulty to know what they are. */
  readonly unread: ReadonlySet<SourcePath>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The sources of a site: their heads are there, their bodies on the way. */
export interface Sources {
  readonly heads: Heads;
  readonly bodies: Bodies;
  /** What is wrong with the bodies, when the last one has arrived. */
  readonly arrivals: Promise<readonly Diagnostic[]>;
  /** What the sources hold: path → id. */
  readonly identities: ReadonlyMap<SourcePath, string>;
  /** How many sources were parsed, because nothing was remembered of them. */
  readonly parsed: number;
}

/** What of the settings touches parsing; without settings (they have errors) the usual. */
export function parseOptionsOf(settings: Settings | undefined, hints: boolean): ParseOptions {
  const typography: GermanOptions = settings?.typography ?? germanOptions('de');
  return {
    timezone: settings?.timezone ?? 'Europe/Berlin',
    html: settings?.html ?? [],
    relatedAfter: settings?.related.inText ?? 0,
    typography,
    hints,
  };
}

/** After this many heads the main thread looks whether workers want something. */
const slice = 64;

/** Reads the heads, while worker threads read the bodies. */
export async function readSources(
  files: readonly SourceFile[],
  options: ParseOptions,
  memory: SourceMemory,
  workers: number,
): Promise<Sources> {
  const readers = createSourceReaders(options);
  const documents = createDocuments({ memory, readers, options, workers });
  const unread = new Set<SourcePath>();
  const diagnostics: Diagnostic[] = [];
  const readAll = async <Meta>(
    kind: SourceKind,
    reader: SourceReader<Meta>,
  ): Promise<readonly Headed<Meta>[]> => {
    const headed: Headed<Meta>[] = [];
    for (const [index, source] of files.filter((file) => file.kind === kind).entries()) {
      const { value: meta, diagnostics: faults } = documents.read(source, reader);
      diagnostics.push(...faults);
      if (meta) headed.push({ file: source.path, meta });
      else unread.add(source.path);
      if (index % slice === slice - 1) await setImmediate();
    }
    return headed;
  };
  const ofComments = files.filter(({ kind }) => kind === 'comment');
  const { timezone } = options;
  // First, because pages wait for them: while workers parse comments, heads are read here.
  const commentsRead = readCommentFiles(ofComments, { timezone, memory, workers });
  const articles = await readAll('article', readers.article);
  const pages = await readAll('page', readers.page);
  const authors = await readAll('author', readers.author);
  const dossiers = await readAll('dossier', readers.dossier);
  const glossary = await readAll('glossary', readers.page);
  const { comments, diagnostics: inComments } = await commentsRead;
  diagnostics.push(...inComments);
  const heads = { articles, pages, authors, dossiers, glossary, comments, unread, diagnostics };
  const { bodies, identities } = documents;
  return { heads, bodies, identities, arrivals: documents.finish(), parsed: documents.parsed() };
}
