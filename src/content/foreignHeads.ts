/** Front matter that is not between two lines `---`: what it is instead, and how it is written here. */
import type { Diagnostic, SourcePath } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { quoted } from '../core/yaml/yamlSlips.ts';

/** What is wrong with a text that does not begin with `---`. */
export function missingHead(text: string, file: SourcePath): Diagnostic {
  const lines = text.slice(0, longest).split('\n');
  const firstLine = lines.findIndex((line) => line.trim() !== '');
  const first = (lines[firstLine] ?? '').trim();
  const place = { file, position: { line: Math.max(firstLine, 0) + 1, column: 1 } };
  const end = lines.findIndex((line, index) => index > firstLine && line.trim() === first);
  if (first === '+++') {
    const yaml = yamlOfToml(lines.slice(firstLine + 1, end < 0 ? undefined : end));
    return diagnose('front-matter/other-format', { language: 'TOML', yaml: shortened(yaml) }, place);
  }
  const json = first.startsWith('{') ? jsonIn(lines.slice(firstLine)) : undefined;
  if (json) return diagnose('front-matter/other-format', { language: 'JSON', yaml: shortened(json) }, place);
  if (first === '---') return diagnose('front-matter/not-first', {}, place);
  if (isRule(first)) return diagnose('front-matter/other-dashes', { what: first }, place);
  return diagnose('front-matter/none', {}, { file, position: { line: 1, column: 1 } });
}

/** What is wrong with front matter that does not end. */
export function unclosedHead(text: string, file: SourcePath): Diagnostic {
  const lines = text.slice(0, longest).split('\n');
  const end = lines.findIndex((line, index) => index > 0 && isRule(line.trim()));
  if (end < 0) return diagnose('front-matter/unclosed', {}, { file, position: { line: 1, column: 1 } });
  const position = { line: end + 1, column: 1 };
  return diagnose('front-matter/other-dashes', { what: (lines[end] ?? '').trim() }, { file, position });
}

const longest = 65_536;

/** Dashes of another kind, or another number of them. */
function isRule(line: string): boolean {
  return /^(?:[-–—―−‐‑‒]{1,80}|\.\.\.)$/.test(line);
}

/** More lines than this make a message too long to read. */
const mostLines = 40;

function shortened(lines: readonly string[]): string {
  const shown = lines.slice(0, mostLines);
  return ['---', ...shown, ...(lines.length > mostLines ? ['… und so weiter'] : []), '---'].join('\n');
}

/** Line by line; what is no `key = value` stays as it is, so that nothing gets lost on the way. */
function yamlOfToml(lines: readonly string[]): readonly string[] {
  let indent = '';
  return lines.flatMap((line) => {
    const text = line.trim();
    if (text === '') return [];
    const table = /^\[+\s*([^\]]+?)\s*\]+$/.exec(text)?.[1];
    if (table !== undefined) {
      indent = table === 'taxonomies' ? '' : '  ';
      return indent === '' ? [] : [`${table}:`];
    }
    const [, key, value = ''] = /^("[^"]+"|[\p{L}\p{N}_.-]+)\s*=\s*(.*)$/u.exec(text) ?? [];
    return [key === undefined ? `${indent}${text}` : `${indent}${key}: ${yamlOfValue(value)}`];
  });
}

/** TOML's strings and lists are YAML's, but for a text in three quotes. */
function yamlOfValue(value: string): string {
  const [, text] = /^(?:"""|''')(.*?)(?:"""|''')$/.exec(value) ?? [];
  return text === undefined ? value : quoted(text);
}

function jsonIn(lines: readonly string[]): readonly string[] | undefined {
  const end = lines.findIndex((line) => /^\}\s*$/.test(line));
  const text = lines.slice(0, end < 0 ? 1 : end + 1).join('\n');
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    return Object.entries(value).map(([key, one]) => `${key}: ${JSON.stringify(one)}`);
  } catch {
    return /^\{\s*(?:$|")/.test(text) ? text.split('\n') : undefined;
  }
}
