/** What the plugins know of the document at hand, and where they put what they find: `vfile.data.sheet`. */
import type { Point } from 'unist';
import type { VFile } from 'vfile';
import type { Diagnostic, Moment, Position, SourcePath } from '../../model.ts';
import type { Zone } from '../../time/zone.ts';

export interface Sheet {
  readonly file: SourcePath;
  /** Line of the file on which the Markdown begins, from 1. */
  readonly firstLine: number;
  readonly isAdvertisement: boolean;
  readonly diagnostics: Diagnostic[];
  readonly anchors: string[];
  /** The document is a live ticker. */
  readonly ticker?: TickerFrame;
}

export interface TickerFrame {
  /** An entry above all dates has this day. */
  readonly start: Moment;
  readonly zone: Zone;
}

declare module 'vfile' {
  interface DataMap {
    sheet: Sheet;
  }
}

export function sheetOf(file: VFile): Sheet {
  const { sheet } = file.data;
  if (!sheet) throw new Error('A document without a sheet');
  return sheet;
}

/** The place in the file of a node of the tree. */
export function positionOf(
  sheet: Sheet,
  node: { readonly position?: { readonly start: Point } | undefined },
): Position {
  const start = node.position?.start;
  return { line: sheet.firstLine + (start?.line ?? 1) - 1, column: start?.column ?? 1 };
}
