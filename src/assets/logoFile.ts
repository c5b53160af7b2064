import { posix } from 'node:path';
import type { Checked } from '../model.ts';
import { readPictureHeader } from '../pictures/head/readPictureHead.ts';
import { sanitizeSvg } from '../pictures/svg/sanitizeSvg.ts';
import type { SvgSize } from '../pictures/svg/svgSize.ts';
import type { ThemeFile, ThemeFiles } from '../render/themeFiles.ts';
import { diagnose } from '../report/diagnostics.ts';
import { nearest } from '../report/nearest.ts';
import { type AssetFile, hashedFile } from './hashedFile.ts';

export interface LogoFile extends AssetFile {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
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
  return { value: { ...hashedFile(posix.basename(name), file.bytes), width, height }, diagnostics: [] };
}

/** Without a width and a height for what is no picture, or does not tell them. */
function sizeOf({ file, bytes }: ThemeFile): SvgSize {
  return (
    (file.toLowerCase().endsWith('.svg')
      ? sanitizeSvg(bytes, file).value?.size
      : readPictureHeader(bytes, file).value) ?? {}
  );
}
