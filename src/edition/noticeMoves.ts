/**
 * Which articles, pages and explanations have moved since the last build, so that no link dies because a slug, a date or a file name
 * changed. What stood at an address is told again by its bytes, by its file, or by title and date. Only digests of these are
 * kept: they lie in the output folder, which may be public, and a file's name may be what must not be known.
 */
import { digestOf } from '../digestOf.ts';
import type { SourcePath, UrlPath } from '../model.ts';
import { placeOf, placeOfFile, type Redirect } from '../pages/redirects.ts';
import { parseUrlPath } from '../parse/paths.ts';
import type { KnownAddresses } from '../write/manifest.ts';
import type { Edition } from './edition.ts';

export interface Move extends Redirect {
  /** What moved. */
  readonly file: SourcePath;
}

export interface Moves {
  readonly moves: readonly Move[];
  /** Addresses of which nobody knows where they went. */
  readonly gone: readonly UrlPath[];
  /** What the next build has to know. */
  readonly addresses: KnownAddresses;
}

/** What stands, or could stand, at an address of its own. */
interface Candidate {
  readonly file: SourcePath;
  /** Undefined: readers do not see it. */
  readonly url: UrlPath | undefined;
  /** Digests of its bytes, its path, its title and date, from the surest to the least sure. */
  readonly traits: readonly string[];
}

type NoticedEdition = Pick<Edition, 'heads' | 'catalogue' | 'identities' | 'pages' | 'assets' | 'redirects'>;

/** `known`: what the last build of this edition's site returned as `addresses`. */
export function noticeMoves(known: KnownAddresses, edition: NoticedEdition): Moves {
  const candidates = candidatesOf(edition);
  const current = new Map<string, string>();
  for (const { url, traits } of candidates) if (url !== undefined) current.set(url, traits.join(' '));
  const left = [...known].filter(([address]) => !current.has(address));
  if (left.length === 0) return { moves: [], gone: [], addresses: current };
  const isServed = createIsServed(edition);
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
      kept.set(from, found.traits.join(' '));
      if (found.url) moves.push({ from, to: found.url, file: found.file });
    }
  }
  return { moves, gone, addresses: kept };
}

function candidatesOf({ heads, catalogue, identities }: NoticedEdition): readonly Candidate[] {
  const candidate = (file: SourcePath, headline: string): Candidate => {
    const bytes = identities.get(file)?.slice(0, traitLength) ?? '';
    return { file, url: catalogue.addresses.get(file), traits: [bytes, traitOf(file), traitOf(headline)] };
  };
  return [
    ...heads.articles.map(({ file, meta }) => candidate(file, `${meta.title} ${meta.date.instant}`)),
    ...[...heads.pages, ...heads.glossary].map(({ file, meta }) => candidate(file, meta.title)),
  ];
}

/** 64 bits: enough to tell the texts of a paper apart. */
const traitLength = 16;

function traitOf(text: string): string {
  return digestOf(text).slice(0, traitLength);
}

/** Whether an address is answered for, by a page or by a redirect. */
function createIsServed(edition: NoticedEdition): (url: UrlPath) => boolean {
  const { pages, assets, redirects, catalogue } = edition;
  const scheduled = catalogue.scheduled.flatMap(({ url, aliases }) => [url, ...aliases]);
  const urls = [...pages.map(({ url }) => url), ...scheduled, ...redirects.gone];
  const served = new Set([...urls.map(placeOf), ...assets.map(({ outputPath }) => placeOfFile(outputPath))]);
  return (url) => served.has(placeOf(url));
}

/** The one that shares the surest trait; two with the same tell nothing. */
function createFinder(
  candidates: readonly Candidate[],
): (traits: readonly string[]) => Candidate | undefined {
  const byTrait = new Map<string, Candidate | undefined>();
  for (const candidate of candidates) {
    for (const [index, trait] of candidate.traits.entries()) {
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
