/**
 * `check`: makes the site as `build` does, without writing it, and looks at what readers would get. A site in which nothing
 * has changed since the last check is not made again.
 */
import type { FinishedBuild } from '../build/build.ts';
import { finishSite } from '../build/finishSite.ts';
import { inputsOf, isLasting, keptUnder, validityOf } from '../build/lastBuild.ts';
import type { SnapshotOptions } from '../build/snapshot.ts';
import { type CheckGroup, checkGroups, type CheckSettings } from '../config/checkSettings.ts';
import { openSite } from '../content/load/openSite.ts';
import { withCaches } from '../content/load/sourceCache.ts';
import { sortDiagnostics } from '../core/diagnostics/printDiagnostics.ts';
import type { Diagnostic } from '../core/model.ts';
import { checkAccessibility } from './accessibility.ts';
import { readPages } from './checkedPages.ts';
import { foreignLinks, type ForeignLink } from './external.ts';
import { checkLegal } from './legal.ts';
import { checkLinks } from './links.ts';
import { createDescriber } from './page/describePage.ts';
import { checkThirdParties, findContacts, listThirdParties, type ThirdParty } from './thirdParties.ts';
import { checkWeight } from './weight.ts';

/** What can be asked for alone: a group of page checks, or what the sources say. */
export const checkParts = ['sources', ...checkGroups] as const;
export type CheckPart = (typeof checkParts)[number];

export interface CheckReport {
  /** Sorted. */
  readonly diagnostics: readonly Diagnostic[];
  /** Hosts that readers' browsers contact; empty where the sources leave no site to look at. */
  readonly thirdParties: readonly ThirdParty[];
  /** All links to other hosts, where they were asked for. */
  readonly foreign?: readonly ForeignLink[];
}

interface KeptReport extends CheckReport {
  /** Moments between which it holds, ms. */
  readonly from: number;
  readonly until?: number;
}

/** Checks a site. `parts`: what is told of; everything without it. `foreign`: links to other hosts are wanted. */
export async function checkPages(
  options: SnapshotOptions,
  parts: readonly CheckPart[] = checkParts,
  { foreign = false } = {},
): Promise<CheckReport> {
  const { caches, now } = options;
  const opened = options.opened ?? (await openSite(options.site, options.configLimit));
  const inputs = inputsOf(options, opened);
  const last = inputs === undefined ? undefined : caches.lastCheck(inputs).get(inputs);
  const isCurrent = isKept(last) && now >= last.from && now < (last.until ?? Infinity);
  if (isCurrent && (last.foreign || !foreign))
    return { ...last, diagnostics: last.diagnostics.filter(isOf(parts)) };
  const { value, notes } = await withCaches(caches, () =>
    finishSite({ ...options, opened }, createDescriber),
  );
  const { site, diagnostics: told } = value;
  const report = site
    ? examine({ site, diagnostics: told, inputs }, { caches, now, foreign })
    : { diagnostics: sortDiagnostics(told), thirdParties: [] };
  return { ...report, diagnostics: sortDiagnostics([...report.diagnostics, ...notes]).filter(isOf(parts)) };
}

/** Checks what a build has just made. */
export function checkFinished(
  finished: FinishedBuild,
  options: Pick<SnapshotOptions, 'caches' | 'now'>,
  parts: readonly CheckPart[] = checkParts,
): CheckReport {
  const report = examine(finished, { ...options, foreign: false });
  return { ...report, diagnostics: report.diagnostics.filter(isOf(parts)) };
}

/** Looks at the pages, and keeps the report for the next check of the same inputs. */
function examine(
  { site: finished, diagnostics: told, inputs }: FinishedBuild,
  { caches, now, foreign }: Pick<SnapshotOptions, 'caches' | 'now'> & { readonly foreign: boolean },
): CheckReport {
  const site = readPages(finished);
  const contacts = findContacts(site);
  const thirdParties = listThirdParties(contacts, site);
  const found = [
    ...checkLinks(site, told),
    ...checkLegal(site, thirdParties),
    ...checkThirdParties(site, contacts, thirdParties),
    ...checkAccessibility(site),
    ...checkWeight(site),
  ];
  const report: CheckReport = {
    diagnostics: sortDiagnostics([...told, ...weighed(found, site.settings.check)]),
    thirdParties,
    ...(foreign && { foreign: foreignLinks(site) }),
  };
  if (inputs !== undefined) {
    const value: KeptReport = { ...report, ...validityOf(finished.snapshot, now) };
    const isKnown = isLasting(report.diagnostics);
    caches.lastCheck(inputs).keep(isKnown ? [{ id: inputs, file: keptUnder, value }] : []);
  }
  return report;
}

/** As grave as the settings say. Notes are no faults. */
function weighed(found: readonly Diagnostic[], settings: CheckSettings): readonly Diagnostic[] {
  return found.flatMap((diagnostic) => {
    const strictness = settings[groupOf(diagnostic) ?? 'links'];
    if (strictness === 'off') return [];
    return [
      strictness === undefined || diagnostic.severity === 'note'
        ? diagnostic
        : { ...diagnostic, severity: strictness },
    ];
  });
}

function groupOf({ code }: Diagnostic): CheckGroup | undefined {
  return checkGroups.find((group) => code.startsWith(`${group}/`));
}

/** Faults of links in sources are faults of links, too. */
const sourceLinks = /^text\/(?:dead|hidden|bare|old|picture-missing|played-missing)/;

/** Errors of sources are told in any case: with them nothing is published. */
function isOf(parts: readonly CheckPart[]): (diagnostic: Diagnostic) => boolean {
  const wanted = new Set(parts);
  return (diagnostic) => {
    const group = groupOf(diagnostic);
    if (group) return wanted.has(group);
    if (wanted.has('sources') || diagnostic.severity === 'error') return true;
    return wanted.has('links') && sourceLinks.test(diagnostic.code);
  };
}

/** The cache returns whole values only, written by this very program. */
function isKept(value: unknown): value is KeptReport {
  return typeof value === 'object' && value !== null && 'thirdParties' in value && 'from' in value;
}
