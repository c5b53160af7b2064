import { resolve } from 'node:path';
import type { EditionOptions } from '../edition/edition.ts';
import { createMemories } from '../edition/memories.ts';
import { parseMoment } from '../time/moment.ts';
import { createZone } from '../time/zone.ts';
import { type CommandOption, type OptionValues, type Surroundings, UsageError } from './command.ts';
import { commandTexts } from './texts.ts';

/** The options of every command that reads a site. */
export const siteOptions = {
  site: { type: 'string', value: 'ORDNER', help: 'der Ordner des Blogs (sonst: der Ordner, in dem du bist)' },
  now: { type: 'string', value: 'ZEIT', help: 'so tun, als wäre es dann, z. B. 2023-09-13T14:30:00+02:00' },
  drafts: { type: 'boolean', help: 'auch Entwürfe, geplante und abgelaufene Artikel zeigen' },
} as const satisfies Record<string, CommandOption>;

/** @throws UsageError when `--now` is no moment. */
export function toEditionOptions(options: OptionValues, world: Surroundings): EditionOptions {
  const { program, clock } = world;
  const site = resolve(world.workingFolder, textOf(options, 'site') ?? '.');
  return {
    site,
    builtInTemplates: world.builtInTemplates,
    now: momentOf(textOf(options, 'now'), world),
    preview: options['drafts'] === true,
    hints: false,
    workers: world.processors > 1 ? world.processors : 0,
    program,
    memories: createMemories({ site, program, clock }),
  };
}

export function textOf(options: OptionValues, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** Without an offset a `--now` is in UTC: on the command line no site's zone is known yet. */
function momentOf(text: string | undefined, world: Surroundings): number {
  if (text === undefined) return world.clock();
  const reading = parseMoment(text, createZone('UTC'));
  if ('problem' in reading) throw new UsageError(commandTexts.wrongMoment(text));
  return reading.moment.instant;
}

/** @throws UsageError: the command takes options only. */
export function refuseOperands([first]: readonly string[]): void {
  if (first !== undefined) throw new UsageError(commandTexts.noOperands(first));
}
