import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type CorpusArticle, makeCorpus } from '../corpus.ts';
import type { FrontMatter, SiteKind } from './siteKind.ts';

/** Writes the corpus of `count` articles as one generator's site into `folder`. */
export function writeSite(kind: SiteKind, folder: string, count: number): void {
  if (kind.templates !== undefined) {
    cpSync(join(import.meta.dirname, '..', kind.templates), folder, { recursive: true });
  }
  for (const [path, text] of Object.entries(kind.files)) writeText(join(folder, path), text);
  for (const article of makeCorpus(count)) {
    writeText(join(folder, articlePath(article)), articleSource(kind, article));
  }
}

/** Where an article stands inside every contestant's site. */
export function articlePath(article: CorpusArticle): string {
  return `content/articles/${article.date.getUTCFullYear()}/${article.slug}.md`;
}

/** The whole text of its file. */
export function articleSource(kind: SiteKind, article: CorpusArticle): string {
  return `---\n${toYaml(kind.frontMatter(article))}---\n\n${article.text}`;
}

/** JSON strings are YAML strings; a date stands bare, as authors write it. */
function toYaml(values: FrontMatter): string {
  const lines = Object.entries(values).map(([key, value]) => {
    if (value instanceof Date) return `${key}: ${value.toISOString().slice(0, 19)}Z\n`;
    if (typeof value === 'string') return `${key}: ${JSON.stringify(value)}\n`;
    return `${key}: [${value.map((item) => JSON.stringify(item)).join(', ')}]\n`;
  });
  return lines.join('');
}

function writeText(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
