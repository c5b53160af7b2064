/** Connects watcher, clock, dev site and preview server. */
import type { Diagnostic } from '../core/model.ts';
import { createWatcher, type WatcherNews } from './watcher.ts';
import { createPreviewServer, type PreviewServer } from './previewServer.ts';
import type { DevSite } from './devSite.ts';
import { RebuildQueue } from './rebuildQueue.ts';
import { configFiles } from '../content/discover.ts';
import { moderationPath } from './moderationApp.ts';
import { createPreviewComments } from './previewComments.ts';

export interface PreviewOptions {
  readonly devSite: DevSite;
  /** The site folder. */
  readonly site: string;
  /** See `PreviewServerOptions`. */
  readonly port: number;
  readonly firstRevision: number;
  /** Gets all diagnostics after every rebuild that changed them. */
  readonly onRebuild: (diagnostics: readonly Diagnostic[]) => void;
  /** See `RebuildQueueOptions`. */
  readonly onFailure: (error: unknown) => void;
  /** See `WatcherOptions`. */
  readonly pollOnly: boolean;
  readonly onNews: (news: WatcherNews) => void;
  /** Hears where the front page is from now on. */
  readonly onMove: (url: string) => void;
  /** ms since 1970: when a comment was sent. */
  readonly clock: () => number;
  readonly random: (bytes: number) => Uint8Array;
  /** Hears, in German, what goes wrong with comments. */
  readonly report: (line: string) => void;
}

export interface Preview {
  readonly url: string;
  /** Where comments are moderated. */
  readonly moderationUrl: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** What pages of every site are made of. */
const alwaysWatched: readonly string[] = ['site.yaml', 'content', 'templates', 'data', ...configFiles];

/** Builds the site for the first time and serves it; undefined when no port is free. */
export async function startPreview(options: PreviewOptions): Promise<Preview | undefined> {
  const { devSite, site, port, firstRevision, pollOnly, onRebuild, onFailure, onNews } = options;
  await devSite.rebuild();
  onRebuild(devSite.diagnostics);
  const extensions = createPreviewComments({ ...options, snapshot: () => devSite.snapshot });
  const onVisit = (): void => watcher.pollNow();
  const server = await createPreviewServer({ port, site: devSite, firstRevision, extensions, onVisit });
  if (!server) return undefined;
  const notify = followMoves(server, options);
  const queue = new RebuildQueue({ devSite, notify, onRebuild, onFailure });
  // Its first event covers what was changed since the first build.
  const watcher = createWatcher({
    folder: site,
    // What the configuration imports may change with it.
    get paths() {
      const code = devSite.snapshot?.config?.code.imports ?? [];
      return code.length === 0 ? alwaysWatched : [...alwaysWatched, ...code];
    },
    pollOnly,
    onEvent: (hints) => queue.answer(hints),
    onFound: () => queue.check(),
    onNews,
  });
  const url = server.url();
  return {
    url,
    moderationUrl: new URL(moderationPath, url).href,
    port: server.port,
    close: async () => {
      await Promise.all([watcher.close(), queue.close()]);
      await server.close();
    },
  };
}

/** Notifies open pages of changes, and the author when the site is at another address. */
function followMoves(server: PreviewServer, { onMove }: PreviewOptions): PreviewServer['notify'] {
  let known = server.url();
  return (change) => {
    server.notify(change);
    const url = server.url();
    if (url !== known) onMove(url);
    known = url;
  };
}
