/** `blattmacher deploy`: builds, and brings the finished blog to where readers are. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SingleBar } from 'cli-progress';
import { type BuildResult, buildSite } from '../build/build.ts';
import type { SnapshotOptions } from '../build/snapshot.ts';
import { checkFinished, checkPages, checkParts } from '../check/checkPages.ts';
import { createDescriber } from '../check/page/describePage.ts';
import type { DeployPlace, DeploySettings } from '../config/deploySettings.ts';
import type { Settings } from '../config/settings.ts';
import { type OpenedSite, openSite } from '../content/load/openSite.ts';
import { readSettings } from '../content/load/readSettings.ts';
import { digestOf } from '../core/digestOf.ts';
import { diagnose, hasError } from '../core/diagnostics/diagnostics.ts';
import type { Checked, Diagnostic } from '../core/model.ts';
import { createZone, dateView, momentAt } from '../core/time.ts';
import { type DeployResult, deploySite } from '../deploy/deploySite.ts';
import { openTarget } from '../deploy/openTarget.ts';
import type { Secrets } from '../deploy/target.ts';
import type { DeployPlan } from '../deploy/plan.ts';
import { readManifest } from '../emit/manifest.ts';
import { systemErrorCode } from '../emit/systemFault.ts';
import { writeWholeFile } from '../emit/wholeFile.ts';
import { type Command, type OptionValues, type Surroundings, UsageError } from './command.ts';
import { namedAsOnDisk, reportDiagnostics } from './reportDiagnostics.ts';
import { allOption, siteOptions, textOf, toSnapshotOptions } from './siteOptions.ts';
import { commandTexts } from './texts.ts';

const texts = commandTexts.deploy;

export const deployCommand: Command = {
  options: {
    site: siteOptions.site,
    now: siteOptions.now,
    workers: siteOptions.workers,
    out: { type: 'string', value: 'ORDNER', help: 'wo die fertigen Seiten liegen (sonst: dist im Blog)' },
    'dry-run': { type: 'boolean', help: 'nur zeigen, was hochgeladen und gelöscht würde' },
    adopt: {
      type: 'boolean',
      help: 'auch in einen Ordner, in dem schon anderes liegt; es bleibt, bis auf gleichnamige Dateien',
    },
    yes: { type: 'boolean', help: 'nicht fragen, auch wenn viel gelöscht wird' },
    again: { type: 'boolean', help: 'alles noch einmal hochladen, auch was schon dort ist' },
    back: { type: 'boolean', help: 'zurück zum Stand vor dem letzten Mal' },
    'if-due': {
      type: 'boolean',
      help: 'nur, wenn sich etwas geändert hat oder etwas Geplantes fällig ist; für Zeitpläne',
    },
    'no-verify': { type: 'boolean', help: 'danach nicht nachsehen, ob die Adresse des Blogs das Neue zeigt' },
    all: allOption,
  },
  run: async (options, operands, world) => {
    const [name, surplus] = operands;
    if (surplus !== undefined) throw new UsageError(commandTexts.noOperands(surplus));
    const snapshot = toSnapshotOptions(options, world);
    const opened = await openSite(snapshot.site);
    const { value: chosen, diagnostics } = choosePlace(opened, snapshot.site, name);
    if (!chosen) {
      reportDiagnostics(diagnostics, world);
      return 1;
    }
    const out = resolve(world.workingFolder, textOf(options, 'out') ?? resolve(snapshot.site, 'dist'));
    if (options['back'] !== true && !(await buildForReaders({ options, world, out, opened }))) return 1;
    const work = { ...chosen, options, world, out, site: snapshot.site };
    if (options['if-due'] === true && isAsDeployed(work)) return 0;
    const result = await bringThere(work);
    reportDiagnostics(result.diagnostics, world, { all: options['all'] === true });
    if (!result.done || !result.plan) {
      // Who went back has said so: a timer has no reason to fail.
      return hasError(result.diagnostics) ? 1 : 0;
    }
    if (options['dry-run'] === true) {
      world.print(texts.planned(result.plan, chosen.label, options['all'] === true));
      return 0;
    }
    if (options['back'] === true) {
      world.print(texts.wentBack(result.plan, chosen.label));
      return 0;
    }
    world.print(texts.done(result.plan, chosen.label));
    await remember(work);
    return 0;
  },
};

interface Chosen {
  readonly settings: Settings;
  readonly place: DeployPlace;
  /** Its name for people. */
  readonly label: string;
}

interface DeployWork extends Chosen {
  readonly options: OptionValues;
  readonly world: Surroundings;
  readonly site: string;
  readonly out: string;
}

function choosePlace({ listing }: OpenedSite, site: string, name: string | undefined): Checked<Chosen> {
  const { value: settings, diagnostics } = readSettings(listing.files, site);
  if (!settings || hasError(diagnostics)) return { diagnostics: namedAsOnDisk(diagnostics, site) };
  const { value: place, diagnostics: faults } = placeOf(settings.deploy, name);
  if (!place) return { diagnostics: faults };
  return { value: { settings, place, label: name ?? texts.kinds[place.kind] }, diagnostics: [] };
}

function placeOf(places: DeploySettings, name: string | undefined): Checked<DeployPlace> {
  const names = [...places.keys()].filter((known) => known !== '');
  const [only] = places.values();
  if (!only) return { diagnostics: [diagnose('deploy/no-target', {})] };
  if (name === undefined) {
    return places.size === 1
      ? { value: only, diagnostics: [] }
      : { diagnostics: [diagnose('deploy/which-target', { names })] };
  }
  const value = names.includes(name) ? places.get(name) : undefined;
  return value
    ? { value, diagnostics: [] }
    : { diagnostics: [diagnose('deploy/unknown-target', { name, names })] };
}

