/**
 * The theme's files that readers' browsers fetch: one stylesheet with what it names, scripts, icon and logo under
 * names that change with their content, and `static/**` as it is.
 */
import type { DesignSettings } from '../config/designSettings.ts';
import { diagnose, hasError } from '../core/diagnostics/diagnostics.ts';
import { digestOf } from '../core/digestOf.ts';
import type { Checked, UrlPath } from '../core/model.ts';
import type { ThemeFiles } from '../render/templates/compileTemplates.ts';
import { bundleScript } from './bundleScript.ts';
import { bundleStylesheet, designStylesheet } from './bundleStylesheet.ts';
import { type AssetFile, hashedFile, namedIn, stylesheetFiles } from './hashedFile.ts';
import { coverFile, type LogoFile, logoFile } from './logoFile.ts';
import type { ThemeUrls } from '../views/siteView.ts';
import type { BundleOnce } from '../content/load/sourceCache.ts';

export interface ThemeAssets {
  readonly files: readonly AssetFile[];
  readonly urls: ThemeUrls;
}

const staticFolder = 'static/';

const fontFolder = 'fonts/';

/** Where the settings of the site go; the file of this name in the theme is a place for them. */
const settingsStylesheet = 'styles/settings.css';

/**
 * Makes the output files of a theme: `style.css` with its imports and the site's `design`, `own.js`, `comments.js`,
 * `embeds.js` and `search.js` with their imports, `favicon.svg`, `static/**`. Faults of stylesheets and scripts are errors at their line.
 */
export async function themeAssets(
  builtIn: ThemeFiles,
  once: BundleOnce,
  design?: DesignSettings,
  cover?: string,
): Promise<Checked<ThemeAssets>> {
  const theme = design ? withSettings(builtIn, design) : builtIn;
  const named = stylesheetFiles(theme);
  const [bundled, comments, embeds, search, own] = await Promise.all([
    once(idOf(theme, '.css'), () => bundleStylesheet(theme, named)),
    ...['comments.js', 'embeds.js', 'search.js', 'own.js'].map((entry) =>
      once(`${idOf(theme, '.js')} ${entry}`, () => bundleScript(theme, entry)),
    ),
  ]);
  const pictures = picturesOf(theme, design, cover);
  const diagnostics = [bundled, comments, embeds, search, own, pictures, renamedScript(theme)].flatMap(
    (made) => made?.diagnostics ?? [],
  );
  if (
    !bundled.value ||
    !comments?.value ||
    !embeds?.value ||
    !search?.value ||
    !own?.value ||
    !pictures.value
  )
    return { diagnostics };
  const files: AssetFile[] = [];
  const add = (file: AssetFile): UrlPath => {
    files.push(file);
    return `/${file.outputPath}` as UrlPath;
  };
  /** None without content. */
  const addNamed = (name: string, bytes = theme.get(name)?.bytes): UrlPath | '' =>
    bytes && bytes.length > 0 ? add(hashedFile(name, bytes)) : '';
  const { logo, logoDark, cover: square } = pictures.value;
  const urls: ThemeUrls = {
    stylesheet: addNamed('style.css', bundled.value),
    script: addNamed('own.js', own.value),
    commentScript: addNamed('comments.js', comments.value),
    embedScript: addNamed('embeds.js', embeds.value),
    searchScript: addNamed('search.js', search.value),
    favicon: addNamed('favicon.svg'),
    fonts: fontsAmong(namedIn(bundled.value, named).map(([path, file]) => [path, add(file)])),
    ...(logo && { logo: { url: add(logo.file), ...logo.size } }),
    ...(square && { cover: add(square) }),
    ...(logoDark && { logoDark: { url: add(logoDark.file), ...logoDark.size } }),
  };
  // A logo may be an icon, too.
  const distinct = new Map(files.map((file) => [file.outputPath, file])).values();
  return { value: { files: [...distinct, ...staticFiles(theme)], urls }, diagnostics };
}

/** What was `script.js` must not be without effect in silence. */
function renamedScript(theme: ThemeFiles): Checked<undefined> {
  const file = theme.get('script.js')?.file;
  return { diagnostics: file === undefined ? [] : [diagnose('script/renamed', {}, { file })] };
}

/** By their names in `fonts/`. */
function fontsAmong(named: readonly (readonly [path: string, url: UrlPath])[]): ThemeUrls['fonts'] {
  const fonts = named.filter(([path]) => path.startsWith(fontFolder));
  return Object.fromEntries(fonts.map(([path, url]) => [path.slice(fontFolder.length), url]));
}

function withSettings(theme: ThemeFiles, design: DesignSettings): ThemeFiles {
  const place = theme.get(settingsStylesheet);
  const own = designStylesheet(design);
  if (!place || own === '') return theme;
  return new Map([...theme, [settingsStylesheet, { ...place, bytes: Buffer.from(own) }]]);
}

/** The logo for dark mode stands in for the other, so there is none alone. */
function picturesOf(
  theme: ThemeFiles,
  { logo, logoDark }: Pick<DesignSettings, 'logo' | 'logoDark'> = {},
  cover?: string,
): Checked<{ readonly logo?: LogoFile; readonly logoDark?: LogoFile; readonly cover?: AssetFile }> {
  const light = logo === undefined ? undefined : logoFile(theme, logo);
  const dark = logo === undefined || logoDark === undefined ? undefined : logoFile(theme, logoDark);
  const square = cover === undefined ? undefined : coverFile(theme, cover);
  const diagnostics = [light, dark, square].flatMap((made) => made?.diagnostics ?? []);
  return hasError(diagnostics)
    ? { diagnostics }
    : { value: { logo: light?.value, logoDark: dark?.value, cover: square?.value }, diagnostics };
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

function staticFiles(theme: ThemeFiles): readonly AssetFile[] {
  return [...theme]
    .filter(([path]) => path.startsWith(staticFolder))
    .map(([path, { bytes }]) => ({ outputPath: path.slice(staticFolder.length), bytes }));
}
