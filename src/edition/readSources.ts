import { type GermanOptions, germanOptions } from '../config/germanOptions.ts';
import type { Settings } from '../config/settings.ts';
import type { Diagnostic } from '../model.ts';
import type { ParseOptions } from '../parse/article.ts';
import type { SourceFile } from '../read/siteFolder.ts';
import { Bodies } from './bodies.ts';
import type { ArrivedBody } from './bodyWorker.ts';
import { readBodies } from './readBodies.ts';
import { type Heads, readHeads } from './readHeads.ts';
import { createSourceReaders, type SourceReaders } from './sourceReaders.ts';

/** The sources of a site: their heads are there, their bodies on the way. */
export interface Sources {
  readonly heads: Heads;
  readonly bodies: Bodies;
  /** What is wrong with the bodies, when the last one has arrived. */
  readonly arrivals: Promise<readonly Diagnostic[]>;
}

/** Reads the heads, while worker threads read the bodies. */
export async function readSources(
  files: readonly SourceFile[],
  options: ParseOptions,
  workers: number,
): Promise<Sources> {
  const readers = createSourceReaders(options);
  const bodies = new Bodies();
  const arrivals = startBodies(files, readers, options, workers, bodies);
  const heads = await readHeads(files, readers);
  return { heads, bodies, arrivals };
}

/** What of the settings touches parsing; without settings (they have errors) the usual. */
export function parseOptionsOf(settings: Settings | undefined, hints: boolean): ParseOptions {
  const typography: GermanOptions = settings?.typography ?? germanOptions('de');
  return {
    timezone: settings?.timezone ?? 'Europe/Berlin',
    html: settings?.html ?? [],
    relatedAfter: settings?.related.inText ?? 0,
    typography,
    hints,
  };
}

async function startBodies(
  files: readonly SourceFile[],
  readers: SourceReaders,
  options: ParseOptions,
  workers: number,
  bodies: Bodies,
): Promise<readonly Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  const receive = ({ file, body, diagnostics: faults }: ArrivedBody): void => {
    diagnostics.push(...faults);
    bodies.arrive(file, body);
  };
  for (const kind of ['page', 'author'] as const) {
    for (const source of files.filter((file) => file.kind === kind)) {
      receive({ file: source.path, ...readers[kind].body(source) });
    }
  }
  const sources = files.filter(({ kind }) => kind === 'article');
  const faults = await readBodies({ sources, readers, options, workers, receive });
  return [...faults, ...diagnostics];
}
