/**
 * Reads the sources of a site: cached ones are taken from the cache, the rest is parsed, each file read once.
 */
import { setImmediate } from 'node:timers/promises';
import { type GermanOptions, germanOptions } from '../../config/germanOptions.ts';
import type { ConfigCode } from '../../config/configCode.ts';
import type { Settings } from '../../config/settings.ts';
import type { KnownFile } from '../../cache/exactCache.ts';
import type {
  ArticleMeta,
  AuthorMeta,
  Checked,
  Comment,
  Diagnostic,
  DossierMeta,
  EntryMeta,
  PageMeta,
  SourcePath,
} from '../../core/model.ts';
import type { ParseOptions } from '../article.ts';
import { createCommentParser } from '../../comments/parse/comment.ts';
import type { FileStamp, SourceFile, SourceKind } from '../discover.ts';
import { Contents } from './bodies.ts';
import {
  type LoadedDocument,
  loadDocument,
  readComment,
  type ReadComment,
  createSourceReaders,
  type DocumentKind,
  type DocumentMetas,
  type SourceReaders,
} from './loadDocument.ts';
import { type Arenas, type HtmlPlace, htmlAt, type WrittenHtml } from './sharedHtml.ts';
import type { SiteWorkers } from './siteWorkers.ts';
import type { CachedSource, ParsedDocument, SourceCache } from './sourceCache.ts';

/** A source with its metadata. */
export interface WithMeta<Meta> {
  readonly file: SourcePath;
  readonly meta: Meta;
}

export interface Metadata {
  readonly articles: readonly WithMeta<ArticleMeta>[];
  readonly pages: readonly WithMeta<PageMeta>[];
  readonly authors: readonly WithMeta<AuthorMeta>[];
  readonly dossiers: readonly WithMeta<DossierMeta>[];
  readonly glossary: readonly WithMeta<PageMeta>[];
  readonly entries: readonly WithMeta<EntryMeta>[];
  readonly comments: readonly CommentSource[];
  /** Sources whose front matter is too faulty to know what they are. */
  readonly unread: ReadonlySet<SourcePath>;
}

/** The sources of a site. */
export interface Sources {
  readonly metadata: Metadata;
  readonly contents: Contents;
  /** Faults of front matter, and the file at which a worker crashed. */
  readonly diagnostics: readonly Diagnostic[];
  /** Faults of contents. */
  readonly faults: readonly Diagnostic[];
  /** Identities of the sources: path → id. */
  readonly identities: ReadonlyMap<SourcePath, string>;
  /** Number of sources that were parsed, because they were not in the cache. */
  readonly parsed: number;
  /** Where workers put HTML. */
  readonly arenas: Arenas;
  readonly places: ReadonlyMap<SourcePath, HtmlPlace>;
}

const inArticlePart = 'templates/parts/in-article.eta';

/** Returns the settings that affect parsing, and whether there is something to stand inside texts; the defaults when the settings have errors. */
export function parseOptionsOf(
  settings: Settings | undefined,
  hints: boolean,
  files: readonly Pick<SourceFile, 'path'>[] = [],
  config?: ConfigCode,
): ParseOptions {
  const typography: GermanOptions = settings?.typography ?? germanOptions('de');
  return {
    timezone: settings?.timezone ?? 'Europe/Berlin',
    html: settings?.html ?? [],
    site: settings?.url,
    relatedAfter: settings?.related.inText ?? 0,
    // The built-in part is empty: texts of sites without one of their own need no place for it.
    hookAfter: files.some(({ path }) => path === inArticlePart) ? (settings?.inArticle ?? 0) : 0,
    typography,
    hints,
    config,
  };
}

/** Whether it is parsed alike the next time. What took too long may be quick then: it says more of the machine than of the source. */
export function isLasting({ frontMatter, faults }: ParsedDocument): boolean {
  return ![...frontMatter.diagnostics, ...faults].some(({ code }) => code === 'config/endless');
}

/** Kinds of sources that have front matter and content, in the order of their diagnostics. */
const documentKinds: readonly DocumentKind[] = ['article', 'page', 'author', 'dossier', 'glossary', 'entry'];

/** After this many files the main thread yields to other work. */
const slice = 64;

