import type { GermanOptions } from '../config/germanOptions.ts';
import type { Diagnostic, Media, SourcePath } from '../model.ts';
import { type MediaWords, parseMedia, parseMediaWords } from '../parse/media.ts';
import { readSource, readText, type SourceFile } from '../read/siteFolder.ts';

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
  readonly #typography: GermanOptions;
  readonly #measured = new Map<SourcePath, Media | undefined>();
  readonly #shown = new Set<SourcePath>();

  constructor(files: readonly SourceFile[], typography: GermanOptions) {
    this.#typography = typography;
    const paths = new Set<string>(files.map(({ path }) => path));
    const isSidecar = ({ path }: SourceFile): boolean =>
      path.endsWith(sidecarEnding) && paths.has(path.slice(0, -sidecarEnding.length));
    this.#sidecars = new Map(files.filter(isSidecar).map((file) => [file.path, file]));
    this.#sources = new Map(files.filter((file) => !isSidecar(file)).map((file) => [file.path, file]));
  }

  /** Whether there is such a file. */
  readonly has = (path: SourcePath): boolean => this.#sources.has(path);

  get paths(): Iterable<SourcePath> {
    return this.#sources.keys();
  }

  /** The file with what its sidecar says; undefined when there is none or it cannot be read. */
  readonly look = (path: SourcePath): Media | undefined => {
    if (!this.#measured.has(path)) this.#measured.set(path, this.#measure(path));
    return this.#measured.get(path);
  };

  /** The same, for a page that shows it: it is published. */
  readonly at = (path: SourcePath): Media | undefined => {
    this.#shown.add(path);
    return this.look(path);
  };

  /** All that pages show, in the order of their paths. */
  published(): readonly PublishedMedia[] {
    return [...this.#sources.values()].flatMap((source) => {
      const media = this.#shown.has(source.path) ? this.look(source.path) : undefined;
      return media ? { media, source } : [];
    });
  }

  #measure(path: SourcePath): Media | undefined {
    const source = this.#sources.get(path);
    if (!source) return undefined;
    const bytes = readSource(source);
    const measured = bytes.value ? parseMedia(bytes.value, path) : { diagnostics: [] };
    this.diagnostics.push(...bytes.diagnostics, ...measured.diagnostics);
    return measured.value && { ...measured.value, ...this.#wordsOf(path) };
  }

  #wordsOf(path: SourcePath): MediaWords {
    const sidecar = this.#sidecars.get(path + sidecarEnding);
    if (!sidecar) return {};
    const text = readText(sidecar);
    this.diagnostics.push(...text.diagnostics);
    if (text.value === undefined) return {};
    const { value, diagnostics } = parseMediaWords(text.value, sidecar.path, this.#typography);
    this.diagnostics.push(...diagnostics);
    return value ?? {};
  }
}
