/**
 * Detects articles, pages and explanations that have moved since the last build, so that no link dies because
 * a slug, a date or a file name changed. A source is recognised by its bytes, by its file, or by title and
 * date. Only digests of these are stored: they lie in the output folder, which may be public, and the name of
 * a file may be secret.
 */
import { digestOf } from '../core/digestOf.ts';
import type { SourcePath, UrlPath, Diagnostic } from '../core/model.ts';
import { addressKey, addressKeyOfFile, type Redirect } from '../routes/redirects/redirects.ts';
import { parseUrlPath } from '../core/paths.ts';
import type { KnownAddresses } from '../emit/manifest.ts';
import type { SiteSnapshot } from './snapshot.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { join } from 'node:path';
import { recordMoves } from '../routes/redirects/redirectLines.ts';
import { readSource, redirectsFile } from '../content/discover.ts';
import { rewriteFile } from '../emit/wholeFile.ts';

export interface Move extends Redirect {
  /** The file that moved. */
  readonly file: SourcePath;
}

export interface Moves {
  readonly moves: readonly Move[];
  /** Addresses whose new place is unknown. */
  readonly gone: readonly UrlPath[];
  /** Known addresses for the next build. */
  readonly addresses: KnownAddresses;
}

/** A source that has, or could have, an address of its own. */
interface Candidate {
  readonly file: SourcePath;
  /** Undefined: readers do not see it. */
  readonly url: UrlPath | undefined;
  /** Makes the digests of its bytes, its path, its title and date, from the surest to the least sure. */
  readonly traits: () => readonly string[];
}

type MovedSources = Pick<
  SiteSnapshot,
  'metadata' | 'collections' | 'identities' | 'pages' | 'assets' | 'redirects'
>;

/**
 * Detects moves.
 * @param known the `addresses` that the last build of this site returned
 * @param isSame whether a source was the same then, at the same address
 */
export function detectMoves(
  known: KnownAddresses,
  snapshot: MovedSources,
  isSame: (file: SourcePath) => boolean = () => false,
): Moves {
  const candidates = candidatesOf(snapshot);
  const current = new Map<string, string>();
  for (const { file, url, traits } of candidates) {
    if (url === undefined) continue;
    const before = isSame(file) ? known.get(url) : undefined;
    current.set(url, before ?? traits().join(' '));
  }
  const left = [...known].filter(([address]) => !current.has(address));
  if (left.length === 0) return { moves: [], gone: [], addresses: current };
  const isServed = createIsServed(snapshot);
  const find = createFinder(candidates);
  const moves: Move[] = [];
  const gone: UrlPath[] = [];
  const kept = new Map(current);
  for (const [address, traits] of left) {
    const from = parseUrlPath(address);
    if (from === undefined || isServed(from)) continue;
    const found = find(traits.split(' '));
    if (!found) gone.push(from);
    else {
      kept.set(from, found.traits().join(' '));
      if (found.url) moves.push({ from, to: found.url, file: found.file });
    }
  }
  return { moves, gone, addresses: kept };
}

function candidatesOf({ metadata, collections, identities }: MovedSources): readonly Candidate[] {
  const candidate = (file: SourcePath, headline: () => string): Candidate => {
    const traits = (): readonly string[] => {
      const bytes = identities.get(file)?.slice(0, traitLength) ?? '';
      return [bytes, traitOf(file), traitOf(headline())];
    };
    return { file, url: collections.addresses.get(file), traits };
  };
  return [
    ...metadata.articles.map(({ file, meta }) => candidate(file, () => `${meta.title} ${meta.date.instant}`)),
    ...[...metadata.pages, ...metadata.glossary, ...metadata.entries].map(({ file, meta }) =>
      candidate(file, () => meta.title),
    ),
  ];
}

/** 64 bits: enough to tell the texts of a site apart. */
const traitLength = 16;

function traitOf(text: string): string {
  return digestOf(text).slice(0, traitLength);
}

/** Whether a page or a redirect serves an address. */
function createIsServed(snapshot: MovedSources): (url: UrlPath) => boolean {
  const { pages, assets, redirects, collections } = snapshot;
  const scheduled = [...collections.scheduled, ...collections.entries.scheduled].flatMap(
    ({ url, aliases }) => [url, ...aliases],
  );
  const urls = [...pages.map(({ url }) => url), ...scheduled, ...redirects.gone];
  const served = new Set([
    ...urls.map(addressKey),
    ...assets.map(({ outputPath }) => addressKeyOfFile(outputPath)),
  ]);
  return (url) => served.has(addressKey(url));
}

/** Finds the candidate that shares the surest trait; a trait of two candidates does not count. */
function createFinder(
  candidates: readonly Candidate[],
): (traits: readonly string[]) => Candidate | undefined {
  const byTrait = new Map<string, Candidate | undefined>();
  for (const candidate of candidates) {
    for (const [index, trait] of candidate.traits().entries()) {
      const key = `${index} ${trait}`;
      byTrait.set(key, byTrait.has(key) ? undefined : candidate);
    }
  }
  return (traits) => {
    for (const [index, trait] of traits.entries()) {
      const found = trait === '' ? undefined : byTrait.get(`${index} ${trait}`);
      if (found) return found;
    }
    return undefined;
  };
}

/** At most so many moves are listed: a changed permalink moves every article. */
const mostNamed = 20;

/** Diagnostics of addresses that moved or disappeared. */
export function reportMoves({ moves, gone }: Pick<Moves, 'moves' | 'gone'>): readonly Diagnostic[] {
  const reported = moves
    .slice(0, mostNamed)
    .map(({ from, to, file }) => diagnose('address/moved', { from, to }, { file }));
  const lost = gone.slice(0, mostNamed).map((from) => diagnose('address/gone', { from }));
  const more = { moved: moves.length - reported.length, gone: gone.length - lost.length };
  return [
    ...reported,
    ...(more.moved > 0 ? [diagnose('address/moved-more', { count: more.moved })] : []),
    ...lost,
    ...(more.gone > 0 ? [diagnose('address/gone-more', { count: more.gone })] : []),
  ];
}

/** Adds the moves to the redirects of `site`, or warns why that cannot be. */
export async function saveMoves(site: string, moves: readonly Redirect[]): Promise<readonly Diagnostic[]> {
  if (moves.length === 0) return [];
  const code = await rewriteFile(join(site, redirectsFile), (before) => recordMoves(before, moves));
  return code === undefined ? [] : [diagnose('address/not-written', { code }, { file: redirectsFile })];
}

/**
 * Drops moves of files that have changed since they were read: such a file may have been read half saved, and
 * a wrong slug must not become a permanent redirect. The next build sees the right one.
 */
export function settledMoves<Detected extends Pick<Moves, 'moves' | 'addresses'>>(
  detected: Detected,
  { files, identities }: Pick<SiteSnapshot, 'files' | 'identities'>,
): Detected {
  const isSettled = (path: SourcePath): boolean => {
    const source = files.find((file) => file.path === path);
    const bytes = source && readSource(source).value;
    return bytes !== undefined && identities.get(path)?.startsWith(digestOf(bytes)) === true;
  };
  const unsettled = new Set(detected.moves.map(({ file }) => file).filter((file) => !isSettled(file)));
  if (unsettled.size === 0) return detected;
  const doubtful = detected.moves.filter(({ file }) => unsettled.has(file));
  const addresses = new Map(detected.addresses);
  for (const { to } of doubtful) addresses.delete(to);
  return { ...detected, addresses, moves: detected.moves.filter((move) => !doubtful.includes(move)) };
}
