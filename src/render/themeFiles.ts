import type { SourcePath } from '../model.ts';
import type { TemplateSources } from './compileTemplates.ts';

/** Path inside `templates/` (`article.eta`, `styles/base.css`) → file; the site's own laid over the built-in ones. */
export type ThemeFiles = ReadonlyMap<string, ThemeFile>;

export interface ThemeFile {
  readonly file: SourcePath;
  readonly bytes: Uint8Array;
}

const extension = '.eta';

/** The templates among the files of a theme. */
export function templateSources(theme: ThemeFiles): TemplateSources {
  const decoder = new TextDecoder();
  const templates = [...theme].filter(([path]) => path.endsWith(extension));
  return new Map(
    templates.map(([path, { file, bytes }]) => [
      path.slice(0, -extension.length),
      { file, text: decoder.decode(bytes) },
    ]),
  );
}
