/**
 * The theme's files that readers' browsers fetch: one stylesheet, perhaps a script and an icon under names
 * that change with their content, and `static/**` as it is.
 */
import { createHash } from 'node:crypto';
import type { Checked } from '../model.ts';
import type { ThemeFiles } from '../render/themeFiles.ts';
import { bundleStylesheet } from './bundleStylesheet.ts';

export interface AssetFile {
  /** Inside the output folder: `assets/style.1a2b3c4d.css`. */
  readonly outputPath: string;
  readonly bytes: Uint8Array;
}

export interface ThemeAssets {
  readonly files: readonly AssetFile[];
  /** Output paths; empty when the theme has no such file. */
  readonly stylesheet: string;
  readonly script: string;
  readonly favicon: string;
}

const staticFolder = 'static/';

/** Makes the output files of a theme (`style.css` with its imports, `script.js`, `favicon.svg`, `static/**`); faults of the stylesheets are errors at their line. */
export async function themeAssets(theme: ThemeFiles): Promise<Checked<ThemeAssets>> {
  const bundled = await bundleStylesheet(theme);
  if (bundled.value === undefined) return { diagnostics: bundled.diagnostics };
  const stylesheet = hashed('style.css', bundled.value);
  const script = hashed('script.js', theme.get('script.js')?.bytes);
  const favicon = hashed('favicon.svg', theme.get('favicon.svg')?.bytes);
  const value = {
    files: [...stylesheet, ...script, ...favicon, ...staticFiles(theme)],
    stylesheet: stylesheet[0]?.outputPath ?? '',
    script: script[0]?.outputPath ?? '',
    favicon: favicon[0]?.outputPath ?? '',
  };
  return { value, diagnostics: bundled.diagnostics };
}

/** The file under `assets/` with the first 8 hex digits of its SHA-256 in its name; none without content. */
function hashed(name: string, bytes: Uint8Array | undefined): readonly AssetFile[] {
  if (bytes === undefined || bytes.length === 0) return [];
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  return [{ outputPath: `assets/${name.replace('.', `.${hash}.`)}`, bytes }];
}

function staticFiles(theme: ThemeFiles): readonly AssetFile[] {
  return [...theme]
    .filter(([path]) => path.startsWith(staticFolder))
    .map(([path, { bytes }]) => ({ outputPath: path.slice(staticFolder.length), bytes }));
}