export async function readSources(
  files: readonly SourceFile[],
  options: ParseOptions,
  cache: SourceCache,
  workers: SiteWorkers,
): Promise<Sources> {
  const ofKind = (kind: SourceKind): readonly SourceFile[] => files.filter((file) => file.kind === kind);
  const loading = new Loading(cache, createSourceReaders(options));
  for (const kind of documentKinds) await loading.takeCachedDocuments(kind, ofKind(kind));
  await loading.takeCachedComments(ofKind('comment'));
  const crashes = workers.loadSooner(loading.unknown.length)
    ? await workers.run<LoadItem, LoadAnswer>(loading.unknown, loading.take)
    : await loading.loadHere(options.timezone);
  return loading.collect(files, crashes);
}

class Loading {
  /** Files that are not in the cache. */
  readonly unknown: LoadItem[] = [];
  readonly #cache: SourceCache;
  readonly #readers: SourceReaders;
  readonly #contents: Contents;
  readonly #sources = new Map<SourcePath, LoadItem>();
  readonly #stamps = new Map<SourcePath, FileStamp | undefined>();
  readonly #identities = new Map<SourcePath, string>();
  readonly #metadata = new Map<SourcePath, Checked<DocumentMetas[DocumentKind]>>();
  readonly #comments = new Map<SourcePath, Checked<Comment>>();
  readonly #knownComments: KnownFile<Checked<Comment>>[] = [];
  readonly #faults: Diagnostic[] = [];
  readonly #arenas: Arenas = new Map();
  readonly #places = new Map<SourcePath, HtmlPlace>();

  constructor(cache: SourceCache, readers: SourceReaders) {
    this.#cache = cache;
    this.#readers = readers;
    this.#contents = new Contents((file) => this.#fetch(file));
  }

  async takeCachedDocuments(kind: DocumentKind, files: readonly SourceFile[]): Promise<void> {
    for (const [index, source] of files.entries()) {
      const item: LoadItem = { kind, path: source.path, source };
      this.#sources.set(source.path, item);
      const known = this.#get(source, ({ document }) => document);
      if (known) {
        this.#identities.set(source.path, known.id);
        this.#metadata.set(source.path, known.value.frontMatter);
        this.#faults.push(...known.value.faults);
        this.#contents.arrive(source.path, known.value.facts);
      } else this.unknown.push(item);
      if (index % slice === slice - 1) await setImmediate();
    }
  }

  async takeCachedComments(files: readonly SourceFile[]): Promise<void> {
    for (const [index, source] of files.entries()) {
      const { stamp, identity } = this.#cache.peek(source);
      this.#stamps.set(source.path, stamp);
      const known = identity && this.#cache.comments.get(identity.id);
      if (known) this.#keepComment(source.path, identity.id, known);
      else this.unknown.push({ kind: 'comment', path: source.path, source });
      if (index % slice === slice - 1) await setImmediate();
    }
  }

  /** Takes the answer of a worker. */
  readonly take = (answer: LoadAnswer): void => {
    if (answer.kind === 'comment') {
      this.#takeComment(answer.comment);
      return;
    }
    const { document, html } = answer;
    const { buffer, ...place } = html;
    if (buffer) this.#arenas.set(place.arena, buffer);
    this.#places.set(document.file, place);
    this.#takeDocument({ ...document, html: htmlAt(this.#arenas, place) });
  };

  /** Loads what is unknown in this thread. */
  async loadHere(timezone: string): Promise<readonly Diagnostic[]> {
    const parse = createCommentParser(timezone);
    for (const { kind, source } of this.unknown) {
      if (kind === 'comment') this.#takeComment(readComment(source, parse));
      else this.#takeDocument(loadDocument(source, this.#readers[kind]));
      await setImmediate();
    }
    return [];
  }

