/** Keeps a site up to date under everybody's eyes: doorbell, clock, live site and preview server together. */
import type { Diagnostic } from '../model.ts';
import { createDoorbell } from '../serve/doorbell.ts';
import { createPreviewServer } from '../serve/previewServer.ts';
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
  /** A folder that the system does not let us watch, and its code. */
  readonly onDeaf: (folder: string, code: string) => void;
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
  const { live, site, port, firstEdition, onLook, onDeaf } = options;
  await live.look();
  onLook(live.diagnostics);
  const base = live.edition?.settings.url.base ?? '';
  const extensions = createPreviewComments({ ...options, edition: () => live.edition });
  const server = await createPreviewServer({ port, base, site: live, firstEdition, extensions });
  if (!server) return undefined;
  const keeper = new SiteKeeper(live, server.tell, onLook);
  // It rings as soon as it hears, for what was changed since the first look.
  const doorbell = createDoorbell({
    folder: site,
    paths: watched,
    onRing: (hints) => keeper.answer(hints),
    onDeaf,
  });
  return {
    url: server.url,
    moderationUrl: new URL(moderationPath, server.url).href,
    port: server.port,
    close: async () => {
      await Promise.all([doorbell.close(), keeper.close()]);
      await server.close();
    },
  };
}
