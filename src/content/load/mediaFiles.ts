/** The files of `content/media`, measured when asked for, published when shown. */
import { isDocument, isPictureName } from '../../config/documentTypes.ts';
import type { Settings } from '../../config/settings.ts';
import type { Checked, Diagnostic, Media, SourcePath } from '../../core/model.ts';
import { type MediaWords, parseMedia, parseMediaWords, mediaDigest } from '../media.ts';
import { decodeText, type SourceFile, readSource } from '../discover.ts';
import { cachedOrRead, type CachedSource, type SourceCache } from './sourceCache.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';

export interface PublishedMedia {
  readonly media: Media;
  readonly source: SourceFile;
}

const sidecarEnding = '.yaml';

/** The files of `content/media`, each measured when it is first asked for, and published when a page shows it. */
export class MediaFiles {
  readonly diagnostics: Diagnostic[] = [];
  readonly #sources: ReadonlyMap<SourcePath, SourceFile>;
  readonly #sidecars: ReadonlyMap<string, SourceFile>;
  readonly #settings: Pick<Settings, 'typography' | 'documents' | 'url'>;
  readonly #cache: SourceCache;
  readonly #measured: Map<SourcePath, Media | undefined>;
  readonly #shown = new Set<SourcePath>();
  #shownLately: SourcePath[] = [];

  /** `measured`: what is known of them already. */
  constructor(
    files: readonly SourceFile[],
    settings: Pick<Settings, 'typography' | 'documents' | 'url'>,
    cache: SourceCache,
    measured: ReadonlyMap<SourcePath, Media | undefined> = new Map(),
  ) {
    this.#settings = settings;
    this.#measured = new Map(measured);
    this.#cache = cache;
    const paths = new Set<string>(files.map(({ path }) => path));
    const isSidecar = ({ path }: SourceFile): boolean =>
      path.endsWith(sidecarEnding) && paths.has(path.slice(0, -sidecarEnding.length));
    this.#sidecars = new Map(files.filter(isSidecar).map((file) => [file.path, file]));
    this.#sources = new Map(files.filter((file) => !isSidecar(file)).map((file) => [file.path, file]));
  }

  get site(): Settings['url'] {
    return this.#settings.url;
  }

  /** Whether there is such a file. */
  readonly has = (path: SourcePath): boolean => this.#sources.has(path);

  readonly sourceOf = (path: SourcePath): SourceFile | undefined => this.#sources.get(path);

  get paths(): Iterable<SourcePath> {
    return this.#sources.keys();
  }

  /** Whether a file of this name may be published at all. */
  readonly isPublishable = (path: SourcePath): boolean =>
    isPictureName(path) || isDocument(path, this.#settings.documents);

  /** The file with what its sidecar says; undefined when there is none, or it may not be published or cannot be read. */
  readonly peek = (path: SourcePath): Media | undefined => {
    if (!this.#measured.has(path)) this.#measured.set(path, this.#measure(path));
    return this.#measured.get(path);
  };

  /** Returns the file for a page that shows it, and publishes it. */
  readonly at = (path: SourcePath): Media | undefined => {
    if (!this.#shown.has(path)) this.#shownLately.push(path);
    this.#shown.add(path);
    return this.peek(path);
  };

  /** Measurements of the files that were asked for. */
  get measured(): ReadonlyMap<SourcePath, Media | undefined> {
    return this.#measured;
  }

  /** The files that are shown since the last time this was asked. */
  takeShown(): readonly SourcePath[] {
    return this.#shownLately.splice(0);
  }

  /** All that pages show, in the order of their paths. */
  published(): readonly PublishedMedia[] {
    return [...this.#sources.values()].flatMap((source) => {
      const media = this.#shown.has(source.path) ? this.peek(source.path) : undefined;
      return media ? { media, source } : [];
    });
  }

  #measure(path: SourcePath): Media | undefined {
    const source = this.#sources.get(path);
    if (!source || !this.isPublishable(path)) return undefined;
    const measure = (bytes: Buffer): Checked<Media> => parseMedia(bytes, path);
    const media = this.#cached(
      source,
      ({ media: known }) => known,
      measure,
      (value) => ({ media: value }),
    );
    return media && { ...media, ...this.#wordsOf(path) };
  }

  #wordsOf(path: SourcePath): MediaWords {
    const sidecar = this.#sidecars.get(path + sidecarEnding);
    if (!sidecar) return {};
    const parse = (bytes: Buffer): Checked<MediaWords> => {
      const { value: text, diagnostics } = decodeText(bytes, sidecar.path);
      return text === undefined
        ? { diagnostics }
        : parseMediaWords(text, sidecar.path, this.#settings.typography);
    };
    return (
      this.#cached(
        sidecar,
        ({ words }) => words,
        parse,
        (words) => ({ words }),
      ) ?? {}
    );
  }

  /** Cached value of a file, or the result of parsing it. */
  #cached<Value>(
    source: SourceFile,
    unwrap: (cached: CachedSource) => Checked<Value> | undefined,
    parse: (bytes: Buffer) => Checked<Value>,
    wrap: (value: Checked<Value>) => CachedSource,
  ): Value | undefined {
    const { value: found, diagnostics } = cachedOrRead(this.#cache, source, unwrap);
    this.diagnostics.push(...diagnostics);
    if (!found) return undefined;
    const checked = 'known' in found ? found.known : parse(found.bytes);
    if (!('known' in found)) this.#cache.put(found.id, wrap(checked));
    this.diagnostics.push(...checked.diagnostics);
    return checked.value;
  }
}

/** Reads a picture; fails when its bytes are no longer those from which the names of its files were made. */
export function readUnchanged(source: SourceFile, digest: string): Checked<Buffer> {
  const { value, diagnostics } = readSource(source);
  if (!value || mediaDigest(value) === digest) return { ...(value && { value }), diagnostics };
  return { diagnostics: [diagnose('pictures/changed', {}, { file: source.path })] };
}
