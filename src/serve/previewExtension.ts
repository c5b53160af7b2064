import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';

/** Something more that the preview answers, in its own folder. */
export interface PreviewExtension {
  /** Paths that may be posted to; everything else can only be read. */
  readonly posts: readonly string[];
  /** `origin` (`http://127.0.0.1:4321`) is known when the first request comes. */
  readonly app: (origin: () => string) => Hono<{ Bindings: HttpBindings }>;
}
