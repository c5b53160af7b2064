import { pageKinds, fileKinds, type FileCounts } from '../measure/countFiles.ts';
import type { SizeResult } from '../measure/measureSize.ts';
import { markdownTable } from './markdownTable.ts';
import { formatCount, formatMegabytes } from './numbers.ts';

/** Files and bytes of each kind that each one wrote. */
export function countsTable(size: SizeResult): string {
  const columns = [...size.counts];
  const rows = fileKinds.map((kind) => [kind, ...columns.map(([, counts]) => cell(counts, kind))]);
  return markdownTable([['Files', ...columns.map(([{ title }]) => title)], ...rows]);
}

/** Kinds of pages of which not everyone wrote the same number: those measurements are not of the same work. */
export function unequalKinds(size: SizeResult): readonly string[] {
  const everyone = [...size.counts.values()];
  return pageKinds.filter((kind) => new Set(everyone.map((counts) => counts.get(kind)?.files ?? 0)).size > 1);
}

function cell(counts: FileCounts, kind: string): string {
  const count = counts.get(kind);
  return count ? `${formatCount(count.files)} (${formatMegabytes(count.bytes)})` : '–';
}
