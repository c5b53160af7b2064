/** `blattmacher build`. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type BuildResult, buildSite } from '../build/build.ts';
import type { Diagnostic } from '../core/model.ts';
import { printableLine } from '../core/diagnostics/printDiagnostics.ts';
import { isoDate, localTime, momentAt, createZone, dateView } from '../core/time.ts';
import { diagnose, hasError } from '../core/diagnostics/diagnostics.ts';
import { refusalCode } from '../emit/systemFault.ts';
import { createProgressBar } from './progressBar.ts';
import type { Command, OptionValues, Surroundings } from './command.ts';
import { namedAsOnDisk, reportDiagnostics } from './reportDiagnostics.ts';
import { allOption, refuseOperands, siteOptions, textOf, toSnapshotOptions } from './siteOptions.ts';
import { commandTexts } from './texts.ts';
import type { Progress } from '../build/renderPages.ts';

export const buildCommand: Command = {
  options: {
    ...siteOptions,
    out: { type: 'string', value: 'ORDNER', help: 'wohin die Seiten kommen (sonst: dist im Blog)' },
    verify: { type: 'boolean', help: 'zur Gegenprobe alles noch einmal von vorn bauen und vergleichen' },
    'no-cache': { type: 'boolean', help: 'nichts glauben, was frühere Läufe hinterlassen haben' },
    'next-build': {
      type: 'string',
      value: 'DATEI',
      help: 'schreibt dorthin, wann der nächste Lauf fällig ist (UTC; leer: nichts geplant)',
    },
    all: allOption,
    json: { type: 'boolean', help: 'Ergebnis und Meldungen als JSON, für Programme' },
  },
  run: async (options, operands, world) => {
    refuseOperands(operands);
    const start = world.clock();
    const bar = await createProgressBar(world.interactive);
    const snapshot = toSnapshotOptions(options, world);
    const built = await buildSite({
      ...snapshot,
      out: resolve(world.workingFolder, textOf(options, 'out') ?? resolve(snapshot.site, 'dist')),
      home: world.homeFolder,
      owner: { pid: world.processId, host: world.hostName },
      fresh: options['no-cache'] === true,
      verify: options['verify'] === true,
      onProgress: ({ work, done, total }) => {
        if (total >= shortBuild[work]) bar.show(commandTexts.making[work], done, total);
      },
    }).finally(bar.stop);
    const milliseconds = world.clock() - start;
    const found = [...built.diagnostics, ...previewWarning(built, options)];
    const result = { ...built, diagnostics: namedAsOnDisk(found, snapshot.site) };
    if (options['json'] === true) world.print(JSON.stringify(toJson(result, milliseconds), undefined, 2));
    else {
      reportDiagnostics(result.diagnostics, world, { all: options['all'] === true });
      if (result.published) world.print(summarize(result, milliseconds));
      else world.report(commandTexts.nothingPublished);
    }
    const isNoted = !result.published || noteNextBuild(result, textOf(options, 'next-build'), world);
    return result.published && isNoted && !hasError(result.diagnostics) ? 0 : 1;
  },
};

/** The usual output folder is uploaded; a preview belongs elsewhere. */
function previewWarning({ published, outlook }: BuildResult, options: OptionValues): readonly Diagnostic[] {
  if (!published || options['drafts'] !== true || textOf(options, 'out') !== undefined) return [];
  const count = outlook?.hidden ?? 0;
  return count > 0 ? [diagnose('output/hidden-texts', { count })] : [];
}

/** In UTC, so that any shell can compare it with the time of day as text. False when the system refuses. */
function noteNextBuild({ outlook }: BuildResult, file: string | undefined, world: Surroundings): boolean {
  if (file === undefined) return true;
  const instant = outlook?.due?.instant;
  const due = instant === undefined ? '' : `${localTime({ instant, offset: 0 })}Z\n`;
  try {
    writeFileSync(resolve(world.workingFolder, file), due);
    return true;
  } catch (error) {
    reportDiagnostics([diagnose('output/next-build', { file, code: refusalCode(error) })], world);
    return false;
  }
}

/** When the next build is due, as the site's clock shows it, and why. */
function nextBuild({ outlook }: BuildResult) {
  if (!outlook?.due) return undefined;
  const { due, timezone } = outlook;
  const moment = momentAt(due.instant, createZone(timezone));
  return { date: dateView(moment), cause: commandTexts.nextChange[due.kind] };
}

function summarize(result: BuildResult, milliseconds: number): string {
  const { outlook, written, unchanged, removed } = result;
  const articles = outlook?.articles ?? 0;
  const seconds = (milliseconds / 1000).toFixed(2).replace('.', ',');
  const done = commandTexts.summary({ articles, written, unchanged, removed, seconds });
  const next = nextBuild(result);
  const line = next ? `${done} ${next.cause}: ${next.date.full}.` : done;
  const planned = outlook?.planned ?? [];
  const [first] = planned;
  if (!first) return line;
  const { title, date } = first;
  const told = commandTexts.planned(planned.length, printableLine(title, 200), dateView(date).full);
  return `${line}\n${told}`;
}

/** Output of `--json`: stable, for machines. */
function toJson(result: BuildResult, milliseconds: number): object {
  const { published, outlook, parsed, rendered, reasons, written, unchanged, removed, diagnostics } = result;
  return {
    published,
    articles: outlook?.articles ?? 0,
    parsed,
    rendered,
    reasons: Object.fromEntries(reasons),
    written,
    unchanged,
    removed,
    milliseconds,
    nextBuild: nextBuild(result)?.date.iso ?? null,
    planned: (outlook?.planned ?? []).map(({ date, title, file }) => ({ date: isoDate(date), title, file })),
    diagnostics,
  };
}

/** Below this many a build is over before a bar could be read. */
const shortBuild: Readonly<Record<Progress['work'], number>> = { pages: 500, pictures: 10, search: 500 };
