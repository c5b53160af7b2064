/** Resolves redirects from old addresses, when all pages are known. */
import type { Collections } from '../../collections/collections.ts';
import type { Diagnostic, SourcePath, UrlPath } from '../../core/model.ts';
import { isAddress, type QueryParameter, type RedirectLine } from './redirectLines.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import { outputPathOf, type Page } from '../../views/page.ts';
import type { Settings } from '../../config/settings.ts';
import { plainText } from '../../core/html.ts';
import { absoluteHref, hrefOf } from '../../views/hrefs.ts';
import type { ThemeUrls } from '../../views/siteView.ts';
import { siteTexts } from '../../core/siteTexts.ts';

export interface Redirect {
  readonly from: UrlPath;
  /** Where a page stands. */
  readonly to: UrlPath;
}

interface WrittenRedirect extends Redirect {
  readonly file: SourcePath;
}

/** What stood below an old folder. */
export interface FolderRedirect {
  /** With a slash at its end. */
  readonly from: UrlPath;
  readonly to: UrlPath | 'gone';
}

export interface QueryRedirect extends Redirect {
  readonly query: QueryParameter;
}

export interface Redirects {
  /** Redirects of `aliases` in front matter, whose pages are planned, and of the lines. */
  readonly moved: readonly Redirect[];
  readonly ofLines: readonly WrittenRedirect[];
  readonly gone: readonly UrlPath[];
  /** The longest first. */
  readonly folders: readonly FolderRedirect[];
  /** `feed/` and the like: what stood below a page under that name leads to the page; without a slash at its end, whatever begins so. */
  readonly ends: readonly string[];
  readonly queries: readonly QueryRedirect[];
  /** Old addresses of pictures and documents; those of pictures mean all their sizes. */
  readonly media: readonly Redirect[];
  /** Lines that wait for something published to show a file. */
  readonly unshown: readonly UrlPath[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What lines may lead to. */
export interface RedirectGoals {
  readonly collections: Collections;
  readonly pages: readonly Page[];
  /** Whether a hidden source belongs at an address; a line may wait for it. */
  readonly isSource: (url: UrlPath) => boolean;
  /** Where media files of lines are published; undefined for those that nothing published shows. */
  readonly media: ReadonlyMap<SourcePath, UrlPath | undefined>;
  readonly suggest: (file: SourcePath) => string;
}

/**
 * Resolves `lines` (of `file`). A line for the address of a page, present or due, is ignored; a line to an old
 * address leads to the target of that one.
 */
export function resolveRedirects(
  lines: readonly RedirectLine[],
  file: SourcePath,
  goals: RedirectGoals,
): Redirects {
  const { collections, pages, isSource } = goals;
  const ofMetadata = aliasRedirects(collections);
  const none = {
    ofLines: [],
    gone: [],
    folders: [],
    ends: [],
    queries: [],
    media: [],
    unshown: [],
    diagnostics: [],
  };
  if (lines.length === 0) return { ...none, moved: ofMetadata };
  const due = [...collections.scheduled, ...collections.entries.scheduled].flatMap(({ url, aliases }) => [
    url,
    ...aliases,
  ]);
  const standing = new Map(pages.map(({ url }) => [addressKey(url), url]));
  const taken = new Set([
    ...standing.keys(),
    ...ofMetadata.map(({ from }) => addressKey(from)),
    ...due.map(addressKey),
  ]);
  const aliases = new Map<string, UrlPath>(ofMetadata.map(({ from, to }) => [addressKey(from), to]));
  const sorted = sortLines(lines);
  const reachable = createReachable(goals);
  const goalOf = createGoals(sorted, reachable, (place) => aliases.get(place) ?? standing.get(place));
  const ofLines: WrittenRedirect[] = [];
  const gone: UrlPath[] = [];
  const folders: FolderRedirect[] = [];
  const queries: QueryRedirect[] = [];
  const media: Redirect[] = [];
  const unshown: UrlPath[] = [];
  const diagnostics: Diagnostic[] = [];
  const isMedia = (to: RedirectLine['to']): boolean => to !== 'gone' && !isAddress(to) && goals.media.has(to);
  const lost = ({ from, to, position }: RedirectLine): void => {
    if (to === 'gone') return;
    if (isAddress(to)) {
      if (!isSource(to)) diagnostics.push(diagnose('address/no-goal', { from, to }, { file, position }));
    } else if (reachable(to) === 'unknown') {
      const suggestion = goals.suggest(to);
      diagnostics.push(diagnose('address/no-source', { from, to, suggestion }, { file, position }));
    } else if (goals.media.has(to)) unshown.push(from);
  };
  for (const [place, line] of sorted.exact) {
    if (taken.has(place)) continue;
    const goal = goalOf(line.to);
    if (goal === 'gone') gone.push(line.from);
    else if (goal === undefined) lost(line);
    else if (isMedia(line.to)) media.push({ from: line.from, to: goal });
    else ofLines.push({ from: line.from, to: goal, file });
  }
  for (const line of sorted.folders.values()) {
    const goal = goalOf(line.to);
    if (goal !== undefined) folders.push({ from: line.from, to: goal });
    // The folder itself has told already.
    else if (taken.has(addressKey(line.from))) lost(line);
  }
  for (const { query, ...line } of sorted.queries.values()) {
    const goal = goalOf(line.to);
    if (goal === undefined || goal === 'gone') lost(line);
    else if (query) queries.push({ from: line.from, query, to: goal });
  }
  folders.sort((a, b) => b.from.length - a.from.length || (a.from < b.from ? -1 : 1));
  return {
    moved: [...ofMetadata, ...ofLines],
    ofLines,
    gone,
    folders,
    ends: [...sorted.ends],
    queries,
    media,
    unshown,
    diagnostics,
  };
}

type LineMap = ReadonlyMap<string, RedirectLine>;

interface SortedLines {
  /** By address key; a folder is an address as well. */
  readonly exact: LineMap;
  /** By address key of the folder. */
  readonly folders: LineMap;
  readonly queries: LineMap;
  readonly ends: ReadonlySet<string>;
}

function sortLines(lines: readonly RedirectLine[]): SortedLines {
  const exact = new Map<string, RedirectLine>();
  const folders = new Map<string, RedirectLine>();
  const queries = new Map<string, RedirectLine>();
  const ends = new Set<string>();
  for (const line of lines) {
    if (line.isEnd) {
      ends.add(line.from.slice(1));
      continue;
    }
    const place = addressKey(line.from);
    if (line.query) queries.set(`${place}?${line.query.key}=${line.query.value}`, line);
    else if (line.isFolder) folders.set(place, line);
    else exact.set(place, line);
  }
  for (const [place, line] of folders) if (!exact.has(place)) exact.set(place, line);
  return { exact, folders, queries, ends };
}

/** Where a source stands for readers; undefined where they do not see it. */
function createReachable({
  collections,
  media,
}: RedirectGoals): (file: SourcePath) => UrlPath | undefined | 'unknown' {
  const { addresses } = collections;
  return (file) => {
    if (media.has(file)) return media.get(file);
    return addresses.has(file) ? addresses.get(file) : 'unknown';
  };
}

/** Where an address leads to in the end: a page, nothing for good, or (undefined) nowhere. Every line is followed once. */
function createGoals(
  { exact, folders }: SortedLines,
  reachable: (file: SourcePath) => UrlPath | undefined | 'unknown',
  pageAt: (place: string) => UrlPath | undefined,
): (to: RedirectLine['to']) => UrlPath | 'gone' | undefined {
  const known = new Map<string, UrlPath | 'gone' | undefined>();
  const lineAt = (place: string): RedirectLine | undefined => {
    const line = exact.get(place);
    if (line || folders.size === 0) return line;
    for (let end = place.lastIndexOf('/'); end > 0; end = place.lastIndexOf('/', end - 1)) {
      const around = folders.get(place.slice(0, end));
      if (around) return around;
    }
    return undefined;
  };
  return (to) => {
    const way: string[] = [];
    let next: RedirectLine['to'] | undefined = to;
    let goal: UrlPath | 'gone' | undefined;
    while (next !== undefined && next !== 'gone') {
      if (!isAddress(next)) {
        const there = reachable(next);
        goal = there === 'unknown' ? undefined : there;
        break;
      }
      const place: string = addressKey(next);
      goal = pageAt(place) ?? known.get(place);
      // Who comes by here again goes in a circle.
      if (goal !== undefined || known.has(place)) break;
      known.set(place, undefined);
      way.push(place);
      next = lineAt(place)?.to;
    }
    if (next === 'gone') goal = 'gone';
    for (const place of way) known.set(place, goal);
    return goal;
  };
}

/** Equal for addresses at which only one thing can stand, also where upper and lower case are the same: `/a.php` and `/A.php/`. */
export function addressKey(url: UrlPath): string {
  return addressKeyOfFile(outputPathOf(url));
}

/** The same for a file in the output folder. */
export function addressKeyOfFile(path: string): string {
  return path.toLowerCase().replace(/\/index\.html$/, '');
}

/** The old addresses (`aliases`) in front matter. */
export function aliasRedirects(collections: Collections): readonly WrittenRedirect[] {
  const { articles, pages, glossary, entries } = collections;
  return [...articles, ...pages, ...glossary, ...entries.shown].flatMap(({ aliases, file, url }) =>
    aliases.map((from) => ({ from, to: url, file })),
  );
}

/** A page at every old address that leads to the new one. */
export function redirectPages(
  redirects: readonly WrittenRedirect[],
  { articles, pages, glossary, entries }: Collections,
  { url: site, language }: Settings,
  { stylesheet }: ThemeUrls,
): readonly Page[] {
  if (redirects.length === 0) return [];
  const titles = new Map(
    [...articles, ...pages, ...glossary, ...entries.shown].map(({ url, title }) => [url, title]),
  );
  const stylesheetUrl = stylesheet === '' ? '' : hrefOf(site, stylesheet);
  return redirects.map(({ from, to, file }) => {
    const view = () => ({
      site: { language, texts: siteTexts, stylesheetUrl },
      title: plainText(titles.get(to) ?? absoluteHref(site, to)),
      url: hrefOf(site, to),
      absoluteUrl: absoluteHref(site, to),
    });
    return { url: from, source: file, file, content: { kind: 'redirect', view } };
  });
}
