/* oxlint-disable no-await-in-loop -- one after the other: what runs at the same time cannot be measured */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { contestants, type ContestantName } from '../contestants.ts';
import { makeCorpus } from '../corpus.ts';
import { articlePath, writeSite } from '../sites/writeSite.ts';
import { countFiles, type FileCounts } from './countFiles.ts';
import { runProcess, type Run } from './runProcess.ts';
import { prepareScenario, scenariosOf, type Place, type Scenario } from './scenarios.ts';

interface Turn {
  readonly contestant: ContestantName;
  readonly scenario: Scenario;
}

export interface Measurement extends Turn {
  readonly run: Run;
}

export interface SizeResult {
  readonly articles: number;
  /** In the order in which they ran; a contestant that failed has no more after that. */
  readonly measurements: readonly Measurement[];
  /** What each contestant's first cold build made. */
  readonly counts: ReadonlyMap<ContestantName, FileCounts>;
}

export interface SizePlan {
  readonly articles: number;
  readonly rounds: number;
  readonly contestants: readonly ContestantName[];
  /** A new folder in memory; it is gone afterwards. */
  readonly folder: string;
  /** Told of every run as it ends. */
  readonly onRun: (measurement: Measurement) => void;
}

/** Files younger than this are read again by programs that do not trust fresh times. */
const settlingMilliseconds = 4000;

/** Measures in turns (A B C, A B C, …), so that a slow minute of the machine hits everyone. */
export async function measureSize(plan: SizePlan): Promise<SizeResult> {
  writeSites(plan);
  await setTimeout(settlingMilliseconds);
  const measurements: Measurement[] = [];
  const counts = new Map<ContestantName, FileCounts>();
  const failed = new Set<ContestantName>();
  for (const turn of turnsOf(plan)) {
    if (failed.has(turn.contestant)) continue;
    const measurement = { ...turn, run: await takeTurn(turn, plan) };
    measurements.push(measurement);
    plan.onRun(measurement);
    if (measurement.run.failure !== undefined) failed.add(turn.contestant);
    else if (!counts.has(turn.contestant))
      counts.set(turn.contestant, countFiles(outputOf(plan, turn.contestant)));
  }
  await rm(plan.folder, { recursive: true, force: true });
  return { articles: plan.articles, measurements, counts };
}

function turnsOf(plan: SizePlan): readonly Turn[] {
  const round = plan.contestants.flatMap((contestant) =>
    scenariosOf(contestants[contestant]).map((scenario) => ({ contestant, scenario })),
  );
  return Array.from({ length: plan.rounds }, () => round).flat();
}

async function takeTurn({ contestant, scenario }: Turn, plan: SizePlan): Promise<Run> {
  const place = placeOf(plan, contestant);
  await prepareScenario(scenario, contestants[contestant], place);
  return runProcess(contestants[contestant].command(place.site, place.out));
}

function writeSites(plan: SizePlan): void {
  const kinds = new Set(plan.contestants.map((name) => contestants[name].site));
  for (const kind of kinds) writeSite(kind, join(plan.folder, kind.name), plan.articles);
}

function placeOf(plan: SizePlan, contestant: ContestantName): Place {
  const [first] = makeCorpus(plan.articles);
  if (first === undefined) throw new Error('A corpus needs at least one article');
  const site = join(plan.folder, contestants[contestant].site.name);
  return { site, out: outputOf(plan, contestant), article: join(site, articlePath(first)) };
}

function outputOf(plan: SizePlan, contestant: ContestantName): string {
  return join(plan.folder, `out-${contestant}`);
}
