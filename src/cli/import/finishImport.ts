/** The end of every import: its page, what it says, and the exit code. */
import { existsSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { diagnose, hasError, resourceFault } from '../../core/diagnostics/diagnostics.ts';
import type { Diagnostic } from '../../core/model.ts';
import { createZone, dateView, momentAt } from '../../core/time.ts';
import { isFullDisk, systemErrorCode } from '../../emit/systemFault.ts';
import { writeWholeFile } from '../../emit/wholeFile.ts';
import { type Account, accountJson, gathered } from '../../import/account.ts';
import { type MakeMap, openShelf, ShelfFault } from '../../import/diskMap.ts';
import { reportPage } from '../../import/report.ts';
import type { ExitCode, OptionValues, Surroundings } from '../command.ts';
import { reportDiagnostics } from '../reportDiagnostics.ts';
import type { TargetBlog } from './targetBlog.ts';
import { importTexts } from './texts.ts';

export interface FinishedImport {
  readonly blog: TargetBlog;
  /** `WordPress`, `Hugo` … */
  readonly source: string;
  /** Name of the old blog. */
  readonly title: string;
  readonly account: Account;
  /** How many items the source has; one that has no entry is a fault of the program. */
  readonly expected: number;
  /** German, for the page; the first few are printed as well. */
  readonly notes: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

const reportFile = 'import-report.html';
/** The page has all notes. */
const printedNotes = 8;

export async function finishImport(
  { blog, source, title, account, expected, notes, diagnostics }: FinishedImport,
  options: OptionValues,
  world: Surroundings,
): Promise<ExitCode> {
  const isDryRun = options['dry-run'] === true;
  const date = dateView(momentAt(world.clock(), createZone(blog.settings.timezone))).full;
  if (!isDryRun) {
    const page = gathered(reportPage({ title, source, date, notes }, account), '');
    await writeWholeFile(blog.root, reportFile, page, { audience: 'all' });
  }
  if (options['json'] === true) for (const lines of gathered(accountJson(account), '\n')) world.print(lines);
  reportDiagnostics(diagnostics, world);
  const { items, imported } = account.totals();
  const say = options['json'] === true ? world.report : world.print;
  say(
    importTexts.done({
      imported,
      items,
      differences: account.differences.count(),
      unexplained: account.unexplained(),
      folder: blog.shown,
      isDryRun,
    }),
  );
  for (const note of notes.slice(0, printedNotes)) say(`- ${note}`);
  const unaccounted = Math.abs(expected - items);
  if (unaccounted > 0) world.report(importTexts.unaccounted(unaccounted));
  if (!isDryRun) {
    say(importTexts.report(blog.shown === '.' ? reportFile : `${blog.shown}/${reportFile}`));
    say(importTexts.next(blog.shown));
  }
  return unaccounted > 0 || hasError(diagnostics) ? 1 : 0;
}

/** What the system refuses on the way ends an import with a sentence; what it has too little of is told by the program. */
export async function tellRefusals(world: Surroundings, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    const fault = refusalOf(error, world);
    if (!fault) throw error;
    reportDiagnostics([fault], world);
    return 1;
  }
}

function refusalOf(error: unknown, { workingFolder }: Surroundings): Diagnostic | undefined {
  if (error instanceof ShelfFault) {
    const { folder, code } = error;
    return isFullDisk(code)
      ? diagnose('import/temporary-full', { folder })
      : diagnose('import/refused', { path: folder, code });
  }
  const code = systemErrorCode(error);
  if (code === undefined) return undefined;
  const path = error instanceof Error && 'path' in error ? String(error.path) : undefined;
  if (path !== undefined && isFullDisk(code))
    return diagnose('import/disk-full', { folder: folderAround(path) });
  if (resourceFault(error)) return undefined;
  return diagnose('import/refused', { path: path === undefined ? '' : relative(workingFolder, path), code });
}

/** The nearest one that is there. */
function folderAround(path: string): string {
  const folder = dirname(path);
  return existsSync(folder) || folder === path ? folder : folderAround(folder);
}

/** Bytes. */
const youngSize = 24 * 1024 * 1024;

/**
 * Keeps the memory of an import small: is to be called again and again while it works. V8 would let what is new grow to 128 MB, and
 * what is kept to twice as much as there is, which makes nothing faster here. It looks at these flags each time it grows.
 */
export function limitHeap(): void {
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  const factor = young && young.space_size < youngSize ? 2 : 1;
  setFlagsFromString(`--semi-space-growth-factor=${factor}`);
  setFlagsFromString('--heap-growing-percent=30');
}

/** Does work with maps in a file, which is gone afterwards. */
export async function withMaps(
  world: Surroundings,
  work: (makeMap: MakeMap) => Promise<ExitCode>,
): Promise<ExitCode> {
  const shelf = openShelf(world.temporaryFolder);
  try {
    return await work(shelf.map);
  } finally {
    shelf.close();
  }
}
