/** Files of a theme that its stylesheet names with `url(…)`: fonts, and pictures of its own. */
import { posix } from 'node:path';
import type { ThemeFiles } from '../render/themeFiles.ts';
import { type AssetFile, hashedFile } from './hashedFile.ts';

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
