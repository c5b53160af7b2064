import type { Diagnostic, Media, SourcePath } from '../model.ts';
import { type MediaWords, parseMedia, parseMediaWords } from '../parse/media.ts';
import { decodeText, readBytes, type SourceFile } from '../read/siteFolder.ts';

export interface MediaFiles {
  readonly media: ReadonlyMap<SourcePath, Media>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Media files that have a page to stand on; a sidecar is none. */
export function mediaSources(sources: readonly SourceFile[]): ReadonlyMap<SourcePath, SourceFile> {
  const files = new Map(sources.map((source) => [source.path, source]));
  return new Map(
    [...files].filter(
      ([path]) => !files.has(path.replace(/\.ya?ml$/, '') as SourcePath) || !/\.ya?ml$/.test(path),
    ),
  );
}

/** Measures the `used` ones among the media files and reads their sidecars. */
export function readMedia(sources: readonly SourceFile[], used: ReadonlySet<SourcePath>): MediaFiles {
  const media = new Map<SourcePath, Media>();
  const diagnostics: Diagnostic[] = [];
  const sidecars = new Map(sources.map((source) => [source.path as string, source]));
  for (const source of sources) {
    if (!used.has(source.path)) continue;
    const measured = parseMedia(readBytes(source), source.path);
    diagnostics.push(...measured.diagnostics);
    if (!measured.value) continue;
    const sidecar = sidecars.get(`${source.path}.yaml`);
    const words = sidecar ? readWords(sidecar, diagnostics) : {};
    media.set(source.path, { ...measured.value, ...words });
  }
  return { media, diagnostics };
}

function readWords(sidecar: SourceFile, diagnostics: Diagnostic[]): MediaWords {
  const text = decodeText(readBytes(sidecar), sidecar.path);
  const words = text.value === undefined ? text : parseMediaWords(text.value, sidecar.path);
  diagnostics.push(...words.diagnostics);
  return typeof words.value === 'object' ? words.value : {};
}
