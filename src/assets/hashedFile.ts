/** Files of the theme that go out under `assets/` with a digest in their name. */
import { posix } from 'node:path';
import { digestOf } from '../core/digestOf.ts';
import type { ThemeFiles } from '../render/templates/compileTemplates.ts';

export interface AssetFile {
  /** Inside the output folder: `assets/style.1a2b3c4d.css`. */
  readonly outputPath: string;
  readonly bytes: Uint8Array;
}

/** A file under `assets/` with the first 8 hex digits of its SHA-256 in its name. */
export function hashedFile(name: string, bytes: Uint8Array): AssetFile {
  const hash = digestOf(bytes).slice(0, 8);
  const dot = name.lastIndexOf('.');
  return { outputPath: `assets/${name.slice(0, dot)}.${hash}${name.slice(dot)}`, bytes };
}

// Files of a theme that its stylesheet names with `url(…)`: fonts, and pictures of its own.

const published = /^(?!static\/).+\.(?:woff2?|svg|png|webp|avif|jpe?g)$/i;

/** Path inside `templates/` → the file as it goes out, beside the stylesheet. */
export function stylesheetFiles(theme: ThemeFiles): ReadonlyMap<string, AssetFile> {
  const files = [...theme].filter(([path]) => published.test(path));
  return new Map(files.map(([path, { bytes }]) => [path, hashedFile(posix.basename(path), bytes)]));
}

/** Those of the files that the finished stylesheet names. */
export function namedIn(
  stylesheet: Uint8Array,
  files: ReadonlyMap<string, AssetFile>,
): readonly (readonly [path: string, file: AssetFile])[] {
  const text = Buffer.from(stylesheet).toString('utf8');
  return [...files].filter(([, { outputPath }]) => text.includes(posix.basename(outputPath)));
}
