import type { SourcePath } from '../model.ts';
import { listTemplates, readBytes, type SourceFile } from '../read/siteFolder.ts';
import type { ThemeFiles } from '../render/themeFiles.ts';

const prefix = 'templates/';

/** The built-in theme with the site's own files laid over it. */
export function readTheme(builtInTemplates: string, own: readonly SourceFile[]): ThemeFiles {
  const files = [...listTemplates(builtInTemplates), ...own];
  return new Map(
    files.map((file): [string, { file: SourcePath; bytes: Uint8Array }] => [
      file.path.slice(prefix.length),
      { file: file.path, bytes: readBytes(file) },
    ]),
  );
}
