/**
 * Context of the document at hand, which plugins read and to which they add their findings:
 * `vfile.data.context`.
 */
import type { Point } from 'unist';
import type { VFile } from 'vfile';
import type { Diagnostic, Moment, Position, SourcePath } from '../core/model.ts';
import type { SiteUrl } from '../config/settings.ts';
import type { Zone } from '../core/time.ts';

export interface DocumentContext {
  readonly file: SourcePath;
  /** Line of the file on which the Markdown begins, from 1. */
  readonly firstLine: number;
  /** The headline of the page on which the text stands. */
  readonly title?: string;
  readonly isAdvertisement: boolean;
  /** Where the site will be, for whole addresses that lead into it. */
  readonly site: SiteUrl | undefined;
  readonly diagnostics: Diagnostic[];
  readonly anchors: string[];
  /** The plugin of the site's configuration that was last at work. */
  plugin?: string;
  /** The document is a live ticker. */
  readonly ticker?: TickerClock;
}

export interface TickerClock {
  /** An entry above all dates has this day. */
  readonly start: Moment;
  readonly zone: Zone;
}

declare module 'vfile' {
  interface DataMap {
    context: DocumentContext;
  }
}

export function contextOf(file: VFile): DocumentContext {
  const { context } = file.data;
  if (!context) throw new Error('A document without its context');
  return context;
}

/** Position of a node of the tree in the file. */
export function positionOf(
  context: DocumentContext,
  node: { readonly position?: { readonly start: Point } | undefined },
): Position {
  const start = node.position?.start;
  return { line: context.firstLine + (start?.line ?? 1) - 1, column: start?.column ?? 1 };
}
