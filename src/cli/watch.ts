/** `blattmacher watch`. */
import type { SnapshotOptions } from '../build/snapshot.ts';
import type { Preview } from '../dev/startPreview.ts';
import type { Command, ExitCode, OptionValues, Surroundings } from './command.ts';
import { portOf, refuseOperands, siteOptions, textOf, toSnapshotOptions } from './siteOptions.ts';
import type { WatcherNews } from '../dev/watcher.ts';
import { systemErrorCode } from '../emit/systemFault.ts';
import { reportDiagnostics } from './reportDiagnostics.ts';
import { commandTexts } from './texts.ts';

const usualPort = 4321;

export const watchCommand: Command = {
  options: {
    site: siteOptions.site,
    now: siteOptions.now,
    port: { type: 'string', value: 'ZAHL', help: `der Port der Vorschau (sonst: ${usualPort})` },
    poll: {
      type: 'boolean',
      help: 'selbst jede Sekunde nach Änderungen sehen (Netzlaufwerk, WSL, Docker)',
    },
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
  const snapshot = toSnapshotOptions(options, world);
  const now = textOf(options, 'now') === undefined ? world.clock : () => snapshot.now;
  const pollOnly = options['poll'] === true;
  if (pollOnly) world.report(commandTexts.polling);
  const preview = await openPreview({ snapshot, now, port, pollOnly }, world);
  if (!preview) {
    world.report(commandTexts.noPort(port));
    return 2;
  }
  if (preview.port !== port && port !== 0) world.report(commandTexts.otherPort(port));
  world.print(commandTexts.watching(preview.url));
  world.print(commandTexts.moderating(preview.moderationUrl));
  if (options['open'] === true) await world.openInBrowser(preview.url);
  await world.interrupted();
  await preview.close();
  snapshot.caches.close();
  world.print(commandTexts.watchEnded);
  return 0;
}

interface Wishes {
  readonly snapshot: SnapshotOptions;
  readonly now: () => number;
  readonly port: number;
  readonly pollOnly: boolean;
}

/** No other command has to wait for server and watcher to be loaded. Undefined when no port is free. */
async function openPreview(
  { snapshot, now, port, pollOnly }: Wishes,
  world: Surroundings,
): Promise<Preview | undefined> {
  const { DevSite } = await import('../dev/devSite.ts');
  const { startPreview } = await import('../dev/startPreview.ts');
  const { commentEndpoint } = await import('../dev/moderationApp.ts');
  const { clock, random, report } = world;
  return startPreview({
    devSite: new DevSite({ ...snapshot, preview: true, now, commentEndpoint }),
    site: snapshot.site,
    port,
    firstRevision: clock(),
    onRebuild: (diagnostics) => {
      reportDiagnostics(diagnostics, world);
      report(
        diagnostics.some(({ severity }) => severity === 'error') ? commandTexts.lastGood : commandTexts.shown,
      );
    },
    onFailure: (error) => report(failureText(error)),
    pollOnly,
    onNews: (news) => report(newsText(news)),
    onMove: (url) => report(commandTexts.moved(url)),
    clock,
    random,
    report,
  });
}

function failureText(error: unknown): string {
  const code = systemErrorCode(error);
  return code === undefined ? commandTexts.rebuildBroke(String(error)) : commandTexts.rebuildRefused(code);
}

function newsText(news: WatcherNews): string {
  const { folders } = commandTexts;
  switch (news.kind) {
    case 'deaf':
      return folders.deaf(news.folder, news.code);
    case 'exhausted':
      return news.code === 'ENOSPC' ? folders.tooManyFolders : folders.tooManyFiles(news.code);
    case 'missed':
      return folders.missed(news.path);
    case 'remote':
      return folders.remote(news.system);
    default:
      return folders[news.kind];
  }
}