/** Makes the pages; false, and nothing goes online, while anything is wrong. */
async function buildForReaders({
  options,
  world,
  out,
  opened,
}: Pick<DeployWork, 'options' | 'world' | 'out'> & { readonly opened: OpenedSite }): Promise<boolean> {
  const snapshot = { ...toSnapshotOptions(options, world), opened };
  const built = await buildSite({
    ...snapshot,
    out,
    home: world.homeFolder,
    owner: { pid: world.processId, host: world.hostName },
    fresh: false,
    verify: false,
    onProgress: () => {},
    describer: createDescriber,
  });
  const gate = built.published ? await passGate(built, snapshot) : [];
  const diagnostics = namedAsOnDisk([...built.diagnostics, ...gate], snapshot.site);
  const isGood = built.published && !hasError(diagnostics);
  // A timer that runs every minute says nothing while all is well.
  if (!isGood || options['if-due'] !== true)
    reportDiagnostics(diagnostics, world, { all: options['all'] === true });
  if (!isGood) world.report(texts.notDeployed);
  return isGood;
}

/** What `check` says of the pages that were just made; what it says of the sources the build has said. */
async function passGate(
  { finished }: BuildResult,
  snapshot: SnapshotOptions,
): Promise<readonly Diagnostic[]> {
  const ofPages = checkParts.filter((part) => part !== 'sources');
  const report = finished ? checkFinished(finished, snapshot, ofPages) : await checkPages(snapshot, ofPages);
  return report.diagnostics;
}

async function bringThere({ settings, place, options, world, site, out }: DeployWork): Promise<DeployResult> {
  const bar = await createBar(world.interactive);
  const { origin, base } = settings.url;
  const url = `${origin}${base}/`;
  const isBack = options['back'] === true;
  const target = await openTarget(place, secretsFrom(world), { site, out });
  const zone = createZone(settings.timezone);
  const result = await deploySite({
    target,
    folder: out,
    site: url,
    owner: {
      pid: world.processId,
      host: world.hostName,
      token: Buffer.from(world.random(16)).toString('hex'),
      since: dateView(momentAt(world.clock(), zone)).full,
    },
    direction: isBack ? 'back' : 'forward',
    byItself: options['if-due'] === true,
    again: options['again'] === true,
    dryRun: options['dry-run'] === true,
    adopt: options['adopt'] === true,
    mayRemove: async (count, of) =>
      options['yes'] === true || (world.canAsk && (bar.stop(), confirmed(texts.mayRemove(count, of)))),
    onProgress: bar.show,
  }).finally(bar.stop);
  const looksOnline =
    options['no-verify'] !== true && options['dry-run'] !== true && !isBack && place.kind !== 'git';
  if (!looksOnline || !result.done || !result.plan || isUnchanged(result.plan)) return result;
  const { verifyOnline } = await import('../deploy/verifyOnline.ts');
  const differences = await verifyOnline({ url, folder: out, plan: result.plan, pause: 3000 });
  return { ...result, diagnostics: [...result.diagnostics, ...differences] };
}

function isUnchanged({ files, removals }: DeployPlan): boolean {
  return files.length + removals.first.length + removals.last.length === 0;
}

function secretsFrom(world: Surroundings): Secrets {
  return {
    environment: world.environment,
    home: world.homeFolder,
    ...(world.canAsk && {
      ask: async (question) => {
        const { isCancel, password } = await import('@clack/prompts');
        const answer = await password({ message: texts.secret(question) });
        return isCancel(answer) ? undefined : answer;
      },
    }),
  };
}

async function confirmed(message: string): Promise<boolean> {
  const { confirm, isCancel } = await import('@clack/prompts');
  const answer = await confirm({ message, initialValue: false });
  return !isCancel(answer) && answer;
}

// What was deployed from here is remembered here, so that a timer need not ask a server every minute.

function memoryOf({ site, place }: DeployWork): { readonly folder: string; readonly name: string } {
  return { folder: join(site, '.cache', 'deploy'), name: `${digestOf(JSON.stringify(place))}.txt` };
}

/** Digest of the manifest: of all that is in the output folder. */
function builtState(out: string): string {
  return digestOf(readManifest(out).text);
}

function isAsDeployed(work: DeployWork): boolean {
  const { folder, name } = memoryOf(work);
  try {
    return readFileSync(join(folder, name), 'utf8').trim() === builtState(work.out);
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return false;
  }
}

async function remember(work: DeployWork): Promise<void> {
  const { folder, name } = memoryOf(work);
  try {
    mkdirSync(folder, { recursive: true });
    await writeWholeFile(folder, name, `${builtState(work.out)}\n`, { audience: 'all' });
  } catch (error) {
    // Without the memory the next run asks the server.
    if (systemErrorCode(error) === undefined) throw error;
  }
}

/** Below this many the work is over before a bar could be read. */
const fewFiles = 20;

async function createBar(interactive: boolean) {
  if (!interactive) return { show: () => {}, stop: () => {} };
  const { default: progress } = await import('cli-progress');
  let bar: SingleBar | undefined;
  return {
    show: (done: number, total: number): void => {
      if (total < fewFiles) return;
      if (!bar) {
        const format = `${texts.uploading} {bar} {value}/{total}`;
        bar = new progress.SingleBar({ format, barsize: 30, clearOnComplete: true, hideCursor: true });
        bar.start(total, done);
      }
      bar.update(done);
    },
    stop: (): void => {
      bar?.stop();
      bar = undefined;
    },
  };
}
