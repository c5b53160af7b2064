/**
 * The theme's files that readers' browsers fetch: one stylesheet, scripts and an icon under names that change
 * with their content, and `static/**` as it is.
 */
import { createHash } from 'node:crypto';
import { digestOf } from '../digestOf.ts';
import type { Checked } from '../model.ts';
import type { ThemeFiles } from '../render/themeFiles.ts';
import { bundleScript } from './bundleScript.ts';
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
  readonly commentScript: string;
  readonly favicon: string;
}

const staticFolder = 'static/';

/** Bundles what the id names, or remembers what that gave. */
export type BundleOnce = (
  id: string,
  bundle: () => Promise<Checked<Uint8Array>>,
) => Promise<Checked<Uint8Array>>;

/**
 * Makes the output files of a theme: `style.css` with its imports, `script.js`, `comments.js` with its imports,
 * `favicon.svg`, `static/**`. Faults of stylesheets and scripts are errors at their line.
 */
export async function themeAssets(theme: ThemeFiles, once: BundleOnce): Promise<Checked<ThemeAssets>> {
  const [sheet, bundle] = await Promise.all([
    once(idOf(theme, '.css'), () => bundleStylesheet(theme)),
    once(idOf(theme, '.js'), () => bundleScript(theme, 'comments.js')),
  ]);
  const diagnostics = [...sheet.diagnostics, ...bundle.diagnostics];
  if (sheet.value === undefined || bundle.value === undefined) return { diagnostics };
  const stylesheet = hashed('style.css', sheet.value);
  const script = hashed('script.js', theme.get('script.js')?.bytes);
  const commentScript = hashed('comments.js', bundle.value);
  const favicon = hashed('favicon.svg', theme.get('favicon.svg')?.bytes);
  const value = {
    files: [...stylesheet, ...script, ...commentScript, ...favicon, ...staticFiles(theme)],
    stylesheet: stylesheet[0]?.outputPath ?? '',
    script: script[0]?.outputPath ?? '',
    commentScript: commentScript[0]?.outputPath ?? '',
    favicon: favicon[0]?.outputPath ?? '',
  };
  return { value, diagnostics };
}

/** Of all files with this ending: more than a bundle is made of, and never less. */
function idOf(theme: ThemeFiles, ending: string): string {
  const files = [...theme].filter(([path]) => path.endsWith(ending));
  return `${digestOf(JSON.stringify(files.map(([path, { bytes }]) => [path, digestOf(bytes)])))} *${ending}`;
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
