import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contestant } from '../contestants.ts';

export const scenarios = ['cold', 'unchanged', 'edited'] as const;
export type Scenario = (typeof scenarios)[number];

export interface Place {
  readonly site: string;
  readonly out: string;
  /** The article that `edited` edits. */
  readonly article: string;
}

/** Who remembers nothing has nothing to show but cold builds. */
export function scenariosOf(contestant: Contestant): readonly Scenario[] {
  return contestant.memory === undefined ? ['cold'] : scenarios;
}

/** Puts the folders into the state from which a scenario starts; the warm ones follow a cold build. */
export async function prepareScenario(
  scenario: Scenario,
  contestant: Contestant,
  place: Place,
): Promise<void> {
  if (scenario === 'edited') await appendFile(place.article, '\nEin Satz kam später dazu.\n');
  if (scenario !== 'cold') return;
  await rm(place.out, { recursive: true, force: true });
  if (contestant.memory !== undefined) {
    await rm(join(place.site, contestant.memory), { recursive: true, force: true });
  }
}
