/**
 * The theme's files that readers' browsers fetch: one stylesheet with what it names, scripts, icon and logo under
 * names that change with their content, and `static/**` as it is.
 */
import type { DesignSettings } from '../config/designSettings.ts';
import { digestOf } from '../core/digestOf.ts';
import type { Checked } from '../core/model.ts';
import type { ThemeFiles } from '../render/templates/compileTemplates.ts';
import { bundleScript } from './bundleScript.ts';
import { bundleStylesheet, designStylesheet } from './bundleStylesheet.ts';
import { type AssetFile, hashedFile, namedIn, stylesheetFiles } from './hashedFile.ts';
import { type LogoFile, logoFile } from './logoFile.ts';
import type { BundleOnce } from '../content/load/sourceCache.ts';

export interface ThemeAssets {
  readonly files: readonly AssetFile[];
  /** Output paths; empty when the theme has no such file. */
  readonly stylesheet: string;
  readonly script: string;
  readonly commentScript: string;
  readonly embedScript: string;
  readonly searchScript: string;
  readonly favicon: string;
  /** Those that the stylesheet names, by their names in `fonts/`. */
  readonly fonts: Readonly<Record<string, string>>;
  readonly logo?: LogoFile;
  readonly logoDark?: LogoFile;
}

const staticFolder = 'static/';

const fontFolder = 'fonts/';

/** Where the settings of the site go; the file of this name in the theme is a place for them. */
const settingsStylesheet = 'styles/settings.css';

/**
 * Makes the output files of a theme: `style.css` with its imports and the site's `design`, `script.js`, `comments.js`,
 * `embeds.js` and `search.js` with their imports, `favicon.svg`, `static/**`. Faults of stylesheets and scripts are errors at their line.
 */
export async function themeAssets(
  builtIn: ThemeFiles,
  once: BundleOnce,
  design?: DesignSettings,
): Promise<Checked<ThemeAssets>> {
  const theme = design ? withSettings(builtIn, design) : builtIn;
  const named = stylesheetFiles(theme);
  const [bundled, comments, embeds, search] = await Promise.all([
    once(idOf(theme, '.css'), () => bundleStylesheet(theme, named)),
    ...['comments.js', 'embeds.js', 'search.js'].map((entry) =>
      once(`${idOf(theme, '.js')} ${entry}`, () => bundleScript(theme, entry)),
    ),
  ]);
  const logos = logosOf(theme, design);
  const diagnostics = [bundled, comments, embeds, search, logos].flatMap((made) => made?.diagnostics ?? []);
  if (!bundled.value || !comments?.value || !embeds?.value || !search?.value || !logos.value)
    return { diagnostics };
  const stylesheet = hashed('style.css', bundled.value);
  const script = hashed('script.js', theme.get('script.js')?.bytes);
  const commentScript = hashed('comments.js', comments.value);
  const embedScript = hashed('embeds.js', embeds.value);
  const searchScript = hashed('search.js', search.value);
  const favicon = hashed('favicon.svg', theme.get('favicon.svg')?.bytes);
  const shown = namedIn(bundled.value, named);
  const single = [...stylesheet, ...script, ...commentScript, ...embedScript, ...searchScript, ...favicon];
  const value = {
    files: distinct([...single, ...shown.map(([, file]) => file), ...Object.values(logos.value)]).concat(
      staticFiles(theme),
    ),
    stylesheet: stylesheet[0]?.outputPath ?? '',
    script: script[0]?.outputPath ?? '',
    commentScript: commentScript[0]?.outputPath ?? '',
    embedScript: embedScript[0]?.outputPath ?? '',
    searchScript: searchScript[0]?.outputPath ?? '',
    favicon: favicon[0]?.outputPath ?? '',
    fonts: fontPaths(shown),
    ...logos.value,
  };
  return { value, diagnostics };
}

function fontPaths(shown: readonly (readonly [string, AssetFile])[]): ThemeAssets['fonts'] {
  const fonts = shown.filter(([path]) => path.startsWith(fontFolder));
  return Object.fromEntries(
    fonts.map(([path, { outputPath }]) => [path.slice(fontFolder.length), outputPath]),
  );
}

function withSettings(theme: ThemeFiles, design: DesignSettings): ThemeFiles {
  const place = theme.get(settingsStylesheet);
  const own = designStylesheet(design);
  if (!place || own === '') return theme;
  return new Map([...theme, [settingsStylesheet, { ...place, bytes: Buffer.from(own) }]]);
}

function logosOf(
  theme: ThemeFiles,
  { logo, logoDark }: Pick<DesignSettings, 'logo' | 'logoDark'> = {},
): Checked<Pick<ThemeAssets, 'logo' | 'logoDark'>> {
  const light = logo === undefined ? undefined : logoFile(theme, logo);
  const dark = logo === undefined || logoDark === undefined ? undefined : logoFile(theme, logoDark);
  const diagnostics = [...(light?.diagnostics ?? []), ...(dark?.diagnostics ?? [])];
  if (diagnostics.length > 0) return { diagnostics };
  const value = {
    ...(light?.value && { logo: light.value }),
    ...(dark?.value && { logoDark: dark.value }),
  };
  return { value, diagnostics };
}

/**
 * Digest of all files with this ending, for stylesheets also of files that they may name: it covers at least
 * everything in the bundle.
 */
function idOf(theme: ThemeFiles, ending: '.css' | '.js'): string {
  const named = ending === '.css' ? stylesheetFiles(theme) : new Map<string, AssetFile>();
  const files = [...theme].filter(([path]) => path.endsWith(ending) || named.has(path));
  const contents = files.map(([path, { bytes }]) => `${digestOf(bytes)} ${path}`).toSorted();
  return `${digestOf(JSON.stringify(contents))} *${ending}`;
}

/** None without content. */
function hashed(name: string, bytes: Uint8Array | undefined): readonly AssetFile[] {
  return bytes === undefined || bytes.length === 0 ? [] : [hashedFile(name, bytes)];
}

/** A logo may be an icon, too. */
function distinct(files: readonly AssetFile[]): readonly AssetFile[] {
  return [...new Map(files.map((file) => [file.outputPath, file])).values()];
}

function staticFiles(theme: ThemeFiles): readonly AssetFile[] {
  return [...theme]
    .filter(([path]) => path.startsWith(staticFolder))
    .map(([path, { bytes }]) => ({ outputPath: path.slice(staticFolder.length), bytes }));
}
