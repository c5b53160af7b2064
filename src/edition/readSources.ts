/** The sources of a site: what is remembered of them is taken as it is, the rest is parsed, each file read once. */
import { setImmediate } from 'node:timers/promises';
import type { CommentSource } from '../catalogue/articleComments.ts';
import { type GermanOptions, germanOptions } from '../config/germanOptions.ts';
import type { Settings } from '../config/settings.ts';
import type { KnownFile } from '../engine/exactMemory.ts';
import type {
  ArticleMeta,
  AuthorMeta,
  Checked,
  Comment,
  Diagnostic,
  DossierMeta,
  PageMeta,
  SourcePath,
} from '../model.ts';
import type { ParseOptions } from '../parse/article.ts';
import { createCommentParser } from '../parse/comments/comment.ts';
import type { FileStamp, SourceFile, SourceKind } from '../read/siteFolder.ts';
import { Bodies } from './bodies.ts';
import { type LoadedDocument, loadDocument } from './loadDocument.ts';
import { readComment, type ReadComment } from './readComment.ts';
import { type Arenas, type HtmlPlace, htmlAt } from './sharedHtml.ts';
import type { LoadAnswer, LoadItem } from './siteWorker.ts';
import type { SiteWorkers } from './siteWorkers.ts';
import type { Remembered, SourceMemory } from './sourceMemory.ts';
import {
  createSourceReaders,
  type DocumentKind,
  type DocumentMetas,
  type SourceReaders,
} from './sourceReaders.ts';

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
}

/** The sources of a site. */
export interface Sources {
  readonly heads: Heads;
  readonly bodies: Bodies;
  /** What is wrong with heads, and which file a worker died of. */
  readonly diagnostics: readonly Diagnostic[];
  /** What is wrong with bodies. */
  readonly faults: readonly Diagnostic[];
  /** What the sources hold: path → id. */
  readonly identities: ReadonlyMap<SourcePath, string>;
  /** How many sources were parsed, because nothing was remembered of them. */
  readonly parsed: number;
  /** Where workers put HTML. */
  readonly arenas: Arenas;
  readonly places: ReadonlyMap<SourcePath, HtmlPlace>;
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

/** The kinds of sources that have a head and a body, in the order in which they are told of. */
const documentKinds: readonly DocumentKind[] = ['article', 'page', 'author', 'dossier', 'glossary'];

/** After this many files the main thread looks whether others want something. */
const slice = 64;

export async function readSources(
  files: readonly SourceFile[],
  options: ParseOptions,
  memory: SourceMemory,
  workers: SiteWorkers,
): Promise<Sources> {
  const ofKind = (kind: SourceKind): readonly SourceFile[] => files.filter((file) => file.kind === kind);
  const loading = new Loading(memory, createSourceReaders(options));
  for (const kind of documentKinds) await loading.recallDocuments(kind, ofKind(kind));
  await loading.recallComments(ofKind('comment'));
  const crashes = workers.areWorthwhile(loading.unknown.length)
    ? await workers.run<LoadItem, LoadAnswer>(loading.unknown, loading.take)
    : await loading.loadHere(options.timezone);
  return loading.collect(files, crashes);
}

class Loading {
  /** What nothing is remembered of. */
  readonly unknown: LoadItem[] = [];
  readonly #memory: SourceMemory;
  readonly #readers: SourceReaders;
  readonly #bodies: Bodies;
  readonly #sources = new Map<SourcePath, LoadItem>();
  readonly #stamps = new Map<SourcePath, FileStamp | undefined>();
  readonly #identities = new Map<SourcePath, string>();
  readonly #heads = new Map<SourcePath, Checked<DocumentMetas[DocumentKind]>>();
  readonly #comments = new Map<SourcePath, Checked<Comment>>();
  readonly #knownComments: KnownFile<Checked<Comment>>[] = [];
  readonly #faults: Diagnostic[] = [];
  readonly #arenas: Arenas = new Map();
  readonly #places = new Map<SourcePath, HtmlPlace>();

  constructor(memory: SourceMemory, readers: SourceReaders) {
    this.#memory = memory;
    this.#readers = readers;
    this.#bodies = new Bodies((file) => this.#fetch(file));
  }

  async recallDocuments(kind: DocumentKind, files: readonly SourceFile[]): Promise<void> {
    for (const [index, source] of files.entries()) {
      const item: LoadItem = { kind, path: source.path, source };
      this.#sources.set(source.path, item);
      const known = this.#recall(source, ({ document }) => document);
      if (known) {
        this.#identities.set(source.path, known.id);
        this.#heads.set(source.path, known.value.head);
        this.#faults.push(...known.value.faults);
        this.#bodies.arrive(source.path, known.value.facts);
      } else this.unknown.push(item);
      if (index % slice === slice - 1) await setImmediate();
    }
  }

