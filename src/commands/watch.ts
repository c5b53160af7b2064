import { type Command, type ExitCode, type OptionValues, type Surroundings, UsageError } from './command.ts';
import { reportDiagnostics } from './reportDiagnostics.ts';
import { refuseOperands, siteOptions, textOf, toEditionOptions } from './siteOptions.ts';
import { commandTexts } from './texts.ts';

const usualPort = 4321;
const highestPort = 65_535;

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
  const port = portOf(textOf(options, 'port'));
  const edition = toEditionOptions(options, world);
  const now = textOf(options, 'now') === undefined ? world.clock : () => edition.now;
  // No other command has to wait for server and watcher to be loaded.
  const { LiveSite } = await import('../live/liveSite.ts');
  const { startPreview } = await import('../live/startPreview.ts');
  const live = new LiveSite({ ...edition, preview: true, now });
  const preview = await startPreview({
    live,
    site: edition.site,
    port,
    firstEdition: world.clock(),
    onLook: (diagnostics) => {
      reportDiagnostics(diagnostics, world);
      world.report(
        diagnostics.some(({ severity }) => severity === 'error') ? commandTexts.lastGood : commandTexts.shown,
      );
    },
    onDeaf: (folder, code) => world.report(commandTexts.deaf(folder, code)),
  });
  if (!preview) {
    world.report(commandTexts.noPort(port));
    return 2;
  }
  if (preview.port !== port && port !== 0) world.report(commandTexts.otherPort(port));
  world.print(commandTexts.watching(preview.url));
  if (options['open'] === true) world.openInBrowser(preview.url);
  await world.interrupted();
  await preview.close();
  edition.memories.close();
  world.print(commandTexts.watchEnded);
  return 0;
}

/** @throws UsageError when it is no port. */
function portOf(text: string | undefined): number {
  if (text === undefined) return usualPort;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= highestPort)) throw new UsageError(commandTexts.wrongPort(text));
  return port;
}
