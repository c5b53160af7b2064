/* oxlint-disable no-await-in-loop -- one after the other: what runs at the same time cannot be measured */
/**
 * The benchmark: Blattmacher, Hugo, Zola and Eleventy build the same blog, all files in memory. Prints
 * Markdown tables to stdout and every run as it ends to stderr. See README.md.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findContestants, type Contestant, type ContestantKind } from './contestants.ts';
import { measureSize, type Measurement, type SizeResult } from './measure/measureSize.ts';
import { kindsFor, parseOptions, runsFor, usage, type Options } from './options.ts';
import { countsTable, unequalKinds } from './print/countsTable.ts';
import { goalsTable } from './print/goalsTable.ts';
import { machineLine } from './print/machine.ts';
import { formatCount, formatMegabytes, formatSeconds } from './print/numbers.ts';
import { timesTable } from './print/timesTable.ts';
import { verdict } from './print/verdict.ts';

const options = readOptions();
const memoryFolder = '/dev/shm';
const folder = mkdtempSync(join(existsSync(memoryFolder) ? memoryFolder : tmpdir(), 'blattmacher-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));
await compare();

async function compare(): Promise<void> {
  const everyone = findAll(options);
  if (everyone.size === 0) return reportFailure('Nobody can run.');
  print(`${machineLine([...everyone.values()].flat())}\n`);
  const results: SizeResult[] = [];
  for (const articles of options.sizes) {
    const result = await measureSize({
      articles,
      rounds: runsFor(options, articles),
      contestants: kindsFor(options, articles).flatMap((kind) => everyone.get(kind) ?? []),
      folder: join(folder, String(articles)),
      onRun: (measurement) => reportRun(articles, measurement),
    });
    results.push(result);
    print(`## ${formatCount(articles)} articles`, timesTable(result));
    if (options.counts) printCounts(result);
    const words = verdict(result);
    if (words !== '') print(`${words}\n`);
  }
  const goals = goalsTable(results);
  if (goals !== '') print('## Goals', 'Medians, divided; of Hugo, those of the newest.', goals);
}

function readOptions(): Options {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${usage}`);
    process.exit(2);
  }
}

/** Those that can run. Of the others the reason is told, and the exit code is 1 when they were asked for by name. */
function findAll(chosen: Options): ReadonlyMap<ContestantKind, readonly Contestant[]> {
  const found = new Map<ContestantKind, readonly Contestant[]>();
  for (const kind of new Set(chosen.sizes.flatMap((articles) => kindsFor(chosen, articles)))) {
    try {
      found.set(kind, findContestants(kind, chosen.hugos));
    } catch (error) {
      process.stderr.write(`${kind} is left out: ${messageOf(error)}\n`);
      if (chosen.contestants) process.exitCode = 1;
    }
  }
  return found;
}

function reportRun(articles: number, { contestant, scenario, run }: Measurement): void {
  const name = `${formatCount(articles)} articles, ${contestant.title}, ${scenario}`;
  if (run.failure !== undefined) return reportFailure(`${name}: ${run.failure}`);
  const times = [run.milliseconds, run.processor, run.mainThread].map(formatSeconds).join(', ');
  process.stderr.write(`${name}: ${times}, ${formatMegabytes(run.peakBytes)}\n`);
}

function printCounts(result: SizeResult): void {
  print(countsTable(result));
  const unequal = unequalKinds(result);
  if (unequal.length > 0) return reportFailure(`Not everyone writes as many: ${unequal.join(', ')}`);
  print('Everyone writes as many articles, lists and feeds.\n');
}

function reportFailure(message: string): void {
  process.exitCode = 1;
  process.stderr.write(`${message}\n`);
}

function print(...paragraphs: readonly string[]): void {
  process.stdout.write(`${paragraphs.join('\n\n')}\n`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
