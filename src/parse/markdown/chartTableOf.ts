import type { Element } from 'hast';
import type { ChartCell, ChartRow, ChartTable } from '../charts/chartTable.ts';
import { positionOf, type DocumentContext } from './sheet.ts';
import { textOf } from './textOf.ts';
import { walkElements } from './walk.ts';

/** A table of the text, cell by cell; `source` is the whole document. */
export function chartTableOf(table: Element, context: DocumentContext, source: string): ChartTable {
  const rows: ChartRow[] = [];
  walkElements(table, (element) => {
    if (element.tagName !== 'tr') return undefined;
    rows.push(rowOf(element, context, source));
    return 'skip';
  });
  const position = positionOf(context, table);
  const [header = { cells: [], position }, ...others] = rows;
  return { file: context.file, position, header, rows: others, numbers: 'german' };
}

function rowOf(row: Element, context: DocumentContext, source: string): ChartRow {
  const cells: ChartCell[] = row.children.flatMap((cell) =>
    cell.type === 'element' && cell.position
      ? { text: textOf(cell), position: positionOf(context, cell.children[0] ?? cell) }
      : [],
  );
  const position = positionOf(context, row);
  // Cells beyond those of the header are not in the tree any more.
  const missing = Math.max(0, writtenCells(row, source) - cells.length);
  const beyond = Array.from({ length: missing }, (): ChartCell => ({ text: '', position }));
  return { cells: [...cells, ...beyond], position };
}

/** How many cells the author wrote between bars; 0 for a row of raw HTML. */
function writtenCells({ position }: Element, source: string): number {
  const text = source.slice(position?.start.offset ?? 0, position?.end.offset ?? 0).trim();
  if (!text.includes('|') || text.startsWith('<')) return 0;
  const inside = text.replace(/^\|/, '').replace(/(?<!\\)\|$/, '');
  return inside.replace(/\\[\\|]/g, '').split('|').length;
}
