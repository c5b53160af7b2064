/** Keeps a site up to date under everybody's eyes: doorbell, clock, live site and preview server together. */
import type { Diagnostic } from '../model.ts';
import { createDoorbell, type DoorbellNews } from '../serve/doorbell.ts';
import { createPreviewServer, type PreviewServer } from '../serve/previewServer.ts';
import type { LiveSite } from './liveSite.ts';
import { SiteKeeper } from './siteKeeper.ts';
import { moderationPath } from './moderationPaths.ts';
import { createPreviewComments } from './previewComments.ts';

export interface PreviewOptions {
  readonly live: LiveSite;
  /** The site folder. */
  readonly site: string;
  /** See `PreviewServerOptions`. */
  readonly port: number;
  readonly firstEdition: number;
  /** Gets all that is to be told after every look that changed it. */
  readonly onLook: (diagnostics: readonly Diagnostic[]) => void;
  /** See `SiteKeeperOptions`. */
  readonly onFailure: (error: unknown) => void;
  /** See `DoorbellOptions`. */
  readonly pollOnly: boolean;
  readonly onNews: (news: DoorbellNews) => void;
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

/** What makes the pages of a site. */
const watched = ['site.yaml', 'content', 'templates'];

/** Looks at the site for the first time and serves it; undefined when no port is free. */
export async function startPreview(options: PreviewOptions): Promise<Preview | undefined> {
  const { live, site, port, firstEdition, pollOnly, onLook, onFailure, onNews } = options;
  await live.look();
  onLook(live.diagnostics);
  const extensions = createPreviewComments({ ...options, edition: () => live.edition });
  const onVisit = (): void => doorbell.lookNow();
  const server = await createPreviewServer({ port, site: live, firstEdition, extensions, onVisit });
  if (!server) return undefined;
  const tell = followMoves(server, options);
  const keeper = new SiteKeeper({ live, tell, onLook, onFailure });
  // It rings as soon as it hears, for what was changed since the first look.
  const doorbell = createDoorbell({
    folder: site,
    paths: watched,
    pollOnly,
    onRing: (hints) => keeper.answer(hints),
    onFound: () => keeper.check(),
    onNews,
  });
  const url = server.url();
  return {
    url,
    moderationUrl: new URL(moderationPath, url).href,
    port: server.port,
    close: async () => {
      await Promise.all([doorbell.close(), keeper.close()]);
      await server.close();
    },
  };
}

/** Tells open pages of changes, and the author when the site is at another address. */
function followMoves(server: PreviewServer, { onMove }: PreviewOptions): PreviewServer['tell'] {
  let known = server.url();
  return (change) => {
    server.tell(change);
    const url = server.url();
    if (url !== known) onMove(url);
    known = url;
  };
}
