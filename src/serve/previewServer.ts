/**
 * The preview server of `watch`. It knows a site only by the answers of `PreviewSite`, and talks only to the
 * machine that it runs on: other hosts cannot reach it, and pages of other sites cannot read it (`safety.md` 21).
 */
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createEditions } from './editions.ts';
import { createEventStream } from './eventStream.ts';
import { listen } from './listen.ts';
import { createPreviewApp } from './previewApp.ts';
import type { PreviewExtension } from './previewExtension.ts';
import type { PreviewChange, PreviewSite } from './previewSite.ts';

export interface PreviewServerOptions {
  /** 0: any free one; when it is taken, the first free one of the twenty after it. */
  readonly port: number;
  /** Sub-path of the site without a slash at its end, percent-encoded; empty at the root. */
  readonly base: string;
  readonly site: PreviewSite;
  /** Number of the first edition. No page of an earlier server may know it: take the time of day. */
  readonly firstEdition: number;
  readonly extensions?: readonly PreviewExtension[];
}

export interface PreviewServer {
  /** Address of the front page. */
  readonly url: string;
  readonly port: number;
  /** Tells all open pages; call it as soon as `site` answers accordingly. */
  readonly tell: (change: PreviewChange) => void;
  /** Hangs up on everyone; resolves when the port is free. */
  readonly close: () => Promise<void>;
}

/** Milliseconds. An open line to a page is never silent for as long as `idle`. */
const limits = { headersTimeout: 10_000, requestTimeout: 15_000, keepAliveTimeout: 5000 } as const;
const idle = 60_000;

/** Undefined when no port is free. */
export async function createPreviewServer({
  port: wanted,
  base,
  site,
  firstEdition,
  extensions = [],
}: PreviewServerOptions): Promise<PreviewServer | undefined> {
  const events = createEventStream();
  const editions = createEditions(site, base, firstEdition);
  let hosts: readonly string[] = [];
  const isOwnHost = (host: string | undefined): boolean => host !== undefined && hosts.includes(host);
  let origin = '';
  const app = createPreviewApp({
    site,
    base,
    editions,
    events,
    isOwnHost,
    extensions,
    origin: () => origin,
  });
  const server = createServer(limits, getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  server.setTimeout(idle);
  const port = await listen(server, wanted);
  if (port === undefined) {
    events.close();
    return undefined;
  }
  hosts = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`);
  origin = `http://127.0.0.1:${port}`;
  return {
    url: `${origin}${base}/`,
    port,
    tell: (change) => events.send(editions.advance(change)),
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
