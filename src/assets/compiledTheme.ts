/** The theme of a site: built-in files under the site's own, as compiled templates and finished files. */
import type { AssetFile } from './hashedFile.ts';
import { socialLook, drawFavicon } from './logoFile.ts';
import { themeAssets } from './themeAssets.ts';
import type { BundleOnce } from '../content/load/sourceCache.ts';
import { type DesignSettings, toDesignSettings } from '../config/designSettings.ts';
import { digestOf } from '../core/digestOf.ts';
import type { Checked, Diagnostic } from '../core/model.ts';
import type { ThemeUrls } from '../views/siteView.ts';
import type { SocialLook } from '../images/socialCards/socialPicture.ts';
import { listTemplates, readSource, type SourceFile } from '../content/discover.ts';
import {
  compileTemplates,
  type TemplateSources,
  type Templates,
  type ThemeFile,
  type ThemeFiles,
  templateSources,
} from '../render/templates/compileTemplates.ts';

export interface CompiledTheme {
  readonly templates: Templates;
  /** Sources of the templates. */
  readonly sources: TemplateSources;
  /** Stylesheet, fonts, scripts, icon, logo and the theme's static files. */
  readonly assets: readonly AssetFile[];
  readonly urls: ThemeUrls;
  readonly look: SocialLook;
}

const prefix = 'templates/';

/** Compiles the built-in theme, overlaid with the site's `own` files and its `design`. */
export async function compileTheme(
  builtInTemplates: string,
  own: readonly SourceFile[],
  once: BundleOnce,
  design: DesignSettings = toDesignSettings(),
  cover?: string,
): Promise<Checked<CompiledTheme>> {
  const { value: files, diagnostics: unread } = readTheme([...listTemplates(builtInTemplates), ...own]);
  if (!files) return { diagnostics: unread };
  const sources = templateSources(files);
  const templates = compileTemplates(sources);
  const assets = await themeAssets(files, once, design, cover);
  const diagnostics = [...templates.diagnostics, ...assets.diagnostics];
  if (!templates.value || !assets.value) return { diagnostics };
  const { files: made, urls } = assets.value;
  const look = socialLook(files, design);
  const icon = await iconFile(files, own, once);
  return {
    value: { templates: templates.value, sources, assets: [...made, ...icon], urls, look },
    diagnostics,
  };
}

/** `favicon.ico` beside the theme's own: that of the built-in theme is made; of another `favicon.svg` it is drawn, once. */
async function iconFile(
  theme: ThemeFiles,
  own: readonly SourceFile[],
  once: BundleOnce,
): Promise<readonly AssetFile[]> {
  const isOwn = (name: string): boolean => own.some(({ path }) => path === `${prefix}${name}`);
  const svg = theme.get('favicon.svg')?.bytes;
  if (theme.has('static/favicon.ico') || !svg || svg.length === 0) return [];
  const { value: drawn } =
    isOwn('favicon.svg') && !isOwn('favicon.ico')
      ? await once(`${digestOf(svg)} *.ico`, async () => ({ value: await drawFavicon(svg), diagnostics: [] }))
      : { value: theme.get('favicon.ico')?.bytes };
  return drawn && drawn.length > 0 ? [{ outputPath: 'favicon.ico', bytes: drawn }] : [];
}

/** Reads the files of a theme; of the same path the last one counts. */
export function readTheme(sources: readonly SourceFile[]): Checked<ThemeFiles> {
  const files = new Map<string, ThemeFile>();
  const diagnostics: Diagnostic[] = [];
  for (const source of sources) {
    const { value: bytes, diagnostics: faults } = readSource(source);
    diagnostics.push(...faults);
    if (bytes) files.set(source.path.slice(prefix.length), { file: source.path, bytes });
  }
  return diagnostics.length > 0 ? { diagnostics } : { value: files, diagnostics };
}
