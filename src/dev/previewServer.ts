/**
 * The preview server of `watch`. It knows a site only by the answers of `PreviewSite`, and talks only to the
 * machine that it runs on: other hosts cannot reach it, and pages of other sites cannot read it.
 */
import type { Server } from 'node:http';
import { createHttpServer, listen } from '../comments/receiver/httpServer.ts';
import { createRevisions, createEventStream } from './previewEvents.ts';
import { createPreviewApp } from './previewApp.ts';
import type { PreviewExtension, PreviewChange, PreviewSite } from './previewSite.ts';

export interface PreviewServerOptions {
  /** 0: any free one; when it is taken, the first free one of the twenty after it. */
  readonly port: number;
  readonly site: PreviewSite;
  /** Number of the first revision. No page of an earlier server may know it: take the time of day. */
  readonly firstRevision: number;
  readonly extensions?: readonly PreviewExtension[];
  /** Somebody opens a page, or loads it anew. */
  readonly onVisit?: () => void;
}

export interface PreviewServer {
  /** Address of the front page, as it is now. */
  readonly url: () => string;
  readonly port: number;
  /** Notifies all open pages; call it as soon as `site` answers accordingly. */
  readonly notify: (change: PreviewChange) => void;
  /** Hangs up on everyone; resolves when the port is free. */
  readonly close: () => Promise<void>;
}

/** Undefined when no port is free. */
export async function createPreviewServer({
  port: wanted,
  site,
  firstRevision,
  extensions = [],
  onVisit = () => {},
}: PreviewServerOptions): Promise<PreviewServer | undefined> {
  const events = createEventStream();
  const revisions = createRevisions(site, firstRevision);
  let hosts: readonly string[] = [];
  const isOwnHost = (host: string | undefined): boolean => host !== undefined && hosts.includes(host);
  const app = createPreviewApp({ site, revisions, events, isOwnHost, extensions, onVisit });
  const server = createHttpServer(app.fetch);
  const port = await listen(server, wanted);
  if (port === undefined) {
    events.close();
    return undefined;
  }
  hosts = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`);
  return {
    url: () => `http://127.0.0.1:${port}${site.base()}/`,
    port,
    notify: (change) => events.send(revisions.advance(change)),
    close: () => {
      events.close();
      return closeServer(server);
    },
  };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
