import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';

/** Something more that the preview answers, in its own folder. */
export interface PreviewExtension {
  /** Paths that may be posted to; everything else can only be read. */
  readonly posts: readonly string[];
  /** Hears of requests under names of this machine alone. */
  readonly app: () => Hono<{ Bindings: HttpBindings }>;
}
