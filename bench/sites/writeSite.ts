import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type CorpusArticle, makeCorpus } from '../corpus.ts';
import type { FrontMatter, SiteKind } from './siteKind.ts';

/** Writes the corpus of `count` articles as one generator's site into `folder`. */
export function writeSite(kind: SiteKind, folder: string, count: number): void {
  if (kind.templates !== undefined) copyTemplates(kind, kind.templates, folder);
  if (kind.stylesheet !== undefined) {
    cpSync(join(import.meta.dirname, 'style.css'), join(folder, kind.stylesheet));
  }
  for (const [path, text] of Object.entries(kind.files)) writeText(join(folder, path), text);
  for (const article of makeCorpus(count)) {
    writeText(join(folder, articlePath(article, kind)), articleSource(kind, article));
  }
}

/** Where an article stands inside a contestant's site. */
export function articlePath(
  article: CorpusArticle,
  { isFlat = false }: Pick<SiteKind, 'isFlat'> = {},
): string {
  const folder = isFlat ? '' : `${article.date.getUTCFullYear()}/`;
  return `content/articles/${folder}${article.slug}.md`;
}

/** The whole text of its file. */
export function articleSource(kind: SiteKind, article: CorpusArticle): string {
  return `---\n${toYaml(kind.frontMatter(article))}---\n\n${article.text}`;
}

/** JSON strings are YAML strings; a date stands bare, as authors write it. */
function toYaml(values: FrontMatter, indent = ''): string {
  const lines = Object.entries(values).map(([key, value]) => {
    if (value instanceof Date) return `${indent}${key}: ${value.toISOString().slice(0, 19)}Z\n`;
    if (typeof value === 'string') return `${indent}${key}: ${JSON.stringify(value)}\n`;
    if (isList(value)) return `${indent}${key}: [${value.map((item) => JSON.stringify(item)).join(', ')}]\n`;
    return `${indent}${key}:\n${toYaml(value, `${indent}  `)}`;
  });
  return lines.join('');
}

function isList(value: object): value is readonly string[] {
  return Array.isArray(value);
}

function copyTemplates(kind: SiteKind, templates: string, folder: string): void {
  const source = join(import.meta.dirname, '..', templates);
  for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = relative(source, file);
    cpSync(file, join(folder, kind.placeOf?.(path) ?? path));
  }
}

function writeText(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