  collect(files: readonly SourceFile[], crashes: readonly Diagnostic[]): Sources {
    this.#cache.comments.keep(this.#knownComments);
    const unread = new Set<SourcePath>();
    const diagnostics: Diagnostic[] = [...crashes];
    const withMeta = <Kind extends DocumentKind>(kind: Kind): readonly WithMeta<DocumentMetas[Kind]>[] =>
      files.flatMap(({ kind: one, path }) => {
        if (one !== kind) return [];
        const frontMatter = this.#metadata.get(path) as Checked<DocumentMetas[Kind]> | undefined;
        diagnostics.push(...(frontMatter?.diagnostics ?? []));
        if (frontMatter?.value !== undefined) return [{ file: path, meta: frontMatter.value }];
        unread.add(path);
        return [];
      });
    const metadata = {
      articles: withMeta('article'),
      pages: withMeta('page'),
      authors: withMeta('author'),
      dossiers: withMeta('dossier'),
      glossary: withMeta('glossary'),
      entries: withMeta('entry'),
      comments: files.flatMap(({ kind, path }): readonly CommentSource[] => {
        const comment = kind === 'comment' ? this.#comments.get(path) : undefined;
        diagnostics.push(...(comment?.diagnostics ?? []));
        return comment?.value ? [{ file: path, comment: comment.value }] : [];
      }),
      unread,
    };
    return {
      metadata,
      contents: this.#contents,
      diagnostics,
      faults: this.#faults,
      identities: this.#identities,
      parsed: this.unknown.filter(({ kind }) => kind !== 'comment').length,
      arenas: this.#arenas,
      places: this.#places,
    };
  }

  /** Looks a file up in the cache. An empty cache is not worth reading the file for. */
  #get<Value>(
    source: SourceFile,
    unwrap: (cached: CachedSource) => Value | undefined,
  ): { readonly id: string; readonly value: Value } | undefined {
    const { stamp, identity } = this.#cache.peek(source);
    this.#stamps.set(source.path, stamp);
    const id = identity?.id ?? (this.#cache.isEmpty ? undefined : this.#cache.identify(source).value?.id);
    const cached = id === undefined ? undefined : this.#cache.get(id);
    const value = cached && unwrap(cached);
    return id === undefined || value === undefined ? undefined : { id, value };
  }

  #takeDocument(loaded: LoadedDocument): void {
    const { file, digest, frontMatter, facts, faults, html } = loaded;
    this.#metadata.set(file, frontMatter);
    this.#faults.push(...faults);
    this.#contents.arrive(file, facts, html);
    const { id } =
      digest === undefined ? { id: '' } : this.#cache.learn(file, this.#stamps.get(file), digest);
    this.#identities.set(file, id);
    const document = { frontMatter, facts, faults };
    if (digest !== undefined && isLasting(document)) this.#cache.put(id, { document }, html);
  }

  #takeComment({ file, digest, comment }: ReadComment): void {
    if (digest === undefined) {
      this.#comments.set(file, comment);
      return;
    }
    const { id } = this.#cache.learn(file, this.#stamps.get(file), digest);
    this.#keepComment(file, id, comment);
  }

  #keepComment(file: SourcePath, id: string, comment: Checked<Comment>): void {
    this.#comments.set(file, comment);
    this.#knownComments.push({ id, file, value: comment });
  }

  /** Fetches content whose HTML is not in memory. */
  #fetch(file: SourcePath): ReturnType<ConstructorParameters<typeof Contents>[0]> {
    const id = this.#identities.get(file) ?? '';
    const html = this.#cache.getHtml(id);
    if (html) return { facts: this.#contents.factsOf(file), html };
    // The cached value is damaged, or the file has changed meanwhile.
    const item = this.#sources.get(file);
    if (!item || item.kind === 'comment') throw new Error(`No source ${file}`);
    const loaded = loadDocument(item.source, this.#readers[item.kind]);
    const { frontMatter, facts, faults } = loaded;
    const isSame = loaded.digest !== undefined && id.startsWith(loaded.digest);
    if (isSame) this.#cache.put(id, { document: { frontMatter, facts, faults } }, loaded.html);
    return loaded;
  }
}

export interface LoadItem {
  readonly kind: DocumentKind | 'comment';
  readonly path: SourcePath;
  readonly source: SourceFile;
}

export type LoadAnswer =
  | {
      readonly kind: DocumentKind;
      readonly document: Omit<LoadedDocument, 'html'>;
      readonly html: WrittenHtml;
    }
  | { readonly kind: 'comment'; readonly comment: ReadComment };

/** A comment and where it lies. */
export interface CommentSource {
  readonly file: SourcePath;
  readonly comment: Comment;
}
