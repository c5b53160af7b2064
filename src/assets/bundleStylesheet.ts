/** Bundles the theme's stylesheet with lightningcss, from files in memory, and adds the site's `design`. */
import { posix } from 'node:path';
import type { Dependency, Warning } from 'lightningcss';
import type { Checked, Diagnostic } from '../core/model.ts';
import type { ThemeFiles } from '../render/templates/compileTemplates.ts';
import { loadPart } from '../core/nativeParts.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { SourceLocation } from '../core/diagnostics/message.ts';
import { nearest } from '../core/diagnostics/suggester.ts';
import type { AssetFile } from './hashedFile.ts';
import {
  type Colour,
  readableOn,
  type DesignSettings,
  type Palette,
  shades,
  themeColours,
} from '../config/designSettings.ts';

const entry = 'style.css';

/** The oldest browsers that get prefixes and fall-backs: those of 2022 and 2023. lightningcss wants the major version in the third byte. */
const targets = { chrome: 109 << 16, firefox: 115 << 16, safari: 16 << 16, ios_saf: 16 << 16 };

/** Path inside the theme → the file as it goes out. */
type NamedFiles = ReadonlyMap<string, AssetFile>;

/**
 * Bundles `style.css` and its imports as one minified stylesheet, all of it from memory; empty without a
 * `style.css`. Files named with `url(…)` lie beside it.
 */
export async function bundleStylesheet(theme: ThemeFiles, named: NamedFiles): Promise<Checked<Uint8Array>> {
  if (!theme.has(entry)) return { value: new Uint8Array(), diagnostics: [] };
  // Native code that the built-in theme as it is does not need.
  const { bundleAsync } = await loadPart('lightningcss', () => import('lightningcss'));
  const resolver = { read: (path: string) => readStylesheet(theme, path), resolve: resolveImport };
  try {
    const { code, warnings, dependencies } = await bundleAsync({
      filename: entry,
      minify: true,
      targets,
      resolver,
      analyzeDependencies: true,
    });
    const doubts = warnings.map((warning) => doubt(theme, warning));
    const stylesheet = withAddresses(Buffer.from(code).toString('utf8'), dependencies ?? [], theme, named);
    return { ...stylesheet, diagnostics: [...doubts, ...stylesheet.diagnostics] };
  } catch (error) {
    if (!isBundleFault(error)) throw error;
    return { diagnostics: [fault(theme, error)] };
  }
}

/**
 * lightningcss leaves a placeholder in every `url(…)`; each becomes an address relative to the finished
 * stylesheet.
 */
