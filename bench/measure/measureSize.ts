/* oxlint-disable no-await-in-loop -- one after the other: what runs at the same time cannot be measured */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Contestant } from '../contestants.ts';
import { makeCorpus } from '../corpus.ts';
import { articlePath, writeSite } from '../sites/writeSite.ts';
import { countFiles, type FileCounts } from './countFiles.ts';
import { runProcess, type Run } from './runProcess.ts';
import { prepareScenario, scenariosOf, type Place, type Scenario } from './scenarios.ts';

interface Turn {
  readonly contestant: Contestant;
  readonly scenario: Scenario;
}

export interface Measurement extends Turn {
  readonly run: Run;
}

export interface SizeResult {
  readonly articles: number;
  readonly contestants: readonly Contestant[];
  /** In the order in which they ran; a contestant that failed has no more after that. */
  readonly measurements: readonly Measurement[];
  /** What each contestant's first cold build made. */
  readonly counts: ReadonlyMap<Contestant, FileCounts>;
}

export interface SizePlan {
  readonly articles: number;
  readonly rounds: number;
  readonly contestants: readonly Contestant[];
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
  const counts = new Map<Contestant, FileCounts>();
  const failed = new Set<Contestant>();
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
  return { articles: plan.articles, contestants: plan.contestants, measurements, counts };
}

function turnsOf(plan: SizePlan): readonly Turn[] {
  const round = plan.contestants.flatMap((contestant) =>
    scenariosOf(contestant).map((scenario) => ({ contestant, scenario })),
  );
  return Array.from({ length: plan.rounds }, () => round).flat();
}

async function takeTurn({ contestant, scenario }: Turn, plan: SizePlan): Promise<Run> {
  const place = placeOf(plan, contestant);
  await prepareScenario(scenario, contestant, place);
  return runProcess(contestant.command(place.site, place.out));
}

function writeSites(plan: SizePlan): void {
  const kinds = new Map(plan.contestants.map(({ site }) => [site.name, site]));
  for (const [name, kind] of kinds) writeSite(kind, join(plan.folder, name), plan.articles);
}

function placeOf(plan: SizePlan, contestant: Contestant): Place {
  const [first] = makeCorpus(plan.articles);
  if (first === undefined) throw new Error('A corpus needs at least one article');
  const site = join(plan.folder, contestant.site.name);
  return { site, out: outputOf(plan, contestant), article: join(site, articlePath(first, contestant.site)) };
}

function outputOf(plan: SizePlan, contestant: Contestant): string {
  return join(plan.folder, `out-${contestant.title.replaceAll(' ', '-')}`);
}
