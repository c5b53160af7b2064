/** Adds lines to `content/redirects.txt` of the blog; lines that are there already stay, whatever they say. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { redirectsFile } from '../content/discover.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { Diagnostic } from '../core/model.ts';
import { isFullDisk } from '../emit/systemFault.ts';
import { rewriteFile } from '../emit/wholeFile.ts';
import { gathered } from './account.ts';
import { type MakeMap, mapInMemory, type WritableMap } from './diskMap.ts';
import { redirectsHead } from '../routes/redirects/redirectLines.ts';

/** A fault where the system refuses. */
export async function addRedirects(
  root: string,
  lines: Iterable<string>,
  makeMap: MakeMap = mapInMemory,
): Promise<readonly Diagnostic[]> {
  mkdirSync(join(root, 'content'), { recursive: true });
  const code = await rewriteFile(join(root, redirectsFile), (before) => withLines(before, lines, makeMap()));
  if (code === undefined) return [];
  const place = { file: redirectsFile };
  return isFullDisk(code)
    ? [diagnose('import/disk-full', { folder: join(root, 'content') }, place)]
    : [diagnose('import/redirects', { code }, place)];
}

/** The text of the file with those lines whose old address it does not have yet, in its own manner of ending lines; undefined where it has all. */
function withLines(
  before: string | undefined,
  lines: Iterable<string>,
  known: WritableMap<true>,
): Iterable<string> | undefined {
  const text = before ?? redirectsHead;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at);
    const next = end < 0 ? text.length : end + 1;
    known.set(oldAddressOf(text.slice(at, next)), true);
    at = next;
  }
  const added = gathered(newLines(lines, known, lineEnd), '');
  const { value: first } = added.next();
  if (typeof first !== 'string') return undefined;
  const start = text === '' || text.endsWith('\n') ? text : text + lineEnd;
  return inOrder([start, first], added);
}

function* newLines(lines: Iterable<string>, known: WritableMap<true>, lineEnd: string): Generator<string> {
  for (const line of lines) if (!known.has(oldAddressOf(line))) yield line + lineEnd;
}

/** One list behind the other. */
export function* inOrder(...lists: readonly Iterable<string>[]): Generator<string> {
  for (const texts of lists) yield* texts;
}

function oldAddressOf(line: string): string {
  return line.trim().split(/\s/, 1)[0] ?? '';
}
