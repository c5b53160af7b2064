/** `blattmacher check`. */
import { resolve } from 'node:path';
import { checkPages, checkParts, type CheckPart, type CheckReport } from '../check/checkPages.ts';
import type { Answer } from '../check/external.ts';
import { type CheckFormat, checkFormats, toGithub, toJunit, toSarif } from '../check/formats.ts';
import { hasError } from '../core/diagnostics/diagnostics.ts';
import { printable, printableJson, sortDiagnostics } from '../core/diagnostics/printDiagnostics.ts';
import type { Diagnostic } from '../core/model.ts';
import { type Command, type OptionValues, type Surroundings, UsageError } from './command.ts';
import { namedAsOnDisk, reportDiagnostics } from './reportDiagnostics.ts';
import { allOption, refuseOperands, siteOptions, textOf, toSnapshotOptions } from './siteOptions.ts';
import { commandTexts } from './texts.ts';

export const checkCommand: Command = {
  options: {
    ...siteOptions,
    only: {
      type: 'string',
      value: 'TEILE',
      help: `nur davon berichten: ${checkParts.join(', ')} (mehrere mit Komma)`,
    },
    external: { type: 'boolean', help: 'auch Links zu anderen Servern aufrufen; das dauert' },
    browser: { type: 'boolean', help: 'auch eine Seite jeder Art in Chromium mit axe prüfen' },
    format: { type: 'string', value: 'FORMAT', help: `${checkFormats.join(', ')} (sonst: text)` },
    all: allOption,
    json: { type: 'boolean', help: 'Meldungen als JSON, für Programme; wie --format json' },
  },
  run: async (options, operands, world) => {
    refuseOperands(operands);
    const format = formatOf(options);
    const parts = partsOf(textOf(options, 'only'));
    const snapshot = { ...toSnapshotOptions(options, world), hints: true };
    const isExternal = options['external'] === true;
    const report = await checkPages(snapshot, parts, { foreign: isExternal });
    const more = [
      ...(isExternal ? await askOthers(report, snapshot, world) : []),
      ...(options['browser'] === true ? await askBrowser(options, world) : []),
    ];
    const diagnostics = namedAsOnDisk(sortDiagnostics([...report.diagnostics, ...more]), snapshot.site);
    if (format === 'text') printText({ ...report, diagnostics }, parts, options, world);
    else world.print(writers[format]({ ...report, diagnostics }));
    return hasError(diagnostics) ? 1 : 0;
  },
};

const writers: Readonly<Record<Exclude<CheckFormat, 'text'>, (report: CheckReport) => string>> = {
  json: ({ diagnostics, thirdParties }) => printableJson({ diagnostics, thirdParties }),
  github: ({ diagnostics }) => toGithub(diagnostics),
  sarif: ({ diagnostics }) => toSarif(diagnostics),
  junit: ({ diagnostics }) => toJunit(diagnostics),
};

function printText(
  { diagnostics, thirdParties }: CheckReport,
  parts: readonly CheckPart[],
  options: OptionValues,
  world: Surroundings,
): void {
  reportDiagnostics(diagnostics, world, { all: options['all'] === true });
  if (parts.length < checkParts.length && parts.includes('third-parties')) {
    const rows = thirdParties.map(
      ({ host, purposes, when, pages, example }) =>
        `${host}: ${purposes.join(', ')}; ${commandTexts.contacts[when]}; ${commandTexts.onPages(pages, example)}`,
    );
    world.print(rows.length === 0 ? commandTexts.noContacts : printable(rows.join('\n')));
  }
  if (diagnostics.every(({ severity }) => severity === 'note')) world.print(commandTexts.allGood);
}

async function askOthers(
  { foreign = [] }: CheckReport,
  { site, now }: { readonly site: string; readonly now: number },
  world: Surroundings,
): Promise<readonly Diagnostic[]> {
  const [{ checkForeign }, { openExactCache }] = await Promise.all([
    import('../check/external.ts'),
    import('../cache/exactCache.ts'),
  ]);
  const cache = openExactCache<Answer>({ root: site, name: 'external-links', key: world.program });
  const onProgress = (done: number, total: number): void => {
    if (world.interactive && (done % 50 === 0 || done === total))
      world.report(commandTexts.asked(done, total));
  };
  return checkForeign(foreign, { now, cache, onProgress });
}

/** Milliseconds until the browser must have answered. */
const browserPatience = 60_000;

async function askBrowser(options: OptionValues, world: Surroundings): Promise<readonly Diagnostic[]> {
  const { checkInBrowser } = await import('../check/browser.ts');
  const { browsers, isRoot, temporaryFolder } = world;
  const snapshot = { ...toSnapshotOptions(options, world), hints: true };
  const out = resolve(snapshot.site, 'dist');
  return checkInBrowser(snapshot, { ...browsers, isRoot, temporaryFolder, out, patience: browserPatience });
}

/** @throws UsageError for a format that there is not. */
function formatOf(options: OptionValues): CheckFormat {
  const text = textOf(options, 'format') ?? (options['json'] === true ? 'json' : 'text');
  const format = checkFormats.find((one) => one === text);
  if (format === undefined) throw new UsageError(commandTexts.wrongChoice('--format', text, checkFormats));
  return format;
}

/** @throws UsageError for a part that there is not. */
function partsOf(text: string | undefined): readonly CheckPart[] {
  if (text === undefined) return checkParts;
  return text.split(',').map((word) => {
    const part = checkParts.find((one) => one === word.trim());
    if (part === undefined) throw new UsageError(commandTexts.wrongChoice('--only', word.trim(), checkParts));
    return part;
  });
}
