import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { SourcePath } from '../../src/core/model.ts';
import { parseSourcePath } from '../../src/core/paths.ts';
import {
  compileTemplates,
  type Templates,
  templateSources,
  type ThemeFile,
  type ThemeFiles,
} from '../../src/render/templates/compileTemplates.ts';

const folder = join(import.meta.dirname, '../../templates');

/** The built-in theme, and over it files given as path → text. */
export function theme(own: Readonly<Record<string, string>> = {}): ThemeFiles {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.\w+$/.test(path),
  );
  const builtIn = paths.map((path) => [path.split(sep).join('/'), readFileSync(join(folder, path))] as const);
  const laidOver = Object.entries(own).map(([path, text]) => [path, Buffer.from(text)] as const);
  return new Map([...builtIn, ...laidOver].map(([path, bytes]) => [path, { file: fileOf(path), bytes }]));
}

/** Only the given files, path → text. */
export function bareTheme(files: Readonly<Record<string, string>>): ThemeFiles {
  const entries = Object.entries(files).map(([path, text]): [string, ThemeFile] => [
    path,
    { file: fileOf(path), bytes: Buffer.from(text) },
  ]);
  return new Map(entries);
}

function fileOf(path: string): SourcePath {
  const file = parseSourcePath(`templates/${path}`);
  if (file === undefined) throw new Error(`no path: ${path}`);
  return file;
}

/** The theme's templates; throws when one of them is wrong. */
export function compiled(files: ThemeFiles = theme()): Templates {
  const { value, diagnostics } = compileTemplates(templateSources(files));
  if (value === undefined) throw new Error(JSON.stringify(diagnostics, null, 2));
  return value;
}
