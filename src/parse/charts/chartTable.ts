/** A table as it was written, cell by cell with its place, before anyone asks what the cells mean. */
import type { Position, SourcePath } from '../../model.ts';
import type { NumberStyle } from './parseGermanNumber.ts';

export interface ChartCell {
  readonly text: string;
  readonly position: Position;
}

export interface ChartRow {
  readonly cells: readonly ChartCell[];
  readonly position: Position;
}

export interface ChartTable {
  /** Where the cells stand. */
  readonly file: SourcePath;
  readonly position: Position;
  readonly header: ChartRow;
  readonly rows: readonly ChartRow[];
  readonly numbers: NumberStyle;
}
