/** Charts whose data are a CSV file of `content/media`. */
import type { Checked, Diagnostic, SourcePath } from '../model.ts';
import type { DeferredReference } from '../textModel.ts';
import type { Chart } from '../parse/charts/chart.ts';
import { drawChart } from '../parse/charts/drawChart.ts';
import { makeChart } from '../parse/charts/makeChart.ts';
import { readCsv } from '../parse/charts/readCsv.ts';
import { diagnose } from '../report/diagnostics.ts';
import { absoluteHref, hrefOf } from './hrefs.ts';
import type { RenderContext } from './bodyViews.ts';
import { findMedia, mediaPath, type MediaLibrary, mediaUrl } from './mediaShelf.ts';

type DeferredChart = Extract<DeferredReference, { kind: 'chart' }>;

/** Checks the data file of a chart; `suggest` names the file nearest to a path. */
export function checkChartFile(
  { chart, src, position }: DeferredChart,
  from: SourcePath,
  media: Pick<MediaLibrary, 'has' | 'peek'>,
  suggest: (src: string) => string,
): readonly Diagnostic[] {
  const place = { file: from, position };
  const path = mediaPath(src, from, media);
  if (path === undefined) return [diagnose('chart/file-missing', { src, suggestion: suggest(src) }, place)];
  const csv = media.peek(path)?.csv;
  if (csv === undefined) return [diagnose('chart/file-unreadable', { src }, place)];
  return chartOf(chart, csv, path).diagnostics;
}

/** Drawing and table, with a link to the file; `isAbsolute` for a feed. Empty where the file is wrong. */
export function drawChartFile(
  { chart: description, src }: DeferredChart,
  from: SourcePath,
  { media, site }: RenderContext,
  isAbsolute: boolean,
): string {
  const file = findMedia(media, src, from);
  const chart = file?.csv === undefined ? undefined : chartOf(description, file.csv, file.file).value;
  if (!file || !chart) return '';
  const url = mediaUrl(file);
  return drawChart(chart, isAbsolute ? absoluteHref(site, url) : hrefOf(site, url));
}

function chartOf(description: DeferredChart['chart'], csv: string, file: SourcePath): Checked<Chart> {
  const { value: table, diagnostics } = readCsv(csv, file);
  return table ? makeChart(description, table) : { diagnostics };
}
