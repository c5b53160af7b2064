import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { contestants, type ContestantName } from '../contestants.ts';
import { makeCorpus } from '../corpus.ts';
import { articlePath, writeSite } from '../sites/writeSite.ts';
import { countFiles, type FileCounts } from './countFiles.ts';
import { runProcess, type Run } from './runProcess.ts';
import { prepareScenario, scenariosOf, type Place, type Scenario } from './scenarios.ts';

/** All runs of one contestant in one scenario. */
export interface Series {
  readonly contestant: ContestantName;
  readonly scenario: Scenario;
  readonly runs: readonly Run[];
}

export interface SizeResult {
  readonly articles: number;
  readonly series: readonly Series[];
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
  readonly onRun: (contestant: ContestantName, scenario: Scenario, run: Run) => void;
}

/** Files younger than this are read again by programs that do not trust fresh times. */
const settlingMilliseconds = 4000;

/** Measures in turns (A B C, A B C, …), so that a slow minute of the machine hits everyone. */
export async function measureSize(plan: SizePlan): Promise<SizeResult> {
  writeSites(plan);
  await setTimeout(settlingMilliseconds);
  const series = new Map<string, { contestant: ContestantName; scenario: Scenario; runs: Run[] }>();
  const counts = new Map<ContestantName, FileCounts>();
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const contestant of plan.contestants) {
      const place = placeOf(plan, contestant);
      for (const scenario of scenariosOf(contestants[contestant])) {
        const run = await runScenario(contestant, scenario, place);
        plan.onRun(contestant, scenario, run);
        const key = `${contestant} ${scenario}`;
        series.set(key, { contestant, scenario, runs: [...(series.get(key)?.runs ?? []), run] });
        if (run.failure !== undefined) break;
        if (!counts.has(contestant)) counts.set(contestant, countFiles(place.out));
      }
    }
  }
  await rm(plan.folder, { recursive: true, force: true });
  return { articles: plan.articles, series: [...series.values()], counts };
}

async function runScenario(contestant: ContestantName, scenario: Scenario, place: Place): Promise<Run> {
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
  return { site, out: join(plan.folder, `out-${contestant}`), article: join(site, articlePath(first)) };
}