  async recallComments(files: readonly SourceFile[]): Promise<void> {
    for (const [index, source] of files.entries()) {
      const { stamp, identity } = this.#memory.glimpse(source);
      this.#stamps.set(source.path, stamp);
      const known = identity && this.#memory.comments.recall(identity.id);
      if (known) this.#keepComment(source.path, identity.id, known);
      else this.unknown.push({ kind: 'comment', path: source.path, source });
      if (index % slice === slice - 1) await setImmediate();
    }
  }

  /** Takes what a worker found. */
  readonly take = (answer: LoadAnswer): void => {
    if (answer.kind === 'comment') {
      this.#takeComment(answer.comment);
      return;
    }
    const { document, html } = answer;
    const { memory, ...place } = html;
    if (memory) this.#arenas.set(place.arena, memory);
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
    this.#memory.comments.keep(this.#knownComments);
    const unread = new Set<SourcePath>();
    const diagnostics: Diagnostic[] = [...crashes];
    const headed = <Kind extends DocumentKind>(kind: Kind): readonly Headed<DocumentMetas[Kind]>[] =>
      files.flatMap(({ kind: one, path }) => {
        if (one !== kind) return [];
        const head = this.#heads.get(path) as Checked<DocumentMetas[Kind]> | undefined;
        diagnostics.push(...(head?.diagnostics ?? []));
        if (head?.value !== undefined) return [{ file: path, meta: head.value }];
        unread.add(path);
        return [];
      });
    const heads = {
      articles: headed('article'),
      pages: headed('page'),
      authors: headed('author'),
      dossiers: headed('dossier'),
      glossary: headed('glossary'),
      comments: files.flatMap(({ kind, path }): readonly CommentSource[] => {
        const comment = kind === 'comment' ? this.#comments.get(path) : undefined;
        diagnostics.push(...(comment?.diagnostics ?? []));
        return comment?.value ? [{ file: path, comment: comment.value }] : [];
      }),
      unread,
    };
    return {
      heads,
      bodies: this.#bodies,
      diagnostics,
      faults: this.#faults,
      identities: this.#identities,
      parsed: this.unknown.filter(({ kind }) => kind !== 'comment').length,
      arenas: this.#arenas,
      places: this.#places,
    };
  }

  /** What is remembered of a file. Where nothing at all is, nobody reads the file to find that out. */
  #recall<Value>(
    source: SourceFile,
    unwrap: (remembered: Remembered) => Value | undefined,
  ): { readonly id: string; readonly value: Value } | undefined {
    const { stamp, identity } = this.#memory.glimpse(source);
    this.#stamps.set(source.path, stamp);
    const id = identity?.id ?? (this.#memory.isEmpty ? undefined : this.#memory.identify(source).value?.id);
    const remembered = id === undefined ? undefined : this.#memory.recall(id);
    const value = remembered && unwrap(remembered);
    return id === undefined || value === undefined ? undefined : { id, value };
  }

  #takeDocument(loaded: LoadedDocument): void {
    const { file, digest, head, facts, faults, html } = loaded;
    this.#heads.set(file, head);
    this.#faults.push(...faults);
    this.#bodies.arrive(file, facts, html);
    const { id } =
      digest === undefined ? { id: '' } : this.#memory.learn(file, this.#stamps.get(file), digest);
    this.#identities.set(file, id);
    if (digest !== undefined) this.#memory.remember(id, { document: { head, facts, faults } }, html);
  }

  #takeComment({ file, digest, comment }: ReadComment): void {
    if (digest === undefined) {
      this.#comments.set(file, comment);
      return;
    }
    const { id } = this.#memory.learn(file, this.#stamps.get(file), digest);
    this.#keepComment(file, id, comment);
  }

  #keepComment(file: SourcePath, id: string, comment: Checked<Comment>): void {
    this.#comments.set(file, comment);
    this.#knownComments.push({ id, file, value: comment });
  }

  /** A body whose HTML is not in memory. */
  #fetch(file: SourcePath): ReturnType<ConstructorParameters<typeof Bodies>[0]> {
    const id = this.#identities.get(file) ?? '';
    const html = this.#memory.recallHtml(id);
    if (html) return { facts: this.#bodies.factsOf(file), html };
    // What was remembered is damaged, or the file has changed meanwhile.
    const item = this.#sources.get(file);
    if (!item || item.kind === 'comment') throw new Error(`No source ${file}`);
    const loaded = loadDocument(item.source, this.#readers[item.kind]);
    const { head, facts, faults } = loaded;
    const isSame = loaded.digest !== undefined && id.startsWith(loaded.digest);
    if (isSame) this.#memory.remember(id, { document: { head, facts, faults } }, loaded.html);
    return loaded;
  }
}