function withAddresses(
  stylesheet: string,
  dependencies: readonly Dependency[],
  theme: ThemeFiles,
  named: NamedFiles,
): Checked<Uint8Array> {
  const addresses = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  for (const { url, placeholder, loc } of dependencies.filter((found) => found.type === 'url')) {
    const file = named.get(resolveImport(url, loc.filePath));
    if (!file && isRelative(url)) {
      const suggestion = nearest(posix.join(posix.dirname(loc.filePath), url), [...named.keys()]);
      diagnostics.push(
        diagnose('style/unknown-file', { name: url, suggestion }, placeIn(theme, loc.filePath, loc.start)),
      );
    }
    addresses.set(placeholder, file ? posix.basename(file.outputPath) : url.replaceAll(/["\\]/g, '\\$&'));
  }
  if (diagnostics.length > 0) return { diagnostics };
  const text = stylesheet.replaceAll(/"([\w-]+)"/g, (whole, sign: string) => {
    const address = addresses.get(sign);
    return address === undefined ? whole : `"${address}"`;
  });
  return { value: Buffer.from(text), diagnostics };
}

/** Neither another host's, nor from the root of the site, nor a place in the same document. */
function isRelative(address: string): boolean {
  return !/^(?:[a-z][a-z+.-]*:|[/#])/i.test(address);
}

/** Thrown with the path as message, which lightningcss hands on with the place of the `@import`. */
function readStylesheet(theme: ThemeFiles, path: string): string {
  const file = theme.get(path);
  if (file === undefined) throw new Error(path);
  return new TextDecoder().decode(file.bytes);
}

/** Addresses of other hosts stay as they are, so that no file is found for them. */
function resolveImport(specifier: string, from: string): string {
  return isRelative(specifier) ? posix.join(posix.dirname(from), specifier) : specifier;
}

interface Location {
  readonly line: number;
  readonly column: number;
}

interface BundleFault extends Error {
  readonly fileName: string;
  readonly loc: Location;
  readonly data: unknown;
}

function isBundleFault(error: unknown): error is BundleFault {
  return error instanceof Error && 'fileName' in error && 'loc' in error && 'data' in error;
}

function fault(theme: ThemeFiles, { message, fileName, loc, data }: BundleFault): Diagnostic {
  const place = placeIn(theme, fileName, loc);
  if (data !== 'ResolverError') return diagnose('style/syntax', { reason: germanReason(message) }, place);
  const stylesheets = [...theme.keys()].filter((path) => path.endsWith('.css'));
  return diagnose(
    'style/unknown-import',
    { name: message, suggestion: nearest(message, stylesheets) },
    place,
  );
}

/** The commonest complaints of lightningcss in German, anything else as it is. */
function germanReason(text: string): string {
  if (text === 'Unexpected end of input') return 'Eine Klammer wird nicht geschlossen.';
  if (text.startsWith('@import rules must')) return '@import muss vor allen anderen Regeln stehen.';
  const unexpected = /^Unexpected token \w+\("(.*)"\)$/.exec(text)?.[1];
  return unexpected === undefined ? text : `„${unexpected}“ steht hier an falscher Stelle.`;
}

function doubt(theme: ThemeFiles, { message, loc }: Warning): Diagnostic {
  return diagnose('style/doubtful', { reason: message }, placeIn(theme, loc.filename, loc));
}

function placeIn(theme: ThemeFiles, path: string, { line, column }: Location): SourceLocation {
  const file = theme.get(path)?.file;
  return file === undefined ? {} : { file, position: { line, column } };
}

const white: Colour = '#ffffff';
const black: Colour = '#14110f';

/** The settings of `design:` as custom properties; they stand after `styles/tokens.css` in the stylesheet. Empty when all is as in the theme. */
export function designStylesheet({ colours, headlines, text, textSize }: DesignSettings): string {
  const fonts = [
    ...(text ? [`--text-font: var(--${text});`] : []),
    ...(headlines ? [`--headline-font: var(--${headlines});`] : []),
    ...(textSize ? [`--text: ${textSize / 16}rem;`] : []),
  ];
  const light = colourRules(themeColours.light, colours.light);
  const dark = colourRules(themeColours.dark, colours.dark);
  return [
    ...(fonts.length > 0 ? [rule(fonts)] : []),
    ...(light.length > 0 ? [`@media not (prefers-color-scheme: dark) {\n${rule(light)}\n}`] : []),
    ...(dark.length > 0 ? [`@media screen and (prefers-color-scheme: dark) {\n${rule(dark)}\n}`] : []),
  ].join('\n');
}

function colourRules(theme: Palette, own: Partial<Palette>): readonly string[] {
  const palette = { ...theme, ...own };
  const isOtherGround = own.paper !== undefined || own.ink !== undefined;
  const colours: Readonly<Record<string, Colour>> = {
    ...own,
    ...(isOtherGround && shades(palette)),
    ...(own.accent && { 'on-accent': readableOn(own.accent, white, black) }),
  };
  return Object.entries(colours).map(([name, value]) => `--${name}: ${value};`);
}

function rule(declarations: readonly string[]): string {
  return `:root {\n  ${declarations.join('\n  ')}\n}`;
}
