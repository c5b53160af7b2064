import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type BuildResult, buildSite } from '../build.ts';
import type { Diagnostic } from '../model.ts';
import { localTime } from '../time/isoDate.ts';
import { momentAt } from '../time/moment.ts';
import { createZone } from '../time/zone.ts';
import { dateView } from '../pages/dateView.ts';
import type { DateView } from '../pages/views.ts';
import { diagnose } from '../report/diagnostics.ts';
import { hasError } from '../report/hasError.ts';
import { systemErrorCode } from '../write/systemFault.ts';
import type { Command, ExitCode, OptionValues, Surroundings } from './command.ts';
import { countHiddenTexts } from './hiddenTexts.ts';
import { createProgressBar } from './progressBar.ts';
import { reportDiagnostics } from './reportDiagnostics.ts';
import { refuseOperands, siteOptions, textOf, toSnapshotOptions } from './siteOptions.ts';
import { commandTexts } from './texts.ts';

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
    json: { type: 'boolean', help: 'Ergebnis und Meldungen als JSON, für Programme' },
  },
  run,
};

async function run(
  options: OptionValues,
  operands: readonly string[],
  world: Surroundings,
): Promise<ExitCode> {
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
    onProgress: bar.show,
  }).finally(bar.stop);
  const milliseconds = world.clock() - start;
  const result = { ...built, diagnostics: [...built.diagnostics, ...previewWarning(built, options)] };
  if (options['json'] === true) world.print(JSON.stringify(toJson(result, milliseconds), undefined, 2));
  else {
    reportDiagnostics(result.diagnostics, world);
    const summary = result.published ? summarize(result, milliseconds) : commandTexts.nothingPublished;
    (result.published ? world.print : world.report)(summary);
  }
  const isNoted = !result.published || noteNextBuild(result, textOf(options, 'next-build'), world);
  return result.published && isNoted && !hasError(result.diagnostics) ? 0 : 1;
}

/** The usual output folder is uploaded; a preview belongs elsewhere. */
function previewWarning({ published, snapshot }: BuildResult, options: OptionValues): readonly Diagnostic[] {
  if (!published || !snapshot || options['drafts'] !== true || textOf(options, 'out') !== undefined)
    return [];
  const count = countHiddenTexts(snapshot);
  return count > 0 ? [diagnose('output/hidden-texts', { count })] : [];
}

/** In UTC, so that any shell can compare it with the time of day as text. False when the system refuses. */
function noteNextBuild({ snapshot }: BuildResult, file: string | undefined, world: Surroundings): boolean {
  if (file === undefined) return true;
  const instant = snapshot?.due()?.instant;
  const due = instant === undefined ? '' : `${localTime({ instant, offset: 0 })}Z\n`;
  try {
    writeFileSync(resolve(world.workingFolder, file), due);
    return true;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    reportDiagnostics([diagnose('output/next-build', { file, code })], world);
    return false;
  }
}

/** When the next build is due, as the site's clock shows it, and why. */
function nextBuild({
  snapshot,
}: BuildResult): { readonly date: DateView; readonly cause: string } | undefined {
  const change = snapshot?.due();
  if (!snapshot || !change) return undefined;
  const moment = momentAt(change.instant, createZone(snapshot.settings.timezone));
  return { date: dateView(moment), cause: commandTexts.nextChange[change.kind] };
}

function summarize(result: BuildResult, milliseconds: number): string {
  const { articles, written, unchanged, removed } = result;
  const seconds = (milliseconds / 1000).toFixed(2).replace('.', ',');
  const done = commandTexts.summary({ articles, written, unchanged, removed, seconds });
  const next = nextBuild(result);
  return next ? `${done} ${next.cause}: ${next.date.full}.` : done;
}

/** Output of `--json`: stable, for machines. */
function toJson(result: BuildResult, milliseconds: number): object {
  const { published, articles, parsed, rendered, reasons, written, unchanged, removed, diagnostics } = result;
  const next = nextBuild(result)?.date.iso ?? null;
  return {
    published,
    articles,
    parsed,
    rendered,
    reasons: Object.fromEntries(reasons),
    written,
    unchanged,
    removed,
    milliseconds,
    nextBuild: next,
    diagnostics,
  };
}
