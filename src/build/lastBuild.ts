/**
 * Recognises a site in which nothing has changed since the last build, without opening a single source: by the stamps of
 * its files, and by the sizes of the files in the output folder.
 */
import { compareArticles } from '../collections/groups.ts';
import type { Change } from '../collections/articleDates.ts';
import { listTemplates } from '../content/discover.ts';
import type { OpenedSite } from '../content/load/openSite.ts';
import { digestOf } from '../core/digestOf.ts';
import { sortDiagnostics } from '../core/diagnostics/printDiagnostics.ts';
import type { Article, Diagnostic } from '../core/model.ts';
import { versionOfPart } from '../core/nativeParts.ts';
import { openOutput, type OutputRequest } from '../emit/openOutput.ts';
import type { SiteSnapshot, SnapshotOptions } from './snapshot.ts';

/** What a site says of itself besides its pages. */
export interface Outlook {
  readonly articles: number;
  /** Texts that readers must not see: drafts, scheduled and expired ones; of dossiers those that have an address. */
  readonly hidden: number;
  /** Articles that appear by themselves, the next one first. */
  readonly planned: readonly Pick<Article, 'date' | 'title' | 'file'>[];
  readonly timezone: string;
  /** Next time at which the visible output changes. */
  readonly due?: Change;
}

/** Result of a build as far as the next one would have it again. */
interface LastBuild {
  readonly outlook: Outlook;
  /** Digest of the output folder's manifest. */
  readonly state: string;
  /** Moments between which the result is the same, ms. */
  readonly from: number;
  readonly until?: number;
  /** Sorted. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Warnings that the next build would not have again, or that end by themselves without a change of what readers see. */
const passing: ReadonlySet<string> = new Set(['output/manifest-damaged', 'catalogue/future']);

/** Digest of everything that a build depends on besides the time; undefined where it cannot be known by stamps. */
export function inputsOf(options: SnapshotOptions, opened: OpenedSite): string | undefined {
  const { listing, config, faults } = opened;
  const { files, diagnostics } = listing;
  if (faults.length > 0) return undefined;
  const { caches, builtInTemplates, program, preview, hints, withoutIndex, commentEndpoint } = options;
  const stamps = caches.stampsOf([...files, ...listTemplates(builtInTemplates)]);
  if (stamps === undefined) return undefined;
  const versions = (['sharp', 'pagefind'] as const).map(versionOfPart);
  const rest = [preview, hints, withoutIndex, commentEndpoint, diagnostics, config?.code.digest];
  return digestOf(JSON.stringify([program, versions, stamps, ...rest]));
}

/** The value is kept under the path of the settings: without them there is no build. */
export const keptUnder = 'site.yaml';

/** The result of the last build of these inputs, if its files stand and it still holds at this moment. */
export function findLastBuild(
  inputs: string | undefined,
  { caches, now }: SnapshotOptions,
  output: OutputRequest,
): (Pick<LastBuild, 'outlook' | 'diagnostics'> & { readonly unchanged: number }) | undefined {
  const last = inputs === undefined ? undefined : caches.lastBuild(inputs).get(inputs);
  if (!isLastBuild(last) || now < last.from || now >= (last.until ?? Infinity)) return undefined;
  const { value: opened } = openOutput(output);
  try {
    const unchanged = opened?.state === last.state ? opened.wholeFiles() : undefined;
    return unchanged === undefined
      ? undefined
      : { outlook: last.outlook, unchanged, diagnostics: last.diagnostics };
  } finally {
    opened?.abandon();
  }
}

/** Keeps the result of a build that left the output folder in this `state`. */
export function keepLastBuild(
  inputs: string | undefined,
  { caches, now }: SnapshotOptions,
  diagnostics: readonly Diagnostic[],
  snapshot: SiteSnapshot,
  state: string,
): void {
  if (inputs === undefined) return;
  const value: LastBuild = {
    outlook: outlookOf(snapshot),
    state,
    ...validityOf(snapshot, now),
    diagnostics: sortDiagnostics(diagnostics),
  };
  caches.lastBuild(inputs).keep(isLasting(diagnostics) ? [{ id: inputs, file: keptUnder, value }] : []);
}

/** Between which moments what is found now is found again, ms. */
export function validityOf(snapshot: SiteSnapshot, now: number): Pick<LastBuild, 'from' | 'until'> {
  const ends = [snapshot.due()?.instant, snapshot.settings.security?.expires.instant];
  const until = Math.min(...ends.filter((end) => end !== undefined).filter((end) => end > now));
  return { from: now, ...(until < Infinity && { until }) };
}

/** Whether the next run would find the same. A comment that is deleted must leave no trace. */
export function isLasting(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.every(({ code, file }) => !passing.has(code) && !file?.startsWith('content/comments/'));
}

export function outlookOf(snapshot: SiteSnapshot): Outlook {
  const { articles, hidden, pages, dossiers } = snapshot.collections;
  const drafts = [...pages, ...[...dossiers.values()].map(({ meta }) => meta)].filter(({ draft }) => draft);
  const due = snapshot.due();
  const scheduled = [...hidden].flatMap(([article, reason]) => (reason === 'scheduled' ? [article] : []));
  const planned = scheduled.toSorted(compareArticles).toReversed();
  return {
    articles: articles.length,
    hidden: hidden.size + drafts.length,
    planned: planned.map(({ date, title, file }) => ({ date, title, file })),
    timezone: snapshot.settings.timezone,
    ...(due && { due }),
  };
}

/** The cache returns whole values only, written by this very program. */
function isLastBuild(value: unknown): value is LastBuild {
  return typeof value === 'object' && value !== null && 'state' in value && 'diagnostics' in value;
}
