/**
 * `content/redirects.txt`: old addresses and where they lead, a line each. `#` begins a comment. The program appends to
 * it what has moved, so of two lines for one address the later one counts.
 *
 * - `/alt/ /neu/`, or `/alt/ 410` for what is gone for good.
 * - `/alt/* /neu/`: the folder and all that stood below it. A page that stands there, and a line that says more, go first.
 * - `/:page/feed/* /:page/`, `/:page/comment-page-* /:page/`: what stood below pages under such a name leads to the page. A page that stands there, and a line that
 *   says more, go first.
 * - `/?p=123 /neu/`: the address with this parameter, whatever others it has.
 * - `/alt/ content/articles/2019/hafen.md`: where that source stands now, also after later moves.
 * - `/uploads/hafen.jpg content/media/2019/hafen.jpg`: the published picture or document, for all sizes in which WordPress keeps a picture.
 */
import type { Checked, Diagnostic, Position, SourcePath, UrlPath } from '../../core/model.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import type { RefusedRedirect } from '../../core/diagnostics/messages/collectionMessages.ts';
import { decodeLoosely, parseSourcePath, parseUrlPath } from '../../core/paths.ts';
import { readText, type SourceFile } from '../../content/discover.ts';

export interface RedirectLine {
  readonly from: UrlPath;
  /** All that stands below the folder `from` is meant as well. */
  readonly isFolder?: true;
  /** Below any page this is meant: `from` is `/feed/` with all below it, or `/comment-page-` with whatever follows; `to` is `/`, for that page. */
  readonly isEnd?: true;
  /** The address is meant with this parameter alone. */
  readonly query?: QueryParameter;
  /** An address, or a source that has one. */
  readonly to: UrlPath | SourcePath | 'gone';
  readonly position: Position;
}

/** Letters, digits and `_`; the value also `.`, `-` and `~`. */
export interface QueryParameter {
  readonly key: string;
  readonly value: string;
}

export function isAddress(to: RedirectLine['to']): to is UrlPath {
  return to.startsWith('/');
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

/** What a new file begins with. */
export const redirectsHead = `# Alte Adressen und wohin sie führen: „/alt/ /neu/“, oder „/alt/ 410“ für etwas, das es nie wieder gibt.
# Blattmacher trägt hier ein, was umgezogen ist. Die Datei gehört mit zum Blog.
`;

type MovedAddress = Pick<RedirectLine, 'from' | 'to'>;

/**
 * The text of the file with moves added, in its own manner (ends of lines, byte-order mark, end of the file); `before` is undefined when there is
 * none yet. What has come back to an address from which a line of ours leads to where it comes from needs that line no longer.
 */
export function recordMoves(before: string | undefined, moves: readonly MovedAddress[]): string {
  const text = before ?? redirectsHead;
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

/** The line as the file has it; read again, it is the same. */
export function formatRedirectLine({
  from,
  isFolder,
  isEnd,
  query,
  to,
}: Pick<RedirectLine, 'from' | 'isFolder' | 'isEnd' | 'query'> & { readonly to: string }): string {
  if (isEnd) return `/:page${from}* /:page/`;
  const parameter = query ? `?${query.key}=${query.value}` : '';
  // A star of its own is no folder.
  return `${encodeURI(from).replaceAll('*', '%2A')}${isFolder ? '*' : ''}${parameter} ${to === 'gone' ? goneWord : encodeURI(to).replaceAll('#', '%23')}`;
}

const anyPage = '/:page/';

/** Names of which every host's syntax can say it. */
const endSyntax = /^\/:page(\/[\w-]{1,40}\/?)\*$/;

function lineOf(from: string, to: string, position: Position): RedirectLine | undefined {
  const [, end] = (to === anyPage && endSyntax.exec(from)) || [];
  if (end !== undefined) return { from: end as UrlPath, isEnd: true, to: '/' as UrlPath, position };
  if ([from, to].some((address) => address.startsWith(anyPage))) return undefined;
  const { path, isFolder, query } = partsOf(from);
  const old = hasWildcard(path) ? undefined : parseUrlPath(path);
  const parameter = query === undefined ? undefined : queryOf(query);
  const goal = goalOf(to);
  if (old === undefined || goal === undefined) return undefined;
  if (query !== undefined && (!parameter || isFolder || goal === 'gone')) return undefined;
  if (isFolder && old === '/') return undefined;
  return {
    from: old,
    ...(isFolder && { isFolder }),
    ...(parameter && { query: parameter }),
    to: goal,
    position,
  };
}

function partsOf(from: string) {
  const [whole = '', path = '', query] = /^([^?]*)(?:\?(.*))?$/s.exec(from) ?? [];
  const isFolder = path.endsWith('/*');
  return { whole, path: isFolder ? path.slice(0, -1) : path, isFolder, query };
}

function queryOf(text: string): QueryParameter | undefined {
  const [, key, value] = /^(\w{1,40})=([\w.~-]{1,80})$/.exec(text) ?? [];
  return key === undefined || value === undefined ? undefined : { key, value };
}

/** Sources lie below `content`; whatever else begins without a slash is none of ours. */
function goalOf(to: string): RedirectLine['to'] | undefined {
  if (to === goneWord) return 'gone';
  if (to.startsWith('content/')) return parseSourcePath(decodeLoosely(to));
  return hasWildcard(to) ? undefined : parseUrlPath(to);
}

/** As some servers have it: `/alt/*`. */
function hasWildcard(address: string): boolean {
  return address.split('/').includes('*');
}

/** Syntax of other programs, and what no host could do. */
function reasonAgainst(from: string, to: string): RefusedRedirect | undefined {
  if ([from, to].some((address) => /^(?:https?:)?\/\//i.test(address))) return 'foreign';
  const { path, isFolder, query } = partsOf(from);
  if ([from, to].some((address) => address.startsWith(anyPage))) return 'page';
  if (/[?#]/.test(to)) return 'goal-query';
  if (from.includes('#')) return 'fragment';
  if (query !== undefined) {
    if (to === goneWord) return 'query-gone';
    if (isFolder) return 'query-folder';
    if (!queryOf(query)) return 'query';
  }
  if (isFolder && path === '/') return 'everything';
  return hasWildcard(path) || hasWildcard(to) ? 'wildcard' : undefined;
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
