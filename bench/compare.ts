/* oxlint-disable no-await-in-loop -- one after the other: what runs at the same time cannot be measured */
/**
 * The benchmark: Blattmacher, Hugo and Eleventy build the same blog, all files in memory. Prints
 * Markdown tables to stdout and every run as it ends to stderr. See README.md.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contestants, type ContestantName } from './contestants.ts';
import { measureSize, type Measurement, type SizeResult } from './measure/measureSize.ts';
import { contestantsFor, parseOptions, runsFor, usage, type Options } from './options.ts';
import { countsTable } from './print/countsTable.ts';
import { goalsTable } from './print/goalsTable.ts';
import { machineLine } from './print/machine.ts';
import { formatCount, formatMegabytes, formatSeconds } from './print/numbers.ts';
import { timesTable } from './print/timesTable.ts';

const options = readOptions();
const memoryFolder = '/dev/shm';
const folder = mkdtempSync(join(existsSync(memoryFolder) ? memoryFolder : tmpdir(), 'blattmacher-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('SIGINT', () => process.exit(130));
await compare();

async function compare(): Promise<void> {
  const runnable = installAll(options);
  print(`${machineLine(runnable)}\n`);
  const results: SizeResult[] = [];
  for (const articles of options.sizes) {
    const result = await measureSize({
      articles,
      rounds: runsFor(options, articles),
      contestants: contestantsFor(options, articles).filter((name) => runnable.has(name)),
      folder: join(folder, String(articles)),
      onRun: (measurement) => reportRun(articles, measurement),
    });
    results.push(result);
    print(`## ${formatCount(articles)} articles`, timesTable(result));
    if (options.counts) print(countsTable(result));
  }
  const goals = goalsTable(results);
  if (goals !== '') print('## Goals', 'Least times and greatest peaks, divided.', goals);
}

function readOptions(): Options {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${usage}`);
    process.exit(2);
  }
}

/** Those that can run; of the others the reason is told, and the exit code is 1. */
function installAll(chosen: Options): ReadonlySet<ContestantName> {
  const wanted = new Set(chosen.sizes.flatMap((articles) => contestantsFor(chosen, articles)));
  for (const name of wanted) {
    try {
      contestants[name].install();
    } catch (error) {
      reportFailure(`${contestants[name].title} is left out: ${messageOf(error)}`);
      wanted.delete(name);
    }
  }
  return wanted;
}

function reportRun(articles: number, { contestant, scenario, run }: Measurement): void {
  const name = `${formatCount(articles)} articles, ${contestants[contestant].title}, ${scenario}`;
  if (run.failure !== undefined) return reportFailure(`${name}: ${run.failure}`);
  const { milliseconds, peakBytes } = run;
  process.stderr.write(`${name}: ${formatSeconds(milliseconds)}, ${formatMegabytes(peakBytes)}\n`);
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
