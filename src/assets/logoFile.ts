/** The theme's logo and icon: as files, in social cards, as `favicon.ico`. */
import { loadPart } from '../core/nativeParts.ts';
import { posix } from 'node:path';
import type { Checked } from '../core/model.ts';
import { readPictureHeader } from '../images/pictureHeader.ts';
import { sanitizeSvg, type SvgSize } from '../images/svg.ts';
import type { ThemeFile, ThemeFiles } from '../render/templates/compileTemplates.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { nearest } from '../core/diagnostics/suggester.ts';
import { type AssetFile, hashedFile } from './hashedFile.ts';
import { type DesignSettings, themeColours } from '../config/designSettings.ts';
import type { FontFile, SocialLook } from '../images/socialCards/socialPicture.ts';

export interface LogoFile {
  readonly file: AssetFile;
  /** Pixels. */
  readonly size: { readonly width: number; readonly height: number };
}

/** The picture of the theme that `design: logo:` names. */
export function logoFile(theme: ThemeFiles, name: string): Checked<LogoFile> {
  const file = theme.get(name);
  if (!file) {
    const pictures = [...theme.keys()].filter((path) => /\.(?:svg|png|webp)$/i.test(path));
    return { diagnostics: [diagnose('design/no-logo', { name, suggestion: nearest(name, pictures) }, {})] };
  }
  const { width, height } = sizeOf(file);
  if (width === undefined || height === undefined)
    return { diagnostics: [diagnose('design/unreadable-logo', { name }, { file: file.file })] };
  const value = { file: hashedFile(posix.basename(name), file.bytes), size: { width, height } };
  return { value, diagnostics: [] };
}

/** Without a width and a height for what is no picture, or does not tell them. */
function sizeOf({ file, bytes }: ThemeFile): SvgSize {
  return (
    (file.toLowerCase().endsWith('.svg')
      ? sanitizeSvg(bytes, file).value?.size
      : readPictureHeader(bytes, file).value) ?? {}
  );
}

/** The cover of the podcast, as directories take it: a square of 1400 to 3000 pixels. */
export function coverFile(theme: ThemeFiles, name: string): Checked<AssetFile> {
  const file = theme.get(name);
  if (!file || !/\.(?:jpe?g|png)$/i.test(name)) {
    const pictures = [...theme.keys()].filter((path) => /\.(?:jpe?g|png)$/i.test(path));
    return { diagnostics: [diagnose('podcast/no-cover', { name, suggestion: nearest(name, pictures) }, {})] };
  }
  const { width = 0, height = 0 } = sizeOf(file);
  const isFit = width === height && width >= 1400 && width <= 3000;
  const value = hashedFile(posix.basename(name), file.bytes);
  const doubts = isFit ? [] : [diagnose('podcast/cover-size', { width, height }, { file: file.file })];
  return { value, diagnostics: doubts };
}

/** How the site's social pictures look: in the fonts of its pages and in the colours of their light mode. */
export function socialLook(theme: ThemeFiles, { colours, headlines, logo }: DesignSettings): SocialLook {
  const fontsOf = (face: 'serif' | 'sans'): readonly FontFile[] =>
    [`fonts/${face}.woff2`, `fonts/${face}-names.woff2`].flatMap((name) => theme.get(name) ?? []);
  const found = logo === undefined ? undefined : theme.get(logo);
  return {
    ...themeColours.light,
    ...colours.light,
    headlineFonts: fontsOf(headlines ?? 'serif'),
    frameFonts: fontsOf('sans'),
    ...(found && { logo: found.bytes }),
  };
}

/** `favicon.ico`, which browsers, feed readers and search engines ask for without being told: the theme's icon in 32 × 32 pixels, as PNG. */
const edge = 32;
const headerLength = 22;

/** Empty for what cannot be drawn. */
export async function drawFavicon(svg: Uint8Array): Promise<Uint8Array> {
  // Only for sites with an icon of their own: loading it costs more than drawing.
  const { default: sharp } = await loadPart('sharp', () => import('sharp'));
  const transparent = { r: 0, g: 0, b: 0, alpha: 0 };
  const png = await sharp(svg)
    .resize(edge, edge, { fit: 'contain', background: transparent })
    .png({ compressionLevel: 9 })
    .toBuffer()
    .catch(() => undefined);
  return png ? Buffer.concat([header(png.length), png]) : new Uint8Array();
}

/** Header of a file with one picture; see https://en.wikipedia.org/wiki/ICO_(file_format) */
function header(length: number): Uint8Array {
  const bytes = Buffer.alloc(headerLength);
  // The type of file, and how many pictures.
  bytes.writeUInt16LE(1, 2);
  bytes.writeUInt16LE(1, 4);
  bytes.writeUInt8(edge, 6);
  bytes.writeUInt8(edge, 7);
  // One plane, 32 bits a pixel.
  bytes.writeUInt16LE(1, 10);
  bytes.writeUInt16LE(32, 12);
  bytes.writeUInt32LE(length, 14);
  bytes.writeUInt32LE(headerLength, 18);
  return bytes;
}
