import { posix } from 'node:path';
import { imageSize } from 'image-size';
import type { Checked } from '../model.ts';
import type { ThemeFiles } from '../render/themeFiles.ts';
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
  const size = sizeOf(file.bytes);
  if (!size) return { diagnostics: [diagnose('design/unreadable-logo', { name }, { file: file.file })] };
  return { value: { ...hashedFile(posix.basename(name), file.bytes), ...size }, diagnostics: [] };
}

function sizeOf(bytes: Uint8Array): Pick<LogoFile, 'width' | 'height'> | undefined {
  try {
    const { width, height } = imageSize(bytes);
    return width > 0 && height > 0 ? { width, height } : undefined;
  } catch {
    return undefined;
  }
}
