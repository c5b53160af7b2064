/**
 * `content/redirects.txt`: old addresses and where they lead, a line each: `/alt/ /neu/`, or `/alt/ 410` for what is
 * gone for good. `#` begins a comment. The program appends to it what has moved, so of two lines for one address the
 * later one counts.
 */
import type { Checked, Diagnostic, Position, SourcePath, UrlPath } from '../../core/model.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import type { RefusedRedirect } from '../../core/diagnostics/messages/collectionMessages.ts';
import { parseUrlPath } from '../../core/paths.ts';
import { readText, type SourceFile } from '../../content/discover.ts';

export interface RedirectLine {
  readonly from: UrlPath;
  readonly to: UrlPath | 'gone';
  readonly position: Position;
}

/** The status that tells machines that something is gone for good (RFC 9110, 15.5.11). */
const goneWord = '410';

/** The lines of the file; each that is none is an error at its place. */
export function parseRedirectLines(text: string, file: SourcePath): Checked<readonly RedirectLine[]> {
  const lines: RedirectLine[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, written] of text.split('\n').entries()) {
    const [from = '', to = '', ...rest] = written
      .replace(/(?:^|\s)#.*$/, '')
      .split(/\s+/)
      .filter(Boolean);
    if (from === '') continue;
    const position = { line: index + 1, column: 1 };
    const line = rest.length === 0 ? lineOf(from, to, position) : undefined;
    if (line) lines.push(line);
    else {
      const reason = reasonAgainst(from, to);
      diagnostics.push(diagnose('address/bad-line', { line: written.trim(), reason }, { file, position }));
    }
  }
  return { value: lines, diagnostics };
}

const head = `# Alte Adressen und wohin sie führen: „/alt/ /neu/“, oder „/alt/ 410“ für etwas, das es nie wieder gibt.
# Blattmacher trägt hier ein, was umgezogen ist. Die Datei gehört mit zum Blog.
`;

type MovedAddress = Pick<RedirectLine, 'from' | 'to'>;

/**
 * The text of the file with moves added, in its own manner (ends of lines, byte-order mark, end of the file); `before` is undefined when there is
 * none yet. What has come back to an address from which a line of ours leads to where it comes from needs that line no longer.
 */
export function recordMoves(before: string | undefined, moves: readonly MovedAddress[]): string {
  const text = before ?? head;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/(?<=\n)/);
  const ours = new Map(lines.map(goalOfOurs).filter((line) => line !== undefined));
  const returned = new Set(
    moves.filter((move) => leadsTo(ours, move.to, move.from)).map(({ to }) => encodeURI(to)),
  );
  const kept = lines.filter((line) => !returned.has(goalOfOurs(line)?.[0] ?? '')).join('');
  const added = moves.map(formatRedirectLine).toSorted();
  if (kept === '' || kept.endsWith('\n')) return kept + added.map((line) => line + lineEnd).join('');
  return [kept, ...added].join(lineEnd);
}

/** From where to where a line leads that is written as we write it, percent-encoded. */
function goalOfOurs(line: string): readonly [from: string, to: string] | undefined {
  const [, from, to] = /^(\/\S*) (\/\S*)\r?\n?$/.exec(line) ?? [];
  return from === undefined || to === undefined ? undefined : [from, to];
}

function leadsTo(lines: ReadonlyMap<string, string>, from: string, to: string): boolean {
  const seen = new Set<string>();
  let place: string | undefined = encodeURI(from);
  while (place !== undefined && !seen.has(place)) {
    seen.add(place);
    place = lines.get(place);
    if (place === encodeURI(to)) return true;
  }
  return false;
}

function formatRedirectLine({ from, to }: MovedAddress): string {
  return `${encodeURI(from)} ${to === 'gone' ? goneWord : encodeURI(to)}`;
}

function lineOf(from: string, to: string, position: Position): RedirectLine | undefined {
  if (hasWildcard(from) || hasWildcard(to)) return undefined;
  const old = parseUrlPath(from);
  const goal = to === goneWord ? ('gone' as const) : parseUrlPath(to);
  return old === undefined || goal === undefined ? undefined : { from: old, to: goal, position };
}

/** As some servers have it: `/alt/*`. */
function hasWildcard(address: string): boolean {
  return address.split('/').includes('*');
}

/** Syntax of other programs that no file of a static site can support. */
function reasonAgainst(...addresses: readonly string[]): RefusedRedirect | undefined {
  if (addresses.some((address) => /^(?:https?:)?\/\//i.test(address))) return 'foreign';
  if (addresses.some((address) => /[?#]/.test(address))) return 'query';
  return addresses.some(hasWildcard) ? 'wildcard' : undefined;
}

/** Reads `content/redirects.txt`, if it is among the sources. */
export function readRedirects(files: readonly SourceFile[]): Checked<readonly RedirectLine[]> {
  const source = files.find(({ kind }) => kind === 'redirects');
  if (!source) return { value: [], diagnostics: [] };
  const text = readText(source);
  return text.value === undefined
    ? { diagnostics: text.diagnostics }
    : parseRedirectLines(text.value, source.path);
}
