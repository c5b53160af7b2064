/** `blattmacher watch`. */
import { hasError, resourceFault } from '../core/diagnostics/diagnostics.ts';
import type { Command } from './command.ts';
import { portOf, refuseOperands, siteOptions, textOf, toSnapshotOptions } from './siteOptions.ts';
import type { WatcherNews } from '../dev/watcher.ts';
import { systemErrorCode } from '../emit/systemFault.ts';
import { namedAsOnDisk, reportDiagnostics } from './reportDiagnostics.ts';
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
  run: async (options, operands, world) => {
    refuseOperands(operands);
    const port = portOf(options, usualPort);
    const snapshot = toSnapshotOptions(options, world);
    const { clock, random, report, print } = world;
    const now = textOf(options, 'now') === undefined ? clock : () => snapshot.now;
    const pollOnly = options['poll'] === true;
    if (pollOnly) report(commandTexts.polling);
    // No other command has to wait for server and watcher to be loaded.
    const { DevSite } = await import('../dev/devSite.ts');
    const { startPreview } = await import('../dev/startPreview.ts');
    const { commentEndpoint } = await import('../dev/moderationApp.ts');
    const preview = await startPreview({
      devSite: new DevSite({ ...snapshot, preview: true, now, commentEndpoint }),
      site: snapshot.site,
      port,
      firstRevision: clock(),
      onRebuild: (diagnostics) => {
        reportDiagnostics(namedAsOnDisk(diagnostics, snapshot.site), world);
        report(hasError(diagnostics) ? commandTexts.lastGood : commandTexts.shown);
      },
      onFailure: (error) => report(failureText(error)),
      pollOnly,
      onNews: (news) => report(newsText(news)),
      onMove: (url) => report(commandTexts.moved(url)),
      clock,
      random,
      report,
    });
    if (!preview) {
      report(commandTexts.noPort(port));
      return 2;
    }
    if (preview.port !== port && port !== 0) report(commandTexts.otherPort(port));
    print(commandTexts.watching(preview.url));
    print(commandTexts.moderating(preview.moderationUrl));
    if (options['open'] === true) await world.openInBrowser(preview.url);
    await world.interrupted();
    await preview.close();
    snapshot.caches.close();
    print(commandTexts.watchEnded);
    return 0;
  },
};

function failureText(error: unknown): string {
  const lack = resourceFault(error);
  if (lack) return `${lack.message} ${lack.hint ?? ''}`;
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
