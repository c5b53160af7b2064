/** Resolves redirects from old addresses, when all pages are known. */
import type { Collections } from '../../collections/collections.ts';
import type { Diagnostic, SourcePath, UrlPath } from '../../core/model.ts';
import type { RedirectLine } from './redirectLines.ts';
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

export interface Redirects {
  /** Redirects of `aliases` in front matter, whose pages are planned, and of the lines. */
  readonly moved: readonly Redirect[];
  readonly ofLines: readonly WrittenRedirect[];
  readonly gone: readonly UrlPath[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Resolves `lines` (of `file`) against the planned `pages`. A line for the address of a page, present or due,
 * is ignored; a line to an old address leads to the target of that one. `isSource`: whether a hidden source
 * belongs at an address; a line may wait for it.
 */
export function resolveRedirects(
  lines: readonly RedirectLine[],
  file: SourcePath,
  collections: Collections,
  pages: readonly Page[],
  isSource: (url: UrlPath) => boolean,
): Redirects {
  const ofMetadata = aliasRedirects(collections);
  if (lines.length === 0) return { moved: ofMetadata, ofLines: [], gone: [], diagnostics: [] };
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
  const last = new Map(lines.map((line) => [addressKey(line.from), line]));
  const goalOf = createGoals(last, (place) => aliases.get(place) ?? standing.get(place));
  const ofLines: WrittenRedirect[] = [];
  const gone: UrlPath[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [place, { from, to, position }] of last) {
    if (taken.has(place)) continue;
    const goal = goalOf(to);
    if (goal === 'gone') gone.push(from);
    else if (goal !== undefined) ofLines.push({ from, to: goal, file });
    else if (to !== 'gone' && !isSource(to)) {
      diagnostics.push(diagnose('address/no-goal', { from, to }, { file, position }));
    }
  }
  return { moved: [...ofMetadata, ...ofLines], ofLines, gone, diagnostics };
}

/** Where an address leads to in the end: a page, nothing for good, or (undefined) nowhere. Every line is followed once. */
function createGoals(
  lines: ReadonlyMap<string, RedirectLine>,
  pageAt: (place: string) => UrlPath | undefined,
): (to: RedirectLine['to']) => RedirectLine['to'] | undefined {
  const known = new Map<string, RedirectLine['to'] | undefined>();
  return (to) => {
    const way: string[] = [];
    let goal: RedirectLine['to'] | undefined = to;
    while (goal !== undefined && goal !== 'gone') {
      const place: string = addressKey(goal);
      const page = pageAt(place);
      if (page !== undefined || known.has(place)) {
        goal = page ?? known.get(place);
        break;
      }
      // Who comes by here again goes in a circle.
      known.set(place, undefined);
      way.push(place);
      goal = lines.get(place)?.to;
    }
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
