import type { EditionOptions } from '../edition/edition.ts';
import type { Preview } from '../live/startPreview.ts';
import type { Command, ExitCode, OptionValues, Surroundings } from './command.ts';
import { portOf } from './portOf.ts';
import { reportDiagnostics } from './reportDiagnostics.ts';
import { refuseOperands, siteOptions, textOf, toEditionOptions } from './siteOptions.ts';
import { commandTexts } from './texts.ts';

const usualPort = 4321;

export const watchCommand: Command = {
  name: 'watch',
  operands: '',
  summary: 'zeigt den Blog im Browser und jede Änderung sofort, auch Entwürfe',
  options: {
    site: siteOptions.site,
    now: siteOptions.now,
    port: { type: 'string', value: 'ZAHL', help: `der Port der Vorschau (sonst: ${usualPort})` },
    open: { type: 'boolean', help: 'die Vorschau gleich im Browser öffnen' },
  },
  run,
};

async function run(
  options: OptionValues,
  operands: readonly string[],
  world: Surroundings,
): Promise<ExitCode> {
  refuseOperands(operands);
  const port = portOf(options, usualPort);
  const edition = toEditionOptions(options, world);
  const now = textOf(options, 'now') === undefined ? world.clock : () => edition.now;
  const preview = await openPreview(edition, now, port, world);
  if (!preview) {
    world.report(commandTexts.noPort(port));
    return 2;
  }
  if (preview.port !== port && port !== 0) world.report(commandTexts.otherPort(port));
  world.print(commandTexts.watching(preview.url));
  world.print(commandTexts.moderating(preview.moderationUrl));
  if (options['open'] === true) world.openInBrowser(preview.url);
  await world.interrupted();
  await preview.close();
  edition.memories.close();
  world.print(commandTexts.watchEnded);
  return 0;
}

/** No other command has to wait for server and watcher to be loaded. Undefined when no port is free. */
async function openPreview(
  edition: EditionOptions,
  now: () => number,
  port: number,
  world: Surroundings,
): Promise<Preview | undefined> {
  const { LiveSite } = await import('../live/liveSite.ts');
  const { startPreview } = await import('../live/startPreview.ts');
  const { commentEndpoint } = await import('../live/moderationPaths.ts');
  const { clock, random, report } = world;
  return startPreview({
    live: new LiveSite({ ...edition, preview: true, now, commentEndpoint }),
    site: edition.site,
    port,
    firstEdition: clock(),
    onLook: (diagnostics) => {
      reportDiagnostics(diagnostics, world);
      report(
        diagnostics.some(({ severity }) => severity === 'error') ? commandTexts.lastGood : commandTexts.shown,
      );
    },
    onDeaf: (folder, code) => report(commandTexts.deaf(folder, code)),
    clock,
    random,
    report,
  });
}
