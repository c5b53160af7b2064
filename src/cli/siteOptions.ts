/** Options of the command line that several commands have, read and checked. */
import { resolve } from 'node:path';
import type { SnapshotOptions } from '../build/snapshot.ts';
import { createCaches } from '../content/load/sourceCache.ts';
import { parseMoment, createZone } from '../core/time.ts';
import { type CommandOption, type OptionValues, type Surroundings, UsageError } from './command.ts';
import { commandTexts } from './texts.ts';

/** The options of every command that reads a site. */
export const siteOptions = {
  site: { type: 'string', value: 'ORDNER', help: 'der Ordner des Blogs (sonst: der Ordner, in dem du bist)' },
  now: { type: 'string', value: 'ZEIT', help: 'so tun, als wäre es dann, z. B. 2023-09-13T14:30:00+02:00' },
  workers: {
    type: 'string',
    value: 'ZAHL',
    help: 'so viele Helfer rechnen mit, 0 bis 64 (sonst: so viele, wie sich lohnen)',
  },
  drafts: { type: 'boolean', help: 'auch Entwürfe, geplante und abgelaufene Artikel zeigen' },
} as const satisfies Record<string, CommandOption>;

/** The option of commands that report everything. */
export const allOption = {
  type: 'boolean',
  help: 'jede Meldung einzeln, statt nur die ersten von jeder Art',
} as const satisfies CommandOption;

const mostWorkers = 64;

/** @throws UsageError when `--now` is no moment, or `--workers` no number of workers. */
export function toSnapshotOptions(options: OptionValues, world: Surroundings): SnapshotOptions {
  const { program, clock } = world;
  const site = siteOf(options, world);
  return {
    site,
    builtInTemplates: world.builtInTemplates,
    now: momentOf(textOf(options, 'now'), world),
    preview: options['drafts'] === true,
    hints: false,
    ...workersOf(textOf(options, 'workers'), world),
    program,
    caches: createCaches({ site, program, clock }),
  };
}

/** The site folder that a command was given. */
export function siteOf(options: OptionValues, world: Surroundings): string {
  return resolve(world.workingFolder, textOf(options, 'site') ?? '.');
}

export function textOf(options: OptionValues, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** Who says how many gets them for the smallest site. One processor has nothing to share. */
function workersOf(text: string | undefined, { processors, freeMemory }: Surroundings) {
  if (text === undefined) {
    const workers = processors > 1 ? Math.min(processors, mostWorkers) : 0;
    return { workers, threads: { memory: freeMemory } };
  }
  if (!/^\d{1,2}$/.test(text) || Number(text) > mostWorkers) {
    throw new UsageError(commandTexts.wrongWorkers(text, mostWorkers));
  }
  return { workers: Number(text), threads: { few: 0 } };
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

const highestPort = 65_535;

/** Returns the port of `--port`, or the usual one. @throws UsageError when it is no port. */
export function portOf(options: OptionValues, usual: number): number {
  const text = textOf(options, 'port');
  if (text === undefined) return usual;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= highestPort)) throw new UsageError(commandTexts.wrongPort(text, usual));
  return port;
}
