import { contestants } from '../contestants.ts';
import { fileKinds, type FileCounts } from '../measure/countFiles.ts';
import type { SizeResult } from '../measure/measureSize.ts';
import { markdownTable } from './markdownTable.ts';
import { formatCount, formatMegabytes } from './numbers.ts';

/** Do all contestants make the same site? Files and bytes of each kind. */
export function countsTable(size: SizeResult): string {
  const columns = [...size.counts];
  const rows = fileKinds.map((kind) => [kind].concat(columns.map(([, counts]) => cell(counts, kind))));
  return markdownTable([['Files', ...columns.map(([name]) => contestants[name].title)], ...rows]);
}

function cell(counts: FileCounts, kind: string): string {
  const count = counts.get(kind);
  return count ? `${formatCount(count.files)} (${formatMegabytes(count.bytes)})` : '–';
}
