/**
 * `check`: makes the site as `build` does, without writing it, and looks at what readers would get. A site in which nothing
 * has changed since the last check is not made again.
 */
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
import { describePage } from './page/pageFacts.ts';
import { checkThirdParties, findThirdParties, type ThirdParty } from './thirdParties.ts';
import { checkWeight } from './weight.ts';

/** What can be asked for alone: a group of page checks, or what the sources say. */
export const checkParts = ['sources', ...checkGroups] as const;
export type CheckPart = (typeof checkParts)[number];

export interface CheckReport {
  /** Sorted. */
  readonly diagnostics: readonly Diagnostic[];
  /** Hosts that readers' browsers contact; empty where the sources leave no site to look at. */
  readonly thirdParties: readonly ThirdParty[];
  /** All links to other hosts. */
  readonly foreign: readonly ForeignLink[];
}

interface KeptReport extends CheckReport {
  /** Moments between which it holds, ms. */
  readonly from: number;
  readonly until?: number;
}

/** Checks a site. `parts`: what is told of; everything without it. */
export async function checkPages(
  options: SnapshotOptions,
  parts: readonly CheckPart[] = checkParts,
): Promise<CheckReport> {
  const { caches, now } = options;
  const opened = options.opened ?? (await openSite(options.site, options.configLimit));
  const inputs = inputsOf(options, opened);
  const last = inputs === undefined ? undefined : caches.lastCheck(inputs).get(inputs);
  const isCurrent = isKept(last) && now >= last.from && now < (last.until ?? Infinity);
  if (isCurrent) return { ...last, diagnostics: last.diagnostics.filter(isOf(parts)) };
  const { value, notes } = await withCaches(caches, () => examine({ ...options, opened }));
  const { validity, ...report } = value;
  if (inputs !== undefined && validity) {
    const kept: KeptReport = { ...report, ...validity };
    caches
      .lastCheck(inputs)
      .keep(isLasting(report.diagnostics) ? [{ id: inputs, file: keptUnder, value: kept }] : []);
  }
  return { ...report, diagnostics: sortDiagnostics([...report.diagnostics, ...notes]).filter(isOf(parts)) };
}

interface Examined extends CheckReport {
  readonly validity?: Pick<KeptReport, 'from' | 'until'>;
}

async function examine(options: SnapshotOptions): Promise<Examined> {
  const { site: finished, diagnostics: told } = await finishSite(options, describePage);
  if (!finished) return { diagnostics: sortDiagnostics(told), thirdParties: [], foreign: [] };
  const site = readPages(finished);
  const thirdParties = findThirdParties(site);
  const found = [
    ...checkLinks(site, told),
    ...checkLegal(site, thirdParties),
    ...checkThirdParties(site, thirdParties),
    ...checkAccessibility(site),
    ...checkWeight(site),
  ];
  return {
    diagnostics: sortDiagnostics([...told, ...weighed(found, site.settings.check)]),
    thirdParties,
    foreign: foreignLinks(site),
    validity: validityOf(finished.snapshot, options.now),
  };
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
